"""Old office files (.doc, .xls, .et) are small file systems, the compound files of [MS-CFB]. Gives their streams by path."""

import struct
from collections.abc import Iterator

from desktop.files.reading.limits import Budget, damaged

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_DEEPEST, _MOST_ENTRIES = 20, 20_000


class CompoundFile:
    """Streams named by path (“ObjectPool/_123/Ole10Native”); control characters in names are left out."""

    def __init__(self, name: str, data: bytes, budget: Budget) -> None:
        self._name, self._data, self._budget = name, data, budget
        try:
            self._open()
        except (struct.error, IndexError, UnicodeDecodeError) as error:
            raise damaged(name) from error

    def names(self) -> list[str]:
        return list(self._entries)

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def read(self, path: str) -> bytes:
        """The bytes of a stream."""
        start, size = self._entries[path]
        self._budget.unpack(min(size, len(self._data)))
        if size < self._cutoff:
            return self._chain(self._mini, 0, 64, self._mini_fat, start)[:size]
        return self._chain(self._data, self._sector, self._sector, self._fat, start)[:size]

    def _open(self) -> None:
        header = self._data[:512]
        if not header.startswith(MAGIC) or len(header) < 512:
            raise damaged(self._name)
        (shift,) = struct.unpack_from("<H", header, 30)
        if shift not in (9, 12):
            raise damaged(self._name)
        self._sector = 1 << shift
        _, directory, _, self._cutoff, mini, minis, difat, difats = struct.unpack_from("<8I", header, 44)
        blocks = list(struct.unpack_from("<109I", header, 76))
        width = self._sector // 4
        for _ in range(min(difats, len(self._data) // self._sector)):
            if difat >= _LAST_SECTOR:
                break
            more = struct.unpack(f"<{width}I", self._block(difat))
            blocks += more[:-1]
            difat = more[-1]
        table = b"".join(self._block(block) for block in blocks if block < _LAST_SECTOR)
        self._fat = struct.unpack(f"<{len(table) // 4}I", table)
        raw = self._chain(self._data, self._sector, self._sector, self._fat, mini) if minis else b""
        self._mini_fat = struct.unpack(f"<{len(raw) // 4}I", raw)
        self._mini = b""
        self._entries: dict[str, tuple[int, int]] = {}
        tree = self._chain(self._data, self._sector, self._sector, self._fat, directory)
        count = min(len(tree) // 128, _MOST_ENTRIES)
        if not count:
            raise damaged(self._name)
        start, size = struct.unpack_from("<IQ", tree, 116)
        if start < _LAST_SECTOR:
            self._mini = self._chain(self._data, self._sector, self._sector, self._fat, start)[:size]
        self._walk(tree, count)

    def _walk(self, tree: bytes, count: int) -> None:
        (root,) = struct.unpack_from("<I", tree, 76)
        stack, seen = [(root, "", 0)], set[int]()
        while stack:
            number, folder, depth = stack.pop()
            if number >= count or number in seen or depth > _DEEPEST:
                continue
            seen.add(number)
            entry = tree[number * 128 : number * 128 + 128]
            length, kind, _, left, right, child = struct.unpack_from("<HBBIII", entry, 64)
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            path = folder + "".join(character for character in name if character >= " ")
            start, size = struct.unpack_from("<IQ", entry, 116)
            if kind == _STREAM:
                self._entries[path] = (start, size & 0xFFFFFFFF)
            elif kind in (_STORAGE, _ROOT):
                stack.append((child, path + "/", depth + 1))
            stack += [(left, folder, depth), (right, folder, depth)]

    def _block(self, number: int) -> bytes:
        at = (number + 1) * self._sector
        block = self._data[at : at + self._sector]
        if len(block) < self._sector:
            if not block:
                raise damaged(self._name)
            block = block.ljust(self._sector, b"\0")
        return block

    def _chain(self, data: bytes, first: int, size: int, table: tuple[int, ...], start: int) -> bytes:
        """The sectors of a chain joined; a chain in a circle ends."""
        return b"".join(self._sectors(data, first, size, table, start))

    def _sectors(
        self, data: bytes, first: int, size: int, table: tuple[int, ...], start: int
    ) -> Iterator[bytes]:
        left = len(data) // size + 1
        while start < _LAST_SECTOR and left > 0:
            yield data[first + start * size : first + (start + 1) * size]
            start = table[start] if start < len(table) else _END
            left -= 1
