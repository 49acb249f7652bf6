## Attend: what can be made here
##
##   make demo          build, then one night on the sample trust; says where its letters and alerts lie
##   make test          all tests, debug build
##   make test-release  all tests, release build (other inlining, no debug assertions)
##   make build         the program in release: .build/release/attend
##   make lint          format, documentation and house rules
##   make rules         check every rule file; its examples pass, try every edge and notice every change
##   make run-sample    the sample night twice: same bytes, as expected, nobody told twice
##   make browser       drive a real browser through the analyst's report
##   make check         lint, test, test-release, rules, run-sample, browser
##   make bench         a dry-run against libcsv alone, DuckDB and Polars on 1 and 10 million rows
##   make fuzz          the reader on made-up bytes for FUZZ_SECONDS (default 600); what it finds lies in .build-fuzz
##   make setup         install what is missing: Debian packages, and the renderer that prints letters
##   make sample        make the sample extracts anew (same seed, same bytes)
##   make install       program, rules and renderer below PREFIX (default /usr/local)
##   make clean         remove what was built

PREFIX ?= /usr/local
FUZZ_SECONDS ?= 600
SWIFT_FLAGS := --explicit-target-dependency-import-check error
DEBUG_ATTEND := .build/debug/attend
RELEASE_ATTEND := .build/release/attend

.PHONY: fuzz help demo test test-release build build-debug lint rules run-sample browser check bench setup sample install clean

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

test: setup
	swift test --parallel $(SWIFT_FLAGS)

test-release: setup
	swift test --parallel -c release $(SWIFT_FLAGS)

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

check: lint test test-release rules run-sample browser

bench: build
	@.ci/bench/run $(RELEASE_ATTEND)

fuzz: setup
	ATTEND_FUZZ=1 swift build --sanitize fuzzer -Xswiftc -O --scratch-path .build-fuzz --product ReaderFuzz
	@.ci/fuzz .build-fuzz $(FUZZ_SECONDS)

sample:
	python3 SampleData/generate.py
	python3 SampleData/reference.py --as-of 2026-11-01 --cases triggers SampleData/inbox/*.csv
	python3 SampleData/reference.py --as-of 2026-11-02 --cases triggers_next_night \
	  SampleData/inbox/*.csv SampleData/next-night/*.csv

install: build
	install -D -m 0755 $(RELEASE_ATTEND) $(DESTDIR)$(PREFIX)/bin/attend
	install -d $(DESTDIR)$(PREFIX)/share/attend
	cp -R Rules $(DESTDIR)$(PREFIX)/share/attend/
	Sources/LetterPrinting/renderer/install $(DESTDIR)$(PREFIX)/lib/attend/renderer

clean:
	rm -rf .build .build-fuzz
