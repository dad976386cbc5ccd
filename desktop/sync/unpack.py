"""Lays the clear bag of a bundle into a folder, for inspection by other programs. The only place that does so.

Names were checked when the archive was opened; each is checked once more against the folder it must stay in.
"""

from pathlib import Path

from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder, write_atomically
from desktop.base.words import on_screen, tr
from desktop.domain.finding import blocks
from desktop.sync.bag import base_of
from desktop.sync.opened import unseal_bundle
from desktop.sync.refusals import broken


def unseal_to_folder(path: Path, identity: str, folder: Path) -> Path:
    """Write the bag sealed in ``path`` below ``folder`` (made if needed); the bag's own folder on return.

    What comes out is not encrypted: the caller tells the user so. Refuses a bundle with any fault, and a bag that is
    there already.
    """
    checked = unseal_bundle(path, identity)
    faults = blocks(checked.findings)
    if checked.archive is None or faults:
        raise broken(
            tr("、").join(dict.fromkeys(on_screen(finding.text).rstrip("。.") for finding in faults))
        )
    bag = folder / base_of(checked.archive)
    if bag.exists():
        raise Refusal(
            tr("“{bag}”已经有了。", bag=bag),
            safe=tr("它没有改动。"),
            todo=tr("请换一个空文件夹。"),
            code="folder-not-empty",
        )
    inside = ensure_folder(bag).resolve()
    for name in checked.archive.names:
        target = folder / name
        if not target.resolve().is_relative_to(inside):
            raise broken(tr("里面有不合规定的文件名"))
        ensure_folder(target.parent)
        write_atomically(target, checked.archive.read(name))
    return bag
