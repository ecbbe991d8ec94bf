PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Exactly what a lock names, by its digest, and nothing else; of torch the build without graphics cards where there is one.
INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps
define locked
set -e; $(1)/python $(INSTALL) -r requirements-torch-cpu.lock 2>/dev/null \
|| $(1)/python $(INSTALL) -r requirements-torch.lock; \
$(1)/python $(INSTALL) -r $(2); $(1)/python -m pip check --quiet
endef

.PHONY: run test check format evaluate bench bench-peers screenshots faults mutants coverage audit sbom setup clean

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
	@$(call locked,.venv-bench/bin,requirements-bench.lock)

SCENES ?=
screenshots: setup  ## photograph every message in the preview (or SCENES) with headless Chromium, for docs/screenshots.md
	@$(BIN)/python -m tests.screenshots $(SCENES)

FAULTS ?=
faults: setup  ## kill, corrupt, fill and disconnect real processes (or FAULTS, by the beginning of their names) and say what came of it
	@$(BIN)/python -m tests.faults $(FAULTS)

mutants: setup  ## change what makes and shows quotes in every small way, and name the changes that no test notices
	@$(BIN)/mutmut run
	@$(BIN)/mutmut results

coverage: setup  ## run the tests, and say which branches of the product none of them takes
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

AUDIT := .venv-audit
$(AUDIT)/.ready: requirements-audit.lock
	@$(PYTHON) -m venv $(AUDIT)
	@$(AUDIT)/bin/python $(INSTALL) -r requirements-audit.lock
	@touch $@

audit: $(AUDIT)/.ready  ## ask for known vulnerabilities of everything in the locks; waivers.txt has those that do not concern us
	@$(AUDIT)/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
	-r requirements-dev.lock -r requirements-torch.lock $(patsubst %,--ignore-vuln %,$(shell sed -n 's/^\([A-Z][^ ]*\).*/\1/p' waivers.txt))

sbom: $(AUDIT)/.ready  ## write down all that the bot is made of, as sbom.cdx.json
	@cat requirements.lock requirements-torch.lock | $(AUDIT)/bin/cyclonedx-py requirements \
	--pyproject pyproject.toml --output-reproducible --output-format JSON --output-file sbom.cdx.json -

setup:
	@if [ -f $(READY) ] && [ ! requirements-dev.lock -nt $(READY) ] && [ ! requirements-torch.lock -nt $(READY) ]; then echo "Environment: up to date."; \
	else $(MAKE) --no-print-directory install; fi

.PHONY: install
install:
	@echo "Environment: setting up $(VENV), which takes a few minutes."
	@$(PYTHON) -m venv $(VENV)
	@$(call locked,$(BIN),requirements-dev.lock)
	@touch $(READY)

clean:
	rm -rf $(VENV) .venv-bench $(AUDIT) mutants .coverage* data
