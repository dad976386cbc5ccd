"""`mingbai demo`: the whole main job on the sample township, through the same use cases a clerk's clicks go through.

The sample is data (``templates/sample_township``); nothing here knows what is in it beyond its shape.
"""

import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.base.clock import SteppingClock
from desktop.base.errors import MingbaiError, Refusal
from desktop.base.file_names import file_name
from desktop.base.files import ensure_folder, write_atomically
from desktop.base.words import tr
from desktop.usecases.demo_result import DemoHome, DemoResult, DemoStep
from desktop.usecases.exchange import verify_file
from desktop.usecases.office import Office, Session
from desktop.usecases.sample_office import SampleOffice, read_sample, sample_folder

MARKER = "mingbai-demo.json"


@dataclass(frozen=True, slots=True)
class DemoTools:
    """What the demo needs from outside: an office for a clock, the content folder, the window and its pictures.

    ``take_pictures(home, account, passphrase, out, at, scale, only)`` returns the PNG files it wrote; ``only`` are their
    names, none for all.
    """

    office: Callable[[SteppingClock], Office]
    templates: Path
    open_window: Callable[[Path, str, str, SteppingClock], int]
    take_pictures: Callable[[Path, str, str, Path, datetime, float, Sequence[str]], list[Path]]


@dataclass
class Demo:
    """One run into ``out``. An earlier demo there is replaced; a folder with anything else in it is refused."""

    tools: DemoTools
    out: Path
    passphrase: str
    say: Callable[[str], None]
    steps: list[DemoStep] = field(default_factory=list)
    notices: list[Path] = field(default_factory=list)
    at_work: SampleOffice = field(init=False)

    def run(self) -> DemoResult:
        self._prepare()
        sample = read_sample(self.tools.templates)
        clock = SteppingClock(datetime.fromisoformat(str(sample["records"][0]["done_at"])))
        office = self.tools.office(clock)
        folder = sample_folder(self.tools.templates)
        self.at_work = SampleOffice(office, clock, folder, self.passphrase, self.out / "checks", {})
        with self._step("标准目录") as told:
            told.append(f"{len(office.catalogue.fields)} 个领域，{len(office.catalogue.matters)} 个事项")
        people = self._homes(sample)
        entries = [*sample["records"], *sample["unfinished"]]
        for entry in sorted(entries, key=lambda entry: str(entry["done_at"])):
            self.at_work.at(entry)
            if "upto" in entry:
                with self._step(f"还在办：{entry['title']}") as told:
                    told.append(self.at_work.unfinished(entry))
            else:
                self._record(entry)
        clock.move_to(datetime.fromisoformat(str(sample["plays_on"])))
        bundle, receipt = self._exchange(people)
        for session in (people["drafter"], people["county"]):
            session.close()
        result = self._result(sample, bundle, receipt, self._pictures(sample))
        write_atomically(
            self.out / MARKER, json.dumps(result.as_json(), ensure_ascii=False, indent=1).encode()
        )
        return result

    def _prepare(self) -> None:
        ensure_folder(self.out)
        if any(self.out.iterdir()) and not (self.out / MARKER).is_file():
            raise Refusal(
                tr("“{out}”里已经有别的东西。", out=self.out),
                safe=tr("它没有动。"),
                todo=tr("请给一个空文件夹。"),
                code="folder-not-empty",
            )
        (self.out / MARKER).unlink(missing_ok=True)
        for name in ("homes", "notices", "stick", "screenshots", "checks"):
            shutil.rmtree(self.out / name, ignore_errors=True)
            if name != "homes":
                ensure_folder(self.out / name)
        write_atomically(self.out / MARKER, b"{}")

    @contextmanager
    def _step(self, name: str) -> Iterator[list[str]]:
        begun = time.monotonic()
        told: list[str] = []
        try:
            yield told
        except MingbaiError as error:
            self.say(f"{name}：{error}")
            raise
        self.steps.append(DemoStep(name, True, round(time.monotonic() - begun, 2), "，".join(told)))
        self.say(f"{name}：{'，'.join(told)}")

    def _homes(self, sample: dict[str, Any]) -> dict[str, Session]:
        """Both offices with their accounts, and the township enrolled at the county."""
        people = self.at_work.people
        with self._step("建乡镇和县的数据目录") as told:
            for place in ("township", "county"):
                told.append(self.at_work.open_home(place, sample[place], self.out / "homes" / place))
        with self._step("乡镇向县里登记") as told:
            stick = self.out / "stick"
            request = people["admin"].exchange.request_enrolment(stick).value
            contact, grant = people["county"].exchange.grant(request, stick).value
            accepted = people["admin"].exchange.accept_grant(grant).value
            told.append(f"{contact.unit} → {accepted.unit}")
        return people

    def _record(self, entry: dict[str, Any]) -> None:
        with self._step(f"记录：{entry['title']}") as told:
            record, taken = self.at_work.draft(entry)
            told.append(taken)
        with self._step(f"四人审签：{entry['title']}") as told:
            told.append(self.at_work.sign(record))
        with self._step(f"公示：{entry['title']}") as told:
            path = self.out / "notices" / file_name(f"{entry['title']}.pdf")
            told.append(self.at_work.post(entry, record, path))
            self.notices.append(path)

    def _exchange(self, people: dict[str, Session]) -> tuple[Path, Path]:
        stick = self.out / "stick"
        with self._step("写同步包到U盘") as told:
            exported = people["drafter"].exchange.export(stick).value
            told.append(f"{exported.sequence} 号包，{exported.records} 条记录，{exported.rows} 行名单")
        with self._step("核对同步包") as told:
            report = verify_file(exported.path)
            if not report.ok:
                raise Refusal(tr("刚写好的包没有通过核对。"), code="bundle-broken")
            told.append("来源和完整性都对")
        with self._step("县里收进") as told:
            result = people["county"].exchange.import_(exported.path, stick).value
            told.append(
                f"入库 {result.accepted}，重复 {result.duplicate}，冲突 {result.conflict}，没收 {result.rejected}"
            )
        with self._step("回执带回乡镇") as told:
            got = people["drafter"].exchange.receive_receipt(result.receipt).value
            told.append(f"{got.sequence} 号包：入库 {got.accepted} 条")
        with self._step("备份和留痕核对") as told:
            people["admin"].care.backup()
            entries, findings = people["admin"].care.verify_audit()
            told.append(f"留痕 {entries} 条，{'有问题' if findings else '完整'}")
        return exported.path, result.receipt

    def _pictures(self, sample: dict[str, Any]) -> list[Path]:
        found: list[Path] = []
        with self._step("窗口各处的画面") as told:
            at = datetime.fromisoformat(str(sample["plays_on"]))
            person = _name_of(sample["township"], "drafter")
            for scale in (1.0, 1.5):
                folder = ensure_folder(self.out / "screenshots" / f"{round(scale * 100)}")
                home = self.out / "homes" / "township"
                found += self.tools.take_pictures(home, person, self.passphrase, folder, at, scale, ())
            told.append(f"{len(found)} 张")
        return found

    def _result(
        self, sample: dict[str, Any], bundle: Path, receipt: Path, pictures: list[Path]
    ) -> DemoResult:
        homes = tuple(
            DemoHome(
                place,
                self.out / "homes" / place,
                tuple((entry["name"], entry["role"]) for entry in sample[place]["accounts"]),
            )
            for place in ("township", "county")
        )
        return DemoResult(
            self.out, homes, tuple(self.notices), bundle, receipt, tuple(pictures), tuple(self.steps),
            _name_of(sample["township"], "drafter"), self.passphrase, datetime.fromisoformat(str(sample["plays_on"])),
        )  # fmt: skip


def _name_of(office: dict[str, Any], role: str) -> str:
    return str(next(entry["name"] for entry in office["accounts"] if entry["role"] == role))
