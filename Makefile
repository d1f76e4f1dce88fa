# Trinvis: `make chat` talks with the coach, `make test` runs every test.

SHELL := /bin/sh
VENV := .venv
BENCH := .venv-bench
BIN := $(VENV)/bin
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	>/dev/null 2>&1 && { echo "$$name"; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CODE := benchmarks bot content deploy docs models nlp tests

.PHONY: chat test setup check bench audit fuzz sbom card lint lock picture clean

chat: setup
	@$(BIN)/trinvis chat

test: setup $(VENV)/dev
	@$(BIN)/python -m pytest

setup: $(VENV)/installed
	@$(BIN)/trinvis train --if-needed

check: setup $(VENV)/dev lint audit
	@$(BIN)/python -m pytest

# Look for known holes in what is pinned; where the advisories can't be reached, that is said.
audit: $(VENV)/dev
	@$(BIN)/python deploy/audit.py requirements.lock

# Fuzz each of what texts pass through first; `make fuzz SECONDS=3600` takes its time.
SECONDS ?= 60
fuzz: setup $(VENV)/dev
	@for name in $$($(BIN)/python -m tests.hostile.targets); do \
		$(BIN)/python -m tests.hostile.fuzz $$name -max_total_time=$(SECONDS) -artifact_prefix=/tmp/ || exit 1; done

# Write the software bill of materials.
sbom: $(VENV)/dev
	@$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --output-file sbom.json

# Place the product beside its peers; `make bench ARGS=--train` times its training, too.
bench: setup $(BENCH)/installed
	@TRINVIS_EMBEDDINGS=false $(BIN)/trinvis train --if-needed
	@$(BIN)/python -m benchmarks.run $(ARGS)

lint: $(VENV)/installed $(VENV)/dev
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy
	@$(BIN)/lint-imports

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Trinvis needs Python 3.11, 3.12 or 3.13 with venv; install one, or call make PYTHON=/path/to/python" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Trinvis needs (a few minutes the first time)"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/installed
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

# Peers whose libraries don't go together with the product's; without them the others are measured.
$(BENCH)/installed: requirements-bench.lock | $(VENV)/installed
	@echo "Installing the peers"
	@$(BIN)/python -m venv $(BENCH)
	@if $(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install \
		--require-hashes --requirement requirements-bench.lock; \
		then touch $@; else echo "Some peers can't be installed here; they are left out" >&2; fi

# Pin again after a change of pyproject.toml; `uv` is needed only for this.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group build --output-file requirements.lock pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group build --group dev --output-file requirements-dev.lock pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group bench --output-file requirements-bench.lock

# Draw the conversation in the README anew, from the program's own output.
picture: setup
	@$(BIN)/python docs/draw_conversation.py docs/conversation.txt docs/conversation.svg

# Write the model card anew, from what training measured.
card: setup
	@$(BIN)/python docs/write_model_card.py

clean:
	rm -rf $(VENV) $(BENCH) nlp/trained
