"""What the program prints passes its own examiner: no finding that asks for anything on the samples of all kinds."""

from pathlib import Path

import pytest

from desktop.base.paths import templates_folder
from desktop.catalogue.examination import ExaminationData
from desktop.domain.finding import Severity
from desktop.files.examined import document_of
from desktop.printing.compose import make_notice
from desktop.printing.fonts import bundled
from desktop.printing.options import kinds
from desktop.printing.pdf import pdf_bytes
from desktop.printing.sample import load_sample
from desktop.rules.examiner import examine_document
from tests import factories

TEMPLATES: Path = templates_folder()


@pytest.fixture(scope="module")
def data() -> ExaminationData:
    return ExaminationData.of(factories.catalogue())


@pytest.mark.parametrize("kind", kinds(TEMPLATES))
def test_the_finished_pages_of_a_kind_give_no_cause_for_complaint(kind: str, data: ExaminationData) -> None:
    pages = make_notice(load_sample(TEMPLATES, kind), TEMPLATES, fonts=bundled(TEMPLATES, office=False))
    found = examine_document(document_of("公示.pdf", pdf_bytes(pages)), data)
    assert [finding for finding in found if finding.severity is not Severity.INFO] == []
    assert {finding.code for finding in found} <= {"glyph-missing", "name-rare", "name-rare-character"}
