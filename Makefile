# The commands of Quorate. Everything they need is installed by tools/setup.py.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: run test test-fast check bench pictures setup setup-dev setup-judges

run: setup
	@exec $(BIN)/python -m tools.run

test: setup-judges
	@$(BIN)/python -m tools.check
	@$(BIN)/python -m tools.suite

test-fast: setup-dev
	@$(BIN)/pytest -q -n auto -m "not browser and not java and not slow and not gate and not long"

check: setup-dev
	@$(BIN)/python -m tools.check

bench: setup-dev
	@$(BIN)/python -m tools.bench

pictures: setup-judges
	@$(BIN)/python -m tools.pictures

setup:
	@$(PYTHON) tools/setup.py

setup-dev:
	@$(PYTHON) tools/setup.py --dev

setup-judges:
	@$(PYTHON) tools/setup.py --dev --judges
