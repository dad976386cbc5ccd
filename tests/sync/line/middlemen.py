"""Who stands between the sender and the server: a small proxy, and one who tears the line after so many bytes."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


def hang_up(listener: socket.socket) -> None:
    """A close alone would leave a thread that waits for the next caller waiting for ever."""
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


@dataclass
class SmallProxy:
    """Tunnels CONNECT and passes on absolute addresses; wants ``word`` if it has one."""

    word: str = ""
    status: int = 0
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        hang_up(self._listener)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(client,), daemon=True).start()

    def _one(self, client: socket.socket) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += client.recv(1)
        text = head.decode()
        method, target, _ = text.split(" ", 2)
        self.seen.append(f"{method} {target}")
        if self.status or (self.word and self.word not in text):
            client.sendall(f"HTTP/1.1 {self.status or 407} No\r\nContent-Length: 0\r\n\r\n".encode())
            client.close()
            return
        if method == "CONNECT":
            host, port = target.split(":")
            there = socket.create_connection((host, int(port)))
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            host, port = target.split("/")[2].split(":")
            there = socket.create_connection((host, int(port)))
            there.sendall(head.replace(f"http://{host}:{port}".encode(), b""))
        for one, other in ((client, there), (there, client)):
            threading.Thread(target=self._pour, args=(one, other), daemon=True).start()

    @staticmethod
    def _pour(one: socket.socket, other: socket.socket) -> None:
        with one, other:
            with contextlib.suppress(OSError):
                while data := one.recv(65536):
                    other.sendall(data)
            for end in (one, other):
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)  # a close alone would not wake who still waits at it


class Tearer:
    """Passes bytes on to ``port`` and tears its first connections after ``limits`` bytes each, upwards or downwards."""

    def __init__(self, port: int, limits: list[int], *, upwards: bool) -> None:
        self._to, self._limits, self._upwards = port, list(limits), upwards
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.torn = 0
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        hang_up(self._listener)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            there = socket.create_connection(("127.0.0.1", self._to))
            for end in (client, there):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            limit = self._limits.pop(0) if self._limits else None
            up, down = (limit, None) if self._upwards else (None, limit)
            for one, other, most in ((client, there, up), (there, client, down)):
                threading.Thread(target=self._pour, args=(one, other, most), daemon=True).start()

    def _pour(self, one: socket.socket, other: socket.socket, most: int | None) -> None:
        try:
            while most is None or most > 0:
                data = one.recv(65536 if most is None else min(most, 65536))
                if not data:
                    break
                other.sendall(data)
                most = None if most is None else most - len(data)
            if most == 0:
                self.torn += 1
        except OSError:
            pass
        for end in (one, other):
            with contextlib.suppress(OSError):
                if most == 0:
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def torn(port: int, limits: list[int], *, upwards: bool) -> Iterator[Tearer]:
    with contextlib.closing(Tearer(port, limits, upwards=upwards)) as made:
        yield made


@contextmanager
def mute() -> Iterator[int]:
    """A port that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]
