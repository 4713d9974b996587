# Two commands do everything: make run, make test.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
HOME_FOLDER ?= var
export UV_LINK_MODE ?= copy
# A hospital's network has certificates of its own.
export UV_SYSTEM_CERTS ?= 1
# The app starts a hundred times in the tests: compiled once, the libraries load in a third of it.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run setup test test-unit test-long check fix docs format lint types floors coverage browser lock sbom clean bench

# One thread: a hundred small returns are quicker read without handing them round. The other
# processor gets the app's own code ready meanwhile.
run: setup ## load the demo system and open the app
	@$(BIN)/python -c "import portfolio.server, plotly.graph_objects, pandas" & \
	  POLARS_MAX_THREADS=1 $(BIN)/portfolio load data/demo --home $(HOME_FOLDER) --quiet
	$(BIN)/portfolio serve --home $(HOME_FOLDER) --port $(PORT)

setup: .venv/.ok

.venv/.ok: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed.")'
	$(PYTHON) -m venv .venv
	awk '/^uv==/ {on=1} on {print} on && !/\\$$/ {exit}' requirements.lock > .venv/uv.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.lock
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --require-hashes -r requirements.lock \
	  || $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch .venv/.ok

# ROOM=measures runs the unit tests of one room: make test ROOM=measures.
ifdef ROOM
test: setup
	$(BIN)/pytest -q -n 2 --dist worksteal -m "not long" tests/unit/$(ROOM)
else
test: setup browser
	$(BIN)/pytest -q -n 2 --dist worksteal -m "not long"
endif

test-unit: setup ## what each room does by itself: no browser, no properties, under a minute
	$(BIN)/pytest -q -n 2 --dist worksteal -m "not long and not browser and not slow" tests/unit

test-long: setup browser ## every test, new examples, the goals in figures: an hour or more on two processors
	PORTFOLIO_EXAMPLES=new $(BIN)/pytest -q -n 2 --dist worksteal -o faulthandler_timeout=2400
	$(BIN)/python -m bench.check_speed

check: format lint types floors

fix: setup ## format, and mend what the linter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup browser ## write every page and picture that is made from the code
	$(BIN)/python docs/make_docs.py
	$(BIN)/python docs/take_pictures.py

coverage: setup ## branches of the rooms that decide which no unit or example test takes
	$(BIN)/pytest -q -n 2 --dist worksteal -m "not long and not browser" tests/unit tests/examples tests/properties \
	  --cov --cov-branch --cov-report=term-missing:skip-covered

format: setup
	$(BIN)/ruff format --check .

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

floors: setup
	$(BIN)/lint-imports

browser:
	@sh .ci/browser

bench: setup
	$(BIN)/python -m bench

lock: setup ## made again after a change of dependencies
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	  --quiet -o requirements.lock

sbom: setup ## what is in it: every library with version and hashes, as CycloneDX
	$(BIN)/uv tool run --quiet --from cyclonedx-bom==7.2.2 cyclonedx-py requirements requirements.lock \
	  --pyproject pyproject.toml --output-reproducible -o sbom.json

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
