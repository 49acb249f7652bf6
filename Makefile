## Attend: what can be made here
##
##   make demo          build, then one night on the sample trust; says where its letters and alerts lie
##   make test          all tests, debug build
##   make test-steps    kills a night at every step that changes a file; fills its disk at every one
##   make test-simulation  24 months of SIMULATED_FEEDS feeds (default 2), a run every night
##   make test-install  what "make install" installs does the sample's night; its units are examined
##   make test-release  all tests, release build (other inlining, no debug assertions)
##   make build         the program in release: .build/release/attend
##   make lint          format, documentation and house rules
##   make rules         check every rule file; its examples pass, try every edge and notice every change
##   make run-sample    the sample night twice: same bytes, as expected, nobody told twice
##   make docs          run every command of the documentation and compare what it prints
##   make browser       drive a real browser through the analyst's report and a chronology
##   make picture       make the picture of the report anew, Sources/Reporting/report.png
##   make check         lint, test, test-steps, rules, run-sample, docs, test-install, browser
##   make bench         a dry-run against libcsv alone, DuckDB and Polars on 1 and 10 million rows;
##                      first load, and a night of 1,000 rows on 100,000 and 10 million attendances
##   make fuzz          the reader on made-up bytes for FUZZ_SECONDS (default 600); what it finds lies in .build-fuzz
##   make setup         install what is missing: Debian packages, and the renderer that prints letters
##   make sample        make the sample extracts anew (same seed, same bytes)
##   make install       program, rules, renderer, units, manual pages, shell completions below PREFIX (default /usr/local)
##   make clean         remove what was built

PREFIX ?= /usr/local
FUZZ_SECONDS ?= 600
SIMULATED_FEEDS ?= 2
SWIFT_FLAGS := --explicit-target-dependency-import-check error
SANDBOX := .build/mesh-sandbox
DEBUG_ATTEND := .build/debug/attend
RELEASE_ATTEND := .build/release/attend
# What "install" installs; it runs here, to write its own manual pages.
PROGRAM ?= $(RELEASE_ATTEND)

.PHONY: fuzz help demo test test-release test-steps test-simulation test-install build build-debug build-tests lint rules run-sample browser docs picture check bench setup sample install clean

help:
	@sed -n 's/^## \{0,1\}//p' Makefile

setup:
	@.ci/setup

build: setup
	swift build -c release $(SWIFT_FLAGS) --product attend

build-debug: setup
	swift build $(SWIFT_FLAGS) --product attend

demo: build
	@.ci/demo $(RELEASE_ATTEND)

test: setup $(SANDBOX)/ready
	@.ci/test $(SWIFT_FLAGS)

test-release: setup $(SANDBOX)/ready
	@.ci/test -c release $(SWIFT_FLAGS)

# Every step at which a night can be killed or its disk be full, where "test" tries one in nine.
test-steps: build-tests
	ATTEND_EVERY_STEP=yes swift test --skip-build --filter 'KillTests|FullDiskTests' $(SWIFT_FLAGS)

# Tests run 200 days with a run every ninth; here every night has one.
test-simulation: build-tests
	ATTEND_SIMULATED_DAYS=730 ATTEND_SIMULATED_STEP=1 ATTEND_SIMULATED_FEEDS=$(SIMULATED_FEEDS) \
	  swift test --skip-build --filter TwentyFourMonthsTests $(SWIFT_FLAGS)

test-install: build-debug
	@.ci/install $(DEBUG_ATTEND)

build-tests: setup
	swift build --build-tests $(SWIFT_FLAGS)

# The National Health Service's own test server of MESH.
$(SANDBOX)/ready: Tests/attendTests/Delivery/requirements.txt
	python3 -m venv $(SANDBOX)
	$(SANDBOX)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

lint:
	swift format lint --strict --recursive Sources Tests Package.swift
	@.ci/lint-documentation
	@.ci/lint-house

rules: build-debug
	$(DEBUG_ATTEND) rules check Rules
	$(DEBUG_ATTEND) rules test --complete --changes Rules

run-sample: build-debug
	@.ci/run-sample $(DEBUG_ATTEND)

browser: build-debug
	@.ci/browser/run $(DEBUG_ATTEND)

picture: build-debug
	@.ci/browser/run $(DEBUG_ATTEND) Sources/Reporting/report.png

docs: build-debug
	@.ci/docs $(DEBUG_ATTEND)

check: lint test test-steps rules run-sample docs test-install browser

bench: build
	@.ci/bench/run $(RELEASE_ATTEND)
	@.ci/bench/nightly $(RELEASE_ATTEND)

fuzz: setup
	ATTEND_FUZZ=1 swift build --sanitize fuzzer -Xswiftc -O --scratch-path .build-fuzz --product ReaderFuzz
	@.ci/fuzz .build-fuzz $(FUZZ_SECONDS)

sample:
	python3 SampleData/generate.py
	python3 SampleData/reference.py --as-of 2026-11-01 --cases triggers SampleData/inbox/*.csv
	python3 SampleData/reference.py --as-of 2026-11-02 --cases triggers_next_night \
	  SampleData/inbox/*.csv SampleData/next-night/*.csv

install: $(if $(filter $(RELEASE_ATTEND),$(PROGRAM)),build)
	install -D -m 0755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/attend
	install -d $(DESTDIR)$(PREFIX)/share/attend
	cp -R Rules $(DESTDIR)$(PREFIX)/share/attend/
	Sources/LetterPrinting/renderer/install $(DESTDIR)$(PREFIX)/lib/attend/renderer
	$(PROGRAM) --experimental-dump-help | Sources/attend/Manual/make $(DESTDIR)$(PREFIX)/share/man/man1
	for shell in bash:bash-completion/completions/attend zsh:zsh/site-functions/_attend fish:fish/vendor_completions.d/attend.fish; do \
	  install -d $$(dirname $(DESTDIR)$(PREFIX)/share/$${shell#*:}); \
	  $(PROGRAM) --generate-completion-script $${shell%%:*} >$(DESTDIR)$(PREFIX)/share/$${shell#*:}; \
	done
	install -d $(DESTDIR)$(PREFIX)/share/attend/operations $(DESTDIR)$(PREFIX)/lib/systemd/system
	for file in Sources/attend/Operations/*; do \
	  case $$file in *.service|*.timer) to=lib/systemd/system ;; *) to=share/attend/operations ;; esac; \
	  sed 's|/usr/local|$(PREFIX)|g' $$file >$(DESTDIR)$(PREFIX)/$$to/$${file##*/}; \
	done

clean:
	rm -rf .build .build-fuzz
