# One page of everything a developer does. `make help` lists it.
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
export QT_LOGGING_RULES ?= qt.qpa.*=false

.PHONY: help setup system run test check format golden package manual examiner-report lock clean prefecture-demo bench bench-growth bench-compare soak fuzz words

help: ## list these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: system setup ## set everything up, then do the main job: the window, or without a display `mingbai demo` into out/
	@bash packaging/run.sh

test: setup ## every test
	@bash packaging/system.sh tests
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --dist loadfile

check: setup ## format, lint, types, import contracts (under a minute)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

format: setup ## rewrite the layout of the code
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

golden: setup ## renew the kept texts and page pictures of the 28 templates; look at them before committing
	$(PY) tests/templates/golden_texts.py
	$(PY) tests/templates/golden_pages.py
	@git status --short tests/templates/golden tests/templates/golden_pages

setup: $(READY) ## make .venv with the locked packages, nothing else

system:
	@bash packaging/system.sh

$(READY): requirements.lock pyproject.toml
	@bash packaging/setup.sh $(VENV)
	@touch $(READY)

package: ## program folder, .deb and checksums into dist/, built and tried out in old Debian roots (root, debootstrap, network)
	bash packaging/linux/old_glibc.sh dist

manual: system setup ## the handbook with pictures of the real window: out/manual/index.html and a PDF
	$(VENV)/bin/mingbai help manual --out out/manual

examiner-report: setup ## what the examiner finds in the corpus, and its false alarms; renews the figures in docs/examiner.md
	$(PY) -m tests.examiner.report --write

words: setup ## renew the words to translate in desktop/ui/translations; finished phrases stay (edit them with Qt Linguist)
	$(PY) packaging/source_words.py
	$(PY) packaging/content_words.py

lock: setup ## renew requirements.lock from pyproject.toml (hashes, no registry addresses)
	$(VENV)/bin/pip install -q uv
	$(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header pyproject.toml --all-extras --group dev -o requirements.lock -q
	echo 'pyinstaller>=6.16,<7' | $(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header pyproject.toml - -o packaging/requirements.lock -q

soak: setup ## every kill, disk fault, bit and order, and 10,000 histories; most of a day. In parts: tests/faults/README.md
	MINGBAI_SOAK=1 $(PY) -m pytest tests/faults tests/storage/test_flips.py -q

SECONDS ?= 60
fuzz: setup ## each reader of foreign files fed by coverage for SECONDS=60; the first fault stops it and is kept in build/fuzz
	@mkdir -p build/fuzz
	@for reader in $$($(PY) -m tests.faults.fuzz 2>/dev/null); do \
	  echo "$$reader"; \
	  $(PY) -m tests.faults.fuzz $$reader $(SECONDS) build/fuzz > build/fuzz/$$reader.txt 2>&1 \
	    || { tail -40 build/fuzz/$$reader.txt; exit 1; }; \
	  grep -h 'executed_units\|peak_rss_mb' build/fuzz/$$reader.txt; done

clean: ## remove what the commands above made
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

prefecture-demo: setup ## township → county → prefecture → receipt, with a real PostgreSQL in a temporary folder
	@bash packaging/system.sh tests
	@$(PY) -m prefecture.demo

bench: setup ## how fast, beside named peers: out/bench/report.html (QUICK=1: under three minutes; PLENTY=1: long lists by slow peers too)
	@bash bench/peers.sh
	@$(PY) -m bench $(if $(QUICK),--quick) $(if $(PLENTY),--plenty) $(if $(ONLY),--only $(ONLY))

bench-growth: setup ## how the cost grows from 10,000 to 1,000,000 rows, into the same report (ONLY="search pages": these alone)
	@bash bench/peers.sh
	@$(PY) -m bench growth $(if $(ONLY),--only $(ONLY))

bench-compare: setup ## the last run of `make bench` beside the last committed one
	@$(PY) -m bench compare
