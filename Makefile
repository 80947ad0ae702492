# The two commands of a newcomer are `make demo` and `make test`; `make help` lists the others.
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help

.PHONY: help demo test contracts lint lock golden apps bench clean

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(VENV)/.base: requirements.lock .ci/setup
	@.ci/setup base

$(VENV)/.dev: requirements-dev.lock requirements.lock .ci/setup
	@.ci/setup dev

# The folder's name reaches the shell as it was typed, whatever is in it; neither make nor the shell looks into it.
unexport REPO
demo: export DEMO_REPO = $(value REPO)
demo: $(VENV)/.base ## the main job on this machine: REPO=folder on your own code, STAY=1 to keep serving
	@$(BIN)/dockerize demo $(if $(value REPO),--repo="$$DEMO_REPO") $(if $(STAY),--stay)

test: $(VENV)/.dev ## every test that can run here; the last lines say what was skipped
	@$(BIN)/pytest $(ARGS)

contracts: $(VENV)/.dev ## fetches GitHub's payloads and schemas by npm (pinned, not committed)
	@$(BIN)/python -m tests.contracts.fetch

lint: $(VENV)/.dev ## ruff, mypy, import contracts
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

lock: ## writes the lock files anew from pyproject.toml
	@.ci/setup lock

golden: $(VENV)/.dev ## writes the expected files of tests/apps anew: look at the difference
	@DOCKERIZE_WRITE_GOLDEN=1 $(BIN)/pytest -q tests/apps_run/test_golden.py

apps: $(VENV)/.dev ## builds, starts, probes and stops every application of tests/apps with Docker; ARGS=names for some
	@$(BIN)/python -m tests.apps_run $(ARGS)

bench: $(VENV)/.dev ## prints the figures of tests/bench; ARGS=names for some
	@$(BIN)/python -m tests.bench $(ARGS)

clean: ## removes what make made
	rm -rf $(VENV) .tools .cache .contracts .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage*
