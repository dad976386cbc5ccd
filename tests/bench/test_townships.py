"""The bundles that the receiver is measured with are real ones: they open, and every roster is what was sealed."""

from pathlib import Path

from bench.townships import PREFECTURE, Township, bundle_of, records_of
from desktop.sync.enrolment import read_request
from desktop.sync.export import Receiver
from desktop.sync.merge import chain_holds
from desktop.sync.opened import open_bundle
from desktop.sync.roster_chain import roster_holds
from desktop.sync.seal import new_identity, recipient_of


def test_a_township_writes_a_bundle_like_any_other(tmp_path: Path) -> None:
    identity = new_identity()
    township = Township("632299101")
    sent = records_of(township.code, 2, 30, plain=1, scans=1, scan_bytes=1000)
    opened = open_bundle(
        bundle_of(township, sent, Receiver(PREFECTURE, recipient_of(identity)), tmp_path), identity
    )
    assert len(opened.records) == 3
    assert len(opened.attachments) == 1
    assert all(chain_holds(line) for line in opened.records)
    assert all(
        roster_holds(line, opened.rows.get(line.record, ()), {}, frozenset()) for line in opened.records
    )
    assert read_request(township.request(tmp_path)).party.organisation.code == township.code
    assert opened.header.key == read_request(township.request(tmp_path)).party.key
