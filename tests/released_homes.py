"""One small finished home per released version, kept for ever: `python -m tests.released_homes 0.1.0` makes the next one.

Run it once when a version is released and its database has new steps, and commit what it wrote; a later program must open it as
it is. Never make one anew after its release: then it proves nothing.
"""

import shutil
import sys
from datetime import date, datetime
from pathlib import Path

from desktop.base.clock import CHINA, SteppingClock
from desktop.base.paths import content_root, templates_folder
from desktop.catalogue.catalogue import load_catalogue
from desktop.domain.account import Role
from desktop.domain.organisation import Level, Organisation
from desktop.domain.record import RecordContent
from desktop.storage.keyslots import KdfCost
from desktop.usecases.office import Office
from tests import released_schemas

FOLDER = Path(__file__).parent / "fixtures" / "homes"
PASSPHRASE = "留着给以后的版本看"
PEOPLE = {
    Role.DRAFTER: "李春梅",
    Role.REVIEWER: "周海明",
    Role.SECRECY: "马生莲",
    Role.ISSUER: "祁建国",
    Role.ADMIN: "系统管理员",
}
TITLE = "2026年耕地地力保护补贴发放情况"
BOARD = "乡政府公示栏"
ROWS = (("上滩村", "才让卓玛", "9.40", "1081.00"), ("下滩村", "马成英", "12.50", "1437.50"))
VALUES = {
    "year": "2026", "rate": "115.00", "basis_docs": "财农〔2023〕11号", "notice_days": "7",
    "objection_unit": "青石滩乡农业农村服务中心", "objection_phone": "0970-8600123",
}  # fmt: skip
_QUICK = KdfCost(memory_kib=64, passes=1, lanes=1)
_TOWNSHIP = Organisation(
    code="632299101", unit="云滩县青石滩乡人民政府", level=Level.TOWNSHIP, short_name="青石滩乡"
)


def office(at: datetime) -> Office:
    return Office(load_catalogue(content_root()), templates_folder(), SteppingClock(at), _QUICK)


def make(folder: Path) -> Path:
    """A home with five accounts, an issued and posted record of two rows with an attachment, and a draft."""
    made = office(datetime(2026, 9, 16, 9, 0, tzinfo=CHINA))
    admin, _ = made.create(folder, _TOWNSHIP, PEOPLE[Role.ADMIN], Role.ADMIN, PASSPHRASE)
    by_role = {Role.ADMIN: admin}
    for role, name in PEOPLE.items():
        if role is not Role.ADMIN:
            admin.accounts.add(name, role, PASSPHRASE)
            by_role[role] = admin.switch(name, PASSPHRASE)
    clerk = by_role[Role.DRAFTER]
    content = RecordContent(title=TITLE, formed_on=date(2026, 9, 14), values=VALUES)
    record = clerk.records.new("SNBT-002", "farmland_subsidy", content).value
    for village, name, area, amount in ROWS:
        cells = {"village": village, "name": name, "subsidy_area": area, "amount": amount}
        clerk.records.add_row(record, cells)
    paper = folder.parent / "会议记录.txt"
    paper.write_text("会议记录", encoding="utf-8")
    clerk.attachments.add(record, paper)
    paper.unlink()
    for role in (Role.DRAFTER, Role.REVIEWER, Role.SECRECY, Role.ISSUER):
        by_role[role].flow.advance(record)
    clerk.notices.add_board(BOARD)
    clerk.notices.post(clerk.notices.make(record, None).value.id, BOARD, date(2026, 9, 16))
    clerk.records.new(
        "SNBT-002", "farmland_subsidy", RecordContent(title="没写完的一条", formed_on=date(2026, 9, 16))
    )
    admin.close()
    return folder


def keep(version: str) -> Path:
    """The home of ``version`` among the fixtures; refused where it is there already."""
    place = FOLDER / version
    if place.exists():
        raise SystemExit(f"{place} is there already and must not change")
    make(place)
    for needless in ("lock", "tries.json", "window.ini", "backups"):
        path = place / needless
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    released_schemas.note(FOLDER, version)
    return place


if __name__ == "__main__":
    print(keep(sys.argv[1]))
