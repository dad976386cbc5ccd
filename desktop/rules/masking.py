"""Masks one value by the rules of ``standards/masking.yaml``: by the value alone, so that one person looks the same
in every notice and two notices put together show no more than one."""

from desktop.domain.form import DisclosureClass, FieldType, FormField
from desktop.domain.masking import MaskingRules, MaskRule, Show
from desktop.rules.person_name import DOT

_RULES = {
    FieldType.ID_NUMBER: "id_number",
    FieldType.BANK_ACCOUNT: "bank_account",
    FieldType.PHONE: "mobile",
    FieldType.PERSON_NAME: "person_name",
    FieldType.ADDRESS: "address",
}
# These types are never printed in full, whatever a form file says.
_NEVER_FULL = frozenset({FieldType.ID_NUMBER, FieldType.BANK_ACCOUNT})
_SHOWN = frozenset({DisclosureClass.PUBLIC, DisclosureClass.MASKED})


def is_shown(field: FormField) -> bool:
    """True if the value stands on a notice, in full or masked."""
    return field.disclosure in _SHOWN


def is_masked(field: FormField, masking: MaskingRules, *, web: bool = False) -> bool:
    """True if the value must be masked where it is shown; names too where the rules say so of the board or the web."""
    if field.disclosure is DisclosureClass.MASKED or field.type in _NEVER_FULL:
        return True
    if field.type is not FieldType.PERSON_NAME:
        return False
    rule = _rule(field, masking)
    return web if rule is None else (rule.web if web else rule.board) is not Show.FULL


def mask_value(field: FormField, value: str, masking: MaskingRules) -> str:
    """``value`` masked. Without a rule for its type every character is hidden; the dot in a name stays."""
    if not value:
        return ""
    rule = _rule(field, masking)
    masked = rule.masked(value) if rule is not None else "*" * len(value)
    if field.type is FieldType.PERSON_NAME:
        return "".join(DOT if kept == DOT else new for kept, new in zip(value, masked, strict=True))
    return masked


def _rule(field: FormField, masking: MaskingRules) -> MaskRule | None:
    wanted = _RULES.get(field.type, "")
    return next((rule for rule in masking.rules if rule.id == wanted), None)
