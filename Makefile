# Everything a contributor runs, from a fresh clone with nothing but python3 (3.11 to 3.13) and make.
#
#   make demo    codes the sample reports, prints what was found, and asks an archive of them (build/demo)
#   make test    linter, formatter, types, import contract, tests
#   make lint    the first four of these
#   make browser the desk's tests in Chromium, which the system must have, and the questioning of its API
#   make score   scores on the shipped gold, and on shared gold where it lies beside the clone
#   make bench   speed, memory and start-up on this machine
#   make clean   removes the virtual environment and what tools left behind

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SHARED ?= ../shared

.PHONY: demo test lint browser score bench clean
.DEFAULT_GOAL := test

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/runs: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/develops: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet -c constraints.txt -e ".[dev]"
	@touch $@ $(VENV)/runs

$(VENV)/browses: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet -c constraints.txt -e ".[dev,browser]"
	@touch $@ $(VENV)/develops $(VENV)/runs

demo: $(VENV)/runs
	@rm -rf build/demo
	@$(BIN)/diurna demo --to build/demo/archive

lint: $(VENV)/develops
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m pytest -q -m "not slow and not browser"

browser: $(VENV)/browses
	$(BIN)/python -m pytest -q tests/browser tests/web

score: $(VENV)/develops
	$(BIN)/python benchmarks/scores.py --shared $(SHARED)

bench: $(VENV)/runs
	$(BIN)/python benchmarks/bench.py --keep

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
