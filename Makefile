# The project's commands. `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
PACKING := build/venv
AUDIT := build/audit
LOCK := packaging/requirements.lock
TEST_LOCK := tests/requirements.lock
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-annotate \
    --python-version 3.11 --custom-compile-command 'make lock'
LOCKED := --only-binary :all: --require-hashes --requirement
RELEASE := trixie
MINUTES := 30
SECONDS := 120
WORKFLOW := release
VERSION = $$($(BIN)/python -c 'import app; print(app.__version__)')

.DEFAULT_GOAL := help
.PHONY: help demo gui test test-slow torture audit fuzz lint bench screenshots translations docs lock package package-test \
    linux-test debian-test dist windows windows-test rehearsal release clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/app.stamp ## Screen the sample X-rays and write demo.csv
	@rm -f demo.partial.csv
	$(BIN)/kifua screen assets/samples --csv demo.csv --no-history

gui: $(VENV)/app.stamp $(VENV)/qt.stamp ## Open the window
	$(BIN)/kifua

test: $(VENV)/test.stamp $(VENV)/qt.stamp lint ## Check and run every test
	$(BIN)/pytest -n auto

test-slow: $(VENV)/test.stamp $(VENV)/qt.stamp ## Run the tests that repeat at full size what others see in small
	$(BIN)/pytest -n auto -m slow

torture: $(VENV)/test.stamp $(VENV)/qt.stamp ## Kill, fill, lock and tire the program for MINUTES=30, and print what was lost
	$(BIN)/python -m tests.torture --minutes $(MINUTES)

lint: $(VENV)/test.stamp ## Check style, types, who imports whom, and the workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet .github
	@packaging/actionlint.sh

audit: $(AUDIT)/audit.stamp ## Look for unsafe habits in the code, and for known faults of the parts
	$(AUDIT)/bin/bandit --quiet --recursive --configfile pyproject.toml app trainer packaging
	$(AUDIT)/bin/python packaging/audit.py $(AUDIT)/bin/pip-audit $(LOCK)

fuzz: $(VENV)/fuzz.stamp ## Feed changed files to decoding and to the history, for SECONDS=120 each
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

bench: $(VENV)/bench.stamp $(VENV)/qt.stamp ## Measure speed and memory; takes the folder of full-size X-rays as X_RAYS=…
	$(BIN)/python -m tests.benchmarks.screening $(X_RAYS)
	$(BIN)/python -m tests.benchmarks.others $(X_RAYS)
	$(BIN)/python -m tests.benchmarks.history $(X_RAYS)
	$(BIN)/python -m tests.benchmarks.dicom
	QT_QPA_PLATFORM=$${QT_QPA_PLATFORM-offscreen} $(BIN)/python -m tests.benchmarks.window $(X_RAYS)

screenshots: $(VENV)/test.stamp $(VENV)/qt.stamp ## Write the pictures of the README and of the guide
	$(BIN)/python -m tools.screenshots
	$(BIN)/python -m tools.guide_pictures

translations: $(VENV)/test.stamp $(VENV)/qt.stamp ## Bring the files for translators up to date with the words of the window
	$(BIN)/python -m tools.translations

docs: $(VENV)/test.stamp ## Draw the picture of the layers, and write the options into the man page
	$(BIN)/python -m tools.layers
	$(BIN)/python -m tools.man_page

lock: $(VENV)/pyvenv.cfg ## Renew the lists of what goes into a package and of what the tests run with, with hashes
	$(PIP) install 'uv>=0.9,<1'
	$(COMPILE) --extra package --universal --fork-strategy fewest --output-file $(LOCK) pyproject.toml
	$(COMPILE) --extra package --python-platform x86_64-pc-windows-msvc --constraints $(LOCK) \
	    --output-file packaging/windows/requirements.lock pyproject.toml
	$(COMPILE) --extra trainer --extra test --universal --fork-strategy fewest --constraints $(LOCK) \
	    --output-file $(TEST_LOCK) pyproject.toml

package: $(PACKING)/package.stamp $(VENV)/tools.stamp ## Freeze the program, check and try it, and pack it, into dist
	PYTHONHASHSEED=0 SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) \
	    $(PACKING)/bin/pyinstaller --noconfirm --log-level WARN packaging/kifua.spec
	$(PACKING)/bin/python packaging/check_bundle.py dist/kifua
	rm -f build/samples.partial.csv
	$(PACKING)/bin/python -m app screen assets/samples --no-history --csv build/samples.csv > build/samples.log 2>&1
	$(PACKING)/bin/python packaging/smoke_test.py dist/kifua $(VERSION) --scores build/samples.csv
	[ "$$(uname)" != Linux ] || PYTHON=$(BIN)/python packaging/linux/build.sh dist/kifua dist

package-test: ## Check what `make package` made: by Debian's tools, on old processors, its sockets, the same bytes twice
	PYTHON=$(BIN)/python packaging/linux/package_test.sh dist/kifua dist/kifua_$(VERSION)_*.deb
	PYTHON=$(BIN)/python packaging/linux/network_test.sh dist/kifua
	packaging/linux/old_cpu_test.sh dist/kifua

linux-test: package-test ## The same, and install the package into a new system without Python, try and remove it; as root
	packaging/linux/clean_root_test.sh dist/kifua_$(VERSION)_*.deb build/samples.csv

debian-test: ## Run every test in a new Debian, RELEASE=trixie (or bookworm); as root
	packaging/linux/debian_test.sh $(RELEASE)

dist: $(VENV)/test.stamp ## Build what pip installs, into dist: the source archive, and of that the wheel; try it elsewhere
	rm -rf dist/kifua-$(VERSION).tar.gz dist/kifua-$(VERSION)-*.whl build/sdist
	$(BIN)/hatchling build --directory $(CURDIR)/dist --target sdist
	mkdir -p build/sdist && tar -xzf dist/kifua-$(VERSION).tar.gz -C build/sdist --strip-components 1
	cd build/sdist && $(CURDIR)/$(BIN)/hatchling build --directory $(CURDIR)/dist --target wheel
	PYTHON=$(CURDIR)/$(BIN)/python packaging/pip/wheel_test.sh dist/kifua-$(VERSION)-py3-none-any.whl

windows: $(VENV)/app.stamp ## Freeze the program for Windows under Wine, check and try it, and make its installer, into dist
	$(BIN)/python packaging/windows/freeze.py dist

windows-test: $(VENV)/app.stamp ## Install, use and remove under Wine what `make windows` made
	$(BIN)/python packaging/windows/installer_test.py dist

rehearsal: $(VENV)/test.stamp ## Run the steps of the workflow that releases, or of WORKFLOW=test, as far as they go here
	$(BIN)/python packaging/rehearsal.py $(WORKFLOW)

release: $(VENV)/test.stamp ## Give the project VERSION=…, run the checks, commit and tag it
	$(BIN)/python packaging/release.py make $(VERSION) $(MAKE) test audit

clean: ## Remove what the other commands made
	rm -rf $(VENV) build dist demo.csv demo.partial.csv *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kifua needs Python 3.11 or newer.")'
	$(PYTHON) -m venv $(VENV) || (rm -rf $(VENV); echo "Install venv first: apt-get install python3-venv"; exit 1)

$(VENV)/app.stamp: $(VENV)/pyvenv.cfg pyproject.toml
	@echo "Installing Kifua into $(VENV) (a minute or two)"
	$(PIP) install --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/pyvenv.cfg pyproject.toml $(TEST_LOCK)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info >= (3, 14) and \
	    "The tests need Python 3.11, 3.12 or 3.13: TensorFlow is not made for newer ones yet.")'
	@echo "Installing Kifua with its trainer and its tests into $(VENV) (a few minutes)"
	$(PIP) install $(LOCKED) $(TEST_LOCK)
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/app.stamp

# Not locked: what is measured and found does not depend on their versions, and not every system has them.
$(VENV)/fuzz.stamp: $(VENV)/test.stamp
	-$(PIP) install --editable '.[fuzz]'
	@touch $@

$(VENV)/bench.stamp: $(VENV)/test.stamp
	-$(PIP) install --editable '.[bench]'
	@touch $@

# Apart, as it needs another version of a package than the tests do.
$(AUDIT)/audit.stamp: $(VENV)/pyvenv.cfg
	$(BIN)/python -m venv --clear $(AUDIT)
	$(AUDIT)/bin/pip --disable-pip-version-check --quiet install 'bandit>=1.9,<2' 'pip-audit>=2.9,<3'
	@touch $@

# Apart from the other, so that nothing gets into a bundle that is not in the list.
$(PACKING)/package.stamp: $(VENV)/pyvenv.cfg $(LOCK)
	@echo "Installing PyInstaller and what Kifua is built of into $(PACKING) (a minute or two)"
	$(BIN)/python -m venv --clear $(PACKING)
	$(PACKING)/bin/pip --disable-pip-version-check --quiet install $(LOCKED) $(LOCK)
	PYTHON=$(PACKING)/bin/python packaging/qt_libraries.sh
	@touch $@

$(VENV)/tools.stamp: $(VENV)/pyvenv.cfg
	[ "$$(uname)" != Linux ] || PYTHON=$(BIN)/python packaging/linux/tools.sh
	@touch $@

$(VENV)/qt.stamp: $(VENV)/app.stamp
	PYTHON=$(BIN)/python packaging/qt_libraries.sh
	@touch $@
