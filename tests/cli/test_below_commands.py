"""What a county does about its townships, by command: give back, the file down, taking back, the coverage table."""

from pathlib import Path

from tests.cli.conftest import Command
from tests.conftest import Open


def test_a_county_gives_back_and_the_township_hears_of_it(
    mingbai: Command, homes: Path, issued: str, as_person: Open, tmp_path: Path
) -> None:
    as_person("李春梅").close()
    clerk = ("--home", homes / "township", "--as", "李春梅", "--json")
    county = ("--home", homes / "county", "--as", "王得福", "--json")
    file = mingbai(*clerk, "bundle", "export", "--to", tmp_path).json["file"]
    receipt = mingbai(*county, "bundle", "import", file).json["receipt"]
    assert mingbai(*clerk, "bundle", "receipt", receipt).status == 0
    refused = mingbai(*county, "bundle", "return", issued)
    assert (refused.status, "理由" in refused.err) == (1, True)
    given = mingbai(*county, "bundle", "return", issued, "--code", "amount", "--reason", "第3行")
    assert given.json["reasons"] == ["amount"]
    down = mingbai(*county, "bundle", "down", "--to", tmp_path, "--for", "632299101").json
    assert down["returns"] == 1
    seen = mingbai(*clerk, "bundle", "import", "--dry-run", down["file"]).json
    assert (seen["returns"], seen["number"]) == (1, 1)
    assert mingbai(*clerk, "bundle", "status").json["records"][0]["state"] == "received_county"
    assert mingbai(*clerk, "bundle", "import", down["file"]).json["returned"] == 1
    [line] = mingbai(*clerk, "bundle", "status").json["records"]
    assert line["state"] == "returned"
    words = mingbai(*clerk[:-1], "bundle", "status")
    assert "被退回" in words.out
    assert "第3行" in words.out


def test_a_bundle_is_taken_back_by_its_id_with_a_reason(
    mingbai: Command, homes: Path, issued: str, as_person: Open, tmp_path: Path
) -> None:
    as_person("李春梅").close()
    clerk = ("--home", homes / "township", "--as", "李春梅", "--json")
    county = ("--home", homes / "county", "--as", "王得福", "--json")
    file = mingbai(*clerk, "bundle", "export", "--to", tmp_path).json["file"]
    mingbai(*county, "bundle", "import", file)
    [arrival] = mingbai(*county, "bundle", "arrivals").json["arrivals"]
    assert mingbai(*county, "bundle", "undo", arrival["bundle"], "--reason", "收错了").json["records"] == 1
    assert mingbai(*county, "record", "list").json == []
    assert mingbai(*county, "bundle", "undo", arrival["bundle"], "--reason", "收错了").status == 1
    assert mingbai(*county, "bundle", "conflicts").json == {"conflicts": []}
    assert mingbai(*county, "bundle", "quarantine").json == {"quarantine": []}
    assert mingbai(*county, "bundle", "look-again").json == {"records": [], "left": 0}
    assert mingbai(*county, "bundle", "decide", "nothing", "--keep", "ours", "--reason", "x").status == 1
    assert mingbai(*county, "bundle", "drop", "nothing", "--reason", "x").status == 1


def test_the_coverage_of_all_townships_is_a_workbook(mingbai: Command, homes: Path, tmp_path: Path) -> None:
    out = tmp_path / "各乡镇.xlsx"
    county = ("--home", homes / "county", "--as", "王得福")
    answer = mingbai(*county, "--json", "report", "coverage", "--out", out)
    assert answer.status == 0
    [line] = answer.json["organisations"]
    assert line["unit"] == "云滩县青石滩乡人民政府"
    assert line["missing"] == line["matters"]
    assert out.read_bytes()[:2] == b"PK"
