# Run `make` for the list of targets. Needs Python 3.11 or later; everything else is fetched pinned and by hash.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
STEP   := @printf '\n==> %s\n'

export PYTHON

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test lint bench scripts lock clean

help: ## Print this list.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.runtime ## Play a year of subsidies and a ring that is found in four books, and leave them in var/.
	$(STEP) "demo: a year in Huzhou, Hunan and Shanxi, and a ring of rented certificates, kept in var/"
	@$(BIN)/subsidy-ledger demo --out var

test: system-packages lint ## Check everything: style, types, floors, then all tests.
	$(STEP) "test: the features, and the unit, property and integration tests"
	@$(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(VENV)/.dev ## Check style (ruff), types (mypy --strict) and the floors (import-linter).
	$(STEP) "lint: style"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	$(STEP) "lint: types"
	@$(BIN)/mypy --strict domain ledger api tests benchmarks
	$(STEP) "lint: floors"
	@$(BIN)/lint-imports

bench: $(VENV)/.dev ## Measure the store beside the raw inserts of the same disk.
	$(STEP) "bench: events per second, ours and raw"
	@$(BIN)/python -m benchmarks

scripts: $(VENV)/.dev ## Write the SQL of the checks anew after a rule was changed.
	$(STEP) "scripts: ledger/checks/sql"
	@$(BIN)/python -m ledger.checks.kept_scripts

lock: .venv-lock/.done ## Choose the versions anew: requirements/*.txt from pyproject.toml and requirements/*.in.
	$(STEP) "lock: runtime, dev, lock"
	@$(LOCK) --output-file requirements/runtime.txt pyproject.toml requirements/build.in
	@$(LOCK) --output-file requirements/dev.txt pyproject.toml requirements/build.in requirements/dev.in
	@$(LOCK) --output-file requirements/lock.txt requirements/lock.in
	@! grep -nE '^(-|--)[a-z]|://|@ file' requirements/*.txt || { echo 'lock: an address got into a lock file' >&2; exit 1; }

clean: ## Remove the environments, the caches and var/.
	$(STEP) "clean: environments, caches, var/"
	@rm -rf $(VENV) .venv-lock var build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The versions that stand in the file stay, unless `make lock UPGRADE=--upgrade`.
UPGRADE ?=
LOCK = CUSTOM_COMPILE_COMMAND='make lock' .venv-lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options $(UPGRADE)

.PHONY: system-packages
system-packages:
	$(STEP) "system packages: a Python that makes environments, a PostgreSQL to test on, curl for the tutorial, Java for Spark"
	@.ci/system-packages python postgresql curl java

$(BIN)/python:
	@.ci/system-packages python
	$(STEP) "environment: $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# Each stamp is older than the files it was made from when something changed. What the tests need contains what the program needs.
$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(BIN)/python
	$(STEP) "install: what the program needs"
	@$(PIP) install --quiet --require-hashes -r requirements/runtime.txt
	@$(PIP) install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(STEP) "install: what the checks need"
	@$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

.venv-lock/.done: requirements/lock.txt
	@.ci/system-packages python
	$(STEP) "environment: .venv-lock"
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements/lock.txt
	@touch $@
