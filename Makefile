# dnsferret. `make help` lists the targets; V=1 shows the commands.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules --no-print-directory
Q := $(if $(V),,@)

VERSION := 1.0.0

# Settings of the command line.
PREFIX     ?= /usr/local
CC         := $(if $(filter default,$(origin CC)),gcc,$(CC))
FUZZ_CC    ?= $(shell command -v clang-14 >/dev/null && echo clang-14 || echo clang)
PKG_CONFIG ?= pkg-config
JOBS       ?= $(shell nproc)
TIME       ?= 60
MESSAGES   ?= 1000000
SEEDS      ?= 40
CORPUS     ?= ../shared/corpus

# Where things are. Sources are found; only what a rule treats differently is named.
INCLUDE := -Iinclude
MAIN    := src/cli/main.c
PAGES   := src/cli/explain_pages
SRC     := $(sort $(shell find src -name '*.c'))
SUPPORT := $(sort $(wildcard tests/support/*.c))
UNIT    := $(sort $(shell find tests/unit tests/prop -name 'test_*.c'))
FUZZ    := $(sort $(wildcard tests/fuzz/fuzz_*.c))
TOOLS   := $(sort $(wildcard tests/bench/*.c tests/fault/*.c))
LINT    := $(sort $(wildcard tests/lint/*.sh))
E2E     := $(sort $(shell find tests/e2e/programs -type f -executable))
MANUALS := build/man/dnsferret.1 $(patsubst docs/man/%.scd,build/man/dnsferret-%.1,\
    $(filter-out docs/man/options.scd docs/man/dnsferret.scd,$(sort $(wildcard docs/man/*.scd))))
# The release program, which is measured, packaged and installed.
PROGRAM := build/release/dnsferret

# pkg-config's names of the libraries.
MODULES      := libpcap ldns libpsl libarchive libcrypto zlib liblzma jansson libxxhash libseccomp inih libidn2 libmaxminddb
TEST_MODULES := cmocka
# Libraries that pkg-config does not know.
OTHER_LIBS   := -lunistring

PARTS := $(addprefix .ci/make/,build.mk test.mk fuzz.mk bench.mk package.mk)
include $(PARTS)

all: $(PROGRAM) ## build ./dnsferret as it is released (the default)
	@$(call publish,$<)

dev: build/dev/dnsferret ## build ./dnsferret quickly, for development: no link-time optimization
	@$(call publish,$<)

demo: deps ## install what is missing, build the release and analyze a capture with a DNS command channel
	@$(MAKE) -j$(JOBS) all
	./dnsferret samples/rat-80.pcap

deps: ## install the packages that building and testing need (.ci/packages.debian)
	@.ci/deps build check

clean: ## remove everything that was built
	rm -rf build dnsferret compile_commands.json

help: ## print this list
	@awk -F ':.*## ' 'FNR == 1 && NR > 1 {print ""} /^[a-z][^ :]*:.*## / {printf "  %-22s %s\n", $$1, $$2}' Makefile $(PARTS)

.PHONY: all dev demo deps clean help
