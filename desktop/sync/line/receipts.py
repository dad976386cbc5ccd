"""Asks the server for the receipt of a bundle. Whether it is to be believed is judged where receipts are read."""

from desktop.base.words import tr
from desktop.sync.line.faults import confused
from desktop.sync.line.request import Line
from desktop.sync.read import LIMITS

_NOT_YET = frozenset({202, 204, 404})


def fetch_receipt(line: Line, bundle: str) -> bytes | None:
    """The receipt's bytes, None while there is none. Raises as `Line.ask`, and Refusal if the server will not say."""
    answer = line.ask("GET", line.setup.server.target(f"receipts/{bundle}"), {}, most=LIMITS.line)
    if answer.status in _NOT_YET:
        return None
    if answer.status != 200:
        raise answer.fault()
    if not answer.body:
        raise confused(tr("回执是空的"))
    return answer.body
