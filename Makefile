# The commands of Quorate. Everything they need is installed by tools/setup.py.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: start run demo test test-fast check bench pictures setup setup-dev setup-judges

# An empty partnership: make start NAME="Vale Partnership" EMAIL=jo@vale.example
start: setup
	@DATA_DIR="$${DATA_DIR:-$(CURDIR)/.partnership}" $(BIN)/python -m tools.start

run: setup
	@exec $(BIN)/python -m tools.run

# The demonstration, also where a partnership has been begun.
demo: setup
	@DEMO=1 exec $(BIN)/python -m tools.run

test: setup-judges
	@$(BIN)/python -m tools.check
	@$(BIN)/python -m tools.suite

test-fast: setup-dev
	@$(BIN)/pytest -q -n auto -m "not browser and not java and not slow and not gate and not long"

check: setup-dev
	@$(BIN)/python -m tools.check

bench: setup-dev
	@DEMO=1 $(BIN)/python -m tools.bench

pictures: setup-judges
	@DEMO=1 $(BIN)/python -m tools.pictures

setup:
	@$(PYTHON) tools/setup.py

setup-dev:
	@$(PYTHON) tools/setup.py --dev

setup-judges:
	@$(PYTHON) tools/setup.py --dev --judges
