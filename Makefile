# Two commands: `make demo` and `make test`. Each does all the set-up it needs; a second run starts at once.
# Needs only git, make and python3 with venv (Debian: python3-venv). docs/operations.md tells more.

DEMO := bench.demo
PYTHON3 ?= python3
PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip --quiet --quiet install --disable-pip-version-check
LOCKED := $(PIP) --require-hashes --requirement

.PHONY: help demo test check bench shots vendor lock clean

help:
	@echo "make demo    a simulated working day of the sample hall; options are given as in: make demo FOR=60"
	@echo "               PACE=60          so many times as fast as time: an hour a minute"
	@echo "               FOR=60           instead: the whole day in so many seconds"
	@echo "               DATE=2026-11-23  the day; on a day off the supervisor opens the hall by hand"
	@echo "               START=08:00      when the day begins"
	@echo "               SEED=1           other residents for another one"
	@echo "               HOST=127.0.0.1   where the server listens; 0.0.0.0: for other machines too"
	@echo "               PORT=8000        at which port; 0: any free one"
	@echo "               DATA=DIR         keep the day in an empty folder: database, papers, logs"
	@echo "               RESIDENTS=220    how many come in a whole day"
	@echo "make test    all tests, the fast ones first"
	@echo "make check   format, lint, types, import contracts and all tests"
	@echo "make bench   every benchmark, one line a figure"
	@echo "make shots   draw every screen of wall, window, kiosk and phone, and the tickets, anew into docs/shots"
	@echo "make vendor  bring the third-party files of assets/vendor again (needs npm)"
	@echo "make lock    resolve the dependencies of pyproject.toml anew into requirements/"
	@echo "make clean   remove .venv and what tools left behind"

# The values of PACE, FOR, DATE … (docs/demo.md) reach the demo as environment variables, which make passes on by
# itself; the names that make was given are told besides, so that a misspelt one is refused and not overlooked.
OURS := DEMO PYTHON3 PYTHON PIP
GIVEN = $(foreach name,$(.VARIABLES),$(if $(findstring command line,$(origin $(name))),$(name)))
demo: .venv/programs.stamp
	@$(PYTHON) -m $(DEMO) $(filter-out $(OURS),$(GIVEN))

test: .venv/tools.stamp
	@$(PYTHON3) tests/setup_machine.py
	@$(PYTHON) -m pytest

check: .venv/tools.stamp
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports --no-logo
	@$(MAKE) --no-print-directory test

bench: .venv/tools.stamp
	@$(PYTHON) -m bench

shots: .venv/tools.stamp
	@SDL_VIDEODRIVER=dummy $(PYTHON) -m tests.screens.shots
	@$(PYTHON) -m tests.programs.pages.phone_shots

vendor: .venv/programs.stamp
	@$(PYTHON) assets/vendor/fetch.py

# What runs the programs; the demo needs no more.
.venv/programs.stamp: requirements/programs.lock
	@$(PYTHON3) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or later is needed")'
	@echo "Installing the programs' packages into .venv ..."
	@test -x $(PYTHON) || $(PYTHON3) -m venv .venv || { rm -rf .venv; exit 1; }
	@$(LOCKED) requirements/programs.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# And what tests, checks and benchmarks need.
.venv/tools.stamp: requirements/dev.lock .venv/programs.stamp
	@echo "Installing the developers' packages into .venv ..."
	@$(LOCKED) requirements/dev.lock
	@touch $@

# One resolution for all, of which every smaller file is a part: pins and hashes of every platform, no address.
COMPILE := $(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate pyproject.toml
PART := $(COMPILE) --constraint requirements/dev.lock
lock: .venv/programs.stamp
	@$(PIP) 'uv>=0.7'
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --all-extras --group build --group dev --output-file requirements/dev.lock
	@$(PART) --extra server --extra kiosk --extra display --group build --output-file requirements/programs.lock
	@$(PART) --extra server --output-file requirements/server.lock
	@$(PART) --extra server --extra postgresql --output-file requirements/postgresql.lock
	@$(PART) --extra kiosk --output-file requirements/kiosk.lock
	@$(PART) --extra display --output-file requirements/display.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist *.egg-info
