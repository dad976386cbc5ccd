"""Masks hide what they promise, for every length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.paths import content_root
from desktop.catalogue.content import read_content
from desktop.catalogue.regulations import read_masking
from desktop.domain.masking import Mask, MaskingRules, Show


def _rules() -> MaskingRules:
    rules, findings = read_masking(read_content(content_root() / "standards/masking.yaml", content_root()))
    assert findings == []
    return rules


RULES = _rules()


@pytest.mark.parametrize(
    ("rule", "text", "shown"),
    [
        ("id_number", "632521199001010007", "632521********0007"),
        ("mobile", "13812345678", "138****5678"),
        ("person_name", "扎西", "扎*"),
        ("person_name", "李小明", "李*明"),
        ("person_name", "才让东智", "才**智"),
        ("person_name", "玛", "*"),
        ("health", "尿毒症", "***"),
    ],
)
def test_each_rule_masks_as_written(rule: str, text: str, shown: str) -> None:
    assert RULES.rule(rule).masked(text) == shown


def test_the_stricter_mask_of_an_id_keeps_only_the_tail() -> None:
    assert RULES.rule("id_number").masked("632521199001010007", stricter=True) == "*" * 14 + "0007"


def test_the_birth_date_of_an_id_is_hidden_and_its_numbers_never_shown_on_any_place() -> None:
    rule = RULES.rule("id_number")
    assert "19900101" not in rule.masked("632521199001010007")
    assert rule.board is rule.web is Show.HIDDEN


@given(st.text(min_size=1, max_size=30), st.integers(0, 8), st.integers(0, 8))
def test_a_mask_keeps_the_length_and_hides_at_least_one_character(text: str, head: int, tail: int) -> None:
    text = text.replace("*", "x")
    shown = Mask(head, tail).apply(text)
    assert len(shown) == len(text)
    assert "*" in shown
    assert all(new in ("*", old) for new, old in zip(shown, text, strict=True))
