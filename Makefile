# Everything a contributor runs. `make help` lists the targets.
#
# The first `make run` or `make test` creates a virtual environment in .venv and installs the exact,
# hash-checked versions of requirements/; afterwards nothing is reinstalled until those files or
# pyproject.toml change. Works with GNU make 3.81 (macOS) and later. `make PYTHON=/path/to/python3`
# chooses the interpreter.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.SUFFIXES:

VENV := .venv
PY := $(VENV)/bin/python
UV ?= uv

# Modules that write generated documents. Each is run as `python -m MODULE`, and must accept
# `--check`, which writes nothing and fails when the document on disk is not current.
DOC_GENERATORS := tools.records_doc tools.rules_doc tools.data_doc tools.replay tools.screenshot tools.screens tools.seeded_faults tools.forecast_doc tools.keys_doc tools.gate_doc

# ------------------------------------------------------------------------------- environment

MADE := $(VENV)/.made
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
BENCH := $(VENV)/.bench
BUILD_INPUTS := pyproject.toml hatch_build.py

# A virtual environment does not survive being moved: when the folder was renamed, make a new one.
ifneq ($(shell cat $(MADE) 2>/dev/null),$(CURDIR))
.PHONY: $(MADE)
endif

# On a terminal, one line that counts the packages; in a log, nothing but the two headings.
define PROGRESS
/^Collecting / { n++; name = $$2; sub(/[=;].*/, "", name); printf "\r  %d/%d %-40s", n, total, name }
/^Installing collected/ { printf "\r  %-50s", "writing the files" }
{ fflush() }
END { printf "\r%60s\r", "" }
endef
export PROGRESS

# $(call install,REQUIREMENTS): exact hashed pins, then the project itself from this folder. The
# build tools are among the pins, so no build downloads anything.
define install
	@total=$$(grep -c '==' $(1)); log=$(VENV)/install.log; \
	printf 'Installing %s packages (%s)\n' "$$total" '$(1)'; \
	{ { PIP_USER=0 PYTHONUNBUFFERED=1 $(PY) -m pip install --disable-pip-version-check --no-input \
	      --no-compile --require-hashes -r $(1) && \
	    PIP_USER=0 $(PY) -m pip install --disable-pip-version-check --no-input \
	      --no-deps --no-build-isolation -e . ; } 2>&1 || echo '@failed@'; } | tee "$$log" | \
	if [ -t 1 ]; then awk -v total="$$total" "$$PROGRESS"; else cat >/dev/null; fi; \
	if grep -q '^@failed@$$' "$$log"; then \
	  grep -v '^@failed@$$' "$$log" | tail -n 25 >&2; \
	  printf '\nThe installation failed; the whole log is in %s.\n' "$$log" >&2; \
	  printf 'Behind a proxy, set HTTPS_PROXY; with a private mirror, PIP_INDEX_URL.\n' >&2; \
	  exit 1; \
	fi
endef

# networkx declares that it does not run on Python 3.14.1.
SUPPORTED := import sys; v = sys.version_info[:3]; sys.exit(v < (3, 11) or v == (3, 14, 1))

$(MADE):
	@found=; bare=; \
	for p in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11 python3 python; do \
	  [ -n "$$p" ] || continue; \
	  "$$p" -c "$(SUPPORTED)" >/dev/null 2>&1 || continue; \
	  if "$$p" -c 'import ensurepip, venv' >/dev/null 2>&1; then found=$$p; break; fi; \
	  bare=$${bare:-$$p}; \
	done; \
	if [ -z "$$found" ] && [ -n "$$bare" ]; then \
	  v=$$("$$bare" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	  { echo "$$bare (Python $$v) cannot make virtual environments: its venv package is missing."; \
	    echo "  Debian, Ubuntu:  sudo apt install python$$v-venv"; \
	    echo "Then run the same command again."; } >&2; \
	  exit 1; \
	fi; \
	if [ -z "$$found" ]; then \
	  { echo "Jalon needs Python 3.11 or later (3.14.1 excepted), and none was found."; \
	    echo "  Debian 12, Ubuntu 24.04 and later:  sudo apt install python3 python3-venv"; \
	    echo "  Fedora:                             sudo dnf install python3"; \
	    echo "  macOS with Homebrew:                brew install python"; \
	    echo "  anywhere:                           https://www.python.org/downloads/"; \
	    echo "If it is installed elsewhere: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; } >&2; \
	  exit 1; \
	fi; \
	printf 'Creating %s with %s\n' '$(VENV)' "$$("$$found" --version)"; \
	"$$found" -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }
	@printf '%s\n' '$(CURDIR)' > $@

$(RUN): $(MADE) requirements/run.txt $(BUILD_INPUTS)
	$(call install,requirements/run.txt)
	@touch $@

# The development pins contain the runtime ones, so both stamps are set.
$(DEV): $(MADE) requirements/dev.txt $(BUILD_INPUTS)
	$(call install,requirements/dev.txt)
	@touch $(RUN) $@

$(BENCH): $(MADE) requirements/bench.txt $(BUILD_INPUTS)
	$(call install,requirements/bench.txt)
	@touch $(RUN) $@

# Message catalogues: the installation compiles them; this catches a translation edited since.
CATALOGUES := $(patsubst %,%/LC_MESSAGES/jalon.mo,$(wildcard governance/locale/*))

$(CATALOGUES): $(wildcard governance/locale/*/*.po)
	@$(PY) hatch_build.py >/dev/null && touch $@

# ------------------------------------------------------------------------------- targets

.PHONY: help
help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: $(RUN) $(CATALOGUES) ## Try Jalon on a demonstration of the shipped roadmap
	@if [ -t 0 ] && [ -t 1 ] && [ "$$TERM" != dumb ]; then $(VENV)/bin/jalon demo $(VENV)/demo; \
	else $(VENV)/bin/jalon; fi

.PHONY: setup
setup: $(DEV) $(CATALOGUES) ## Prepare the development environment and nothing else

.PHONY: test
test: setup ## Run the tests (make test ARGS='-k reader' passes options to pytest)
	@# What one process compiles serves the hundreds that the tests start.
	@PYTHONDONTWRITEBYTECODE= $(PY) -m pytest $(ARGS)

.PHONY: attacks
attacks: setup ## Push every attack and every honest change of docs/gate.md; the UI in a real terminal
	@$(PY) -m pytest -m push tests/gate tests/terminal $(ARGS)

THOROUGH := tests/source/test_schema_findings.py tests/source/test_reader_agrees.py tests/test_layout.py \
	tests/services/test_filter.py tests/gate/test_cache.py tests/test_schemas.py

.PHONY: fuzz
fuzz: setup ## 20,000 mutated records, and every property tried to its end
	@$(PY) -m pytest -m fuzz tests/corpus $(ARGS)
	@JALON_THOROUGH=1 $(PY) -m pytest $(THOROUGH) $(ARGS)

.PHONY: hostile
hostile: setup ## Every hostile text through the UI and the commands in a real terminal (some minutes)
	@# Half of the time these wait for a screen: twice as many as there are processors.
	@$(PY) -m pytest -m fuzz --numprocesses=4 tests/terminal $(ARGS)

.PHONY: lint
lint: setup ## Style, types and direction of imports
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports

.PHONY: format
format: setup ## Rewrite the Python files in the one accepted style
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

.PHONY: check
check: $(RUN) $(CATALOGUES) ## Judge the shipped roadmap
	@$(VENV)/bin/jalon check

.PHONY: docs
docs: setup ## Write the generated documents again
	@set -e; for module in $(DOC_GENERATORS); do $(PY) -m $$module; done

.PHONY: docs-check
docs-check: setup ## Fail when a generated document is not current
	@set -e; for module in $(DOC_GENERATORS); do $(PY) -m $$module --check; done

.PHONY: bench
bench: $(BENCH) $(CATALOGUES) ## Time jalon check beside its peers (takes some minutes)
	@$(PY) -m benchmarks.check $(ARGS)

# Each file is constrained by the one before, so the three never disagree. Written without any index
# address, so that a mirror serves as well as the public registry. The existing pins are kept unless
# asked: make lock ARGS=--upgrade, or ARGS='--upgrade-package textual'.
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' $(UV) pip compile pyproject.toml --quiet --universal \
	--python-version 3.11 --fork-strategy fewest --generate-hashes --group build $(ARGS)

.PHONY: lock
lock: ## Renew the exact versions in requirements/ (needs uv)
	@command -v $(UV) >/dev/null 2>&1 || \
	  { echo 'make lock needs uv: pipx install uv, or make lock UV=/path/to/uv' >&2; exit 1; }
	@$(COMPILE) --output-file requirements/run.txt >/dev/null
	@$(COMPILE) --group dev --constraints requirements/run.txt \
	  --output-file requirements/dev.txt >/dev/null
	@$(COMPILE) --extra bench --constraints requirements/run.txt --constraints requirements/dev.txt \
	  --output-file requirements/bench.txt >/dev/null

.PHONY: clean
clean: ## Remove the environment, caches and built files
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find governance tui benchmarks tests tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	@rm -f governance/locale/*/LC_MESSAGES/*.mo
