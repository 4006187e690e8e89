# make ask   answer the Palmyra question: palmyra.html and palmyra.json
# make test  format, lint, imports, types, tests
# make bench the war engine beside a plain Mesa month
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: ask test format example bench clean

ask: .venv/.installed
	$(BIN)/sinequanon ask palmyra

test: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/python -m pytest

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

example: .venv/.installed
	$(BIN)/python scripts/example.py

bench: .venv/.installed
	$(BIN)/python benchmarks/run.py $(if $(wildcard benchmarks/.venv-mesa/bin/python),,--setup)

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing sinequanon and what it needs (once, a minute or two) ..."
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/.dev: .venv/.installed
	@echo "Installing what the tests need (once) ..."
	$(PIP) install --constraint constraints.txt --editable ".[dev]"
	@touch $@

clean:
	rm -rf .venv build dist palmyra.html palmyra.json
