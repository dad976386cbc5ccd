#!/usr/bin/env python3
"""核对明白同步包（*.mingbai）、回执、登记申请、授权和停用名单的独立程序。

只用 Python 3.10 以上的标准库和 cryptography；不用明白的任何代码，只照 FORMAT.md 写成。给州里、县里的工程师读和改。
没有收件单位的密钥时核对包的外面（来源、完整）；有密钥时连里面一起核对。只读，除 --unpack 外不写任何东西。

    python3 mingbai_verify.py 文件 [--identity 密钥文件] [--key 登记过的公钥] [--unpack 文件夹] [--json]

退出码：0 没有问题；1 有问题（逐条列出）；2 用法不对；3 文件读不了。
"""

import argparse
import base64
import hashlib
import json
import re
import struct
import sys
import zlib
from collections import Counter
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = "1"
MAX_HEADER, MAX_LINE, MAX_ENTRY, MAX_BAG, MAX_ENTRIES, MAX_DEPTH = (
    64 << 10,
    8 << 20,
    256 << 20,
    768 << 20,
    20_000,
    12,
)
NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*(/[0-9A-Za-z][0-9A-Za-z._-]*){0,4}")
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
TAGS = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sm3.txt")
ATTACHMENTS = "data/attachments/"
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


BY_OTHERS = ("receipt", "revocations")  # 里面没有签名人的公钥，要用 --key 给


class Fault(Exception):
    """不能再往下看的问题：code 给程序，text 给人。"""

    def __init__(self, code, place, text):
        super().__init__(text)
        self.finding = finding(code, place, text)


def finding(code, place, text, severity="block"):
    return {"code": code, "severity": severity, "place": place, "text": text}


def broken(place, text):
    return Fault("bundle-broken", place, f"这个包不完整或被改动过：{text}。")


# --- JSON（RFC 8785 的子集：没有小数） -----------------------------------------------------------------------------


def _no_float(_):
    raise ValueError("不许有小数")


def _whole(text):
    if len(text) > 17 or abs(int(text)) > 2**53 - 1:
        raise ValueError("整数太大")
    return int(text)


def _unique(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("同一个键写了两次")
    return found


def parse(data, place):
    """严格读一个 JSON：UTF-8、没有小数、没有重复的键、不超长、不过深。"""
    if len(data) > MAX_LINE:
        raise broken(place, "有一条内容过长")
    try:
        text = data.decode("utf-8")
        depth = deepest = 0
        for mark in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text, re.DOTALL):
            depth += (mark in "[{") - (mark in "]}") if len(mark) == 1 else 0
            deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            raise ValueError("嵌套过深")
        value = json.loads(
            text, parse_int=_whole, parse_float=_no_float, parse_constant=_no_float, object_pairs_hook=_unique
        )
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # 半个代理对不是文字
    except (ValueError, RecursionError) as error:
        raise broken(place, f"读不懂（{error}）") from error
    return value


def canonical(value):
    """RFC 8785：键按 UTF-16 排序，没有空格，只转义必须转义的字符。"""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return b"{" + b",".join(canonical(key) + b":" + canonical(value[key]) for key in keys) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(canonical, value)) + b"]"
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


# --- 形状（FORMAT.md 的各表） -----------------------------------------------------------------------------------------


def text(pattern=None, longest=None):
    def fits(value):
        return (
            isinstance(value, str)
            and (longest is None or len(value) <= longest)
            and (pattern is None or re.fullmatch(pattern, value) is not None)
        )

    return fits


def whole(least=0):
    return lambda value: (
        isinstance(value, int) and not isinstance(value, bool) and least <= value <= 2**53 - 1
    )


def only(*words):
    return lambda value: isinstance(value, str) and value in words


def shape(required, optional=None):
    optional = optional or {}

    def fits(value):
        return (
            isinstance(value, dict)
            and required.keys() <= value.keys() <= required.keys() | optional.keys()
            and all({**required, **optional}[key](inner) for key, inner in value.items())
        )

    return fits


HEX64, KEY, SIGNATURE = text(r"[0-9a-f]{64}"), text(r"[0-9a-f]{64}|[0-9a-f]{128}"), text(r"[0-9a-f]{128}")
ID, CODE, MOMENT = text(r"[0-9A-Za-z._-]{1,64}"), text(r"[0-9]{6}([0-9]{3}){0,2}"), text(None, 40)
DAY = text(r"\d{4}-\d\d-\d\d")
OFFICE = shape(
    {"code": CODE, "unit": text(None, 200), "level": only("village", "township", "county", "prefecture")}
)
PARTY = shape(
    {
        "device": ID,
        "organisation": OFFICE,
        "key": KEY,
        "recipient": text(r"age1[0-9a-z]{58}|sm2:[0-9a-f]{128}"),
    },
    {"guomi_key": text(r"[0-9a-f]{128}"), "guomi_recipient": text(r"sm2:[0-9a-f]{128}")},
)
LINE = shape(
    {"record": ID, "revision": whole(), "status": only("accepted", "duplicate", "conflict", "rejected"),
     "why": text(None, 40)}
)  # fmt: skip
SUMS = shape({key: whole() for key in ("accepted", "duplicate", "conflict", "rejected")})
REVOKED = shape(
    {"device": ID, "organisation": CODE, "key": KEY, "at": MOMENT,
     "reason": only("lost", "restored", "cloned", "replaced", "left")}
)  # fmt: skip
COUNTS = shape({key: whole() for key in ("records", "revisions", "rows", "postings", "attachments")})
SHAPES = {
    "bundle": shape(
        {"format": only("1"), "kind": only("bundle"), "bundle": ID, "device": ID, "organisation": CODE, "receiver": CODE,
         "sequence": whole(1), "revisions": whole(), "size": whole(), "sha256": HEX64, "sm3": text(r"([0-9a-f]{64})?"), "key": KEY,
         "signature": SIGNATURE}
    ),
    "receipt": shape(
        {"format": only("1"), "kind": only("receipt"), "bundle": ID, "sequence": whole(), "sender": ID,
         "organisation": CODE, "digest": HEX64, "size": whole(), "receiver": OFFICE, "device": ID, "received_at": MOMENT,
         "records": whole(), "counts": SUMS, "lines": lambda value: isinstance(value, list) and all(map(LINE, value)),
         "signature": SIGNATURE}
    ),
    "revocations": shape(
        {"format": only("1"), "kind": only("revocations"), "granter": OFFICE, "device": ID, "number": whole(1),
         "made_at": MOMENT, "revoked": lambda value: isinstance(value, list) and all(map(REVOKED, value)),
         "signature": SIGNATURE}
    ),
    "enrolment-request": shape(
        {"format": only("1"), "kind": only("enrolment-request"), "party": PARTY, "made_at": MOMENT, "signature": SIGNATURE}
    ),
    "enrolment-grant": shape(
        {"format": only("1"), "kind": only("enrolment-grant"), "request": HEX64, "party": PARTY, "granter": PARTY,
         "valid_from": DAY, "valid_until": DAY, "granted_at": MOMENT, "signature": SIGNATURE}
    ),
}  # fmt: skip
INFO = shape(
    {"bundle": ID, "device": ID, "organisation": OFFICE, "receiver": CODE, "sequence": whole(1), "made_at": MOMENT,
     "counts": COUNTS},
    {"format": only("1"), "previous": text(r"([0-9a-f]{64})?"), "edition": text(None, 40), "program": text(None, 40)},
)  # fmt: skip
BAG_SIGNATURE = shape(
    {"key": KEY, "signature": SIGNATURE},
    {"format": only("1"), "algorithm": only("Ed25519", "SM2"), "over": only("tagmanifest-sha256.txt")},
)


# --- 签名和摘要 -------------------------------------------------------------------------------------------------------


def sm3(data):
    try:
        return hashlib.new("sm3", data).hexdigest()
    except ValueError:
        running = hashes.Hash(hashes.SM3())
        running.update(data)
        return running.finalize().hex()


P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
A, B = P - 3, 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)


def _add(one, other):
    """SM2 曲线（GB/T 32918.5）上两点相加；None 是无穷远点。"""
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        if (one[1] + other[1]) % P == 0:
            return None
        slope = (3 * one[0] * one[0] + A) * pow(2 * one[1], -1, P) % P
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P) % P
    x = (slope * slope - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def _times(number, point):
    found = None
    while number:
        found = _add(found, point) if number & 1 else found
        point, number = _add(point, point), number >> 1
    return found


def _point(data):
    x, y = int.from_bytes(data[:32], "big"), int.from_bytes(data[32:], "big")
    if not (x < P and y < P and (y * y - x * x * x - A * x - B) % P == 0):
        raise ValueError("不是曲线上的点")
    return x, y


def _sm2_holds(key, message, signature):
    point = _point(key)
    user = b"1234567812345678"
    parts = [A, B, *G, *point]
    head = struct.pack(">H", 8 * len(user)) + user + b"".join(part.to_bytes(32, "big") for part in parts)
    digest = int(sm3(bytes.fromhex(sm3(head)) + message), 16)
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < N and 0 < s < N) or (r + s) % N == 0:
        return False
    found = _add(_times(s, G), _times((r + s) % N, point))
    return found is not None and (digest + found[0]) % N == r


def holds(key, message, signature):
    """签名对不对。key 64 位十六进制是 Ed25519，128 位是 SM2。"""
    try:
        if len(key) == 128:
            return _sm2_holds(bytes.fromhex(key), message, bytes.fromhex(signature))
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def signed_holds(document, key):
    """带签名的文件：签的是去掉 signature 以后的规范 JSON。"""
    unsigned = {name: value for name, value in document.items() if name != "signature"}
    return holds(key, canonical(unsigned), document["signature"])


def fingerprint(key):
    digits = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32].upper()
    return " ".join(digits[start : start + 4] for start in range(0, 32, 4))


# --- ZIP：只有一种排法，逐字节比 ------------------------------------------------------------------------------------


def entry_head(name, size, crc):
    raw = name.encode("ascii")
    return struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0x21, crc, size, size, len(raw), 0) + raw


def directory_line(name, size, crc, offset):
    raw = name.encode("ascii")
    numbers = (3 << 8 | 20, 20, 0, 0, 0, 0x21, crc, size, size, len(raw), 0, 0, 0, 0, 0o100644 << 16, offset)
    return struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *numbers) + raw


def entries(data, place, most=MAX_ENTRIES, largest=MAX_ENTRY):
    """压缩包里的文件：名字 → 内容。按 FORMAT.md 重新排一遍，一个字节不同就不认。"""
    if len(data) < 22 or data[-22:-18] != b"PK\x05\x06":
        raise broken(place, "不是规定的压缩包")
    count, size, start = struct.unpack("<H2L", data[-12:-2])
    if count > most:
        raise Fault("bundle-too-large", place, "里面的文件太多。")
    found, rebuilt, listed, position = {}, 0, b"", start
    for _ in range(count):
        line = data[position : position + 46]
        if len(line) != 46 or line[:4] != b"PK\x01\x02":
            raise broken(place, "目录写坏了")
        crc, packed, length, name_length = struct.unpack("<3LH", line[16:30])
        raw = data[position + 46 : position + 46 + name_length]
        try:
            name = raw.decode("ascii")
        except UnicodeDecodeError as error:
            raise broken(place, "有不合规定的文件名") from error
        parts = name.split("/")
        if not NAME.fullmatch(name) or any(part.endswith(".") or RESERVED.match(part) for part in parts):
            raise broken(place, "有不合规定的文件名")
        if name.lower() in {known.lower() for known in found} if len(found) < 64 else name in found:
            raise broken(place, "有两个文件同名")
        if packed != length or length > largest:
            raise broken(place, "里面的文件大小对不上")
        head = entry_head(name, length, crc)
        body = data[rebuilt + len(head) : rebuilt + len(head) + length]
        if data[rebuilt : rebuilt + len(head)] != head or len(body) != length or zlib.crc32(body) != crc:
            raise broken(name, "内容和目录对不上")
        listed += directory_line(name, length, crc, rebuilt)
        rebuilt += len(head) + length
        position += 46 + name_length
        found[name] = body
    if len({name.lower() for name in found}) != count:
        raise broken(place, "有两个文件同名")
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(listed), rebuilt, 0)
    if (rebuilt, size) != (start, len(listed)) or data[start:] != listed + end:
        raise broken(place, "前后有多余的或改动过的字节")
    return found


# --- 打开密封 ---------------------------------------------------------------------------------------------------------


def bech32(said, prefix):
    """age 密钥的写法（BIP-173），五位一组。"""
    letters, said = "qpzry9x8gf2tvdw0s3jn54khce6mua7l", said.strip().lower()
    head, _, tail = said.rpartition("1")
    values = [letters.find(letter) for letter in tail]
    check, expanded = 1, [*(ord(c) >> 5 for c in head), 0, *(ord(c) & 31 for c in head)]
    for value in expanded + values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for place, part in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= part if top >> place & 1 else 0
    if head != prefix or -1 in values or check != 1:
        raise Fault(
            "bad-identity",
            "identity",
            "密钥文件不是 AGE-SECRET-KEY-1 或 SM2-SECRET-KEY 开头的密钥，或抄错了。",
        )
    number = 0
    for value in values[:-6]:
        number = number << 5 | value
    spare = 5 * len(values[:-6]) % 8
    return (number >> spare).to_bytes(5 * len(values[:-6]) // 8, "big")


def hkdf(secret, salt, info):
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(secret)


def b64(data):
    return base64.b64decode(data + b"=" * (-len(data) % 4), validate=True)


def age_open(data, identity):
    """age-encryption.org/v1，X25519 一种收件人。"""
    private = X25519PrivateKey.from_private_bytes(bech32(identity, "age-secret-key-"))
    own = private.public_key().public_bytes_raw()
    try:
        end = data.index(b"\n---") + 4
        mac_end = data.index(b"\n", end)
        stanzas = data[:end].split(b"\n-> ")
        if stanzas[0] != b"age-encryption.org/v1":
            raise ValueError("不是 age 第 1 版")
        mac = b64(data[end:mac_end].strip())
        file_key = None
        for stanza in stanzas[1:]:
            words, *body = stanza.removesuffix(b"\n---").split(b"\n")
            kind, *values = words.split(b" ")
            if kind != b"X25519" or len(values) != 1:
                continue
            share = b64(values[0])
            secret = private.exchange(X25519PublicKey.from_public_bytes(share))
            wrap = hkdf(secret, share + own, b"age-encryption.org/v1/X25519")
            try:
                file_key = ChaCha20Poly1305(wrap).decrypt(bytes(12), b64(b"".join(body)), None)
            except InvalidTag:
                continue
        if file_key is None:
            raise Fault("wrong-receiver", "payload.age", "这个包不是加密给这个密钥的，打不开。")
        proof = HMAC(hkdf(file_key, b"", b"header"), hashes.SHA256())
        proof.update(data[:end])
        proof.verify(mac)
        nonce, sealed = data[mac_end + 1 : mac_end + 17], data[mac_end + 17 :]
        stream = ChaCha20Poly1305(hkdf(file_key, nonce, b"payload"))
        chunk, clear = (64 << 10) + 16, bytearray()
        number = max(1, -(-len(sealed) // chunk))
        for place in range(number):
            last = place == number - 1
            one = stream.decrypt(
                place.to_bytes(11, "big") + bytes([last]), sealed[place * chunk : (place + 1) * chunk], None
            )
            if last and not one and number > 1:
                raise ValueError("末段是空的")
            clear += one
    except (ValueError, InvalidTag, InvalidSignature) as error:
        raise broken("payload.age", "密封被改动过") from error
    return bytes(clear)


def guomi_open(data, identity):
    """SM2 包住的钥匙，SM4-CTR 加密，HMAC-SM3 作证；FORMAT.md 第 7 节。"""
    magic = b"mingbai-guomi/1\n"
    head, mac = data[: len(magic) + 161], data[-32:]
    body = data[len(head) : -32]
    try:
        if not head.startswith(magic) or len(data) < len(magic) + 161 + 32:
            raise ValueError("不是规定的密封")
        wrapped, counter = head[len(magic) : -16], head[-16:]
        secret = int(identity.strip().split(":", 1)[1], 16)
        c1, c3, c2 = wrapped[1:65], wrapped[65:97], wrapped[97:]
        x, y = (part.to_bytes(32, "big") for part in _times(secret, _point(c1)))
        mask, rounds = b"", 1
        while len(mask) < len(c2):
            mask += bytes.fromhex(sm3(x + y + struct.pack(">L", rounds)))
            rounds += 1
        keys = bytes(one ^ other for one, other in zip(c2, mask, strict=False))
        if bytes.fromhex(sm3(x + keys + y)) != c3:
            raise Fault("wrong-receiver", "payload.sm4", "这个包不是加密给这个密钥的，打不开。")
        proof = HMAC(keys[16:], hashes.SM3())
        proof.update(head + body)
        proof.verify(mac)
    except (ValueError, TypeError, InvalidSignature) as error:
        raise broken("payload.sm4", "密封被改动过") from error
    return Cipher(algorithms.SM4(keys[:16]), modes.CTR(counter)).decryptor().update(body)


# --- 包的外面和里面 ---------------------------------------------------------------------------------------------------


def check_outside(data, place):
    """包外面：排法、头、签名、摘要。给出头和密封的字节；问题在 findings 里。"""
    found = entries(data, place, largest=len(data))
    if "header.json" not in found or len(found["header.json"]) > MAX_HEADER:
        raise broken("header.json", "没有头，或头太长")
    header = parse(found["header.json"], "header.json")
    if isinstance(header, dict) and isinstance(header.get("format"), str) and header["format"] != FORMAT:
        raise Fault("bundle-newer", "header.json", "这个包是更新的程序做的，认不全。请换新的核对程序。")
    if not SHAPES["bundle"](header) or canonical(header) != found["header.json"]:
        raise broken("header.json", "头的写法不对")
    name = "payload.sm4" if len(header["key"]) == 128 else "payload.age"
    if list(found) != [name, "header.json"]:
        raise broken(place, "里面不是规定的两个文件")
    payload, findings = found[name], []
    if not signed_holds(header, header["key"]):
        findings.append(finding("signature-wrong", "header.json", "签名对不上，不能确定是谁写的。"))
    told = sm3(payload) if len(header["key"]) == 128 else ""  # 国密的头里才有 sm3，平常是空的
    digests = (len(payload), hashlib.sha256(payload).hexdigest(), told)
    if digests != (header["size"], header["sha256"], header["sm3"]):
        findings.append(finding("bundle-broken", name, "密封的内容和头里的摘要对不上。"))
    return header, payload, findings


def manifest(data, place):
    try:
        listed = [line.split("  ", 1) for line in data.decode("ascii").splitlines()]
        found = {name: digest for digest, name in listed}
    except ValueError as error:
        raise broken(place, "清单读不懂") from error
    if len(found) != len(listed):
        raise broken(place, "清单里有文件写了两次")
    return found


def need(bag, name):
    if name not in bag:
        raise broken(name, "缺少这个文件")
    return bag[name]


def check_bag(clear, header):
    """包里面：BagIt、两种清单、签名。给出去掉外层文件夹的文件。"""
    found = entries(clear, "bag")
    bases = {name.split("/", 1)[0] for name in found}
    if len(bases) != 1 or sum(map(len, found.values())) > MAX_BAG:
        raise broken("bag", "应当只有一个文件夹")
    base = bases.pop()
    bag = {name[len(base) + 1 :]: data for name, data in found.items()}
    tags = {name: need(bag, name) for name in TAGS}
    tag_manifest = need(bag, "tagmanifest-sha256.txt")
    signature = parse(need(bag, "signature.json"), "signature.json")
    if not BAG_SIGNATURE(signature):
        raise broken("signature.json", "写法不对")
    findings = []
    if tags["bagit.txt"] != BAGIT:
        findings.append(finding("bag-version", "bagit.txt", "包的版本说明不对。"))
    algorithm = "SM2" if len(header["key"]) == 128 else "Ed25519"
    named = signature["key"] == header["key"] and signature.get("algorithm", "Ed25519") == algorithm
    if not named or not holds(header["key"], tag_manifest, signature["signature"]):
        findings.append(finding("signature-wrong", "signature.json", "里面的签名对不上。"))
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in tags.items()}
    if manifest(tag_manifest, "tagmanifest-sha256.txt") != sums:
        findings.append(finding("digest-wrong", "tagmanifest-sha256.txt", "清单被改动过。"))
    payload = bag.keys() - {*TAGS, "tagmanifest-sha256.txt", "signature.json"}
    for name, digest in (
        ("manifest-sha256.txt", lambda data: hashlib.sha256(data).hexdigest()),
        ("manifest-sm3.txt", sm3),
    ):
        listed = manifest(tags[name], name)
        if listed.keys() != payload:
            findings.append(finding("payload-unlisted", name, "清单与包里的文件不是一样多。"))
        findings += [
            finding("digest-wrong", file, "内容与清单对不上。")
            for file in sorted(payload & listed.keys())
            if digest(bag[file]) != listed[file]
        ]
    for name in sorted(payload):  # 附件的名字就是它的 SHA-256
        if name.startswith(ATTACHMENTS) and hashlib.sha256(bag[name]).hexdigest() != name[len(ATTACHMENTS) :]:
            findings.append(finding("digest-wrong", name, "附件的名字和它的内容对不上。"))
    return base, bag, findings


def lines(bag, name):
    data = need(bag, f"data/{name}")
    if data and not data.endswith(b"\n"):
        raise broken(name, "最后一行没有写完")
    found = [parse(line, name) for line in data.split(b"\n")[:-1]]
    for said in found:
        if not isinstance(said, dict) or not ID(said.get("record")):
            raise broken(name, "有一条没有记录编号")
    return found


def check_content(bag, header):
    """正文：各处说的一样、件数对得上、修订的摘要对得上。"""
    info = parse(need(bag, "data/bundle.json"), "bundle.json")
    if not INFO(info):
        raise broken("bundle.json", "写法不对")
    inside = (
        info["bundle"],
        info["device"],
        info["organisation"]["code"],
        info["receiver"],
        info["sequence"],
    )
    if inside != tuple(header[key] for key in ("bundle", "device", "organisation", "receiver", "sequence")):
        raise broken("bundle.json", "包的外面和里面说的不一样")
    records, rows, postings = (lines(bag, f"{name}.jsonl") for name in ("records", "rows", "postings"))
    names = Counter(said["record"] for said in records)
    if any(times > 1 for times in names.values()):
        raise broken("records.jsonl", "同一条记录写了两次")
    if any(said["record"] not in names for said in rows + postings):
        raise broken("rows.jsonl", "有的名单找不到它的记录")
    files = [name for name in bag if name.startswith(ATTACHMENTS)]
    counts = info["counts"]
    told = tuple(counts[key] for key in ("records", "rows", "postings", "attachments"))
    if (
        told != (len(records), len(rows), len(postings), len(files))
        or counts["revisions"] != header["revisions"]
    ):
        raise broken("bundle.json", "件数对不上")
    findings = []
    for said in records:
        listed = said.get("revisions")
        for revision in listed if isinstance(listed, list) else []:
            content = revision.get("content") if isinstance(revision, dict) else None
            if isinstance(content, dict) and hashlib.sha256(canonical(content)).hexdigest() != revision.get(
                "digest"
            ):
                where = f"records.jsonl {said['record']}"
                findings.append(
                    finding(
                        "revision-differs",
                        where,
                        "有一次修订的内容和它的摘要不一样，收件单位会放进待查。",
                        "warn",
                    )
                )
    words = f"{len(records)} 条记录，{header['revisions']} 次修订，名单改动 {len(rows)} 行，张贴 {len(postings)} 次，附件 {len(files)} 个。"
    return [*findings, finding("content", "data", words, "info")]


def check_bundle(data, place, identity=None, unpack=None):
    """整个核对。给出 (头, 问题)。"""
    header, payload, findings = check_outside(data, place)
    if findings:
        return header, findings
    findings.append(
        finding(
            "sender-key", "header.json", f"签名有效，对方的核对码是 {fingerprint(header['key'])}。", "info"
        )
    )
    if identity is None:
        return header, findings
    clear = (guomi_open if len(header["key"]) == 128 else age_open)(payload, identity)
    base, bag, faults = check_bag(clear, header)
    findings += faults or check_content(bag, header)
    if unpack is not None and not faults:
        for name, inner in bag.items():
            target = Path(unpack) / base / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(inner)
    return header, findings


def check_document(data, place):
    """回执、申请、授权。给出 (内容, 问题)；签名用文件里写明的或 --key 给的公钥。"""
    said = parse(data, place)
    kind = said.get("kind") if isinstance(said, dict) else None
    if kind not in SHAPES or kind == "bundle":
        raise Fault("not-known", place, "不是同步包、回执、登记申请或授权。")
    if said.get("format") != FORMAT:
        raise Fault("bundle-newer", place, "这个文件是更新的程序做的，认不全。")
    if not SHAPES[kind](said) or canonical(said) != data:
        raise Fault("document-broken", place, "写法不对，或被改动过。")
    if kind == "revocations":
        twice = len({one["device"] for one in said["revoked"]}) != len(said["revoked"])
        return said, [finding("document-broken", place, "同一台电脑写了两次。")] if twice else []
    if kind != "receipt":
        key = said["party"]["key"] if kind == "enrolment-request" else said["granter"]["key"]
        good = signed_holds(said, key)
        words = f"签名有效，核对码是 {fingerprint(key)}。" if good else "签名对不上，可能被改动过。"
        return said, [
            finding("sender-key" if good else "signature-wrong", place, words, "info" if good else "block")
        ]
    sums = Counter(line["status"] for line in said["lines"])
    if said["counts"] != {key: sums[key] for key in said["counts"]} or said["records"] != len(said["lines"]):
        return said, [finding("receipt-sums", place, "回执里的件数加起来对不上。")]
    if len({line["record"] for line in said["lines"]}) != len(said["lines"]):
        return said, [finding("receipt-sums", place, "回执里同一条记录写了两次。")]
    return said, []


def joined(path):
    """整个文件的字节；分成 .001、.002 的包按清单接起来。"""
    if not re.fullmatch(r".+\.mingbai\.\d{3}", path.name):
        return path.read_bytes()
    whole = path.with_name(path.name[:-4])
    pieces = []
    for line in whole.with_name(whole.name + ".sha256").read_text("ascii").splitlines():
        digest, name = line.split("  ", 1)
        data = path.with_name(Path(name).name).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise broken(name, "这一份和清单对不上")
        pieces.append(data)
    return b"".join(pieces)


def examine(path, identity=None, key=None, unpack=None):
    """核对一个文件：给出与 `mingbai bundle verify --json` 同样写法的结果。"""
    said = {}
    try:
        data = joined(path)
        if data[:2] == b"PK":
            said, findings = check_bundle(data, path.name, identity, unpack)
        else:
            said, findings = check_document(data, path.name)
            if said["kind"] in BY_OTHERS and key is None:
                findings.append(finding("not-checked", path.name, "没有给 --key，签名没有核对。", "warn"))
        if key is not None and said.get("kind") in BY_OTHERS and not signed_holds(said, key):
            findings.append(finding("signature-wrong", path.name, "签名对不上，可能被改动过。"))
        if key is not None and said.get("kind") == "bundle" and said["key"] != key:
            findings.append(finding("sender-key-differs", "header.json", "不是登记过的那台电脑签的名。"))
    except Fault as fault:
        findings = [fault.finding]
    shown = {name: said.get(name, "") for name in ("bundle", "device")}
    numbers = {name: said.get(name, 0) for name in ("sequence", "revisions")}
    good = bool(said) and not any(one["severity"] == "block" for one in findings)
    return {"ok": good, **shown, **numbers, "findings": findings}


def main(words=None):
    parser = argparse.ArgumentParser(description="核对明白同步包、回执、登记申请和授权", add_help=True)
    parser.add_argument("file", type=Path, help="要核对的文件；分成几份的包给 .001")
    parser.add_argument("--identity", type=Path, help="收件单位的密钥文件：有它才能看里面")
    parser.add_argument("--key", help="登记过的公钥（十六进制），核对是不是这个单位签的名")
    parser.add_argument("--unpack", type=Path, help="把打开的包放进这个文件夹（不再加密，用完请删）")
    parser.add_argument("--json", action="store_true", help="用 JSON 写出结果")
    chosen = parser.parse_args(words)
    if chosen.unpack and not chosen.identity:
        parser.error("--unpack 要和 --identity 一起用")
    try:
        identity = None
        if chosen.identity:
            kept = chosen.identity.read_text("utf-8").splitlines()
            identity = next((line for line in kept if line and not line.startswith("#")), "")
        result = examine(chosen.file, identity, chosen.key, chosen.unpack)
    except OSError as error:
        print(f"读不了文件：{error.strerror}（{error.filename}）", file=sys.stderr)
        return 3
    if chosen.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        for one in result["findings"]:
            print(
                {"block": "问题", "warn": "注意", "info": "说明"}[one["severity"]],
                one["place"],
                one["text"],
                sep="　",
            )
        print("核对通过。" if result["ok"] else "核对不通过，请不要收这个文件。")
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
