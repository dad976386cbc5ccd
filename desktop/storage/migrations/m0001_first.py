"""Step 1: the first schema, with the search index and the triggers that guard what may never change."""

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE records (
        id VARCHAR NOT NULL,
        organisation VARCHAR NOT NULL,
        matter VARCHAR NOT NULL,
        form VARCHAR NOT NULL,
        edition VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        disclosure VARCHAR(32) NOT NULL,
        withheld_code VARCHAR NOT NULL,
        withheld_reason VARCHAR NOT NULL,
        formed_on DATE NOT NULL,
        state VARCHAR(32) NOT NULL,
        revision INTEGER NOT NULL,
        digest VARCHAR NOT NULL,
        drafted_by VARCHAR NOT NULL,
        reviewed_by VARCHAR NOT NULL,
        secrecy_reviewed_by VARCHAR NOT NULL,
        issued_by VARCHAR NOT NULL,
        issued_on DATE,
        publish_by DATE,
        index_number VARCHAR NOT NULL,
        return_reason VARCHAR NOT NULL,
        origin_device VARCHAR NOT NULL,
        updated_at VARCHAR NOT NULL,
        roster_count INTEGER NOT NULL,
        number INTEGER NOT NULL,
        field VARCHAR NOT NULL,
        words TEXT NOT NULL,
        name_columns VARCHAR NOT NULL,
        number_columns VARCHAR NOT NULL,
        roster_stamp INTEGER NOT NULL,
        cells TEXT NOT NULL,
        bilingual TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (number)
    )
    """,
    "CREATE INDEX records_by_deadline ON records (publish_by)",
    "CREATE INDEX records_by_field ON records (field, updated_at)",
    "CREATE INDEX records_by_matter ON records (matter, updated_at)",
    "CREATE INDEX records_by_state ON records (state, updated_at)",
    "CREATE INDEX records_by_update ON records (updated_at, id)",
    """
    CREATE TABLE revisions (
        record VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        parent VARCHAR NOT NULL,
        digest VARCHAR NOT NULL,
        made_at VARCHAR NOT NULL,
        made_by VARCHAR NOT NULL,
        device VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (record, number),
        FOREIGN KEY(record) REFERENCES records (id)
    )
    """,
    """
    CREATE TABLE roster_rows (
        id INTEGER NOT NULL,
        record INTEGER NOT NULL,
        "row" VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        from_revision INTEGER NOT NULL,
        to_revision INTEGER,
        removed INTEGER NOT NULL,
        tail VARCHAR,
        cells TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(record) REFERENCES records (number)
    )
    """,
    'CREATE INDEX roster_in_order ON roster_rows (record, position, "row", from_revision, to_revision, removed)',
    """
    CREATE INDEX roster_tails ON roster_rows (tail, record)
    WHERE to_revision IS NULL AND removed = 0 AND tail IS NOT NULL
    """,
    'CREATE UNIQUE INDEX roster_versions ON roster_rows (record, "row", from_revision)',
    """
    CREATE TABLE roster_imports (
        record VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        at VARCHAR NOT NULL,
        by VARCHAR NOT NULL,
        file VARCHAR NOT NULL,
        taken INTEGER NOT NULL,
        refused INTEGER NOT NULL,
        replaced INTEGER NOT NULL,
        undone_at VARCHAR NOT NULL,
        undone_by VARCHAR NOT NULL,
        added TEXT NOT NULL,
        digests BLOB NOT NULL,
        change BLOB NOT NULL,
        PRIMARY KEY (record, number),
        FOREIGN KEY(record) REFERENCES records (id)
    )
    """,
    """
    CREATE TABLE record_files (
        record VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        digest VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        media_type VARCHAR NOT NULL,
        size INTEGER NOT NULL,
        sm3 VARCHAR NOT NULL,
        PRIMARY KEY (record, position),
        FOREIGN KEY(record) REFERENCES records (id)
    )
    """,
    "CREATE INDEX ix_record_files_digest ON record_files (digest)",
    """
    CREATE TABLE notices (
        id VARCHAR NOT NULL,
        record VARCHAR NOT NULL,
        revision INTEGER NOT NULL,
        title VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        paper VARCHAR NOT NULL,
        pages INTEGER NOT NULL,
        pdf_digest VARCHAR NOT NULL,
        made_at VARCHAR NOT NULL,
        made_by VARCHAR NOT NULL,
        number VARCHAR NOT NULL,
        period_days INTEGER NOT NULL,
        period_unit VARCHAR NOT NULL,
        period_start DATE,
        period_end DATE,
        part VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(record) REFERENCES records (id)
    )
    """,
    "CREATE INDEX ix_notices_record ON notices (record)",
    """
    CREATE TABLE posting_numbers (
        series VARCHAR NOT NULL,
        year INTEGER NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (series, year)
    )
    """,
    """
    CREATE TABLE postings (
        id VARCHAR NOT NULL,
        board VARCHAR NOT NULL,
        number VARCHAR NOT NULL,
        year INTEGER NOT NULL,
        posted_on DATE NOT NULL,
        posted_by VARCHAR NOT NULL,
        due_down_on DATE NOT NULL,
        removed_on DATE,
        removed_by VARCHAR NOT NULL,
        removed_reason VARCHAR NOT NULL,
        replaces VARCHAR NOT NULL,
        chain VARCHAR NOT NULL,
        entry INTEGER NOT NULL,
        organisation VARCHAR NOT NULL,
        notice VARCHAR NOT NULL,
        PRIMARY KEY (entry),
        UNIQUE (id),
        FOREIGN KEY(notice) REFERENCES notices (id)
    )
    """,
    "CREATE INDEX ix_postings_notice ON postings (notice)",
    "CREATE INDEX postings_by_year ON postings (organisation, year)",
    """
    CREATE TABLE boards (
        name VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE board_photos (
        id VARCHAR NOT NULL,
        posting VARCHAR NOT NULL,
        original VARCHAR NOT NULL,
        shown VARCHAR NOT NULL,
        media_type VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        taken_at VARCHAR NOT NULL,
        added_at VARCHAR NOT NULL,
        added_by VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(posting) REFERENCES postings (id)
    )
    """,
    "CREATE INDEX ix_board_photos_posting ON board_photos (posting)",
    """
    CREATE TABLE objections (
        id VARCHAR NOT NULL,
        notice VARCHAR NOT NULL,
        organisation VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        received_on DATE NOT NULL,
        way VARCHAR NOT NULL,
        text TEXT NOT NULL,
        "row" VARCHAR NOT NULL,
        who VARCHAR NOT NULL,
        answer_by DATE,
        entered_at VARCHAR NOT NULL,
        entered_by VARCHAR NOT NULL,
        chain VARCHAR NOT NULL,
        answer TEXT NOT NULL,
        outcome VARCHAR NOT NULL,
        answered_on DATE,
        answered_by VARCHAR NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(notice) REFERENCES notices (id)
    )
    """,
    "CREATE INDEX ix_objections_notice ON objections (notice)",
    "CREATE UNIQUE INDEX objections_in_order ON objections (organisation, number)",
    """
    CREATE TABLE overrides (
        revision INTEGER NOT NULL,
        content VARCHAR NOT NULL,
        code VARCHAR NOT NULL,
        place VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        "by" VARCHAR NOT NULL,
        at VARCHAR NOT NULL,
        entry INTEGER NOT NULL,
        record VARCHAR NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(record) REFERENCES records (id)
    )
    """,
    "CREATE INDEX ix_overrides_record ON overrides (record)",
    """
    CREATE TABLE audit_log (
        serial INTEGER NOT NULL,
        at VARCHAR NOT NULL,
        who VARCHAR NOT NULL,
        verb VARCHAR NOT NULL,
        subject VARCHAR NOT NULL,
        previous VARCHAR NOT NULL,
        digest VARCHAR NOT NULL,
        details TEXT NOT NULL,
        PRIMARY KEY (serial)
    )
    """,
    "CREATE INDEX ix_audit_log_subject ON audit_log (subject)",
    """
    CREATE TABLE chain_heads (
        name VARCHAR NOT NULL,
        length INTEGER NOT NULL,
        digest VARCHAR NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE settings (
        "key" VARCHAR NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE device (
        id VARCHAR NOT NULL,
        signing_key BLOB NOT NULL,
        identity VARCHAR NOT NULL,
        made_at VARCHAR NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE contacts (
        device VARCHAR NOT NULL,
        organisation VARCHAR NOT NULL,
        unit VARCHAR NOT NULL,
        level VARCHAR(32) NOT NULL,
        signing_key VARCHAR NOT NULL,
        recipient VARCHAR NOT NULL,
        upward BOOLEAN NOT NULL,
        granted_at VARCHAR NOT NULL,
        valid_until VARCHAR NOT NULL,
        revoked_at VARCHAR NOT NULL,
        statement VARCHAR NOT NULL,
        PRIMARY KEY (device)
    )
    """,
    "CREATE INDEX ix_contacts_organisation ON contacts (organisation)",
    """
    CREATE TABLE outgoing_bundles (
        sequence INTEGER NOT NULL,
        bundle VARCHAR NOT NULL,
        receiver VARCHAR NOT NULL,
        digest VARCHAR NOT NULL,
        previous VARCHAR NOT NULL,
        size INTEGER NOT NULL,
        exported_at VARCHAR NOT NULL,
        exported_by VARCHAR NOT NULL,
        receipt_at VARCHAR NOT NULL,
        contents TEXT NOT NULL,
        receipt BLOB NOT NULL,
        PRIMARY KEY (sequence),
        UNIQUE (bundle)
    )
    """,
    """
    CREATE TABLE incoming_bundles (
        bundle VARCHAR NOT NULL,
        device VARCHAR NOT NULL,
        organisation VARCHAR NOT NULL,
        sequence INTEGER NOT NULL,
        digest VARCHAR NOT NULL,
        previous VARCHAR NOT NULL,
        imported_at VARCHAR NOT NULL,
        imported_by VARCHAR NOT NULL,
        undone_at VARCHAR NOT NULL,
        undone_by VARCHAR NOT NULL,
        undone_reason VARCHAR NOT NULL,
        summary TEXT NOT NULL,
        receipt BLOB NOT NULL,
        PRIMARY KEY (bundle)
    )
    """,
    "CREATE INDEX incoming_by_device ON incoming_bundles (device, sequence)",
    """
    CREATE TABLE travel (
        record VARCHAR NOT NULL,
        revision INTEGER NOT NULL,
        state VARCHAR NOT NULL,
        sequence INTEGER,
        at VARCHAR NOT NULL,
        detail VARCHAR NOT NULL,
        PRIMARY KEY (record, revision)
    )
    """,
    """
    CREATE TABLE returned_records (
        record VARCHAR NOT NULL,
        revision INTEGER NOT NULL,
        digest VARCHAR NOT NULL,
        organisation VARCHAR NOT NULL,
        text TEXT NOT NULL,
        at VARCHAR NOT NULL,
        by VARCHAR NOT NULL,
        reasons TEXT NOT NULL,
        PRIMARY KEY (record, revision)
    )
    """,
    "CREATE INDEX ix_returned_records_organisation ON returned_records (organisation)",
    """
    CREATE TABLE held_items (
        id VARCHAR NOT NULL,
        bundle VARCHAR NOT NULL,
        record VARCHAR NOT NULL,
        revision INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        held_at VARCHAR NOT NULL,
        resolved VARCHAR NOT NULL,
        resolved_at VARCHAR NOT NULL,
        resolved_by VARCHAR NOT NULL,
        resolved_reason TEXT NOT NULL,
        payload BLOB NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX held_open ON held_items (resolved, held_at)",
    "CREATE INDEX ix_held_items_record ON held_items (record)",
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        text, initials, content='', contentless_delete=1, tokenize='ascii', prefix='5'
    )
    """,
    """
    CREATE TRIGGER revisions_are_sealed BEFORE UPDATE ON revisions
    BEGIN SELECT RAISE(ABORT, 'a sealed revision is never changed'); END
    """,
    """
    CREATE TRIGGER own_revisions_stay BEFORE DELETE ON revisions
    WHEN OLD.device = (SELECT id FROM device)
    BEGIN SELECT RAISE(ABORT, 'a sealed revision is never deleted'); END
    """,
    """
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit_log
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
    """,
    """
    CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit_log
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
    """,
    """
    CREATE TRIGGER register_is_not_changed
    BEFORE UPDATE OF entry, id, organisation, notice, board, number, year, posted_on, posted_by, due_down_on, replaces, chain
    ON postings
    BEGIN SELECT RAISE(ABORT, 'the posting register is append-only'); END
    """,
    """
    CREATE TRIGGER register_is_not_cut BEFORE DELETE ON postings
    WHEN EXISTS (SELECT 1 FROM chain_heads WHERE name = 'postings ' || OLD.organisation)
    BEGIN SELECT RAISE(ABORT, 'the posting register is append-only'); END
    """,
    """
    CREATE TRIGGER objections_are_not_changed
    BEFORE UPDATE OF id, notice, organisation, number, received_on, way, text, "row", answer_by, entered_at, entered_by, chain
    ON objections
    BEGIN SELECT RAISE(ABORT, 'the register of objections is append-only'); END
    """,
    """
    CREATE TRIGGER objections_are_not_cut BEFORE DELETE ON objections
    BEGIN SELECT RAISE(ABORT, 'the register of objections is append-only'); END
    """,
    """
    CREATE TRIGGER overrides_are_not_changed BEFORE UPDATE ON overrides
    BEGIN SELECT RAISE(ABORT, 'an override is never changed'); END
    """,
    """
    CREATE TRIGGER overrides_are_not_cut BEFORE DELETE ON overrides
    BEGIN SELECT RAISE(ABORT, 'an override is never taken back'); END
    """,
    """
    CREATE TRIGGER numbers_only_count_up BEFORE UPDATE ON posting_numbers WHEN NEW.last <= OLD.last
    BEGIN SELECT RAISE(ABORT, 'a posting number is never given twice'); END
    """,
)
