# One command for each thing a person does here. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
INSTALLED_SPARK := $(VENV)/.installed-spark
NODE_MODULES := ui/node_modules/.package-lock.json
# A machine's own package index is known to pip and not always to uv: when uv finds nothing, pip installs the same lock.
# Compiled at once: where bytecode may not be written later, every start would compile half a million lines anew.
INSTALL = ($(BIN)/uv pip install --quiet --compile-bytecode $(1) || $(BIN)/python -m pip install --quiet $(1))

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

setup: $(INSTALLED) ui ## Prepare .venv and the front end; then .venv/bin/coalition is the command
	@echo "Ready: $(BIN)/coalition"

demo: setup ## The sample company in the browser
	@exec $(BIN)/coalition demo

test: $(INSTALLED_DEV) ui $(NODE_MODULES) ## All tests: front end, Python on each database at hand, and the browser
	@bash tests/run

check: check-python check-ui ## Style, types, layers, and that generated files are current; -j2 for both at once

check-python: $(INSTALLED_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m coalition.cli.reference --check

check-ui: $(INSTALLED_DEV) $(NODE_MODULES)
	cd ui && npm run --silent check
	cd ui && node node_modules/openapi-typescript/bin/cli.js ../docs/reference/openapi.json --alphabetize --enum=false -o node_modules/.schema.d.ts \
	  && diff -q node_modules/.schema.d.ts src/api/schema.d.ts || { echo "ui/src/api/schema.d.ts is not current; run: make generated"; exit 1; }

generated: $(INSTALLED_DEV) $(NODE_MODULES) ## Write the files that are made from the code: reference pages, API description, API types
	$(BIN)/python -m coalition.cli.reference
	cd ui && npm run --silent schema

ui: $(INSTALLED) ## Build the front end; instant when its sources are unchanged
	@$(BIN)/python hatch_build.py

dev: $(INSTALLED_DEV) $(NODE_MODULES) ## The server, restarted on change by you, and the front end with hot reload
	@trap 'kill 0' EXIT; export COALITION_EVENTS_URL=http://localhost:8001/events COALITION_TRUSTED_ORIGINS=http://localhost:5173; \
	  $(BIN)/coalition demo --no-browser & (cd ui && npm run dev)

spark: $(INSTALLED_SPARK) ## Spark for the tests, 460 MB; `make test` does it where there is a Java runtime

bench: $(INSTALLED_DEV) ## Measure: ratios beside absolute numbers, kept as JSON in bench/results
	$(BIN)/python -m bench

pictures: $(INSTALLED_DEV) ui ## Make the pictures of the pages in docs/images, light and dark, from the sample company
	.venv/bin/python -m tests.e2e.pictures

lock: $(INSTALLED) ## Resolve the dependencies anew into the lock files
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --upgrade --custom-compile-command "make lock" -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --extra dev --constraint requirements.lock --custom-compile-command "make lock" -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --extra spark --constraint requirements.lock --custom-compile-command "make lock" -o requirements-spark.lock

clean: ## Remove everything that was made; your data stays
	rm -rf $(VENV) ui/node_modules ui/dist src/coalition/_ui dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(INSTALLED): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Coalition needs Python 3.11 or later. Say which one to use: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@echo "Installing the locked dependencies"
	@VIRTUAL_ENV=$(VENV) && export VIRTUAL_ENV && $(call INSTALL,-r requirements.lock)
	@export VIRTUAL_ENV=$(VENV) COALITION_SKIP_UI=1 && $(call INSTALL,--no-deps --editable .)
	@$(BIN)/python -m compileall -q src/coalition
	@touch $@

$(INSTALLED_DEV): $(INSTALLED) requirements-dev.lock
	@export VIRTUAL_ENV=$(VENV) && $(call INSTALL,-r requirements-dev.lock)
	@touch $@

$(INSTALLED_SPARK): $(INSTALLED_DEV) requirements-spark.lock
	@echo "Installing Spark for the tests"
	@export VIRTUAL_ENV=$(VENV) && $(call INSTALL,-r requirements-spark.lock)
	@touch $@

$(NODE_MODULES): ui/package-lock.json | $(INSTALLED)
	@$(BIN)/python hatch_build.py --modules

.PHONY: help setup demo test check check-python check-ui generated ui dev spark bench pictures lock clean
