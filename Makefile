# `make draft` and `make test` need Python 3.11 or later and nothing else that they do not install themselves.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV ?= .venv
BIN = $(VENV)/bin
PLACE ?= ithaca-ny

.PHONY: app draft kit serve test mutants lint floors lock schemas pictures bench fuzz states clean

draft: $(VENV)/ready
	@$(BIN)/ordinance draft $(PLACE)
	@echo "The file is $(CURDIR)/$(PLACE)-ordinance.docx"

kit: $(VENV)/ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[pdf,pdf-fonts]'
	@$(BIN)/ordinance kit $(PLACE) --lang en --lang es --lang zh-Hans --force -o $(PLACE)-kit
	@echo "Open $(CURDIR)/$(PLACE)-kit/en/contents.pdf first"

serve: $(VENV)/ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[web,pdf,pdf-fonts,review]'
	@$(BIN)/ordinance serve --open

# One file that needs only Python 3.11: python ordinance.pyz draft ithaca-ny
app: $(VENV)/python-found
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'shiv>=1.0.8'
	@mkdir -p dist
	$(BIN)/shiv --quiet --reproducible --compressed -c ordinance -p '/usr/bin/env python3' -o dist/ordinance.pyz .
	@ls -lh dist/ordinance.pyz | awk '{print "dist/ordinance.pyz weighs " $$5}'

# Each file stays with one worker, and the longest begin (tests/conftest.py): what a file's tests share is made once.
test: $(VENV)/ready-for-tests
	@$(BIN)/ordinance schemas
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Small faults put into the code one at a time: which of them does no test notice? MUTANTS='--room reviews --sample 60'
mutants: $(VENV)/ready-for-tests
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'coverage>=7.4'
	PYTHONPATH=tests $(BIN)/python -m mutation $(MUTANTS)

lint: $(VENV)/ready-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

floors:
	bash .ci/floors

lock: $(VENV)/python-found
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --all-extras setup.cfg -o requirements/locked.txt

schemas: $(VENV)/ready
	$(BIN)/ordinance schemas

pictures: $(VENV)/ready-for-tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[pictures]'
	$(BIN)/python docs/pictures/make.py
	$(BIN)/python docs/pictures/sheets.py
	$(BIN)/python docs/pictures/review.py

bench: $(VENV)/ready-for-tests
	$(BIN)/python bench/run.py

# An hour; FUZZ="--seconds 60 --kind word" for less, --seed and --only to repeat one input.
FUZZ ?= --seconds 3600 --keep fuzz-found
fuzz: $(VENV)/ready-for-tests
	$(BIN)/python tests/fuzz $(FUZZ)

states: $(VENV)/ready
	@$(BIN)/python bench/state_table.py > state-table.csv
	@echo "The table is $(CURDIR)/state-table.csv"

clean:
	rm -rf $(VENV) build dist *.egg-info schemas

$(VENV)/python-found:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed and was not found; set PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/ready: $(VENV)/python-found setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/ready-for-tests: $(VENV)/python-found setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	@touch $@ $(VENV)/ready
