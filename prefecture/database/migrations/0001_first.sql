-- What the prefecture holds. Partitioned by county (six digits of the division code) and, below it, by the year in which
-- a record was formed when it was first seen; record_places remembers where a record lies, so that its id is unique.

CREATE TABLE contacts (
    device       text PRIMARY KEY,
    organisation text NOT NULL,
    unit         text NOT NULL,
    level        text NOT NULL CHECK (level IN ('village', 'township', 'county')),
    signing_key  text NOT NULL,
    recipient    text NOT NULL,
    granted_at   text NOT NULL,
    valid_until  text NOT NULL,
    revoked_at   text NOT NULL DEFAULT '',
    revoked_for  text NOT NULL DEFAULT '', -- lost, restored, cloned, replaced, left
    statement    bytea NOT NULL
);

-- What was seen of a device that does not behave like one laptop. While one of its lines has no decision, nothing of the
-- device is loaded.
CREATE TABLE troubles (
    device     text NOT NULL REFERENCES contacts,
    bundle     text NOT NULL,
    sequence   bigint NOT NULL,
    seen_at    timestamptz NOT NULL,
    texts      text[] NOT NULL,
    decision   text NOT NULL DEFAULT '',  -- explained, restored, cloned
    decided_at timestamptz,
    PRIMARY KEY (device, bundle)
);

-- Lists of stopped devices, the newest of each office: our own as we gave it out, a county's as it was taken.
CREATE TABLE stop_lists (
    device text PRIMARY KEY,
    number bigint NOT NULL
);

CREATE TABLE bundles (
    bundle       text PRIMARY KEY,
    device       text NOT NULL REFERENCES contacts,
    organisation text NOT NULL,
    sequence     bigint NOT NULL,
    file         text NOT NULL,           -- SHA-256 of the whole file: its name in the store
    digest       text NOT NULL,           -- SHA-256 of the sealed bytes
    previous     text NOT NULL DEFAULT '',
    size         bigint NOT NULL,
    edition      text NOT NULL DEFAULT '',
    program      text NOT NULL DEFAULT '',
    made_at      text NOT NULL DEFAULT '',
    arrived_at   timestamptz NOT NULL,
    loaded_at    timestamptz,
    status       text NOT NULL CHECK (status IN ('arrived', 'halted', 'loaded', 'refused')),
    reason       text NOT NULL DEFAULT '',
    arrival      bytea NOT NULL,          -- signed: the bytes are here
    receipt      bytea,                   -- signed: what became of each record
    accepted     int NOT NULL DEFAULT 0,
    duplicate    int NOT NULL DEFAULT 0,
    conflict     int NOT NULL DEFAULT 0,
    rejected     int NOT NULL DEFAULT 0
);
CREATE INDEX bundles_by_device ON bundles (device, sequence);
CREATE INDEX bundles_by_file ON bundles (file);

CREATE TABLE refusals (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL,
    file         text NOT NULL,
    bundle       text NOT NULL DEFAULT '',
    device       text NOT NULL DEFAULT '',
    organisation text NOT NULL DEFAULT '',
    code         text NOT NULL,
    words        text NOT NULL
);
CREATE INDEX refusals_by_time ON refusals (at);

CREATE TABLE record_places (
    record       text PRIMARY KEY,
    county       text NOT NULL,
    year         int NOT NULL,
    organisation text NOT NULL
);

CREATE TABLE records (
    county          text NOT NULL,
    year            int NOT NULL,
    record          text NOT NULL,
    organisation    text NOT NULL,
    matter          text NOT NULL,
    form            text NOT NULL,
    edition         text NOT NULL,
    title           text NOT NULL,
    disclosure      text NOT NULL,
    formed_on       date NOT NULL,
    state           text NOT NULL,
    revision        int NOT NULL,
    digest          text NOT NULL,
    issued_on       date,
    publish_by      date,
    index_number    text NOT NULL,
    roster_count    bigint NOT NULL,
    card            jsonb NOT NULL,
    public_text     text NOT NULL,        -- what may be searched: title, number, values of class public
    bundle          text NOT NULL,
    PRIMARY KEY (county, year, record)
) PARTITION BY LIST (county);
CREATE INDEX records_by_organisation ON records (organisation);

CREATE TABLE revisions (
    county  text NOT NULL,
    year    int NOT NULL,
    record  text NOT NULL,
    number  int NOT NULL,
    parent  text NOT NULL,
    digest  text NOT NULL,
    made_at text NOT NULL,
    made_by text NOT NULL,
    device  text NOT NULL,
    reason  text NOT NULL,
    content jsonb NOT NULL,
    bundle  text NOT NULL,
    PRIMARY KEY (county, year, record, number)
) PARTITION BY LIST (county);

CREATE TABLE roster_rows (
    county   text NOT NULL,
    year     int NOT NULL,
    record   text NOT NULL,
    "row"    text NOT NULL,
    revision int NOT NULL,
    position bigint NOT NULL,
    "values" jsonb,                       -- null: this revision took the row out
    PRIMARY KEY (county, year, record, "row", revision)
) PARTITION BY LIST (county);

CREATE TABLE postings (
    county  text NOT NULL,
    year    int NOT NULL,
    record  text NOT NULL,
    posting text NOT NULL,
    notice  jsonb NOT NULL,
    hung    jsonb NOT NULL,
    bundle  text NOT NULL,
    PRIMARY KEY (county, year, record, posting)
) PARTITION BY LIST (county);

-- An attachment stays in the sealed bag that brought it; here stands which one.
CREATE TABLE attachments (
    digest text PRIMARY KEY,
    size   bigint NOT NULL,
    bundle text NOT NULL
);

CREATE TABLE held (
    id           text PRIMARY KEY,
    bundle       text NOT NULL,
    county       text NOT NULL,
    organisation text NOT NULL,
    record       text NOT NULL,
    revision     int NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('conflict', 'quarantined')),
    reason       text NOT NULL,           -- the merge case
    scope        text NOT NULL,           -- the beginning of the codes whose records the sender may bring
    held_at      timestamptz NOT NULL,
    resolved     text NOT NULL DEFAULT '', -- the merge case it became, or a person's word: ours, theirs, replaced
    resolved_at  timestamptz,
    resolved_by  text NOT NULL DEFAULT '',
    resolved_for text NOT NULL DEFAULT '',
    payload      bytea NOT NULL
);
CREATE INDEX held_open ON held (county) WHERE resolved = '';
CREATE INDEX held_by_record ON held (record);

-- Which of two versions a person here has put in force, as signed for the offices below; lies in the store as well.
CREATE TABLE settled (
    number       bigint PRIMARY KEY,
    at           timestamptz NOT NULL,
    organisation text NOT NULL,
    record       text NOT NULL,
    decided_by   text NOT NULL,
    document     bytea NOT NULL
);
CREATE INDEX settled_by_organisation ON settled (organisation text_pattern_ops);

-- The newest file down of each office below: essence tells whether there is anything new to say.
CREATE TABLE downs (
    organisation text PRIMARY KEY,
    number       bigint NOT NULL,
    made_at      timestamptz NOT NULL,
    essence      text NOT NULL,
    settled      bigint NOT NULL,         -- the newest decision in it
    document     bytea NOT NULL
);

-- Attaching locks out no reader; it happens once per county and year.
CREATE FUNCTION ensure_partitions(a_county text, a_year int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    parent text;
    branch text;
    leaf text;
BEGIN
    IF a_county !~ '^[0-9]{6}$' THEN
        RAISE EXCEPTION 'not a county: %', a_county;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('mingbai partitions'));
    FOREACH parent IN ARRAY ARRAY['records', 'revisions', 'roster_rows', 'postings'] LOOP
        branch := parent || '_' || a_county;
        leaf := branch || '_' || a_year;
        IF to_regclass(branch) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL) PARTITION BY LIST (year)', branch, parent);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%L)', parent, branch, a_county);
        END IF;
        IF to_regclass(leaf) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', leaf, parent);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%L)', branch, leaf, a_year);
        END IF;
    END LOOP;
END $$;
