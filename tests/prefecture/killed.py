"""An intake that kills itself after a while, for the test that nothing is lost by it."""

import os
import signal
import threading
import time
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.paths import content_root
from desktop.catalogue.catalogue import load_catalogue
from prefecture.intake import Intake
from prefecture.keys import load_receiver
from prefecture.store import Store


def run(url: str, folder: str, delay: float) -> None:
    """Take in what waits in the spool; after ``delay`` seconds from the beginning of that, the process dies."""
    store = Store(Path(folder))
    intake = Intake(url, store, load_receiver(store.folder), load_catalogue(content_root()), Clock())

    def die() -> None:
        time.sleep(delay)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=die, daemon=True).start()
    for path in store.waiting():
        intake.take(path)
        path.unlink()
