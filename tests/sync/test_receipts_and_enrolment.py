"""Receipts and enrolment: believed only from whom they must come from, and only if they add up."""

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.base.errors import Refusal
from desktop.sync.enrolment import (
    check_grant,
    make_grant,
    make_request,
    party_of,
    read_grant,
    read_request,
    write_document,
)
from desktop.sync.merge import Case
from desktop.sync.models import Office
from desktop.sync.opened import open_bundle
from desktop.sync.receipts import make_receipt, parse_receipt, read_receipt, receipt_bytes, write_receipt
from desktop.sync.seal import new_identity, recipient_of
from desktop.sync.signing import fingerprint, public_key, sign_document

AT = "2026-09-16T10:00:00+08:00"
OUTCOMES = [
    ("a", 1, Case.NEW),
    ("b", 2, Case.UNCHANGED),
    ("c", 1, Case.BOTH_CHANGED),
    ("d", 4, Case.UNKNOWN_MATTER),
]
TODAY = date(2026, 9, 16)


@pytest.fixture
def receipt(write, pair, making):
    header = open_bundle(write().path, pair.identity).header
    return make_receipt(header, OUTCOMES, making.county, "county-1", pair.county_key, AT)


@pytest.fixture
def keys(pair):
    return {"county-1": public_key(pair.county_key)}


def test_a_receipt_read_is_the_receipt_written_and_its_sums_add_up(receipt, keys, tmp_path):
    read = read_receipt(write_receipt(receipt, tmp_path), keys)
    assert read == receipt
    sums = read.counts.model_dump()
    assert sums == {"accepted": 1, "duplicate": 1, "conflict": 1, "rejected": 1}
    assert sum(sums.values()) == read.records == len(OUTCOMES)


def test_a_receipt_of_a_stranger_is_not_believed(receipt, tmp_path):
    with pytest.raises(Refusal, match="没有登记过"):
        read_receipt(write_receipt(receipt, tmp_path), {})


def test_a_receipt_signed_with_another_key_is_forged(receipt, keys):
    forged = sign_document(receipt, Ed25519PrivateKey.generate().private_bytes_raw())
    with pytest.raises(Refusal, match="签名对不上") as refused:
        parse_receipt(receipt_bytes(forged), keys)
    assert refused.value.code == "receipt-forged"


def test_a_receipt_with_one_outcome_changed_is_forged(receipt, keys):
    with pytest.raises(Refusal) as refused:
        parse_receipt(receipt_bytes(receipt).replace(b'"rejected","why"', b'"accepted","why"'), keys)
    assert refused.value.code == "receipt-forged"


@pytest.mark.parametrize("change", [{"records": 5}, {"lines": ()}, {"double": True}])
def test_sums_that_do_not_add_up_are_refused_even_if_signed(receipt, keys, pair, change):
    if "double" in change:
        lines = (*receipt.lines[:3], receipt.lines[0])
        counts = receipt.counts.model_copy(update={"accepted": 2, "rejected": 0})
        change = {"lines": lines, "counts": counts}
    wrong = sign_document(receipt.model_copy(update=change), pair.county_key)
    with pytest.raises(Refusal) as refused:
        parse_receipt(receipt_bytes(wrong), keys)
    assert refused.value.code == "receipt-sums"


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"not json", b'{"kind":"receipt"}', b"\x00" * 40])
def test_what_is_no_receipt_is_refused(data, keys, tmp_path):
    path = tmp_path / "x.mingbai-receipt"
    path.write_bytes(data)
    with pytest.raises(Refusal, match="不是回执"):
        read_receipt(path, keys)


def test_a_receipt_of_a_newer_program_is_named_as_such(receipt, keys):
    with pytest.raises(Refusal, match="更新的程序"):
        parse_receipt(receipt_bytes(receipt).replace(b'"format":"1"', b'"format":"2"'), keys)


class Laptop:
    """A device with fresh keys."""

    def __init__(self, device: str, office: Office) -> None:
        self.key = Ed25519PrivateKey.generate().private_bytes_raw()
        self.party = party_of(device, office, self.key, recipient_of(new_identity()))


@pytest.fixture
def township(making):
    return Laptop("t-1", making.township)


@pytest.fixture
def county(making):
    return Laptop("c-1", making.county)


def granted(township, county, until=date(2027, 12, 31)):
    return make_grant(
        make_request(township.party, township.key, AT), county.party, county.key, TODAY, until, AT
    )


def test_a_laptop_asks_is_granted_and_knows_its_county(township, county, tmp_path):
    request = read_request(write_document(make_request(township.party, township.key, AT), tmp_path))
    grant = make_grant(request, county.party, county.key, TODAY, date(2027, 12, 31), AT)
    read = read_grant(write_document(grant, tmp_path))
    check_grant(read, township.party, TODAY)
    assert read.granter == county.party
    assert fingerprint(read.granter.key) == fingerprint(public_key(county.key))


def test_a_request_in_another_s_name_is_refused(township, county, tmp_path):
    stolen = sign_document(make_request(township.party, township.key, AT), county.key)
    with pytest.raises(Refusal, match="签名对不上"):
        read_request(write_document(stolen, tmp_path))


def test_a_county_grants_only_to_those_below_it(county, township):
    stranger = Laptop("t-2", Office(code="632522101", unit="别的县的镇", level="township"))
    equal = Laptop("c-2", Office(code="632521", unit="同级", level="county"))
    for other in (stranger, equal):
        with pytest.raises(Refusal, match="不是本单位下级"):
            granted(other, county)
    prefecture = Laptop("p-1", Office(code="632500", unit="海南州", level="prefecture"))
    check_grant(granted(county, prefecture), county.party, TODAY)


def test_a_grant_for_another_laptop_out_of_time_or_altered_is_refused(township, county):
    grant = granted(township, county)
    other = Laptop("t-1", township.party.organisation)
    with pytest.raises(Refusal, match="不是给本机的"):
        check_grant(grant, other.party, TODAY)
    with pytest.raises(Refusal, match="有效期"):
        check_grant(grant, township.party, date(2028, 1, 1))
    longer = grant.model_copy(update={"valid_until": "2099-12-31"})
    with pytest.raises(Refusal, match="签名对不上"):
        check_grant(longer, township.party, TODAY)


def test_nobody_can_make_themselves_a_county(township, making):
    self_made = Laptop("x", making.township.model_copy(update={"code": "632521104"}))
    grant = granted(township, Laptop("c-1", making.county)).model_copy(update={"granter": self_made.party})
    with pytest.raises(Refusal, match="不是上级单位"):
        check_grant(sign_document(grant, self_made.key), township.party, TODAY)


def test_a_grant_cannot_pass_as_a_request(township, county, tmp_path):
    path = write_document(granted(township, county), tmp_path)
    with pytest.raises(Refusal, match="不是登记申请"):
        read_request(path)
