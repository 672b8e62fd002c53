# dnsferret: `make help` lists what can be made. V=1 shows the commands.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory
Q := $(if $(V),,@)
comma := ,

VERSION := 0.1.0
PREFIX  ?= /usr/local
CC      := $(if $(filter default,$(origin CC)),gcc,$(CC))
JOBS    ?= $(shell nproc)
TIME    ?= 60
MESSAGES ?= 1000000
SEEDS   ?= 40
CORPUS  ?= ../shared/corpus

# Debian 12 packages: to build, to check, to fuzz.
BUILD_PACKAGES := gcc libc6-dev make libpcap-dev libldns-dev libpsl-dev libarchive-dev libssl-dev \
                  libjansson-dev libxxhash-dev zlib1g-dev liblzma-dev libseccomp-dev libinih-dev
CHECK_PACKAGES := $(BUILD_PACKAGES) libcmocka-dev clang-format python3 python3-jsonschema python3-yaml scdoc mandoc libarchive-tools bind9-utils dnsmasq-base nftables sqlite3 jq parallel tshark strace
BROWSER_PACKAGES := python3 chromium fonts-dejavu-core
FUZZ_PACKAGES  := $(BUILD_PACKAGES) clang-14 libclang-rt-14-dev
HEADERS := pcap.h ldns/ldns.h libpsl.h archive.h openssl/evp.h jansson.h xxhash.h zlib.h lzma.h seccomp.h ini.h

# -iquote: docs/decisions/0001-iquote-include.md
CSTD := -std=c11 -D_GNU_SOURCE -DDNSFERRET_VERSION='"$(VERSION)"' -Iinclude -iquote build/generated \
        -ffile-prefix-map=$(CURDIR)=.
WARN := -Wall -Wextra -Wshadow -Wundef -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
        -Wcast-align -Wwrite-strings -Wvla -Wconversion -Wno-sign-conversion
LIBS := -lpcap -lpsl -larchive -lcrypto -lz -llzma -lldns -ljansson -lseccomp -linih -lpthread -lm

SRC     := $(sort $(shell find src -name "*.c"))
LIBSRC  := $(filter-out src/cli/main.c,$(SRC))
SUPPORT := $(sort $(wildcard tests/support/*.c))
UNIT    := $(sort $(shell find tests/unit tests/prop -name "test_*.c"))
FUZZ    := $(sort $(wildcard tests/fuzz/fuzz_*.c))
LINT    := $(sort $(wildcard tests/lint/*.sh))
E2E     := $(sort $(shell find tests/e2e -maxdepth 1 -type f ! -name '*.py'))
MANUALS := $(patsubst docs/man/%.scd,build/man/dnsferret-%.1,$(filter-out docs/man/options.scd docs/man/dnsferret.scd,$(wildcard docs/man/*.scd))) \
           build/man/dnsferret.1
INSTALLED_DOCS := LICENSE README.md CHANGELOG.md $(wildcard docs/*.md) docs/report.schema.json

all: dnsferret ## build ./dnsferret (the default)

dnsferret: build/release/dnsferret
	@cp -f $< $@

# What `explain` prints comes from the documentation.
build/generated/explain_pages.inc: src/cli/explain_pages.awk $(sort $(wildcard docs/scorers/*.md))
	@mkdir -p $(@D)
	$(Q)awk -f $^ >$@

# The same sources in four builds, each in its own folder: name, compile flags, link flags.
define variant
build/$(1)/%.o: %.c Makefile | build/headers
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CSTD) $$(WARN) $(2) -MMD -MP $$(CPPFLAGS) $$(CFLAGS) -c -o $$@ $$<
build/$(1)/layers.a: $$(LIBSRC:%.c=build/$(1)/%.o)
	@rm -f $$@
	$$(Q)$$(AR) rcs $$@ $$^
build/$(1)/dnsferret: build/$(1)/src/cli/main.o build/$(1)/layers.a
	$$(Q)$$(CC) $(2) $(3) $$(LDFLAGS) -o $$@ $$^ $$(LIBS)
build/$(1)/tests/fuzz/%: build/$(1)/tests/fuzz/%.o $(if $(filter fuzz,$(1)),,build/$(1)/tests/fuzz/replay.o) build/$(1)/layers.a
	$$(Q)$$(CC) $(2) $(3) $$(LDFLAGS) -o $$@ $$^ $$(LIBS)
build/$(1)/tests/%: build/$(1)/tests/%.o $$(SUPPORT:%.c=build/$(1)/%.o) build/$(1)/layers.a
	$$(Q)$$(CC) $(2) $(3) $$(LDFLAGS) -o $$@ $$^ -lcmocka $$(LIBS)
build/$(1)/src/cli/explain_pages.o: build/generated/explain_pages.inc
.PRECIOUS: build/$(1)/%.o
-include $$(patsubst %.c,build/$(1)/%.d,$$(SRC) $$(SUPPORT) $$(UNIT) $$(FUZZ) tests/fuzz/replay.c)
endef
SANITIZE := -DDNSFERRET_INSTRUMENTED -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# Over all files at once: a twelfth less time. Of clang's, Debian's linker can make nothing.
LTO := $(if $(findstring clang,$(CC)),,-flto=auto -ffat-lto-objects)
$(eval $(call variant,release,-O2 $(LTO) -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
    -fstack-clash-protection -fPIE,-pie -Wl$(comma)-z$(comma)relro$(comma)-z$(comma)now))
$(eval $(call variant,debug,-O1 -g $(SANITIZE),))
$(eval $(call variant,tsan,-O1 -g -DDNSFERRET_INSTRUMENTED -fsanitize=thread,))
$(eval $(call variant,cover,-O0 -g --coverage -DDNSFERRET_INSTRUMENTED,))
$(eval $(call variant,fuzz,-O1 -g $(SANITIZE) -DSTREAMS_MAX=16 -DRECENT_NAMES=16 -DSHELF_BLOCKS_MAX=1 -DFRAGMENT_SETS_MAX=16 -DGHOST_BITS=4096 \
    -DARENA_BLOCK_BYTES=16384 -DSUFFIX_CACHE_SLOTS=64 \
    -fsanitize=fuzzer-no-link,-fsanitize=fuzzer))
build/fuzz/%: CC = clang-14

# A sentence instead of a page of compiler errors when a library is not installed.
build/headers: Makefile
	@mkdir -p build
	@for h in $(HEADERS); do echo "#include <$$h>"; done | $(CC) -E -x c - >/dev/null 2>&1 || \
	    { echo "The compiler ($(CC)) or a library is not installed: run 'make deps' first." >&2; exit 1; }
	@touch $@

check: deps ## install what is missing, then lint and all tests under ASan and UBSan
	@$(MAKE) -j$(JOBS) tested-debug

test: deps ## the same tests on the sanitizer build and on the release build
	@$(MAKE) -j$(JOBS) tested-both

# tests/tally runs commands and ends with "N passed, N failed". What speaks of the sandbox or of documents is
# asked of the release program: the sanitizers need what the sandbox forbids.
programs = $(UNIT:%.c=build/$(1)/%) $(FUZZ:%.c=build/$(1)/%)
RELEASED := tests/e2e/sandbox tests/e2e/recipes
commands = $(call programs,$(1)) $(foreach t,$(E2E),'$(t) $(if $(filter $(t),$(RELEASED)),./dnsferret,build/$(1)/dnsferret)') \
    'tests/fault/sweep.py ./dnsferret build/release/tests/fault/faults.so 30' \
    'build/$(1)/dnsferret check samples/expectations'
everything = $(call programs,$(1)) build/$(1)/dnsferret build/release/tests/bench/flood build/release/tests/fault/faults.so

tested-debug: dnsferret $(MANUALS) $(call everything,debug)
	@tests/tally $(LINT) $(call commands,debug)

tested-both: dnsferret $(MANUALS) $(call everything,debug) $(call everything,release)
	@tests/tally $(LINT) $(call commands,debug) $(call commands,release)

lint: dnsferret $(MANUALS) build/debug/dnsferret ## layers, forbidden calls, writable state, sizes, pages, format
	@tests/tally $(LINT)

unit unit-debug: $(call programs,debug) ## unit, property and replayed fuzz tests alone
	@tests/tally $^

e2e: build/debug/dnsferret ## end-to-end cases and samples alone
	@tests/e2e/run $<

browser: dnsferret ## the HTML report in headless Chromium: nothing fetched, nothing run, readable (PICTURES=folder)
	@.ci/deps $(BROWSER_PACKAGES)
	@tests/browser/run ./dnsferret $(if $(PICTURES),--pictures $(PICTURES))

corpus: build/debug/dnsferret ## every capture below CORPUS through the sanitizer build
	@tests/e2e/run $< --captures $(CORPUS)

agreement: dnsferret ## rows against tshark, message by message, on every capture below CORPUS
	@.ci/deps tshark
	@tests/bench/agreement.py ./dnsferret $(CORPUS)

agreement-mutants: dnsferret ## the same on SEEDS mutants of every sample
	@.ci/deps tshark
	@for seed in $$(seq $(SEEDS)); do \
	    rm -rf build/mutants && tests/bench/mutants.py $$seed build/mutants >/dev/null && \
	    tests/bench/agreement.py ./dnsferret build/mutants >build/mutants.log || { grep -A5 '^not ok' build/mutants.log; exit 1; }; \
	done; tail -n 1 build/mutants.log

races: build/tsan/dnsferret build/release/tests/bench/generate build/release/tests/bench/flood ## samples, a generated capture and a flood with four threads under ThreadSanitizer
	@mkdir -p build/bench && build/release/tests/bench/generate -n 20000 >build/bench/races.pcap
	@build/release/tests/bench/flood domains -n 250000 >build/bench/races-flood.pcap
	@for capture in samples/*.pcap* build/bench/races.pcap build/bench/races-flood.pcap; do \
	    TSAN_OPTIONS=halt_on_error=1 setarch -R build/tsan/dnsferret -q -j 4 --memory 64M -f json $$capture >/dev/null; \
	    case $$? in 0 | 4) ;; *) exit 1 ;; esac; \
	done; echo "no race"

format: ## let clang-format rewrite the C sources
	@find src include tests -name '*.[ch]' -exec clang-format -i {} +

bench: dnsferret $(patsubst %,build/release/tests/bench/%,generate pcaploop malloc_count.so) ## speed and memory against a bare libpcap loop (MESSAGES=)
	@tests/bench/run $(MESSAGES)

bench-transport: dnsferret ## peak memory over MESSAGES over TCP and as many fragments
	@tests/bench/transport.py ./dnsferret $(MESSAGES)

bench-floods: dnsferret build/release/tests/bench/flood ## floods of MESSAGES names, domains, clients with a limit of 512 MiB
	@tests/bench/floods.py ./dnsferret $(MESSAGES)

bench-collisions: dnsferret build/release/tests/bench/collide ## names that collide under the known hash, and others: seconds
	@for names in any known; do \
	    build/release/tests/bench/collide $$names >build/collide.pcap && \
	    bash -c "TIMEFORMAT='$$names names: %U s'; time ./dnsferret -j 1 -q -f json build/collide.pcap >/dev/null"; \
	done

bench-detection: dnsferret build/release/tests/bench/strengths ## recall, false alarms, calibration: samples, generated and hidden channels (SEEDS=), labelled captures (CORPUS=)
	@./dnsferret check samples/expectations
	@tests/bench/families.py ./dnsferret $(SEEDS)
	@tests/bench/evasion.py ./dnsferret $(SEEDS)
	@[ ! -e $(CORPUS)/labels.tsv ] || tests/bench/detection.py ./dnsferret $(CORPUS)/labels.tsv
	@[ ! -e $(CORPUS)/labels.tsv ] || tests/bench/calibrate.py build/release/tests/bench/strengths $(CORPUS) 10

build/release/tests/bench/strengths build/release/tests/bench/collide: build/release/tests/bench/%: tests/bench/%.c build/release/layers.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CSTD) $(WARN) -O2 -o $@ $^ $(LIBS)

calibrate: dnsferret build/release/tests/bench/strengths ## fit the weights of the modules, families and sources held out (CORPUS=)
	@tests/bench/calibrate.py build/release/tests/bench/strengths $(CORPUS) 10

build/release/tests/bench/%: tests/bench/%.c tests/bench/wire.h Makefile | build/headers
	@mkdir -p $(@D)
	$(Q)$(CC) $(CSTD) $(WARN) -O2 -o $@ $< -lpcap

build/release/tests/fault/%.so: tests/fault/%.c Makefile
	@mkdir -p $(@D)
	$(Q)$(CC) $(CSTD) $(WARN) -O2 -fPIC -shared -o $@ $<

build/release/tests/bench/%.so: tests/bench/%.c Makefile
	@mkdir -p $(@D)
	$(Q)$(CC) $(CSTD) $(WARN) -O2 -fPIC -shared -o $@ $<

fuzz: ## run every fuzz target for TIME seconds (clang-14, libFuzzer)
	@.ci/deps $(FUZZ_PACKAGES)
	@$(MAKE) -j$(JOBS) $(FUZZ:tests/fuzz/%.c=fuzz-%)

fuzz-afl: build/generated/explain_pages.inc ## the same targets under AFL++, one after the other, TIME seconds each
	@.ci/deps $(BUILD_PACKAGES) afl++ clang-14
	@for target in $(FUZZ:tests/fuzz/%.c=%); do tests/fuzz/afl $$target $(TIME) || exit 1; done

fuzz-fuzz_%: build/fuzz/tests/fuzz/fuzz_%
	@tests/fuzz/run $< $(TIME)

faults: dnsferret build/release/tests/fault/faults.so ## every allocation and every system call of a small run fails once
	@.ci/deps strace python3
	@tests/fault/sweep.py ./dnsferret build/release/tests/fault/faults.so 1

analyze: dnsferret ## gcc -fanalyzer, cppcheck and clang-tidy; what they find is explained in tests/analyze/accepted
	@.ci/deps python3 gcc cppcheck clang-tidy-14
	@tests/analyze/run

memcheck: dnsferret ## the samples through the release program under valgrind
	@.ci/deps valgrind
	@tests/fault/memcheck ./dnsferret samples/*.pcap*

sbom: dnsferret ## what the program is made of: build/dnsferret.spdx.json
	@.ci/deps python3
	@mkdir -p build && .ci/sbom $(VERSION) >build/dnsferret.spdx.json && echo build/dnsferret.spdx.json

cover: deps ## line coverage of the tests, file by file
	@$(MAKE) -j$(JOBS) $(call everything,cover)
	@find build/cover -name '*.gcda' -delete
	@tests/tally $(call commands,cover)
	@tests/support/coverage

cover-fuzz: deps ## lines of the parsers that no kept fuzz input reaches
	@$(MAKE) -j$(JOBS) $(FUZZ:%.c=build/cover/%)
	@find build/cover -name '*.gcda' -delete
	@for target in $(FUZZ:%.c=build/cover/%); do $$target >/dev/null || exit 1; done
	@tests/support/unreached

demo: deps ## build and run over a sample capture with a DNS command channel in it
	@$(MAKE) -j$(JOBS) dnsferret
	./dnsferret samples/rat-80.pcap

deps: ## install the Debian packages that are missing
	@.ci/deps $(CHECK_PACKAGES)

# A page a verb; its options are those that the program tells, in the words of docs/man/options.scd.
build/man/dnsferret-%.1: docs/man/%.scd docs/man/options.scd docs/man/page.awk dnsferret
	@mkdir -p $(@D)
	$(Q)./dnsferret $* --help >build/man/$*.help && \
	    awk -f docs/man/page.awk docs/man/options.scd $< build/man/$*.help >build/man/$*.scd && scdoc <build/man/$*.scd >$@
build/man/dnsferret.1: docs/man/dnsferret.scd
	@mkdir -p $(@D)
	$(Q)scdoc <$< >$@

# What is installed: file, folder below PREFIX, and its name there where that is another one.
build/installed: Makefile dnsferret $(MANUALS)
	$(Q){ echo 755 dnsferret bin/dnsferret; \
	    for page in $(MANUALS); do echo 644 $$page share/man/man1/$${page##*/}; done; \
	    for page in $(INSTALLED_DOCS); do echo 644 $$page share/doc/dnsferret/$${page##*/}; done; \
	    set -- bash share/bash-completion/completions/dnsferret zsh share/zsh/site-functions/_dnsferret \
	        fish share/fish/vendor_completions.d/dnsferret.fish; \
	    while [ $$# -gt 0 ]; do \
	        ./dnsferret completion $$1 >build/completion.$$1; echo 644 build/completion.$$1 $$2; shift 2; \
	    done; } >$@

install: build/installed ## DESTDIR= PREFIX=/usr/local: program, manual pages, completions, documents
	@while read -r mode from to; do install -v -D -m $$mode $$from $(DESTDIR)$(PREFIX)/$$to; done <$<

uninstall: build/installed ## DESTDIR= PREFIX=: remove what `make install` put there
	@while read -r _ _ to; do rm -fv $(DESTDIR)$(PREFIX)/$$to; done <$<

dist: ## the committed sources as build/dnsferret-VERSION.tar.gz
	@.ci/dist $(VERSION)

deb: ## a Debian package: build/dnsferret_VERSION_ARCH.deb
	@.ci/deps $(BUILD_PACKAGES) scdoc dpkg-dev
	@$(MAKE) -j$(JOBS) dnsferret
	@.ci/deb $(VERSION)

clean: ## remove everything that was built
	rm -rf build dnsferret

help: ## this list
	@awk -F ':.*## ' '/^[a-z].*## / {sub(/ .*/, "", $$1); printf "  %-8s %s\n", $$1, $$2}' Makefile

.PHONY: all check test tested-debug tested-both lint unit unit-debug e2e browser corpus agreement agreement-mutants races format bench bench-transport bench-floods bench-collisions bench-detection calibrate fuzz fuzz-afl faults analyze memcheck sbom \
    cover cover-fuzz demo deps install uninstall dist deb clean help
