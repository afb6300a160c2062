# The commands of this project. `make` alone lists them; each one installs what it needs first and can be run again at will.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
SERVE ?= 1
PYTHON ?= python3
export PYTHON
# Dozens of short processes start here: each would compile Django anew.
unexport PYTHONDONTWRITEBYTECODE
python := .venv/bin/python
manage := $(python) manage.py
words := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
static := $(shell find static -type f -not -path 'static/vendor/*' 2>/dev/null)

.PHONY: help
help: ## Lists these commands
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

# --- what people run ---------------------------------------------------------
.PHONY: demo run test proof lint bench lock clean
demo run: export MODE := demo
demo run: export SITE_ADDRESS ?= http://127.0.0.1:$(PORT)

demo: port network ## Walks a dispute along the main road by real steps, prints it, serves on PORT=8000 (SERVE=0: ends instead)
	@$(manage) walk
	if [ "$(SERVE)" = 0 ]; then $(manage) work --drain; else exec $(python) setup/serve.py --port $(PORT); fi

run: port network ## Serves on PORT=8000 with the demo network, web server and worker together
	@if [ "$(SERVE)" = 0 ]; then $(manage) work --drain; else exec $(python) setup/serve.py --port $(PORT); fi

test: ready ## Runs the whole suite on SQLite and PostgreSQL, then the browser tests
	@$(python) setup/test.py

proof: ready ## The same with the full counts; takes long
	@PROOF=1 $(python) setup/test.py

lint: ready ## Checks style, imports, migrations, translations, generated documents, lock files
	@$(python) setup/lint.py

bench: ready ## Measures on a PostgreSQL of its own (BENCH=name: one of bench/)
	@MODE=test $(python) setup/postgres.py --durable $(python) -m bench $(BENCH)

lock: .venv/.test ## Locks the dependencies again from *.in and package.json (UPGRADE=1: to the newest)
	@setup/lock.sh

clean: ## Removes everything that is installed or made here, the demo's database included
	rm -rf .venv node_modules var static/vendor .pytest_cache .ruff_cache .import_linter_cache .hypothesis $(words)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- what they stand on: each step leaves a file behind and is done again only when what it reads is newer -------------
.PHONY: packages packages-for-tests port ready network
packages:
	@setup/system.sh run

packages-for-tests:
	@setup/system.sh run test

port: .venv/.run
	@if [ "$(SERVE)" != 0 ]; then $(python) setup/serve.py --check --port $(PORT); fi

ready: packages-for-tests .venv/.test var/fonts/stamp static/vendor/icons.svg $(words)

network: var/static/.collected var/fonts/stamp var/demo.env $(words)
	@$(manage) migrate --verbosity 0
	$(manage) load_network sanya

.venv/.run: requirements.txt setup/uv.txt setup/python.sh | packages
	@setup/python.sh requirements.txt
	touch $@

.venv/.test: requirements.txt requirements-dev.txt setup/uv.txt setup/python.sh | packages-for-tests
	@setup/python.sh requirements.txt requirements-dev.txt
	touch .venv/.run $@

node_modules/.installed: package.json package-lock.json .npmrc setup/node.sh setup/node.txt | .venv/.run
	@setup/node.sh
	touch $@

var/fonts/stamp: setup/fonts.py node_modules/.installed
	@echo "Making the fonts of the papers …"
	$(python) setup/fonts.py
	touch $@

static/vendor/icons.svg: setup/vendor.py static/icons.txt node_modules/.installed
	@$(python) setup/vendor.py

%.mo: %.po | packages
	@msgfmt --check-format --output-file=$@ $<

var/static/.collected: $(static) static/vendor/icons.svg .venv/.run
	@MODE=demo $(manage) collectstatic --noinput --verbosity 0
	touch $@

var/demo.env: | .venv/.run
	@$(python) setup/environment.py
