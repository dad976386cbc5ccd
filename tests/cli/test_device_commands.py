"""Stopping a laptop, deciding about one, going on under a new identity, and the paper ways of enrolment, by command."""

from pathlib import Path

import pypdfium2

from tests.cli.conftest import Command
from tests.conftest import Open


def at(homes: Path, place: str, name: str) -> tuple[object, ...]:
    return ("--home", homes / place, "--as", name, "--json")


def test_a_lost_laptop_is_stopped_listed_and_told(mingbai: Command, homes: Path, tmp_path: Path) -> None:
    county, township = at(homes, "county", "王得福"), at(homes, "township", "系统管理员")
    [known] = mingbai(*county, "device", "list").json
    assert (known["stopped_for"], known["trouble"]) == ("", None)
    assert mingbai(*county, "device", "revocations", "--out", tmp_path).status == 1
    stopped = mingbai(*county, "device", "revoke", known["device"], "--reason", "lost")
    assert (stopped.status, stopped.json["device"]) == (0, known["device"])
    assert mingbai(*county, "device", "list").json[0]["stopped_for"] == "电脑丢了"
    path = mingbai(*county, "device", "revocations", "--out", tmp_path).json["file"]
    told = mingbai(*township, "device", "take-revocations", path).json
    assert (told["number"], told["own"]) == (1, True)
    renewed = mingbai(*township, "device", "renew").json["device"]
    assert renewed != known["device"]
    again = mingbai(*township, "device", "request", "--out", tmp_path / "申请.pdf")
    assert again.status == 0
    page = pypdfium2.PdfDocument(tmp_path / "申请.pdf")[0]
    page.render(scale=4).to_pil().convert("RGB").save(tmp_path / "照片.jpg")
    granted = mingbai(
        *county, "device", "grant", tmp_path / "照片.jpg", "--out", tmp_path / "g.mingbai-grant"
    )
    assert granted.json["device"] == renewed
    assert mingbai(*township, "device", "accept", tmp_path / "g.mingbai-grant").status == 0


def test_a_wrong_reason_or_device_is_answered_in_words(mingbai: Command, homes: Path) -> None:
    county = at(homes, "county", "王得福")
    assert mingbai(*county, "device", "revoke", "nobody", "--reason", "bored").status == 2
    refused = mingbai(*county, "device", "revoke", "nobody", "--reason", "lost")
    assert (refused.status, "没有登记过这台电脑" in refused.err) == (1, True)
    assert (
        "没有要处理的情况"
        in mingbai(
            *county, "device", "decide", mingbai(*county, "device", "list").json[0]["device"], "cloned"
        ).err
    )


def test_parts_and_a_receipt_on_paper(
    mingbai: Command, homes: Path, issued: str, as_person: Open, tmp_path: Path
) -> None:
    as_person("李春梅").close()
    county, clerk = at(homes, "county", "王得福"), at(homes, "township", "李春梅")
    made = mingbai(*clerk, "bundle", "export", "--to", tmp_path, "--part-size", 1).json
    assert made["file"].endswith(".mingbai"), "a small bundle stays in one file"
    receipt = mingbai(*county, "bundle", "import", made["file"]).json["receipt"]
    sheet = tmp_path / "回执.pdf"
    assert mingbai(*clerk, "bundle", "receipt-sheet", receipt, "--out", sheet).status == 0
    pypdfium2.PdfDocument(sheet)[0].render(scale=3).to_pil().convert("RGB").save(tmp_path / "照片.jpg")
    unknown = mingbai(*clerk, "bundle", "read-sheet", tmp_path / "照片.jpg")
    assert (unknown.status, unknown.json["ok"]) == (1, False)
    mingbai(*clerk, "bundle", "receipt", receipt)
    known = mingbai(*clerk, "bundle", "read-sheet", tmp_path / "照片.jpg")
    assert (known.status, known.json["ok"], known.json["sequence"]) == (0, True, 1)
