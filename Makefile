# `make run` serves the app, `make test` runs everything that CI runs; both set up what is missing.
PYTHON := $(shell for p in python3.11 python3 /usr/bin/python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/runtime

.PHONY: run setup test lint catalogue quality lock models clean

# The development packages include those of `run`: where they are, nothing more is installed.
run: $(or $(wildcard $(VENV)/dev.stamp),$(VENV)/local.stamp)
	@$(BIN)/python -m local_host

setup: $(VENV)/dev.stamp $(RUNTIME)/stamp

test: setup lint
	@RUNTIME_PYTHON=$(RUNTIME)/bin/python $(BIN)/python -m pytest

lint: setup
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && $(BIN)/mypy --no-error-summary .

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed: apt install python3.11 python3.11-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "then: apt install python3.11-venv" >&2; exit 1; }

$(VENV)/%.stamp: requirements-%.txt | $(BIN)/python
	@echo "installing $< into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# What is deployed, alone: the tests run the app in it.
$(RUNTIME)/stamp: requirements.txt | $(BIN)/python
	@echo "installing $< into $(RUNTIME)"
	@$(BIN)/python -m venv $(RUNTIME)
	@$(RUNTIME)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Pin the newest versions, with hashes; needs uv.
lock:
	uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -c requirements.txt \
		--extra local -o requirements-local.txt
	uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -c requirements.txt \
		--extra local --extra build --extra encoder --extra test -o requirements-dev.txt

# Hold catalog/ to its format and, where the public data is, to others' facts (see docs/catalogue.md).
DATA ?= ../shared/data
REFERENCES := $(patsubst %,build/references/%/catalog.jsonl,ml-latest-small tmdb-10866 tmdb-5000 tmdb-top10k)
KNOWN := $(if $(wildcard $(DATA)),$(REFERENCES) $(DATA)/redial/catalog.jsonl)
catalogue: setup $(if $(KNOWN),$(REFERENCES))
	@$(BIN)/python -m model_build check catalog/*.jsonl $(if $(KNOWN),--against $(KNOWN) --settled catalog/settled.json)

build/references/ml-latest-small/catalog.jsonl: | setup
	@$(BIN)/python -m model_build import movielens $(DATA)/ml-latest-small --ids imdb --out $(@D) > /dev/null
build/references/%/catalog.jsonl: | setup
	@$(BIN)/python -m model_build import tmdb $(DATA)/$* --out $(@D) > /dev/null

# Measure the recommendations on the public data: bench/RESULTS.md, its plots, and floors (see bench/quality/README.md).
quality: setup
	@$(BIN)/python -m bench.quality --data $(DATA)

# Rebuild what is committed under models/ from the public data (see docs/model-card.md). The committed ranker serves
# catalogues without conversations of their own, so it is trained to do without them.
ML_LICENCE := MovieLens ml-latest-small (GroupLens): research and other non-commercial use
REDIAL_LICENCE := ReDial (Li et al., NeurIPS 2018): CC BY 4.0
# Equal input makes equal files; the manifest's time is that of the last change to what goes in.
CHANGED = $(shell git log -1 --format=%ct -- catalog encoder model_build mood_extract recommend 2>/dev/null)
models: export SOURCE_DATE_EPOCH = $(or $(CHANGED),0)
models: setup
	$(BIN)/python -m model_build import movielens $(DATA)/ml-latest-small --ids imdb --out build/movielens
	$(BIN)/python -m model_build build --catalog $(DATA)/redial/catalog.jsonl --ratings build/movielens/ratings.csv \
		--requests $(DATA)/redial/requests.train.jsonl --licence "$(ML_LICENCE)" "$(REDIAL_LICENCE)" \
		--off conversations --out build/public
	$(BIN)/python -m model_build ranker build/public
	$(BIN)/python -m model_build build --catalog catalog/*.jsonl --ratings build/movielens/ratings.csv \
		--licence "$(ML_LICENCE)" "$(REDIAL_LICENCE)" --out models/default
	$(BIN)/python -m model_build card docs/model-card.md --model models/default

clean:
	rm -rf $(VENV) build .data .mypy_cache .ruff_cache .pytest_cache
