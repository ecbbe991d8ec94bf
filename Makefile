PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check format evaluate bench bench-peers screenshots faults setup clean

run: setup  ## set up, bring in the transcripts, and run the bot (without a token: the preview)
	@exec $(BIN)/python -m bot

test: setup  ## run the tests
	$(BIN)/python -m pytest

check: setup  ## linters and type checker
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

evaluate: setup  ## measure how well questions are answered and speakers are told
	@$(BIN)/python -m knowledge evaluate

PASSAGES ?= 1000 10000
PARTS ?=
KEEP ?=
bench: setup  ## measure how fast it is, with made-up libraries of PASSAGES (or PARTS of it; KEEP is a folder for them)
	@$(BIN)/python -m knowledge bench $(PASSAGES:%=--passages %) $(PARTS:%=--part %) $(KEEP:%=--keep %)

bench-peers:  ## install the pipelines that `make bench` measures beside, in an environment of their own
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.lock

SCENES ?=
screenshots: setup  ## photograph every message in the preview (or SCENES) with headless Chromium, for docs/screenshots.md
	@$(BIN)/python -m tests.screenshots $(SCENES)

FAULTS ?=
faults: setup  ## kill, corrupt, fill and disconnect real processes (or FAULTS, by the beginning of their names) and say what came of it
	@$(BIN)/python -m tests.faults $(FAULTS)

setup:
	@if [ -f $(READY) ] && [ ! requirements-dev.lock -nt $(READY) ]; then echo "Environment: up to date."; \
	else $(MAKE) --no-print-directory install; fi

.PHONY: install
install:
	@echo "Environment: setting up $(VENV), which takes a few minutes."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $(READY)

clean:
	rm -rf $(VENV) .venv-bench data
