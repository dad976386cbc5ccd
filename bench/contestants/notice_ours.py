"""One page of notice from a template's sample, as many times as asked in one process. Arguments: times, how many paragraphs it has
instead of its own (none: its own)."""

import sys
from dataclasses import replace

from bench.contestants.clock import Watch
from bench.contestants.paragraphs import paragraphs
from desktop.base.paths import templates_folder

cold = Watch()
from desktop.printing.compose import make_notice
from desktop.printing.pdf import pdf_bytes
from desktop.printing.sample import load_sample

content = load_sample(templates_folder(), "announcement")
if many := int(sys.argv[2]) if len(sys.argv) > 2 else 0:
    content = replace(content, values={**content.values, "items": paragraphs(many)})
for _ in range(int(sys.argv[1]) - 1):
    pdf_bytes(make_notice(content, templates_folder()))
watch = cold if sys.argv[1] == "1" else Watch()
pdf_bytes(make_notice(content, templates_folder()))
watch.tell()
