"""From nothing to an empty PySide6 window, painted."""

import time

begun = time.perf_counter()

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

from bench.contestants.clock import Watch

watch = Watch(begun)
application = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1280, 800)
window.show()
application.processEvents()
window.grab()
watch.tell()
