"""Follows docs/developing.md to the letter in a copy of the program, then runs the tests the recipes bring along."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.base.paths import content_root

GUIDE = content_root() / "docs" / "developing.md"
STEP = re.compile(
    r"^`(?P<path>[^`\n]+)`(?: \((?P<new>new)\)|, (?P<where>after|instead of) `(?P<anchor>[^\n]+)`|, at the (?P<end>end)):\n\n"
    r"```\w+\n(?P<block>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
RECIPES = ("A form", "A kind of notice", "A rule", "A register")


@dataclass(frozen=True)
class Step:
    recipe: str
    path: str
    where: str
    anchor: str
    block: str

    def follow(self, root: Path) -> None:
        """Does what the guide says to the file under ``root``; fails where the guide no longer fits the program."""
        target = root / self.path
        if self.where == "new":
            assert not target.exists(), f"{self.path} is in the program already"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(self.block, encoding="utf-8")
            return
        text = target.read_text(encoding="utf-8")
        if self.where == "end":
            target.write_text(text.rstrip("\n") + "\n" + self.block, encoding="utf-8")
            return
        line = f"{self.anchor}\n"
        assert text.count(line) == 1, f"{self.path} has “{self.anchor}” {text.count(line)} times"
        new = self.block if self.where == "instead of" else line + self.block
        target.write_text(text.replace(line, new), encoding="utf-8")


def steps() -> list[Step]:
    found = []
    for part in re.split(r"^## ", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        for match in STEP.finditer(body):
            where = match["new"] or match["end"] or match["where"]
            found.append(Step(title, match["path"], where, match["anchor"] or "", match["block"]))
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with every recipe followed."""
    root = tmp_path_factory.mktemp("followed")
    leave = shutil.ignore_patterns("__pycache__", "fonts", "sample_township")
    for name in ("desktop", "standards", "templates"):
        shutil.copytree(content_root() / name, root / name, ignore=leave)
    (root / "templates" / "fonts").symlink_to(content_root() / "templates" / "fonts")
    shutil.copyfile(content_root() / "pyproject.toml", root / "pyproject.toml")
    for name in ("tests/conftest.py", "tests/farmland.py", "tests/storage/test_migrations.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(content_root() / name, root / name)
    for step in steps():
        step.follow(root)
    return root


def test_the_guide_has_a_recipe_for_each_with_a_test_of_its_own() -> None:
    for recipe in RECIPES:
        paths = [step.path for step in steps() if step.recipe == recipe]
        assert [path for path in paths if path.startswith("tests/")], recipe
        assert [path for path in paths if not path.startswith("tests/")], recipe


def test_no_block_of_the_guide_is_left_out() -> None:
    fences = re.findall(r"^```\w+$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(steps()) == len(fences)


def test_what_the_recipes_make_works(copy: Path) -> None:
    tests = [step.path for step in steps() if step.path.startswith("tests/")]
    schema = "tests/storage/test_migrations.py::test_the_schema_after_all_steps_is_the_schema_of_the_classes"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, schema],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert f"{len(tests) + 3} passed" in done.stdout


def test_what_the_recipes_make_is_laid_out_and_linted_as_the_program_is(copy: Path) -> None:
    python = [str(copy / step.path) for step in steps() if step.path.endswith(".py")]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", *python],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
