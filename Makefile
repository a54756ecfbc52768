# Two commands are enough: `make demo` shows what Announcer does, `make test` proves it.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SITE ?= .

.PHONY: demo test check lint types imports slow fuzz torture golden bench wheel lock images clean

demo: $(VENV)/.installed  ## Install the program and write the drafts of the example publications.
	@$(BIN)/announcer --site $(SITE) dry-run

unexport PYTHONDONTWRITEBYTECODE  # compiled modules are kept, or each process of the tests compiles all of them

test: $(VENV)/.installed-dev  ## Run every test but the slow ones (`make slow`).
	$(BIN)/python -m pytest -n 2 -m "not slow" -q

check: lint types imports  ## Everything a change must pass: style, types, import contract, tests with coverage.
	$(BIN)/coverage erase
	$(BIN)/python -m pytest -n 2 -m "not slow" -q --cov --cov-report= $(MEASURED)
	$(BIN)/coverage report --include='announcer/core/*,announcer/typeset/*,announcer/rendering/*' --skip-covered --fail-under=95
	$(BIN)/python -m pytest -n 2 -m "not slow" -q $(MEASURED:%=--ignore=%)

MEASURED := tests/core tests/typeset tests/rendering  # rooms whose own tests must cover them; the others run unmeasured

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

imports: $(VENV)/.installed-dev
	$(BIN)/lint-imports

slow: $(VENV)/.installed-dev  ## The long suites: whole conformance files, large fuzz runs, properties on many examples.
	$(BIN)/python -m pytest -m "slow or hypothesis" --hypothesis-profile=thorough -q

fuzz: $(VENV)/.installed-dev  ## Feed the program 20,000 hostile files, fonts, pictures and templates, and count what it cannot bear.
	$(BIN)/python -m tests.fuzz --count 20000

torture: $(VENV)/.installed-dev  ## Kill the program at every point under every fault, on both databases, and count posts.
	$(BIN)/python -m tests.torture full

golden: $(VENV)/.installed-dev  ## Make today's cards the golden pictures; `python -m tools.golden` shows what differs.
	$(BIN)/python -m tools.golden --write

bench: $(VENV)/.installed-dev  ## Measure the hot paths; each prints a table and one JSON line.
	$(BIN)/python -m benchmarks.counting
	$(BIN)/python -m benchmarks.cards
	$(BIN)/python -m benchmarks.drafts
	$(BIN)/python -m benchmarks.batch
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.store
	$(BIN)/python -m benchmarks.daemon
	$(BIN)/python -m benchmarks.merging --known 100000 --records 10000
	$(BIN)/python -m benchmarks.importers
	$(BIN)/python -m benchmarks.review_page

wheel: $(VENV)/.installed-dev  ## Build the wheel into dist/.
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

lock: $(VENV)/bin/python  ## Renew the lock files: the newest versions that pyproject.toml allows, with their hashes.
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile $(LOCKING) --extra postgres pyproject.toml -o requirements.lock
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' \
	  | $(BIN)/uv pip compile $(LOCKING) - -o deploy/build.lock

LOCKING := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
  --custom-compile-command 'make lock'

images:  ## Write the digests of the images that deploy/ builds on into deploy/images.env; needs Docker and its registry.
	for image in PYTHON_IMAGE=python:3.13-slim POSTGRES_IMAGE=postgres:17; do \
	  digest=$$(docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$${image#*=}") || exit 1; \
	  echo "$$image@$$digest"; \
	done > deploy/images.env.new
	mv deploy/images.env.new deploy/images.env

clean:
	rm -rf $(VENV) dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Announcer needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv --upgrade-deps $(VENV)  # the installer that Python brings has known holes

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.installed
