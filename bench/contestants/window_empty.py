"""From nothing to an empty PySide6 window, painted."""

import time

begun = time.perf_counter()

import sys  # noqa: E402

from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: E402

from bench.contestants.clock import Watch  # noqa: E402

watch = Watch(begun)
application = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1280, 800)
window.show()
application.processEvents()
window.grab()
watch.tell()
