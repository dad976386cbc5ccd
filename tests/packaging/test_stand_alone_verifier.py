"""The verifier that stands alone, and our own program: two readers of one format, judging alike."""

import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import bagit
import pytest

from desktop.base.errors import Refusal
from desktop.domain.finding import blocks
from desktop.sync.check import verify_bundle
from desktop.sync.enrolment import check_request, read_grant, read_request
from desktop.sync.opened import verify_with_key
from desktop.sync.parts import parts_of
from desktop.sync.receipts import parse_receipt
from desktop.sync.revocation import parse_revocations
from desktop.sync.signing import document_holds
from desktop.sync.unpack import unseal_to_folder
from desktop.sync.write import write_verified

FOLDER = Path(__file__).parents[2] / "packaging" / "verify"
PROGRAM = FOLDER / "mingbai_verify.py"
VECTORS = FOLDER / "vectors"
EXPECTED = json.loads((VECTORS / "expected.json").read_text(encoding="utf-8"))


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


verifier = loaded("mingbai_verify")
vectors = loaded("make_vectors")


def identity_in(name: str) -> str:
    return (VECTORS / name).read_text(encoding="utf-8").splitlines()[1]


def ours(path: Path, identity: str, key: str) -> bool:
    """Our program's judgement of any vector."""
    if path.name.endswith(".mingbai"):
        report = verify_with_key(path, identity) if identity else verify_bundle(path)
        assert report.ok == (not blocks(list(report.findings)))
        return report.ok
    try:
        if path.name.endswith("receipt"):
            return bool(parse_receipt(path.read_bytes(), {"county-device": key}).lines)
        if path.name.endswith("revocations"):
            return bool(parse_revocations(path.read_bytes(), {"county-device": key}, {}).revoked)
        if path.name.endswith("request"):
            check_request(read_request(path))
            return True
        grant = read_grant(path)
        return document_holds(grant, grant.granter.key)
    except Refusal:
        return False


@pytest.mark.parametrize("vector", EXPECTED, ids=lambda vector: vector["file"])
def test_both_say_of_a_vector_what_is_expected(vector):
    path, identity = VECTORS / vector["file"], vector["identity"] and identity_in(vector["identity"])
    said = verifier.examine(path, identity or None, vector["key"] or None)
    faults = [one["code"] for one in said["findings"] if one["severity"] == "block"]
    assert said["ok"] is vector["ok"], said["findings"]
    assert faults[:1] == ([vector["code"]] if vector["code"] else [])
    assert ours(path, identity, vector["key"]) is vector["ok"]


def test_the_vectors_are_many_and_of_both_kinds():
    files = {path.name for path in VECTORS.iterdir()} - {"expected.json"}
    assert files == {one["file"] for one in EXPECTED} | {"receiver.identity", "guomi-receiver.identity"}
    assert sum(one["ok"] for one in EXPECTED) >= 10
    assert sum(not one["ok"] for one in EXPECTED) >= 60


def altered(data: bytes, chosen: random.Random) -> bytes:
    """One thing done to some bytes: a bit turned, a piece cut out, doubled, put in or exchanged."""
    place, length = chosen.randrange(len(data)), chosen.randrange(1, 40)
    piece = data[place : place + length]
    return chosen.choice(
        (
            lambda: data[:place] + bytes([data[place] ^ 1 << chosen.randrange(8)]) + data[place + 1 :],
            lambda: data[:place] + data[place + length :],
            lambda: data[:place] + piece + data[place:],
            lambda: data[:place] + chosen.randbytes(length) + data[place:],
            lambda: data[:place] + chosen.randbytes(len(piece)) + data[place + length :],
            lambda: data[:place],
        )
    )()


def test_both_judge_alike_whatever_is_done_to_a_file(tmp_path):
    chosen, good = random.Random(632521), (VECTORS / "good.mingbai").read_bytes()
    tail = len(good) - 900  # header and directory, where the finer differences could lie
    for number in range(400):
        path = tmp_path / "altered.mingbai"
        whole = altered(good, chosen) if number % 2 else good[:tail] + altered(good[tail:], chosen)
        path.write_bytes(whole)
        assert verifier.examine(path)["ok"] is verify_bundle(path).ok is (whole == good), number


def test_both_judge_alike_what_a_lying_sender_sealed(tmp_path):
    chosen = random.Random(63)
    key, identity = (
        vectors.providers.USUAL.new_signing_key(),
        vectors.providers.USUAL.new_identity(),
    )
    (tmp_path / "made").mkdir()
    maker = vectors.Maker(vectors.providers.USUAL, key, identity, tmp_path / "made")
    names = [name for name, _ in maker.payload() if not name.startswith("schema/")]
    agreed = {True: 0, False: 0}
    for number in range(150):
        path = tmp_path / "lying.mingbai"
        if number % 3 == 0:
            clear = altered(maker.altered_bag(lambda _: None), chosen)
        else:
            name = chosen.choice(names)
            clear = maker.signed_bag(
                lambda files, name=name: files.update({name: altered(files[name] or b"\n", chosen)})
            )
        path.write_bytes(maker.wrapped(clear))
        program = verify_with_key(path, identity).ok
        assert verifier.examine(path, identity)["ok"] is program, (number, program)
        agreed[program] += 1
    assert min(agreed.values()) >= 5, agreed


@pytest.mark.parametrize(
    "kind", ["mingbai-receipt", "mingbai-revocations", "mingbai-request", "mingbai-grant"]
)
def test_both_judge_alike_an_altered_document(tmp_path, kind):
    chosen = random.Random(6325)
    good = (VECTORS / f"good.{kind}").read_bytes()
    key = next(one["key"] for one in EXPECTED if one["file"] == f"good.{kind}")
    for number in range(60):
        path = tmp_path / f"altered.{kind}"
        path.write_bytes(altered(good, chosen))
        assert verifier.examine(path, None, key or None)["ok"] is ours(path, "", key), number


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", str(PROGRAM), *words], capture_output=True, text=True, check=False
    )


def test_it_runs_alone_and_says_how_it_ended(tmp_path):
    good, identity = str(VECTORS / "good.mingbai"), str(VECTORS / "receiver.identity")
    whole = run(good, "--identity", identity, "--json", "--unpack", str(tmp_path))
    said = json.loads(whole.stdout)
    assert (whole.returncode, said["ok"], said["sequence"], said["revisions"]) == (0, True, 1, 1)
    assert bagit.Bag(str(tmp_path / said["bundle"])).validate()
    bad = run(str(VECTORS / "one-bit-turned.mingbai"))
    assert (bad.returncode, "核对不通过" in bad.stdout) == (1, True)
    assert run().returncode == 2
    gone = run(str(tmp_path / "gone.mingbai"))
    assert (gone.returncode, gone.stdout) == (3, "")
    assert "读不了文件" in gone.stderr


def test_it_needs_nothing_of_ours():
    source = PROGRAM.read_text(encoding="utf-8")
    imported = {
        line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import", "from"))
    }
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}


def test_what_it_unpacks_is_what_we_unpack(tmp_path):
    identity = identity_in("receiver.identity")
    verifier.examine(VECTORS / "good.mingbai", identity, None, tmp_path / "theirs")
    bag = unseal_to_folder(VECTORS / "good.mingbai", identity, tmp_path / "ours")
    for path in bag.rglob("*"):
        if path.is_file():
            other = tmp_path / "theirs" / path.relative_to(tmp_path / "ours")
            assert other.read_bytes() == path.read_bytes()


def test_a_bundle_in_parts_is_read_from_any_of_them(tmp_path):
    whole = (VECTORS / "good.mingbai").read_bytes()
    pieces = [whole[start : start + 4000] for start in range(0, len(whole), 4000)]
    written = write_verified(tmp_path, "n.mingbai", lambda: pieces, len(whole), prefix="n", largest=4000)
    parts = parts_of(written)
    assert len(parts) == len(pieces) > 2
    identity = identity_in("receiver.identity")
    for part in parts:
        assert verifier.examine(part, identity)["ok"]
        assert verify_with_key(part, identity).ok
    parts[1].write_bytes(b"x")
    assert not verifier.examine(parts[0])["ok"]
    parts[1].unlink()
    assert run(str(parts[0])).returncode == 3


def test_another_registered_key_is_noticed():
    said = verifier.examine(VECTORS / "good.mingbai", None, "00" * 32)
    assert [one["code"] for one in said["findings"] if one["severity"] == "block"] == ["sender-key-differs"]
