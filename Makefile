# The station's errands. Each makes .venv first where it is missing (.ci/setup), and that costs nothing the second time.

PY := .venv/bin/python
RUFF := $(PY) -m ruff
CODE := $(wildcard app.py) core printers ui tests
OUT ?= demo-out
TESTS ?=

# Qt without a display for all but the window; no reading of the user's own Python settings.
headless := env QT_QPA_PLATFORM=offscreen PYTHONNOUSERSITE=1

.PHONY: help setup setup-test demo test run format format-check lint types contracts check unit deep bench coverage clean

help:
	@echo 'make demo      ship a practice day into $(OUT) (OUT=folder chooses another)'
	@echo 'make run       open the window'
	@echo 'make test      every check and every quick test'
	@echo 'make check     format, lint, types and import contracts only'
	@echo 'make unit      the quick tests only (TESTS=tests/core chooses some)'
	@echo 'make format    rewrite the code in the house format'
	@echo 'make deep      the long tests: crashes, fuzzing'
	@echo 'make bench     speed, as ratios against plain code'
	@echo 'make coverage  the quick tests, with the lines and branches they miss'
	@echo 'make clean     remove .venv, caches and the practice day'

setup:
	@.ci/setup

setup-test:
	@.ci/setup test

demo: setup
	@$(headless) $(PY) app.py demo --out "$(OUT)"

run:
	@.ci/setup window
	@$(PY) app.py

test: check unit

check: format-check lint types contracts

format: setup
	$(RUFF) check --config .ci/ruff.toml --select I --fix $(CODE)
	$(RUFF) format --config .ci/ruff.toml $(CODE)

format-check: setup
	$(RUFF) format --config .ci/ruff.toml --check $(CODE)

lint: setup
	$(RUFF) check --config .ci/ruff.toml $(CODE)

types: setup
	$(PY) -m mypy $(CODE)
	find tests -name conftest.py | while read -r file; do $(PY) -m mypy "$$file" || exit 1; done

contracts: setup
	.venv/bin/lint-imports

unit: setup-test
	$(headless) $(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal $(TESTS)

# On a disk in memory, where there is one: a kill loses nothing that the kernel has, and power cuts are played in memory.
deep: setup-test
	$(headless) TMPDIR="$$(test -w /dev/shm && echo /dev/shm || echo "$${TMPDIR:-/tmp}")" $(PY) -m pytest -m deep -n auto --maxprocesses 4 --dist worksteal $(TESTS)

bench: setup
	$(headless) $(PY) -m pytest -m bench -p no:xdist -s $(TESTS)

coverage: setup-test
	$(headless) $(PY) -m coverage run -m pytest $(TESTS)
	$(PY) -m coverage report --show-missing --skip-covered

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage *.egg-info demo-out
	rm -rf .ci/referee/node_modules
