# Trinvis: `make chat` talks with the coach, `make test` runs every test.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	>/dev/null 2>&1 && { echo "$$name"; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CODE := bot content docs models nlp tests

.PHONY: chat test setup check lint lock picture clean

chat: setup
	@$(BIN)/trinvis chat

test: setup $(VENV)/dev
	@$(BIN)/python -m pytest

setup: $(VENV)/installed
	@$(BIN)/trinvis train --if-needed

check: setup $(VENV)/dev lint
	@$(BIN)/python -m pytest

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

# Pin again after a change of pyproject.toml; `uv` is needed only for this.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group build --output-file requirements.lock pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group build --group dev --output-file requirements-dev.lock pyproject.toml

# Draw the conversation in the README anew, from the program's own output.
picture: setup
	@$(BIN)/python docs/draw_conversation.py docs/conversation.txt docs/conversation.svg

clean:
	rm -rf $(VENV) nlp/trained
