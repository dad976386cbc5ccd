"""Whether row changes, laid on a known roster, give at each revision the roster that was sealed. Pure; reads nothing."""

from collections import defaultdict
from collections.abc import Iterable

from desktop.base.canonical import digest_of_parts
from desktop.sync.models import RecordLine
from desktop.sync.row_lines import AnyRow, digests_of, holds_any

RosterState = dict[str, tuple[int, str]]
"""row → (position, digest of the row)"""


def roster_holds(
    line: RecordLine, changes: Iterable[AnyRow], before: RosterState, local: frozenset[str]
) -> bool:
    """``before`` is the roster at the revision before the first one sent; ``local`` are columns that may not travel."""
    if not line.revisions:
        return not tuple(changes)
    by_revision: dict[int, list[AnyRow]] = defaultdict(list)
    for change in changes:
        by_revision[change.revision].append(change)
    if local and any(holds_any(change, local) for group in by_revision.values() for change in group):
        return False
    if any(len({change.row for change in group}) != len(group) for group in by_revision.values()):
        return False
    if not by_revision.keys() <= set(range(line.revisions[0].number, line.revision + 1)):
        return False
    state = {row: (position, row, digest) for row, (position, digest) in before.items()}
    for revision in line.revisions:
        group = by_revision[revision.number]
        for change, digest in zip(group, digests_of(group), strict=True):
            if digest:
                state[change.row] = (change.position, change.row, digest)
            else:
                state.pop(change.row, None)
        proven = digest_of_parts([digest for _, _, digest in sorted(state.values())])
        if (proven, len(state)) != (revision.content.get("roster"), revision.content.get("roster_count")):
            return False
    return True
