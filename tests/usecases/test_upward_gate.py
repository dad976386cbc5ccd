"""The gate before the way up judges once, and again as soon as anything its word hangs on is another."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from desktop.base.errors import Refusal
from desktop.domain.codelist import CodeList
from desktop.domain.finding import Finding
from desktop.domain.override import Override
from desktop.domain.record import Disclosure
from desktop.storage import overrides, records, rosters, settings
from desktop.usecases import upward_gate
from desktop.usecases.local_rules import MASK_NAMES
from desktop.usecases.office import Session
from desktop.usecases.upward_gate import Grounds, UpwardGate, plain
from tests.conftest import Open
from tests.farmland import id_number

Judged = list[Grounds]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Judged:
    """What was judged afresh since the test began."""
    seen: Judged = []
    real = upward_gate.findings

    def watched(grounds: Grounds, rows: Any) -> list[Finding]:
        seen.append(grounds)
        return real(grounds, rows)

    monkeypatch.setattr(upward_gate, "findings", watched)
    return seen


@pytest.fixture
def sql(as_person: Open) -> Callable[[str], None]:
    """Something done to the database behind the program's back."""

    def run(statement: str) -> None:
        with as_person("李春梅").desk.home.database.transaction() as session:
            session.connection().exec_driver_sql(statement)

    return run


def remembered(clerk: Session, record: str) -> str:
    with clerk.desk.home.database.reading() as session:
        return str(settings.get(session, f"let-up:{record}", ""))


def grounds_of(clerk: Session, record: str) -> Grounds:
    with clerk.desk.home.database.reading() as session:
        known = records.get(session, record)
        return UpwardGate(clerk.desk)._grounds(session, known, clerk.desk.form_of(known))


def mark_of(clerk: Session, grounds: Grounds) -> str:
    return UpwardGate(clerk.desk)._mark(grounds)


def test_what_was_just_issued_goes_up_without_being_judged_twice(
    as_person: Open, issued: str, judged: Judged, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    assert remembered(clerk, issued)
    assert clerk.exchange.export(tmp_path).value.records == 1
    assert judged == []


def test_what_nobody_judged_here_is_judged_at_the_first_export_only(
    as_person: Open, issued: str, judged: Judged, sql: Callable[[str], None], tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    sql("DELETE FROM settings WHERE key LIKE 'let-up:%'")
    clerk.exchange.export(tmp_path)
    assert [grounds.record for grounds in judged] == [issued]
    clerk.exchange.export(tmp_path)
    assert len(judged) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE records SET cells = json_set(cells, '$.rate', '116.00')",
        "UPDATE records SET withheld_reason = '别的'",
        "UPDATE records SET formed_on = '2026-09-13'",
        'UPDATE records SET bilingual = \'{"title_bo":"བོད"}\'',
        "UPDATE records SET roster_stamp = roster_stamp + 1",
        "UPDATE record_files SET name = '别的.txt'",
        f"INSERT INTO settings (key, content) VALUES ('{MASK_NAMES}', 'true')",
    ],
)
def test_a_change_behind_the_program_s_back_is_judged_afresh(
    as_person: Open,
    drafted: str,
    issue: Callable[[str], None],
    judged: Judged,
    sql: Callable[[str], None],
    tmp_path: Path,
    change: str,
) -> None:
    clerk, attachment = as_person("李春梅"), tmp_path / "说明.txt"
    attachment.write_text("说明", encoding="utf-8")
    clerk.attachments.add(drafted, attachment)
    issue(drafted)
    clerk.exchange.export(tmp_path)
    assert judged == []
    sql(change)
    clerk.exchange.export(tmp_path)
    assert len(judged) == 1


def test_another_catalogue_or_program_is_judged_afresh(
    as_person: Open, issued: str, judged: Judged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = as_person("李春梅")
    shelf = clerk.desk.shelf
    rule = shelf.current.masking.rules[0]
    more = replace(rule, context=(*rule.context, "另一个词"))
    masking = replace(shelf.current.masking, rules=(more, *shelf.current.masking.rules[1:]))
    monkeypatch.setattr(shelf, "current", replace(shelf.current, masking=masking))
    clerk.exchange.export(tmp_path)
    assert len(judged) == 1
    kept = remembered(clerk, issued)
    assert mark_of(clerk, grounds_of(clerk, issued)) == kept
    assert mark_of(clerk, replace(grounds_of(clerk, issued), program="0.1.1")) != kept


def test_what_does_not_pass_is_stopped_every_time_and_never_remembered(
    as_person: Open, issued: str, judged: Judged, sql: Callable[[str], None], tmp_path: Path
) -> None:
    clerk, before = as_person("李春梅"), remembered(as_person("李春梅"), issued)
    sql(f"UPDATE records SET cells = json_set(cells, '$.basis_docs', '{id_number(9)}')")
    for times in (1, 2):
        with pytest.raises(Refusal, match="不能发出去"):
            clerk.exchange.export(tmp_path)
        assert len(judged) == times
    assert remembered(clerk, issued) == before
    assert not list(tmp_path.glob("*.mingbai*"))


def test_where_somebody_let_something_through_it_is_judged_every_time(
    as_person: Open, issued: str, judged: Judged, tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    with clerk.desk.home.database.transaction() as session:
        overrides.add(
            session,
            Override(
                record=issued, revision=1, content="0" * 64, code="personal-mobile", place="标题", text="",
                reason="同意", by="马生莲", at="2026-09-16T10:00:00+08:00",
            ),
        )  # fmt: skip
    for times in (1, 2):
        clerk.exchange.export(tmp_path)
        assert len(judged) == times


def test_leave_to_go_up_is_no_leave_to_print(
    as_person: Open, issued: str, judged: Judged, sql: Callable[[str], None], tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    sql(f"UPDATE records SET cells = json_set(cells, '$.basis_docs', '{id_number(9)}')")
    with clerk.desk.home.database.transaction() as session:  # as if it had passed
        settings.put(session, f"let-up:{issued}", mark_of(clerk, grounds_of(clerk, issued)))
    clerk.exchange.export(tmp_path)
    assert judged == []
    with pytest.raises(Refusal, match="身份证号"):
        clerk.notices.make(issued, None)


def test_rows_that_are_not_those_that_were_sealed_do_not_leave_though_the_record_had_passed(
    as_person: Open, issued: str, judged: Judged, sql: Callable[[str], None], tmp_path: Path
) -> None:
    clerk = as_person("李春梅")
    clerk.exchange.export(tmp_path)
    sql("UPDATE roster_rows SET cells = json_set(cells, '$.village', '下滩村') WHERE position = 2")
    with pytest.raises(Refusal, match="和签发时的不一样"):
        clerk.exchange.export(tmp_path)
    assert judged == []


def test_every_change_of_a_row_moves_the_stamp(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    clerk.flow.correct(issued, "改一行")
    before = grounds_of(clerk, issued)
    with clerk.desk.home.database.transaction() as session:
        row = rosters.rows_at(session, issued, 2)[0]
        rosters.put_row(session, issued, 2, row.with_values({**row.values, "village": "下滩村"}))
    assert grounds_of(clerk, issued).stamp > before.stamp


_OTHER: dict[type, Callable[[Any], Any]] = {
    str: lambda text: text + "x", int: lambda number: number + 1, bool: lambda yes: not yes, type(None): lambda _: "x",
}  # fmt: skip


def _others(value: Any) -> Iterator[Any]:
    """Values that differ from this one in exactly one place, for every place there is in it."""
    if isinstance(value, tuple):
        yield (*value, "x")
        for place, inner in enumerate(value):
            for other in _others(inner):
                yield (*value[:place], other, *value[place + 1 :])
    elif isinstance(value, dict):
        yield {**value, "x": "y"}
        for key, inner in value.items():
            for other in _others(inner):
                yield {**value, key: other}
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            for other in _others(getattr(value, each.name)):
                yield replace(value, **{each.name: other})
    elif isinstance(value, Enum):
        yield next(other for other in type(value) if other is not value)
    else:
        yield _OTHER[str if isinstance(value, str) else type(value)](value)


def test_no_ground_can_change_anywhere_without_another_mark(as_person: Open, issued: str) -> None:
    clerk = as_person("李春梅")
    real = grounds_of(clerk, issued)
    short = {name: replace(listed, entries=listed.entries[:1]) for name, listed in real.reasons.items()}
    grounds = replace(
        real,
        form=replace(real.form, fields=real.form.fields[:2], roster=real.form.roster[:2]),
        masking=replace(real.masking, rules=real.masking.rules[:2]),
        reasons=short,
        files=(("0" * 64, "说明.txt"),),
        program="0.1.0",
        content=real.content.model_copy(update={"values": {}}),
    )
    marks = [mark_of(clerk, grounds)]
    for each in fields(grounds):
        value = getattr(grounds, each.name)
        if each.name != "content":
            changed = [replace(grounds, **{each.name: other}) for other in _others(value)]
        else:
            said = {"formed_on": date(2020, 1, 1), "disclosure": Disclosure.WITHHELD}
            changed = [
                replace(grounds, content=value.model_copy(update={name: said.get(name, {"a": "b"} if isinstance(old, dict) else "x")}))
                for name, old in value
            ]  # fmt: skip
        assert changed, each.name
        marks += [mark_of(clerk, other) for other in changed]
    assert len(marks) > 300
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize("unknown", [{1, 2}, 1.5, date(2026, 9, 16), b"x", {1: "x"}, object()])
def test_what_cannot_be_digested_for_certain_is_refused(unknown: object) -> None:
    with pytest.raises(TypeError):
        plain((CodeList("a", "b", ()), unknown))
