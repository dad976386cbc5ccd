"""The server in front of a county: what arrives whole is taken in there and answered. For tests of the sender only."""

from pathlib import Path

from desktop.usecases.office import Session
from tests.sync.line.hostile_server import HostileServer, State


class County(HostileServer):
    def __init__(self, folder: Path, county: Session) -> None:
        super().__init__(State())
        self._folder, self._county = folder, county
        self._answered = 0

    def answer(self) -> None:
        """Take in at the county what has arrived, and lay out the receipts."""
        self._folder.mkdir(exist_ok=True)
        for data in self.state.whole[self._answered :]:
            self._answered += 1
            path = self._folder / "arrived.mingbai"
            path.write_bytes(data)
            preview = self._county.exchange.preview_import(path)
            receipt = self._county.exchange.import_(path, self._folder).value.receipt
            self.state.receipts[preview.bundle] = receipt.read_bytes()
