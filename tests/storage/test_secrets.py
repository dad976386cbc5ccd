"""Nothing about a person can be read from the files of a home; keys open only for the right secret."""

import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.canonical import sha256_hex
from desktop.base.clock import SteppingClock
from desktop.base.errors import Refusal, SurroundingsError
from desktop.domain.record import Record, Revision, RosterRow
from desktop.storage import attachments, audit, records, revisions, roster_imports, rosters
from desktop.storage.home import Home, open_home
from desktop.storage.keyslots import KdfCost, KeySlot, open_key, seal_key
from desktop.storage.recovery_code import new_code, read_code

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
PLANTED = ["昂毛措卓玛加", "632524197805044321", "6217852800021234567", "18697254321", "吾雷村三社秘密地址"]


def plant(home: Home, record: Record) -> None:
    """The planted texts through every way in: content, roster, revision, attachment, audit, undo, search."""
    name, number, account, phone, place = PLANTED
    values = {"name": name, "id_number": number, "bank_account": account, "phone": phone}
    with home.database.transaction() as session:
        content = records.content(session, record.id).model_copy(
            update={"title": name, "values": {"place": place}}
        )
        records.save_content(session, record.id, content, "2026-09-14T10:00:00+08:00")
        first = RosterRow(row="1", position=1, values=values)
        rosters.replace_rows(session, record.id, 1, [first])
        roster_imports.take(
            session, record.id, [replace(first, row="2", values={**values, "remark": place})],
            revision=1, at="", by="李春梅", file=f"{name}.xlsx", taken=1, refused=0, replaced=True,
        )  # fmt: skip
        revisions.seal(
            session,
            Revision(
                record=record.id,
                number=1,
                digest="0" * 64,
                made_at="",
                made_by="",
                device="",
                content={"values": values},
            ),
        )
        audit.append(session, "2026-09-14T10:00:00+08:00", "周海明", "return", record.id, {"reason": place})
        digest = home.attachments.put("\n".join(PLANTED).encode())
        attachments.attach(session, record.id, digest, f"{name}.txt", "text/plain", 100)
    home.make_backup()


def traces(folder: Path) -> list[str]:
    found = []
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        text = str(path.relative_to(folder)).encode()
        for planted in PLANTED:
            codes = [planted.encode(coding) for coding in ("utf-8", "utf-16-le", "gb18030")]
            if any(code in data or code in text for code in codes):
                found.append(f"{path.name}: {planted}")
    return found


def test_no_file_of_the_home_holds_a_planted_name_or_number(
    home: Home, home_folder: Path, record: Record
) -> None:
    plant(home, record)
    assert (home_folder / "mingbai.db-wal").stat().st_size > 0, "the log must be among the files looked at"
    assert traces(home_folder) == []
    home.close()
    assert traces(home_folder) == []


def test_the_search_for_traces_would_see_one(home_folder: Path) -> None:
    (home_folder / "leak.bin").write_bytes(b"\0\1" + PLANTED[1].encode())
    assert traces(home_folder) == [f"leak.bin: {PLANTED[1]}"]


def test_an_errors_text_holds_no_values(home: Home, record: Record) -> None:
    with pytest.raises(Exception, match="UNIQUE") as raised, home.database.transaction() as session:
        records.add(
            session, record.model_copy(update={"title": PLANTED[0]}), {"x": PLANTED[1]}, records.RecordPlace()
        )
    assert not any(planted in str(raised.value) for planted in PLANTED)


def test_an_attachment_is_stored_once_and_read_back(
    home: Home, home_folder: Path, clock: SteppingClock
) -> None:
    data = secrets.token_bytes(10_000)
    digest = home.attachments.put(data)
    stored = home.attachments.path_of(digest)
    before = stored.read_bytes()
    assert digest == sha256_hex(data)
    assert home.attachments.put(data) == digest
    assert stored.read_bytes() == before
    assert stored.relative_to(home_folder).as_posix() == f"attachments/{digest[:2]}/{digest}"
    home.close()
    again = open_home(home_folder, "周海明", "草原上的云 2026", clock)
    assert again.attachments.get(digest) == data
    again.close()


@pytest.mark.parametrize("harm", ["flip", "cut", "swap", "gone", "empty"])
def test_a_damaged_attachment_is_said_and_never_handed_out(harm: str, home: Home) -> None:
    digest, other = home.attachments.put(b"one" * 50), home.attachments.put(b"two" * 50)
    path = home.attachments.path_of(digest)
    data = bytearray(path.read_bytes())
    if harm == "gone":
        path.unlink()
    else:
        data[len(data) // 2] ^= 1
        swapped = home.attachments.path_of(other).read_bytes()
        path.write_bytes({"flip": bytes(data), "cut": bytes(data[:10]), "swap": swapped, "empty": b""}[harm])
    with pytest.raises(SurroundingsError, match=r"附件的文件(已经损坏|找不到了)"):
        home.attachments.get(digest)
    assert home.attachments.get(other) == b"two" * 50


def test_attachments_of_a_record_keep_their_order(home: Home, record: Record) -> None:
    with home.database.transaction() as session:
        for number in range(3):
            digest = home.attachments.put(f"{number}".encode())
            attachments.attach(session, record.id, digest, f"{number}.pdf", "application/pdf", 1)
        files = attachments.of_record(session, record.id)
        attachments.replace_all(session, record.id, files[::-1])
        assert [name for _, name, _, _ in attachments.of_record(session, record.id)] == [
            "2.pdf",
            "1.pdf",
            "0.pdf",
        ]


def test_a_key_slot_opens_for_its_secret_and_its_account_only() -> None:
    key = secrets.token_bytes(32)
    slot = seal_key(key, "Ａ口令 1２3", {"name": "甲", "role": "issuer"}, CHEAP)
    assert key not in slot.wrapped
    again = KeySlot.from_json(slot.as_json())  # type: ignore[arg-type]
    assert open_key(again, "A口令 123", {"name": "甲", "role": "issuer"}) == key
    assert open_key(again, "A口令 124", {"name": "甲", "role": "issuer"}) is None
    assert open_key(again, "A口令 123", {"name": "甲", "role": "admin"}) is None


def test_the_default_cost_of_a_try_is_the_recommended_one() -> None:
    assert KdfCost() == KdfCost(memory_kib=65536, passes=3, lanes=4)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 30), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_or_two_exchanged_neighbours_in_a_code_are_noticed(at: int, mark: str) -> None:
    code = new_code()
    assert len(code) == 39
    text = read_code(code)
    assert read_code(text.lower()) == text
    wrong = text[:at] + mark + text[at + 1 :]
    exchanged = list(text)
    exchanged[at], exchanged[at + 1] = exchanged[at + 1], exchanged[at]
    for changed in (wrong, "".join(exchanged)):
        if changed != text:
            with pytest.raises(Refusal, match="有一个字不对"):
                read_code(changed)
    with pytest.raises(Refusal, match="现在是 31 个"):
        read_code(text[1:])
