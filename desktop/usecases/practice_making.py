"""Makes a township to practise on: invented people in a folder of its own, at the moment the sample plays."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from desktop.base.clock import SteppingClock
from desktop.base.files import ensure_folder
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.storage import settings
from desktop.storage.keyslots import KdfCost
from desktop.usecases.office import Office, Session
from desktop.usecases.practice import MARK, PASSPHRASE
from desktop.usecases.sample_office import SampleOffice, read_sample, sample_folder

_QUICK = KdfCost(memory_kib=64, passes=1, lanes=1)  # nothing in a practice is worth a slow lock
_UNIT = "（练习）"


def begin_practice(office: Office, folder: Path, progress: Progress | None = None) -> Session:
    """A practice township in ``folder`` (which must not hold a home), as its drafter; the clock stands where the sample plays."""
    progress = progress or Progress()
    sample = read_sample(office.templates)
    clock = SteppingClock(datetime.fromisoformat(str(sample["plays_on"])))
    quick = replace(office, clock=clock, key_cost=_QUICK)
    work = SampleOffice(quick, clock, sample_folder(office.templates), PASSPHRASE, ensure_folder(folder), {})
    township = {**sample["township"], "unit": sample["township"]["unit"] + _UNIT}
    entries = [entry for entry in (*sample["records"], *sample["unfinished"]) if entry.get("practice")]
    entries.sort(key=lambda entry: str(entry["done_at"]))
    work.at(entries[0])
    progress.step(tr("正在准备练习的乡镇"), 0, len(entries) + 1)
    work.open_home("township", township, folder / "township")
    for done, entry in enumerate(entries, 1):
        progress.step(tr("正在准备练习的记录"), done, len(entries) + 1)
        work.at(entry)
        if "upto" in entry:
            work.unfinished(entry)
        else:
            record, _taken = work.draft(entry)
            work.sign(record)
            work.post(entry, record, folder / "公示.pdf")
    clock.move_to(datetime.fromisoformat(str(sample["plays_on"])))
    drafter = work.people["drafter"]
    with drafter.desk.home.database.transaction() as session:
        settings.put(session, MARK, True)
    return drafter
