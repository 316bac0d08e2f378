# make run [CORPUS=DIR] [PORT=N]   set up, ingest, chat on http://127.0.0.1:7860
# make test                        set up, lint, types, layers, tests
# make lint | proofs | evals | clean

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python

export HF_HUB_OFFLINE := 1
export TOKENIZERS_PARALLELISM := false
export GRADIO_ANALYTICS_ENABLED := False
export ANONYMIZED_TELEMETRY := False
export LANGSMITH_TRACING := false

.PHONY: run test lint proofs evals setup setup-dev clean
.DEFAULT_GOAL := run

# An owner's own documents stay: --if-own ingests only into an empty library or one made from
# CORPUS. Files that failed (exit code 1) are named and do not keep the chat from opening.
run: setup
	@$(PY) ingest.py --if-own $(if $(CORPUS),"$(CORPUS)") || test $$? -eq 1
	@exec $(PY) app.py $(if $(PORT),--port "$(PORT)")

test: lint
	$(PY) -m pytest -q -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: setup-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

# The long ones: each takes minutes. `make test` leaves them out, and runs a sample of each.
# The path that speed is compared with comes from a package that asks for an older huggingface_hub
# than ours and runs with it: so it is installed without what it asks for, and for this alone.
proofs: setup-dev
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps langchain-huggingface==1.2.3
	@$(PY) -m pytest -m proofs -v

# Our own cases over the default corpus, in a library of their own.
evals: setup
	@$(PY) ingest.py corpus --data out/library
	@$(PY) -m evals answers --cases evals/cases/programmes.jsonl --data out/library --out out/answers

# Installs only when a requirements file differs from the copy kept at the last installation.
setup: $(PY)
	@cmp -s requirements.txt $(VENV)/installed.txt || { \
	  echo "Installing requirements.txt: several minutes, once"; \
	  $(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt && \
	  cp requirements.txt $(VENV)/installed.txt; }

setup-dev: setup
	@cat requirements.txt requirements-dev.txt | cmp -s - $(VENV)/installed-dev.txt || { \
	  echo "Installing requirements-dev.txt"; \
	  $(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt && \
	  cat requirements.txt requirements-dev.txt > $(VENV)/installed-dev.txt; }

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Giljabi needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
	       "Install it, or name another: make run PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) out
