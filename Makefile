# Every target sets up what it needs. `make demo` and `make test` are the two to know.

VENV := .venv
BIN := $(VENV)/bin
DEMO := golden/seq2seq/encoder_decoder/before.py
TREE ?=

.DEFAULT_GOAL := help
.PHONY: help demo test browser lint bench golden-update clean

help:
	@echo "make demo           show the migration of a legacy encoder-decoder, then run both versions and compare"
	@echo "make test           install both TensorFlow runtimes and run every check"
	@echo "make lint           ruff and mypy only"
	@echo "make bench          measure speed, API coverage, golden cases and a corpus of packages; TREE=folder chooses the files"
	@echo "make golden-update  rewrite the expected text of the golden cases"
	@echo "make clean          remove the environment and the caches of this checkout"

# `diff` exits with 1 when it has something to show.
demo: $(VENV)/installed
	$(BIN)/flowshift diff $(DEMO) || test $$? -eq 1
	$(BIN)/flowshift runtimes install
	$(BIN)/flowshift verify $(DEMO)

test: lint browser
	$(BIN)/flowshift runtimes install
	@$(BIN)/python -m pytest -q

# The report of a batch is tested in a browser: the system's Chromium, or the one that Playwright brings.
browser: $(VENV)/installed
	@command -v chromium chromium-browser google-chrome >/dev/null \
	  || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	       && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	  || $(BIN)/python -m playwright install chromium

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/installed
	$(BIN)/flowshift runtimes install
	$(BIN)/python benchmarks/speed.py $(TREE)
	$(BIN)/python benchmarks/api_coverage.py
	$(BIN)/python benchmarks/golden_counts.py
	$(BIN)/python benchmarks/rnn_rows.py
	$(BIN)/python benchmarks/corpus.py --speed $(if $(TREE),--folder $(TREE))
	$(BIN)/python benchmarks/batch.py $(if $(TREE),--folder $(TREE))

golden-update: $(VENV)/installed
	$(BIN)/python tests/golden_update.py $(CASES)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The environment is made once, and again when the project file asks for other packages.
$(VENV)/installed: pyproject.toml Makefile
	@rm -rf $(VENV)
	@for python in $(PYTHON) python3.11 python3.12 python3.10 python3.9 python3 python \
	    $(HOME)/.pyenv/versions/3.11.*/bin/python $(HOME)/.pyenv/versions/3.*/bin/python; do \
	  $$python -c 'import sys; sys.exit(not (3, 9) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null \
	    && $$python -m venv $(VENV) >/dev/null 2>&1 && break; \
	  rm -rf $(VENV); \
	done; \
	test -x $(BIN)/python || { echo "No Python 3.9 to 3.12 that can make an environment was found; name one: make PYTHON=..." >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@
