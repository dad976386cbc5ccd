"""Made-up histories of three laptops of one township: what they issue, correct, export, and how backups and clocks mislead
them. A history is drawn by lot from its number, so a failing one can be had again. Knows nothing of the receiver.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO

from desktop.base.canonical import digest_of
from desktop.base.clock import CHINA
from desktop.domain.record import roster_digest
from desktop.sync.export import Contents
from desktop.sync.merge import STATE_ORDER
from desktop.sync.models import BundleInfo, Header, Office, RecordLine, RevisionLine
from desktop.sync.opened import OpenedBundle
from desktop.sync.read import Archive
from desktop.sync.stored_zip import archive

TOWNSHIP = Office(code="632299101", unit="云滩县青石滩乡人民政府", level="township")
COUNTY = "632299"
MATTER, FORM = "m-1", "dibao"
ACTS = ("issue", "correct", "correct", "correct", "on", "export", "export", "backup", "backup", "restore")
DEVICES = tuple(f"0199f000-0000-7000-8000-00000000000{letter}" for letter in "abc")
KEYS = {device: digest_of(device) for device in DEVICES}
FIRST_DAY, LAST_DAY = datetime(1970, 1, 2, tzinfo=CHINA), datetime(2099, 12, 30, tzinfo=CHINA)


@dataclass(frozen=True)
class Issued:
    """A record on a laptop: its sealed revisions and how far it is; ``sent`` of them have been exported."""

    revisions: tuple[RevisionLine, ...]
    state: int = 0
    sent: int = 0
    told: int = -1


@dataclass
class Laptop:
    """``records`` by id; ``sequence`` and ``previous`` are of the last bundle it knows of."""

    device: str
    records: dict[str, Issued] = field(default_factory=dict)
    sequence: int = 0
    previous: str = ""

    def copy(self) -> "Laptop":
        return replace(self, records=dict(self.records))


@dataclass(frozen=True)
class History:
    """``bundles`` in the order they were made. ``parted``: records of which there are versions that do not follow one
    another, because a laptop was brought back from a backup."""

    number: int
    bundles: tuple[OpenedBundle, ...]
    parted: frozenset[str]


def history(number: int, steps: int = 16, restoring: bool = True) -> History:
    """The history with this number."""
    lot = random.Random(number)
    laptops = [Laptop(device) for device in DEVICES]
    kept: dict[str, Laptop] = {}
    bundles: list[OpenedBundle] = []
    known: dict[tuple[str, int], set[str]] = {}
    for step in range(steps):
        at = lot.randrange(len(laptops))
        laptop = laptops[at]
        moment = (FIRST_DAY + (LAST_DAY - FIRST_DAY) * lot.random()).replace(microsecond=0).isoformat()
        act = lot.choice(ACTS)
        if act == "issue" or not laptop.records:
            name = f"record-{number}-{step}"
            laptop.records[name] = Issued((_revision(name, None, moment, lot),))
        elif act == "correct":
            name = lot.choice(sorted(laptop.records))
            was = laptop.records[name]
            revised = (*was.revisions, _revision(name, was.revisions[-1], moment, lot))
            laptop.records[name] = replace(was, revisions=revised, state=0, told=-1)
        elif act == "on":
            name = lot.choice(sorted(laptop.records))
            was = laptop.records[name]
            laptop.records[name] = replace(was, state=min(was.state + 1, len(STATE_ORDER) - 1))
        elif act == "backup":
            kept[laptop.device] = laptop.copy()
        elif act == "restore" and restoring and laptop.device in kept:
            laptops[at] = kept[laptop.device].copy()
        elif act == "export":
            bundles += _export(laptop, moment, lot, len(bundles))
        for record, issued in laptops[at].records.items():
            for revision in issued.revisions:
                known.setdefault((record, revision.number), set()).add(revision.digest)
    for laptop in laptops:
        bundles += _export(laptop, moment, lot, len(bundles))
    parted = frozenset(record for (record, _), digests in known.items() if len(digests) > 1)
    return History(number, tuple(bundles), parted)


def _revision(record: str, before: RevisionLine | None, moment: str, lot: random.Random) -> RevisionLine:
    content = {
        "record": record, "matter": MATTER, "form": FORM, "edition": "2026.1",
        "number": before.number + 1 if before else 1, "parent": before.digest if before else "",
        "title": f"名单 {record}", "formed_on": moment[:10], "disclosure": "proactive", "withheld_code": "",
        "withheld_reason": "", "values": {"n": str(lot.randrange(1 << 40))}, "roster": roster_digest([]),
        "roster_count": 0, "attachments": [],
    }  # fmt: skip
    return RevisionLine(
        number=content["number"], parent=content["parent"], digest=digest_of(content), made_at=moment,
        made_by="李春梅", device="laptop", content=content,
    )  # texts of dates and states are read by the model  # fmt: skip


def _line(record: str, issued: Issued, moment: str, since: int) -> RecordLine:
    head = issued.revisions[-1]
    return RecordLine(
        record=record, organisation=TOWNSHIP.code, matter=MATTER, form=FORM, edition="2026.1",
        title=head.content["title"], disclosure="proactive", formed_on=head.content["formed_on"],
        state=str(STATE_ORDER[issued.state]), revision=head.number, digest=head.digest, updated_at=moment, roster_count=0,
        revisions=issued.revisions[since:],
    )  # texts of dates and states are read by the model  # fmt: skip


def _export(laptop: Laptop, moment: str, lot: random.Random, number: int) -> list[OpenedBundle]:
    """The bundle of what is new, or of everything, as after a receipt that came or did not."""
    whole = lot.random() < 0.3
    chosen = {
        name: one
        for name, one in laptop.records.items()
        if whole or one.sent < len(one.revisions) or one.told < one.state
    }
    if not chosen:
        return []
    lines = tuple(_line(name, one, moment, 0 if whole else one.sent) for name, one in chosen.items())
    for name, one in chosen.items():
        laptop.records[name] = replace(one, sent=len(one.revisions), told=one.state)
    laptop.sequence += 1
    opened = _bundle(laptop, f"bundle-{number}", lines, moment)
    laptop.previous = opened.header.sha256
    return [opened]


def _bundle(laptop: Laptop, name: str, lines: tuple[RecordLine, ...], moment: str) -> OpenedBundle:
    """As it is when it was opened and found whole; sealing and signing are tried elsewhere."""
    counts = Contents(lines).counts
    digest = digest_of([name, laptop.device, [line.model_dump(mode="json") for line in lines]])
    header = Header(
        bundle=name, device=laptop.device, organisation=TOWNSHIP.code, receiver=COUNTY, sequence=laptop.sequence,
        revisions=counts.revisions, size=1, sha256=digest, key=KEYS[laptop.device],
    )  # fmt: skip
    info = BundleInfo(
        bundle=name, device=laptop.device, organisation=TOWNSHIP, receiver=COUNTY, sequence=laptop.sequence,
        previous=laptop.previous, edition="2026.1", program="0.1.0", made_at=moment, counts=counts,
    )  # fmt: skip
    return OpenedBundle(header, info, lines, (), {}, {}, _BARE)


_BARE = Archive(BytesIO(b"".join(archive([("bag/bagit.txt", b"")]))))


def deliveries(bundles: tuple[OpenedBundle, ...], lot: random.Random) -> list[OpenedBundle]:
    """All of them in some order, some of them twice or thrice: what was lost on the way is brought again at last."""
    way = [*bundles, *lot.choices(bundles, k=len(bundles) // 2)]
    lot.shuffle(way)
    return way
