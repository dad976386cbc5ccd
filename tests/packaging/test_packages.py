"""What of the packages can be checked without building them: named files exist, versions agree, names suit every disk."""

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop import __version__
from desktop.storage.migrations import STEPS
from desktop.sync.updates.models import order_of

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def shipped() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [name for name in listed.decode().split("\0") if name]


def test_the_installer_script_names_only_files_that_exist() -> None:
    script = (PACKAGING / "windows" / "mingbai.iss").read_text(encoding="utf-8")
    named = re.findall(r"^(?:SetupIconFile|LicenseFile)=(.+)$", script, re.MULTILINE)
    assert len(named) == 2
    for name in named:
        assert (PACKAGING / "windows" / name.strip().replace("\\", "/")).is_file(), name


def test_the_build_scripts_name_only_files_that_exist() -> None:
    for script in (
        *PACKAGING.glob("*.sh"),
        *PACKAGING.glob("linux/*.sh"),
        PACKAGING / "windows" / "build.ps1",
    ):
        text = script.read_text(encoding="utf-8").replace("\\", "/")
        for name in re.findall(r"packaging/[\w./-]+\.(?:sh|spec|lock|iss|py|svg|xml|desktop)", text):
            assert (ROOT / name).is_file(), f"{script.name}: {name}"


@pytest.mark.parametrize("script", sorted(PACKAGING.rglob("*.sh")), ids=lambda path: path.name)
def test_shell_scripts_have_no_fault_of_writing(script: Path) -> None:
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


def test_the_program_and_its_packages_tell_one_version() -> None:
    assert __version__ == VERSION


def test_the_version_resource_of_windows_carries_the_version_of_the_project() -> None:
    made = subprocess.run(
        [sys.executable, str(PACKAGING / "windows" / "version.py"), VERSION], capture_output=True, check=True
    ).stdout.decode()
    numbers = ", ".join((*VERSION.split("."), "0"))
    assert f"filevers=({numbers})" in made
    assert f"StringStruct('ProductVersion', '{VERSION}')" in made


def test_the_version_for_the_trial_of_an_update_is_the_next_one_with_one_more_step(tmp_path: Path) -> None:
    for name in ("desktop/__init__.py", "packaging/linux/next_version.sh"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "desktop/storage/migrations", tmp_path / "desktop/storage/migrations")
    (tmp_path / "packaging/build.sh").write_text('mkdir -p "$2"; cp -a desktop "$2"', encoding="utf-8")
    script = ["bash", "packaging/linux/next_version.sh", sys.executable, "out"]
    subprocess.run(script, cwd=tmp_path, check=True)
    code = (
        "import desktop; from desktop.storage.migrations import STEPS; print(desktop.__version__, len(STEPS))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "out", capture_output=True, text=True, check=True
    ).stdout.split()
    number = (tmp_path / "out" / "version.txt").read_text().strip()
    assert said == [number, str(len(STEPS) + 1)]
    assert order_of(number) > order_of(VERSION)
    shutil.copytree(tmp_path / "desktop", tmp_path / ".git")
    refused = subprocess.run(script, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "work tree" in refused.stderr


@pytest.mark.parametrize("status", [0, 3])
def test_an_input_method_that_is_slow_to_end_changes_no_outcome_and_leaves_nothing(
    tmp_path: Path, status: int
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    # For a second whatever the machine's speed, and never into a folder that is gone: a count of files took a busy machine
    # longer than the script waits.
    slow = "timeout 1 sh -c 'while :; do : >$HOME/settings/$((at=at+1)); done'"
    stand_in = tmp_path / "bin" / "xvfb-run"
    stand_in.parent.mkdir()
    stand_in.write_text(
        f"#!/bin/sh\nmkdir $HOME/settings\n{slow} >/dev/null 2>&1 &\nsleep 0.3\nexit {status}\n",
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    done = subprocess.run(
        ["bash", str(PACKAGING / "linux" / "input_method.sh"), "fcitx5", "mingbai"],
        cwd=tmp_path,
        env={"PATH": f"{stand_in.parent}:/usr/bin:/bin", "TMPDIR": str(temporary)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, list(temporary.iterdir())) == (status, [])


def test_the_desktop_entry_and_the_kinds_of_files_agree() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(PACKAGING / "linux" / "mingbai.desktop", encoding="utf-8")
    words = entry["Desktop Entry"]
    kinds = ElementTree.parse(PACKAGING / "linux" / "mingbai.xml").getroot()
    told = {kind.get("type") for kind in kinds}
    assert set(words["MimeType"].strip(";").split(";")) == told
    assert words["Name[zh_CN]"] == "明白"
    assert words["Terminal"] == "false"


def test_every_dependency_of_the_program_is_in_the_lock_of_the_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (PACKAGING / "requirements.lock").read_text(encoding="utf-8").lower()
    for wish in project["dependencies"]:
        name = re.match(r"[A-Za-z0-9-]+", wish)
        assert name, wish
        assert f"\n{name.group().lower()}==" in f"\n{lock}", wish
    assert "file:" not in lock
    assert "http" not in re.sub(r"^(aiohttp|httpcore|httpx)==", "", lock, flags=re.MULTILINE)


def test_no_file_differs_from_another_by_case_alone() -> None:
    folded = [name.casefold() for name in shipped()]
    assert len(folded) == len(set(folded))


RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)")


def test_no_file_of_the_project_has_a_name_that_windows_cannot_hold() -> None:
    for name in shipped():
        for part in Path(name).parts:
            assert not RESERVED.match(part), name
            assert not re.search(r'[<>:"|?*\\]', part), name
            assert not part.endswith((".", " ")), name
        # With “C:\Program Files\Mingbai\_internal\” before it a name must stay below 260 characters.
        if name.startswith(("standards/", "templates/", "desktop/")):
            assert len(name) < 200, name
