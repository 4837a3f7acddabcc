# `make run` and `make test` are all a newcomer needs; set-up is done once, when the lock files change.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
export DO_NOT_TRACK = 1

.DEFAULT_GOAL := help
.PHONY: help run test check bench eval up lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.installed: requirements.txt pyproject.toml
	@echo "Setting up $(VENV) (once; one to three minutes) ..."
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "Tollbook needs Python 3.11 to 3.13; this is $$($(PYTHON) --version). Try: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q flows tasks warehouse  # a first run starts as fast as the second
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

run: $(VENV)/.installed  ## the nightly over the sample articles, its report, and where to look next
	@$(BIN)/tollbook run || [ $$? -eq 3 ]  # 3: some inputs were refused, as are the samples that are broken on purpose

test: check  ## all tests
	@$(BIN)/python -m pytest

check: $(VENV)/.installed-dev  ## lint, format, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/.installed-dev  ## benchmarks, as ratios against a yardstick in the same run
	@$(BIN)/python -m tests.benchmarks

eval: $(VENV)/.installed-dev  ## score the extraction on ../shared/eval, beside the last committed scores
	@$(BIN)/python -m tests.evaluation

up: $(VENV)/.installed  ## Prefect's server and UI on this machine, with the deployments
	@$(BIN)/tollbook serve --with-server

lock: $(VENV)/.installed-dev  ## resolve the dependencies anew into the two lock files
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url \
	  --custom-compile-command "make lock" --extra build -o requirements.txt pyproject.toml
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url \
	  --custom-compile-command "make lock" --extra build --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

clean:  ## remove the set-up and the data it made
	rm -rf $(VENV) warehouse/data .mypy_cache .ruff_cache .pytest_cache
