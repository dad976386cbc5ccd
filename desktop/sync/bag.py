"""The bag inside the seal: BagIt 1.0 (RFC 8493) with SHA-256 and SM3 manifests and a signature over the tag manifest.

Builds and judges; knows neither database nor stick.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from desktop.base.canonical import sha256_hex
from desktop.base.words import tr, zh
from desktop.domain.finding import Finding, Severity
from desktop.sync import providers
from desktop.sync.digests import Digests, Sums, sums_of
from desktop.sync.models import BagSignature
from desktop.sync.read import Archive, parse_model
from desktop.sync.refusals import EXPORT_AGAIN, broken
from desktop.sync.signing import public_key, sign, signature_holds

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAG_FILES = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sm3.txt")
TAG_MANIFEST = "tagmanifest-sha256.txt"
SIGNATURE = "signature.json"
ATTACHMENTS = "data/attachments/"
"""Below it every file is named by its SHA-256."""

Check = Callable[[str, Sums], None]
_MANIFESTS = ("manifest-sha256.txt", "manifest-sm3.txt")


def _manifest(digests: dict[str, str]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode("ascii")


def bag_entries(
    base: str,
    files: Iterable[tuple[str, bytes]],
    info: dict[str, str],
    key: bytes,
    check: Check = lambda _name, _sums: None,
    known: Mapping[str, Sums] = MappingProxyType({}),
) -> Iterator[tuple[str, bytes]]:
    """All files of the bag ``base`` in the order they are written, payload first.

    ``files`` are names below ``data/`` with their bytes, ``info`` goes to bag-info.txt, ``key`` is the sender's private
    key. ``check`` is told the name below ``data/`` and the sums of each file before the manifests are made; it may raise.
    ``known`` may hold the sums of a file, by its whole name, by the time it comes.
    """
    sums: dict[str, Sums] = {}
    running: dict[str, Digests] = {}
    for name, data in files:
        whole = f"{base}/data/{name}"
        if whole in known:
            check(name, known[whole])
            sums[f"data/{name}"] = known[whole]
        else:
            running[name] = digests = Digests()
            digests.update(data)
        yield whole, data
    # Asked for at the end: a long file is digested while those behind it are sealed.
    for name, digests in running.items():
        sums[f"data/{name}"] = found = digests.result()
        check(name, found)
    octets = sum(each.size for each in sums.values())
    described = {**info, "Payload-Oxum": f"{octets}.{len(sums)}"}
    listed = (
        {name: each.sha256 for name, each in sums.items()},
        {name: each.sm3 for name, each in sums.items()},
    )
    tags = {
        "bagit.txt": BAGIT,
        "bag-info.txt": "".join(f"{label}: {text}\n" for label, text in described.items()).encode(),
        **{manifest: _manifest(digests) for manifest, digests in zip(_MANIFESTS, listed, strict=True)},
    }
    for name, data in tags.items():
        yield f"{base}/{name}", data
    tag_manifest = _manifest({name: sha256_hex(data) for name, data in tags.items()})
    yield f"{base}/{TAG_MANIFEST}", tag_manifest
    algorithm = providers.of_private(key).algorithm
    signature = BagSignature.model_validate(
        {"algorithm": algorithm, "key": public_key(key), "signature": sign(key, tag_manifest)}
    )
    yield f"{base}/{SIGNATURE}", signature.canonical()


def _read_manifest(data: bytes) -> dict[str, str]:
    try:
        listed = [line.split("  ", 1) for line in data.decode("ascii").splitlines()]
        found = {name: digest for digest, name in listed}
    except ValueError as error:
        raise broken(tr("清单读不懂")) from error
    if len(found) != len(listed):
        raise broken(tr("清单里有文件写了两次"))
    return found


def sm3_of_attachments(archive: Archive) -> dict[str, str]:
    """By their SHA-256, as the manifest of a bag tells that `check_bag` found nothing wrong with."""
    listed = _read_manifest(archive.read(f"{base_of(archive)}/{_MANIFESTS[1]}"))
    return {
        name.removeprefix(ATTACHMENTS): digest
        for name, digest in listed.items()
        if name.startswith(ATTACHMENTS)
    }


def base_of(archive: Archive) -> str:
    """The one folder that the archive holds."""
    bases = {name.split("/", 1)[0] for name in archive.names}
    if len(bases) != 1:
        raise broken()
    return bases.pop()


def check_bag(archive: Archive, key: str, sums: Mapping[str, Sums]) -> list[Finding]:
    """Everything that is wrong with the bag. ``key`` is the sender's public key from outside the seal; ``sums`` are those of the
    archive's entries, worked out here where they are missing.

    A missing or unreadable tag file is a Refusal, since nothing further can then be said.
    """
    base = base_of(archive)
    tags = {name: archive.read(f"{base}/{name}") for name in TAG_FILES}
    tag_manifest = archive.read(f"{base}/{TAG_MANIFEST}")
    signature = parse_model(BagSignature, archive.read(f"{base}/{SIGNATURE}"))
    findings: list[Finding] = []
    if tags["bagit.txt"] != BAGIT:
        findings.append(_fault("bag-version", "bagit.txt", zh("包的版本说明不对")))
    if (signature.key, signature.algorithm) != (
        key,
        providers.of_public(key).algorithm,
    ) or not signature_holds(key, tag_manifest, signature.signature):
        findings.append(_fault("signature-wrong", SIGNATURE, zh("签名对不上，不能确定是谁写的")))
    if _read_manifest(tag_manifest) != {name: sha256_hex(data) for name, data in tags.items()}:
        findings.append(_fault("digest-wrong", TAG_MANIFEST, zh("清单被改动过")))
    payload = {name.removeprefix(f"{base}/") for name in archive.names} - {
        *TAG_FILES,
        TAG_MANIFEST,
        SIGNATURE,
    }
    manifests = {name: _read_manifest(tags[name]) for name in _MANIFESTS}
    findings += [
        _fault("payload-unlisted", name, zh("清单与包里的文件不是一样多"))
        for name, listed in manifests.items()
        if set(listed) != payload
    ]
    for name in sorted(payload & manifests["manifest-sha256.txt"].keys()):
        path = f"{base}/{name}"
        found = sums[path] if path in sums else sums_of(archive.read(path))
        told = tuple(manifests[manifest].get(name) for manifest in _MANIFESTS)
        if (found.sha256, found.sm3) != told:
            findings.append(_fault("digest-wrong", name, zh("内容与清单对不上")))
        if not _names_its_content(name, found):
            findings.append(_fault("digest-wrong", name, zh("附件和它的编号对不上")))
    return findings


def _names_its_content(name: str, found: Sums) -> bool:
    return not name.startswith(ATTACHMENTS) or name == f"{ATTACHMENTS}{found.sha256}"


def _fault(code: str, place: str, text: str) -> Finding:
    return Finding(code, Severity.BLOCK, place, zh("{text}。", text=text), EXPORT_AGAIN)
