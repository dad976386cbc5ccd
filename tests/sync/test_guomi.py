"""国密 in software: signatures, sealing, and a whole bundle; kept apart from the usual suite by the shape of the keys."""

import io
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.base.errors import Refusal
from desktop.sync import providers
from desktop.sync.check import verify_bundle
from desktop.sync.export import Receiver, Sender, write_bundle
from desktop.sync.opened import open_bundle, verify_with_key
from desktop.sync.providers import guomi
from desktop.sync.seal import is_recipient, recipient_of, seal, unseal
from desktop.sync.signing import public_key, sign, signature_holds

SUITE = providers.GUOMI
IDENTITY = SUITE.new_identity()
RECIPIENT = recipient_of(IDENTITY)


def sealed(data: bytes) -> bytes:
    out = io.BytesIO()
    counted = seal([data[:7], data[7:]], RECIPIENT, out)
    assert counted.size == len(out.getvalue())
    return out.getvalue()


def opened(data: bytes, identity: str = IDENTITY, limit: int = 1 << 20) -> bytes:
    return unseal(io.BytesIO(data), len(data), identity, limit)


def test_the_cipher_agrees_with_the_standard_s_own_example():
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")  # GB/T 32907, A.1: the same block as key and text
    cipher = Cipher(algorithms.SM4(key), modes.ECB()).encryptor()
    assert cipher.update(key).hex() == "681edf34d206965e86b3e94f536e4246"


def test_a_signature_of_the_standard_s_own_example_holds():
    # GB/T 32918.5, A.2: message digest, user ABCDEFG1234…, over the recommended curve.
    point = (
        "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
    )
    r = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    s = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
    assert signature_holds(point, b"message digest", r + s)
    assert not signature_holds(point, b"message digesT", r + s)


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=200))
def test_what_is_signed_holds_and_nothing_else_does(message):
    key = SUITE.new_signing_key()
    signature = sign(key, message)
    assert len(public_key(key)) == len(signature) == 128
    assert signature_holds(public_key(key), message, signature)
    assert not signature_holds(public_key(key), message + b"\0", signature)
    assert not signature_holds(public_key(SUITE.new_signing_key()), message, signature)


@pytest.mark.parametrize("signature", ["", "00" * 64, "ff" * 64, "zz" * 64, "ab"])
def test_nonsense_is_no_signature(signature):
    assert not signature_holds(public_key(SUITE.new_signing_key()), b"x", signature)
    assert not signature_holds("11" * 64, b"x", signature), "a key that is no point of the curve"


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=500))
def test_what_is_sealed_is_what_is_opened(data):
    assert opened(sealed(data)) == data


def test_an_altered_or_shortened_sealed_text_is_refused():
    whole = sealed("扎西·东智".encode())
    for place in [*range(0, len(whole), 7), len(whole) - 1]:
        altered = bytearray(whole)
        altered[place] ^= 1
        with pytest.raises(Refusal):
            opened(bytes(altered))
    for length in (0, 1, 15, 16, 160, len(whole) - 1):
        with pytest.raises(Refusal):
            opened(whole[:length])


def test_another_receiver_does_not_open_it_and_too_much_is_refused():
    with pytest.raises(Refusal, match="不是加密给本机的"):
        opened(sealed(b"x"), SUITE.new_identity())
    with pytest.raises(Refusal, match="太大"):
        opened(sealed(b"x" * 100), limit=99)


def test_a_bundle_in_guomi_is_verified_and_opened_like_any_other(making, pair, tmp_path):
    key = SUITE.new_signing_key()
    sender = replace(pair.sender, signing_key=key)
    made = write_bundle(
        making.contents(), sender, Receiver(pair.receiver.organisation, RECIPIENT), making.label(), tmp_path
    )
    assert b"payload.sm4" in made.path.read_bytes()
    report = verify_bundle(made.path)
    assert (report.ok, report.key) == (True, public_key(key))
    assert verify_with_key(made.path, IDENTITY).ok
    assert open_bundle(made.path, IDENTITY).records == making.contents().records
    with pytest.raises(Refusal):
        open_bundle(made.path, pair.identity)
    made.path.write_bytes(made.path.read_bytes().replace(b"payload.sm4", b"payload.age"))
    assert not verify_bundle(made.path).ok


def test_a_program_without_guomi_says_so(monkeypatch, making, pair, tmp_path):
    sender: Sender = replace(pair.sender, signing_key=SUITE.new_signing_key())
    made = write_bundle(
        making.contents(), sender, Receiver(pair.receiver.organisation, RECIPIENT), making.label(), tmp_path
    )
    monkeypatch.setattr(guomi, "gmalg", None)
    report = verify_bundle(made.path)
    assert [finding.code for finding in report.findings] == ["no-guomi"]
    assert "没有装国密部分" in report.findings[0].text


@pytest.mark.parametrize("text", ["", "sm2:", "sm2:" + "11" * 64, "sm2:zz", "age1" + "q" * 58])
def test_what_is_no_recipient_is_refused(text):
    assert not is_recipient(text)
    assert is_recipient(RECIPIENT)


def test_numbers_that_begin_with_zeros_keep_their_length(monkeypatch):
    short = (b"\x07" * 31, b"\x08" * 30)

    class Library:
        def generate_keypair(self):
            return short[0], b""

        def sign(self, _):
            return short

    monkeypatch.setattr(guomi, "_library", type("L", (), {"SM2": lambda *_: Library()}))
    monkeypatch.setattr(guomi, "_point", lambda _: b"\1" * 64)
    assert SUITE.new_signing_key() == b"SM2\0" + short[0]
    assert SUITE.sign(b"SM2" + b"\1" * 32, b"x") == "00" + "07" * 31 + "0000" + "08" * 30
