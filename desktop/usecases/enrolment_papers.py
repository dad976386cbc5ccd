"""An enrolment request as a file, as a picture of a code square, or as a sheet of paper; read from any of them or a photo."""

from pathlib import Path

from desktop.base.errors import Refusal
from desktop.base.files import write_atomically
from desktop.base.words import tr
from desktop.files import photo
from desktop.printing.qr import qr_png
from desktop.sync import enrolment
from desktop.sync.refusals import NOTHING_TOUCHED, not_found, unreadable
from desktop.sync.signing import fingerprint
from desktop.usecases.desk import Desk
from desktop.usecases.sheet_texts import sheet_pdf

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
TITLE = "报送电脑登记申请"


def put_request(desk: Desk, request: enrolment.Request, out: Path) -> Path:
    """Write the request: a picture or a sheet if the name says so, else the file."""
    if out.is_dir():
        return enrolment.write_document(request, out)
    suffix = out.suffix.lower()
    text = request.canonical().decode()
    if suffix == ".png":
        write_atomically(out, qr_png(text))
    elif suffix == ".pdf":
        party = request.party
        facts = [
            ("单位", party.organisation.unit),
            ("区划代码", party.organisation.code),
            ("电脑编号", party.device),
            ("核对码", fingerprint(party.key)),
            ("加密算法", "国密（SM2、SM3、SM4）" if party.guomi_key else "通常的算法"),
        ]
        variables = {"facts": [{"label": label, "text": words} for label, words in facts]}
        sheet = sheet_pdf(desk, TITLE, "enrolment", variables, desk.clock.today(), qr_text=text)
        write_atomically(out, sheet)
    else:
        write_atomically(out, text.encode())
    return out


def asked_in(path: Path) -> enrolment.Request:
    """The checked request in a file, or on a photo or picture of its code square."""
    if path.suffix.lower() not in PICTURES:
        return enrolment.read_request(path)
    try:
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise not_found(path) from error
    except OSError as error:
        raise unreadable(error, path) from error
    found = [text for text in photo.codes_in(data) if text.startswith("{")]
    if not found:
        raise Refusal(
            tr("照片上没有认出登记申请的二维码。"),
            safe=NOTHING_TOUCHED,
            todo=tr("请对正、靠近、避开反光再拍一张，或改用申请文件。"),
            code="no-code",
        )
    return enrolment.parse_request(found[0].encode())
