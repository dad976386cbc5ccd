"""The same page in Typst, as many times as asked with one compiler. Arguments: times, notice.typ, folder of fonts."""

import sys

from bench.contestants.clock import Watch

cold = Watch()
import typst

compiler = typst.Compiler(sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)
for _ in range(int(sys.argv[1]) - 1):
    compiler.compile(format="pdf")
watch = cold if sys.argv[1] == "1" else Watch()
compiler.compile(format="pdf")
watch.tell()
