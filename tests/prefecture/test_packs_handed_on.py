"""Packs at the prefecture: taken in by the rules, handed on over the line as they came, used by a county only when a person says so."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import httpx
import pytest

from desktop.base.errors import Refusal
from desktop.base.paths import content_root
from desktop.base.progress import Progress
from desktop.domain.organisation import Level, Organisation
from desktop.sync.line.address import read_server
from desktop.sync.line.packs import Fetching, OfferedPack, fetch_offer
from desktop.sync.line.request import Line, Setup
from desktop.sync.packs.lists import layer_file
from desktop.sync.packs.models import LayerLine
from desktop.sync.packs.names import LAYER
from desktop.usecases import pack_keys, pack_making
from desktop.usecases.line_settings import LineSettings
from desktop.usecases.office import Session
from prefecture.content import known
from prefecture.enrol import enrol
from prefecture.intake import Intake
from prefecture.pack_shelf import contents, offered, shelf_of
from prefecture.packs import Seen, take
from tests.conftest import CHEAP, COUNTY, Open
from tests.prefecture.conftest import CODE, MORNING, UNIT, Command, County, story
from tests.prefecture.conftest import contents as carrying
from tests.prefecture.serving import serving
from tests.prefecture.test_taking_bundles_in import A, asked

MakeCounty = Callable[..., County]
TODAY = date(2026, 9, 16)
WORDS = "两个人记得住的话"
EDITION = "standards/edition.yaml"
OWN_MATTER = LayerLine(
    kind="added", field="SHJZ", code="SHJZ-901", unit="云滩县民政局", on="2026-09-01",
    content={
        "level1": "综合业务", "level2": "本县的事", "level3": "", "elements": [], "bases": [], "time_limit": "20个工作日内",
        "publishers": [], "public": True, "specific": [], "tiers": [], "disclosure": "",
    },
)  # fmt: skip


@dataclass
class Publisher:
    keys: pack_keys.PublisherFolder
    folder: Path
    made: int = 0

    def pack(
        self,
        reason: str = "本县要公开",
        *,
        files: dict[str, bytes] | None = None,
        today: date = TODAY,
        days: int = 200,
        layer: tuple[LayerLine, ...] = (OWN_MATTER,),
    ) -> Path:
        """Small ones hold a matter of their own; ``files`` of the standard cost the receiver a look at all of it."""
        self.made += 1
        source = self.folder / f"source-{self.made}"
        for name, data in (files or {}).items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(data)
        lines = tuple(line.model_copy(update={"reason": reason}) for line in layer)
        out = self.folder / f"{self.made}.mingbai-pack"
        with patch.object(pack_making, "faults", lambda place, files: []):
            pack_making.make(
                self.keys, source if files else None, out, title=f"第{self.made}个", notes="", today=today, days=days,
                program_root=content_root(), passphrase=WORDS, lists={LAYER: layer_file(lines)},
            )  # fmt: skip
        return out


def publisher_of(folder: Path, office: Organisation) -> Publisher:
    pack_keys.init_keys(folder / "keys", office, WORDS, TODAY, CHEAP)
    return Publisher(pack_keys.PublisherFolder(folder / "keys"), folder)


@pytest.fixture
def top(tmp_path: Path) -> Publisher:
    return publisher_of(tmp_path / "top", Organisation(code=CODE, unit=UNIT, level=Level.PREFECTURE))


def taken(intake: Intake, path: Path) -> Seen:
    with pytest.raises(Refusal) as unknown:
        take(intake, path)
    assert unknown.value.code == "pack-unknown-publisher"
    return take(intake, path, unknown.value.what.partition("指纹：")[2].rstrip("。"))


def code_of(intake: Intake, path: Path, **more: object) -> str:
    with pytest.raises(Refusal) as refused:
        take(intake, path, **more)  # type: ignore[arg-type]
    return refused.value.code


def test_the_first_pack_needs_its_fingerprint_and_nothing_older_follows(
    intake: Intake, top: Publisher
) -> None:
    first, second = top.pack(), top.pack("第二个")
    assert code_of(intake, first, fingerprint="0000 1111") == "pack-unknown-publisher"
    assert offered(intake.store.packs).packs == ()
    seen = taken(intake, first)
    assert (seen.version, seen.known, take(intake, first).known) == (1, False, True)
    assert take(intake, second).version == 2
    [handed] = offered(intake.store.packs).packs
    assert (handed.publisher, handed.version, handed.size) == (CODE, 2, second.stat().st_size)
    assert code_of(intake, first) == "pack-rolled-back"
    forged = second.read_bytes().replace("第二个".encode(), "第三个".encode())
    (top.folder / "forged.mingbai-pack").write_bytes(forged)
    with pytest.raises(Refusal):
        take(intake, top.folder / "forged.mingbai-pack")
    assert offered(intake.store.packs).packs == (handed,)


def test_what_is_past_its_day_or_from_elsewhere_is_not_handed_on(
    intake: Intake, top: Publisher, tmp_path: Path
) -> None:
    late = top.pack(today=TODAY - timedelta(days=300), days=100)
    fingerprint = taken_fingerprint(intake, late)
    assert code_of(intake, late, fingerprint=fingerprint) == "pack-late"
    assert take(intake, late, fingerprint, even_if_late=True).version == 1
    elsewhere = publisher_of(
        tmp_path / "e", Organisation(code="632300", unit="别的州", level=Level.PREFECTURE)
    )
    assert code_of(intake, elsewhere.pack()) == "pack-not-ours"


def taken_fingerprint(intake: Intake, path: Path) -> str:
    with pytest.raises(Refusal) as unknown:
        take(intake, path)
    return unknown.value.what.partition("指纹：")[2].rstrip("。")


def test_what_was_seen_outlives_the_database_and_a_broken_memory_is_told(
    intake: Intake, top: Publisher
) -> None:
    first, second = top.pack(), top.pack("第二个")
    taken(intake, first)
    take(intake, second)
    anew = replace(intake)
    assert code_of(anew, first) == "pack-rolled-back"
    state = intake.store.packs / "packs.json"
    whole = state.read_bytes()
    state.write_bytes(whole[:-2])
    assert code_of(intake, second) == "packs-state-broken"
    state.write_bytes(whole)
    [handed] = offered(intake.store.packs).packs
    (intake.store.packs / f"{handed.sha256}.mingbai-pack").write_bytes(b"other")
    assert contents(intake.store.packs) == {}, "a file that was changed by hand is not used"


def test_a_county_fetches_it_looks_at_it_and_uses_it_only_when_the_administrator_says_so(
    intake: Intake, top: Publisher, as_person: Open, issued: str, tmp_path: Path
) -> None:  # fmt: skip
    county = as_person("王得福")
    enrolled(intake, county, tmp_path)
    with serving(intake) as address:
        assert heard(county, address) == ()
        path = top.pack()
        seen = taken(intake, path)
        [name] = heard(county, address)
        assert name.startswith(f"{CODE}-000001-")
        assert heard(county, address) == (), "it lies there already"
        [waiting] = county.packs.arrived()
        assert waiting.read_bytes() == path.read_bytes()
        assert any(note.code == "pack-arrived" for note in county.packs.notes())
        assert county.packs.lines() == []
        with pytest.raises(Refusal, match="指纹"):
            county.packs.accept(waiting)
        assert county.packs.accept(waiting, fingerprint=seen.fingerprint).value.in_force
        assert county.packs.arrived() == []
        assert heard(county, address) == (), "what is in use is not fetched again"
        take(intake, top.pack("第二个"))
        [name] = heard(county, address)
        assert name.startswith(f"{CODE}-000002-")


def enrolled(intake: Intake, county: Session, folder: Path) -> None:
    request = county.exchange.request_enrolment(folder).value
    county.exchange.accept_grant(enrol(intake.url, intake.receiver, request, folder / "grants", intake.clock))


def heard(county: Session, address: str) -> tuple[str, ...]:
    return county.upload.send(LineSettings(server=address), wait=0).value.packs


def line_to(address: str) -> Line:
    return Line(Setup(read_server(address), patience=5.0), Progress(), lambda: MORNING)


def test_a_fetch_that_was_cut_goes_on_and_what_is_not_what_was_offered_is_dropped(
    intake: Intake, top: Publisher, tmp_path: Path
) -> None:
    path = top.pack()
    taken(intake, path)
    data, folder = path.read_bytes(), tmp_path / "came"
    with serving(intake) as address, httpx.Client(base_url=address, trust_env=False) as client:
        line = line_to(address)
        [pack] = fetch_offer(line)
        folder.mkdir()
        part = folder / f"{pack.file_name}.part"
        part.write_bytes(data[:1000])
        asked_for: list[str] = []
        ask = line.ask

        def noting(
            method: str, target: str, headers: dict[str, str], *more: object, **named: object
        ) -> object:
            asked_for.append(headers["Range"])
            return ask(method, target, headers, *more, **named)  # type: ignore[arg-type]

        with patch.object(line, "ask", noting), patch("desktop.sync.line.packs._PIECE", 3000):
            came = Fetching(line, pack, folder, Progress()).run()
        assert came is not None
        assert came.read_bytes() == data
        assert asked_for[0] == "bytes=1000-3999", "what had come is not fetched again"
        assert len(asked_for) == -(-(len(data) - 1000) // 3000)
        came.unlink()
        part.write_bytes(b"x" * 10)
        assert Fetching(line, pack, folder, Progress()).run() is None
        for lie in ({"sha256": "0" * 64}, {"size": pack.size + 1}, {"size": pack.size - 1}):
            other = OfferedPack.model_validate({**pack.model_dump(), **lie})
            assert Fetching(line, other, folder, Progress()).run() is None
        assert list(folder.iterdir()) == []
        assert client.get("/packs/" + "0" * 64).status_code == 404
        assert client.get("/packs/..%2f..%2freceiver.key").status_code in {404, 422}
        assert client.get("/packs/packs.json").status_code == 422
        line.close()


def test_a_county_s_own_matters_are_known_for_that_county_alone(
    intake: Intake, county_of: MakeCounty, tmp_path: Path
) -> None:
    publisher = publisher_of(tmp_path / "county", COUNTY)
    taken(intake, publisher.pack())
    found = known(contents(intake.store.packs), CODE, intake.store.packs)
    assert set(found.counties) == {"632299"}
    fitted = replace(intake, counties=found.counties)
    own, other = county_of(), county_of("632221")
    mine = story("mine", A, matter="SHJZ-901")
    theirs = story("theirs", A, matter="SHJZ-901", organisation="632221101")
    assert intake.take(own.write(carrying(mine))).rejected == 1
    assert fitted.take(other.write(carrying(theirs))).rejected == 1
    assert fitted.look_again() == 1
    assert asked(intake, "SELECT record FROM records") == [("mine",)]
    lacking = OWN_MATTER.model_copy(update={"code": "SHJZ-902", "content": {"level1": "少了别的"}})
    assert code_of(intake, publisher.pack(layer=(lacking,))) == "pack-fault"


def test_the_commands_take_and_list(command: Command, intake: Intake, top: Publisher) -> None:
    path = top.pack()
    assert "还没有收过更新包" in command("packs").out
    refused = command("take-pack", path)
    assert (refused.status, "要先核对指纹" in refused.err) == (1, True)
    fingerprint = refused.err.partition("指纹：")[2].partition("。")[0]
    done = command("take-pack", path, "--fingerprint", fingerprint)
    assert (done.status, "第 1 个更新包“第1个”" in done.out, "收好了" in done.out) == (0, True, True)
    assert "以前收过" in command("take-pack", path).out
    assert "第 1 个“第1个”" in command("packs").out
    assert shelf_of(intake.store.packs).publishers[CODE].office.unit == UNIT
    assert command("take-pack", path.with_name("missing.mingbai-pack")).status == 1


def test_content_with_a_fault_is_not_handed_on_and_what_is_in_order_is_used_here_too(
    intake: Intake, top: Publisher
) -> None:
    text = (content_root() / EDITION).read_text(encoding="utf-8")
    seen = taken(intake, top.pack())
    assert code_of(intake, top.pack(files={EDITION: b"number: [\n"}), fingerprint=seen.fingerprint)
    assert [pack.version for pack in offered(intake.store.packs).packs] == [1]
    take(intake, top.pack(files={EDITION: text.replace("2026-1", "2026-9").encode()}))
    found = known(contents(intake.store.packs), CODE, intake.store.packs)
    assert found.everywhere.edition.number == "2026-9"
    assert found.everywhere.find_matter("SHJZ-901") is not None
    assert found.counties == {}
