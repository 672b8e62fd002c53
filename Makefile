# dnsferret: `make help` lists what can be made.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:

VERSION  := 0.1.0
PREFIX   ?= /usr/local
CC       ?= gcc
PKGS     := libpcap libpsl libarchive libcrypto zlib liblzma libldns jansson
CSTD     := -std=c11 -D_GNU_SOURCE -DDNSFERRET_VERSION='"$(VERSION)"' -iquote include
WARN     := -Wall -Wextra -Wshadow -Wundef -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
            -Wcast-align -Wwrite-strings -Wvla -Wconversion -Wno-sign-conversion
LIBS     := -lpcap -lpsl -larchive -lcrypto -lz -llzma -lldns -ljansson -lpthread -lm
DEPFLAGS  = -MMD -MP

# Three builds of the same sources, each in its own folder: release, debug (sanitizers), cover.
RELEASE  := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE -fstack-clash-protection
RELEASE_LD := -pie -Wl,-z,relro,-z,now
DEBUG    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
COVER    := -O0 -g --coverage

SRC      := $(sort $(wildcard src/*/*.c))
LIBSRC   := $(filter-out src/app/main.c,$(SRC))
UNIT     := $(sort $(wildcard tests/unit/test_*.c) $(wildcard tests/prop/test_*.c))
SUPPORT  := $(sort $(wildcard tests/support/*.c))

all: dnsferret

dnsferret: build/release/dnsferret
	@cp -f $< $@

# variant,compile flags,link flags
define variant
build/$(1)/%.o: %.c | deps-quiet
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CSTD) $$(WARN) $(2) $$(DEPFLAGS) $$(CPPFLAGS) $$(CFLAGS) -c -o $$@ $$<
build/$(1)/dnsferret: $$(SRC:%.c=build/$(1)/%.o)
	$$(Q)$$(CC) $(2) $(3) $$(LDFLAGS) -o $$@ $$^ $$(LIBS)
build/$(1)/tests/%: build/$(1)/tests/%.o $$(SUPPORT:%.c=build/$(1)/%.o) $$(LIBSRC:%.c=build/$(1)/%.o)
	$$(Q)$$(CC) $(2) $(3) $$(LDFLAGS) -o $$@ $$^ -lcmocka $$(LIBS)
-include $$(SRC:%.c=build/$(1)/%.d) $$(UNIT:%.c=build/$(1)/%.d) $$(SUPPORT:%.c=build/$(1)/%.d)
endef
$(eval $(call variant,release,$(RELEASE),$(RELEASE_LD)))
$(eval $(call variant,debug,$(DEBUG),))
$(eval $(call variant,cover,$(COVER),))
Q := $(if $(V),,@)

deps-quiet:

unit-debug: $(UNIT:%.c=build/debug/%)
	@for t in $^; do $$t || exit 1; done

.SECONDARY:
.PHONY: all deps-quiet unit-debug
