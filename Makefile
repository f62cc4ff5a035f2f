# make demo   from a fresh checkout to the answer of the founding question
# make test   everything that can be tested here
# make check  format, lint and types
# make docs   the ontology as web pages, in dist/ontology

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
STORE := data/graph

.PHONY: demo test check docs clean

demo: .venv/installed
	@$(BIN)/mandategraph build data/corpus --store $(STORE)
	@echo
	@echo 'With which entities must UNODC coordinate, cooperate or consult?'
	@echo
	@$(BIN)/mandategraph ask coordination --body UNODC --store $(STORE)
	@echo
	@echo 'What to try next:'
	@echo '  $(BIN)/mandategraph serve --store $(STORE)                        see it at http://127.0.0.1:8000/'
	@echo '  $(BIN)/mandategraph ask --store $(STORE)                          all questions'
	@echo '  $(BIN)/mandategraph ask reports --body "General Assembly" --store $(STORE)'
	@echo '  $(BIN)/mandategraph ask coordination --body UNODC --store $(STORE) --explain'
	@echo '  $(BIN)/mandategraph build FOLDER --store $(STORE)                 your own resolutions'
	@echo '  $(BIN)/mandategraph ingest data/corpus --output resolutions.ttl   the graph as a file'

test: .venv/tested tests/node_modules/.package-lock.json
	$(BIN)/python -m pytest

check: .venv/checked
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

docs: .venv/installed
	$(BIN)/mandategraph ontology publish --output dist/ontology

clean:
	rm -rf .venv $(STORE) dist tests/node_modules

.venv/bin/python:
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or later is needed, and none was found: set PYTHON=/path/to/python3' >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tested: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

# Programs by others that some tests need; those say so when there is no npm.
tests/node_modules/.package-lock.json: tests/package-lock.json
	@command -v npm >/dev/null || exit 0; npm ci --prefix tests --ignore-scripts --no-audit --no-fund --silent && touch $@

.venv/checked: .venv/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,check]'
	@touch $@
