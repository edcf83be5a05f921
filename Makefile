# The doors of the project. All of them share one environment, .venv in this checkout; the first call makes it.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# Without its caches Python compiles every module again in each of the programs that the tests start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv demo test check lint bench docs lock clean

help:  ## show the doors
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(READY)  ## make .venv from the lock file; costs nothing the second time

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Callslip needs Python 3.11 or newer as $(PYTHON). Install it, or name it: make venv PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "$(PYTHON) cannot make environments: install its venv package (Debian, Ubuntu: apt install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: venv  ## start a server and watch it work; ONCE=1 stops after one round
	@$(BIN)/python tools/demo.py $(if $(ONCE),--once)

lint: venv
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/cut_model.py --check
	$(BIN)/python tools/generate_docs.py --check

check: lint  ## all gates that need no foreign program, in under a minute
	$(BIN)/pytest -q -n auto -m "not client and not slow"

test: lint  ## every gate and every test, foreign clients included
	tools/install_clients.sh
	$(BIN)/pytest -q -n auto
	$(BIN)/pytest -q -n auto --on-postgres tests/operations tests/extensions tests/keeping

bench: venv  ## measure, against the peers, and write benchmarks/results/
	$(BIN)/python benchmarks/run.py $(ARGS)
	$(BIN)/python benchmarks/command_line.py
	$(BIN)/python benchmarks/flows.py

docs: venv  ## write the generated pages, then run every example of the documents
	$(BIN)/python tools/generate_docs.py
	$(BIN)/pytest -q tests/test_docs.py

lock: venv  ## renew requirements/dev.txt after a change of pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group dev --all-extras --generate-hashes --universal \
		--python-version 3.11 --no-header --no-annotate -q -o requirements/dev.txt

clean:  ## remove all that can be made again, .venv too
	rm -rf .venv .clients dist .*_cache demo.db* .hypothesis benchmarks/.env benchmarks/.data
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
