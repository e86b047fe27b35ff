# Two commands do everything: `make run` and `make test`. `make help` lists the others.
VENV ?= .venv
PY := $(VENV)/bin/python
DATA ?= ../shared/data
SCORE ?= ../shared/score

.PHONY: run test install format gate speed docs lock clean help

run: $(VENV)/.run ## make the environment, then build an invented case of ten reports and show it
	$(VENV)/bin/onrecord demo

test: $(VENV)/.dev ## what CI runs: format, lint, types, contracts, tree, docs, tests, gate where the corpora are
	$(PY) -m scripts.check_all --data "$(DATA)" --score "$(SCORE)"

install: $(VENV)/.dev ## make the environment with the tools for working on onrecord

format: $(VENV)/.dev ## format and repair what can be repaired by itself
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

gate: $(VENV)/.dev ## measure every task on the corpora and hold the figures against bench/baseline.json
	$(PY) -m bench.gate --data "$(DATA)" --score "$(SCORE)" --full --save

speed: $(VENV)/.dev ## words a second, share of each stage, memory, cold start
	$(PY) -m bench.speed "$(DATA)/attribution/dev.jsonl" --save

docs: $(VENV)/.dev ## write the generated pages anew
	$(PY) -m scripts.build_docs
	$(PY) -m scripts.build_reference
	$(PY) -m scripts.build_figures

lock: $(VENV)/.dev ## resolve the dependencies of pyproject.toml anew; needs pip-tools and some minutes
	$(PY) -m scripts.lock

clean: ## remove the environment and every cache
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build

help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

# A stamp is older than what it was made from when something has to be installed anew.
$(VENV)/.run: requirements.lock pyproject.toml scripts/environment.sh
	@sh scripts/environment.sh "$(VENV)" requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml scripts/environment.sh
	@sh scripts/environment.sh "$(VENV)" requirements-dev.lock
	@touch $@ $(VENV)/.run
