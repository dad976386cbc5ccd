"""Keeps ``desktop/ui/translations/<language>.ts`` by Qt's lupdate: every ``tr`` and ``zh`` of the source.

Finished phrases stay, new ones stand unfinished, those whose source is gone are dropped. The commands are left out: they speak
Chinese. Run by ``make words``.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "desktop" / "ui" / "translations"
_LUPDATE = Path(sys.executable).parent / "pyside6-lupdate"
_AS_EVER = "-source-language zh_CN -locations none -no-obsolete -disable-heuristic similartext -tr-function-alias tr+=zh"


def sources(root: Path = ROOT) -> list[Path]:
    """The files whose words a person can see in the window."""
    return [
        file
        for file in sorted((root / "desktop").rglob("*.py"), key=Path.as_posix)
        if "cli" not in file.relative_to(root).parts
    ]


def renew(file: Path, root: Path = ROOT) -> None:
    """Make ``<language>.ts`` hold the words of the source; CalledProcessError where lupdate fails."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "sources.lst"
        listed.write_text("\n".join(map(str, sources(root))), encoding="utf-8")
        command = [
            str(_LUPDATE),
            f"@{listed}",
            "-ts",
            str(file),
            "-target-language",
            file.stem,
            *_AS_EVER.split(),
        ]
        subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    for file in sorted(FOLDER.glob("*.ts")):
        if "_" not in file.stem:
            renew(file)
            text = file.read_text(encoding="utf-8")
            left = text.count('type="unfinished"')
            print(f"{file.name}: {text.count('<message>')} phrases, {left} unfinished")


if __name__ == "__main__":
    main()
