# Two commands: `make` builds, extracts the samples and says what came out; `make test` passes all tests.
# The others go over dumps of your own: make extract DUMPS=folder OUT=folder, then make quotes, review, stats …

DUMPS   ?=
OUT     ?= records
SAMPLES := Tests/Samples
JOBS    ?= 0
PREFIX  ?= /usr/local
DESTDIR ?=
# Filters of quotes, numbers, entities, sources and review.
SOURCE   ?=
KIND     ?=
DOCUMENT ?=
# What `make evaluate` holds the records against, and where `make report` writes.
JUDGEMENTS ?= judgements.jsonl
REPORT     ?= report.html
# The evaluation data, where it is.
SHARED  ?= ../shared
# Where Debian's wordnet-base puts its files.
WORDNET ?= /usr/share/wordnet
# How many mutated inputs `make fuzz` reads.
INPUTS  ?= 100000
SECONDS := 120
SEED    ?= 1
# Where `make fuzz-coverage` keeps what it found worth trying.
FUZZ    ?= Fuzzing/.build/tries
# Where `make deb` and `make tarball` put what they make.
PACKAGES ?= packages
# How large a dump `make stress` reads, in MB, and how often it kills a run.
MEGABYTES ?= 200
RUNS ?= 100
# V=1 shows every command.
V       ?=
# ALLOW_FAILED=1: go on where not one document could be read.
ALLOW_FAILED ?=
# `make bench` measures against the build of this commit; KEEP=1 writes the ratios to Benchmarks/figures.tsv.
AGAINST ?=
KEEP    ?=
# The database that `make load` makes: sqlite or duckdb; where nothing is said, duckdb if it is there.
DB      ?=

# Not every shell makes a home of the ~ in DUMPS=~/dumps. (The marks keep blanks in names as they are.)
home = $(subst :start:,,$(subst :start:~/,$(HOME)/,:start:$(1)))
override DUMPS := $(call home,$(DUMPS))
override OUT := $(call home,$(OUT))

SHELL := /bin/bash
.DELETE_ON_ERROR:
Q := $(if $(V),,@)
# Values reach the shell as variables of its own, so that any character may stand in a name.
export AGAINST LABELS JUDGEMENTS REPORT DUMPS OUT SAMPLES DB JOBS SOURCE KIND DOCUMENT PREFIX DESTDIR SHARED INPUTS

BIN       := .build/release
CLI       := $(BIN)/hearsay
RESOURCES := $(BIN)/hearsay.resources
SOURCES   := Package.swift $(shell find Sources -type f)
LISTS     := $(shell find Gazetteers Rules -type f -not -path '*/build/*')

# What --version says of the build.
COMMIT    := $(shell commit=$$(git rev-parse --short=12 HEAD 2>/dev/null) && echo "commit $$commit$$(git diff --quiet HEAD -- Sources Gazetteers Rules 2>/dev/null || echo ' and changes')")

BUILD_PACKAGES := pkg-config libxml2-dev zlib1g-dev libxxhash-dev libzstd-dev liblzma-dev libbz2-dev \
                  libbrotli-dev
TEST_PACKAGES  := $(BUILD_PACKAGES) python3 python3-jsonschema sqlite3

FILTERS = $${SOURCE:+--source "$$SOURCE"} $${KIND:+--kind "$$KIND"} $${DOCUMENT:+--document "$$DOCUMENT"}

# Records of all of `dumps` and of nothing else. That some documents fail is no failure here; that all do is one.
EXTRACT = $(CLI) extract "$$dumps" --into "$$OUT" --prune --jobs "$$JOBS" $(1) || { status=$$?; \
	  [ $$status -eq 1 ] || exit $$status; [ -z "$(ALLOW_FAILED)" ] || exit 0; \
	  $(CLI) table documents "$$OUT" | sed -n 2p | grep -q . || \
	    { echo "no document of '$$dumps' could be read (ALLOW_FAILED=1 goes on all the same)" >&2; exit 1; }; }

.PHONY: all help build test lint format check score learn-tags learn-names learn-attribution learn-pronouns learn-pages \
        learn-confidence learn-genres learn-stories learn-tool rule-list tags gazetteers names pronouns decisions bench cases fuzz fuzz-coverage extract quotes numbers entities sources stats review \
        judge evaluate report stories load install deb tarball wheel test-spark check-packages stress uninstall clean packages test-packages

all: build ## build, extract DUMPS (the samples, unless you name others) and say what came out
	$(Q)dumps=$${DUMPS:-$$SAMPLES}; $(call EXTRACT,--progress always)
	$(Q)$(CLI) table summary "$$OUT"
	$(Q)$(CLI) stories "$$OUT" --split "$$OUT/stories" --jobs "$$JOBS" --quiet || [ $$? -eq 1 ]
	$(Q)$(CLI) table stories "$$OUT/stories" | awk -F'\t' 'NR > 1 && $$3 > most { most = $$3; title = $$5 } \
	  END { print NR - 1 " stories; one in " most " documents: " title }'
	$(Q)echo; echo "The records are in $$OUT/. To look at them:"
	$(Q)echo "  make review    the quotes in a pager        make quotes    as a table"
	$(Q)echo "  make stats     by outlet, source and rule   make help      all targets"

help: ## list the targets
	@awk -F':.*## ' '/^[a-z -]+:.*## /{printf "  %-12s %s\n",$$1,$$2}' $(MAKEFILE_LIST)
	@echo; echo "  DUMPS=$(DUMPS) OUT=$(OUT) JOBS=$(JOBS) PREFIX=$(PREFIX); SOURCE=, KIND=, DOCUMENT= filter"

packages:
	$(Q)Scripts/packages.sh $(BUILD_PACKAGES)

test-packages:
	$(Q)Scripts/packages.sh $(TEST_PACKAGES)

build: $(RESOURCES) ## build the program and compile its lists and rules

# What is built needs no packages to be installed.
$(CLI): $(SOURCES)
	$(Q)Scripts/packages.sh $(BUILD_PACKAGES)
	$(Q)swift build -c release --static-swift-stdlib --product hearsay
	$(Q)touch $@

$(RESOURCES): $(CLI) $(LISTS)
	$(Q)$(CLI) compile -o $@ --note "$(COMMIT)"

test: test-packages build ## run all tests
	$(Q)swift test --disable-xctest

lint: ## hold the sources against the style
	$(Q)swift format lint --strict -r Package.swift Sources Tests Benchmarks Learning/Package.swift Learning/Sources

format: ## bring the sources into the style
	$(Q)swift format -i -r Package.swift Sources Tests Benchmarks Learning/Package.swift Learning/Sources

check: build ## run the examples of all rules
	$(Q)$(CLI) check

# One way to learn: make learn-NAME SHARED=folder (Documentation/learning.md).
learn-tags learn-names learn-attribution learn-pronouns learn-pages learn-confidence learn-genres learn-stories: build ## (each) learn a table of Rules/learnt anew from the evaluation data, and measure it on what it was not learnt from
	$(Q)Learning/learn.sh $(@:learn-%=%) "$$SHARED"

# Names that they had before; `decisions` is the second half of learn-attribution.
names: learn-names
pronouns: learn-pronouns
decisions: build ## learn anew which quotes are kept and how far they are trusted; the cues stay as they are
	$(Q)Learning/learn.sh decisions "$$SHARED"

learn-tool: build ## build the tool that writes down what tables are learnt from
	$(Q)swift build --package-path Learning -c release --static-swift-stdlib

score: build ## score the program on the evaluation data, where it is, and hold it against the floors
	$(Q)if [ -d "$$SHARED/score" ]; then $(MAKE) --no-print-directory learn-tool && python3 Scripts/score.py "$$SHARED"; \
	else echo "skipped: there is no evaluation data in $$SHARED"; fi

tags: learn-tool ## measure the parts of speech on the evaluation data, where it is
	$(Q)set -o pipefail; Learning/.build/release/hearsay-learn tags $(RESOURCES) "$$SHARED/corpora/polnear/dev" \
	  | python3 Learning/learners/tag_accuracy.py "$$SHARED/corpora/polnear/dev/corenlp.tsv.gz"

rule-list: build ## write the page of the rules that are there
	$(Q)python3 Scripts/rule-list.py $(CLI) > Documentation/rule-list.md

gazetteers: ## make the lists that come from packages anew (python3 -m pip install -r Gazetteers/build/requirements.txt)
	python3 Gazetteers/build/packages.py Gazetteers
	python3 Gazetteers/build/namesakes.py Rules/names/namesakes.tsv
	python3 Gazetteers/build/subdivisions.py Gazetteers/place/region.tsv
	@if [ -d $(WORDNET) ]; then python3 Gazetteers/build/occupations.py $(WORDNET) Gazetteers/person/occupation.tsv; \
	else echo "person/occupation.tsv stays as it is: apt install wordnet-base makes $(WORDNET)"; fi

bench: build ## measure the speed of each stage and of the whole; AGAINST=COMMIT: of the whole, against the build of that commit
	$(Q)if [ -n "$$AGAINST" ]; then \
	  exec python3 Scripts/bench.py $(CLI) "$$AGAINST" --inputs "$${DUMPS:-$$SAMPLES}" $(if $(KEEP),--keep); fi; \
	cd Benchmarks && swift build -c release && for name in stage-speed parse-ratio whole-speed; do \
	  echo "== $$name"; .build/release/hearsay-bench $$name || exit 1; done

cases: build ## re-make what the cases of Tests/Cases print; read the diff
	$(Q)REMAKE_CASES=1 swift test --disable-xctest --filter CaseTests

# A debug build traps where a release build may not: it is taken where there is one (`make test` makes it).
FUZZED = $$([ -x .build/debug/hearsay ] && echo .build/debug/hearsay || echo $(CLI))

fuzz: build ## read INPUTS mutated texts and pages, then damaged files of all kinds for SECONDS, from SEED on
	$(Q)python3 Scripts/fuzz.py $(CLI) "$$INPUTS"
	$(Q)python3 Scripts/fuzz-files.py $(FUZZED) --seconds "$(SECONDS)" --seed "$(SEED)"

fuzz-coverage: build ## feed what libFuzzer makes up to each reader of bytes for SECONDS; what it found stays in FUZZ
	$(Q)swift build --package-path Fuzzing -c debug -Xswiftc -sanitize=fuzzer
	$(Q)Scripts/fuzz-coverage.sh $(CLI) Fuzzing/.build/debug/hearsay-fuzz "$(SECONDS)" "$(FUZZ)"

extract: build ## extract DUMPS into OUT, where they changed; records of dumps that are gone go too
	$(Q)[ -n "$$DUMPS" ] || { echo "name the dumps: make extract DUMPS=folder OUT=folder" >&2; exit 2; }
	$(Q)dumps=$$DUMPS; $(call EXTRACT,)

# What shows records makes none, unless it is told of which dumps.
EXTRACTED = if [ -n "$$DUMPS" ]; then $(MAKE) --no-print-directory extract >&2 || exit $$?; \
	  elif [ ! -d "$$OUT" ]; then echo "there are no records in '$$OUT': make extract DUMPS=folder OUT='$$OUT'" >&2; exit 2; fi

quotes numbers entities sources: build ## (each) print one type of record as a table
	$(Q)$(EXTRACTED); $(CLI) table $@ "$$OUT" $(FILTERS)

stats: build ## count by outlet, source and rule
	$(Q)$(EXTRACTED); $(CLI) table stats "$$OUT" $(FILTERS)

review: build ## read the quotes in a pager
	$(Q)$(EXTRACTED); $(CLI) review "$$OUT" $(FILTERS)

judge: build ## judge the quotes one by one; the verdicts go into JUDGEMENTS
	$(Q)$(EXTRACTED); $(CLI) review "$$OUT" --judge --judgements "$$JUDGEMENTS" $(FILTERS)

evaluate: build ## hold the quotes against JUDGEMENTS: how many are right, by rule, confidence, genre and outlet
	$(Q)$(EXTRACTED); $(CLI) evaluate "$$OUT" --judgements "$$JUDGEMENTS"

report: build ## write what was read and who is quoted to REPORT, one page of HTML
	$(Q)$(EXTRACTED); $(CLI) report "$$OUT" -o "$$REPORT"; echo "$$REPORT"

stories: build ## say which documents of OUT tell one story, and what was changed; into OUT/stories
	$(Q)$(EXTRACTED); $(CLI) stories "$$OUT" --split "$$OUT/stories" --keep "$$OUT/stories/.kept" \
	  --jobs "$$JOBS" || [ $$? -eq 1 ]
	$(Q)$(CLI) table stories "$$OUT/stories" | head -n 40

load: build ## make OUT/records.duckdb or OUT/records.sqlite (DB=duckdb|sqlite) of the records
	$(Q)$(EXTRACTED); python3 Scripts/load.py "$$OUT" $${DB:+--to "$$DB"}

SHARE := $(DESTDIR)$(PREFIX)/share

install: build ## install the program, its lists and rules, manual and completions below PREFIX
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/hearsay" "$(SHARE)/man/man1" \
	  "$(SHARE)/bash-completion/completions" "$(SHARE)/zsh/site-functions" "$(SHARE)/fish/vendor_completions.d"
	install -m 755 $(CLI) "$(DESTDIR)$(PREFIX)/bin/hearsay"
	install -m 644 $(RESOURCES) "$(SHARE)/hearsay/hearsay.resources"
	tar -c --exclude=build Gazetteers Rules | tar -x --no-same-owner -C "$(SHARE)/hearsay"
	$(CLI) manual > "$(SHARE)/man/man1/hearsay.1"
	$(CLI) --generate-completion-script bash > "$(SHARE)/bash-completion/completions/hearsay"
	$(CLI) --generate-completion-script zsh > "$(SHARE)/zsh/site-functions/_hearsay"
	$(CLI) --generate-completion-script fish > "$(SHARE)/fish/vendor_completions.d/hearsay.fish"

deb: build ## make a package for Debian 12 and later in PACKAGES; nothing but it is needed there
	$(Q)Scripts/package.sh deb "$(PACKAGES)"

tarball: build ## make an archive of the program and all that it needs, for other distributions
	$(Q)Scripts/package.sh tar "$(PACKAGES)"

wheel: build ## make a wheel for Python: the program, its lists and rules, and tables of PyArrow of what it finds
	$(Q)Scripts/package.sh wheel "$(PACKAGES)"

test-spark: wheel ## test the package for Python and its Spark, on two threads and on a cluster of two workers on this machine
	$(Q)Scripts/test-spark.sh "$(PACKAGES)"

check-packages: deb tarball ## install the package in a new Debian 12, start the archive in Debian 13, and do what Containerfile says (as root)
	$(Q)Scripts/check-packages.sh "$(PACKAGES)"

stress: build ## kill runs at random moments, fill a disk, close a folder, and read what is large; MEGABYTES= and RUNS= choose how much
	$(Q)python3 Scripts/stress.py $(CLI) --megabytes "$(MEGABYTES)" --runs "$(RUNS)"

uninstall: ## take away what install has put below PREFIX
	rm -f "$(DESTDIR)$(PREFIX)/bin/hearsay" "$(SHARE)/hearsay/hearsay.resources" "$(SHARE)/man/man1/hearsay.1" \
	  "$(SHARE)/bash-completion/completions/hearsay" "$(SHARE)/zsh/site-functions/_hearsay" \
	  "$(SHARE)/fish/vendor_completions.d/hearsay.fish"
	rm -rf "$(SHARE)/hearsay/Gazetteers" "$(SHARE)/hearsay/Rules"
	-rmdir "$(SHARE)/hearsay"

clean: ## take away what was built; records stay
	rm -rf .build Benchmarks/.build Fuzzing/.build Learning/.build
