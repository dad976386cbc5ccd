"""Every form of the catalogue goes the whole way: drafted, looked at as a notice, nothing missing in the wording."""

import pytest

from desktop.domain.finding import blocks
from desktop.printing.preview import pdf_text
from tests import factories
from tests.conftest import Open

FORMS = factories.forms()
ROWS = 4


@pytest.mark.parametrize("code", sorted(FORMS))
def test_a_record_of_every_form_prints_as_a_notice(code: str, as_person: Open) -> None:
    form = FORMS[code]
    clerk = as_person("李春梅")
    record = clerk.records.new(form.matters[0], code, factories.content(form)).value
    if form.roster:
        clerk.records.save_rows(record, [], [row.values for row in factories.rows(form, ROWS)])
    preview = clerk.notices.preview(record)
    assert blocks(preview.findings) == []
    text = "".join(pdf_text(preview.pdf, page) for page in range(preview.pages))
    assert "云滩县青石滩乡人民政府" in text
    assert preview.title.endswith(("公示", "公告", "通告", "通知"))
    for row in factories.rows(form, ROWS):
        for key in ("id_number", "bank_account", "phone", "serial_no", "care_level"):
            number = row.values.get(key, "")
            assert not number or number not in text


@pytest.mark.parametrize("code", sorted(FORMS))
def test_a_matter_of_the_catalogue_takes_its_own_form(code: str, as_person: Open) -> None:
    clerk = as_person("李春梅")
    for matter in FORMS[code].matters:
        assert clerk.records.get(clerk.records.new(matter).value).form.code == code
