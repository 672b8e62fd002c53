# How sources become programs. Each variant has a folder of its own below build/, so that none rebuilds another's objects.

# No name of this folder in programs, so that every folder gives the same; link-time optimization needs it at the end too.
HERE := -ffile-prefix-map=$(CURDIR)=.
CSTD = -std=c11 -D_GNU_SOURCE -DDNSFERRET_VERSION='"$(VERSION)"' $(INCLUDE) $(HERE)
WARN := -Wall -Wextra -Wshadow -Wundef -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
        -Wcast-align -Wwrite-strings -Wvla -Wconversion -Wno-sign-conversion

# What pkg-config says about the libraries. It is asked when a rule first compiles or links and never before, because
# `make deps`, `make help` and `make clean` have to work before it is installed.
ask        = $$(shell $(PKG_CONFIG) $(1))
LIB_CFLAGS = $(eval LIB_CFLAGS := $(call ask,--cflags $(MODULES)))$(LIB_CFLAGS)
LIBS       = $(eval LIBS := $(call ask,--libs $(MODULES)) $(OTHER_LIBS) -lpthread -lm)$(LIBS)
PCAP_LIBS  = $(eval PCAP_LIBS := $(call ask,--libs libpcap))$(PCAP_LIBS)
TEST_LIBS  = $(eval TEST_LIBS := $(call ask,--libs $(TEST_MODULES)))$(TEST_LIBS)

HARDEN   := -O3 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE
SANITIZE := -DDNSFERRET_INSTRUMENTED -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# Link-time optimization makes the program 8 % faster. Debian's linker cannot read clang's form of it.
LTO      := $(if $(findstring clang,$(CC)),,-flto=auto -ffat-lto-objects)
# Small tables, so that a fuzzer reaches their limits.
SMALL    := -DSTREAMS_MAX=16 -DRECENT_NAMES=16 -DSLAB_BLOCKS_MAX=1 -DFRAGMENT_SETS_MAX=16 -DGHOST_BITS=4096 \
            -DARENA_BLOCK_BYTES=16384

# The flags of each variant: of compiling and linking, then of linking alone.
FLAGS_dev     := $(HARDEN)
LINK_dev      := -pie -Wl,-z,relro,-z,now
FLAGS_release := $(HARDEN) $(LTO)
LINK_release  := $(LINK_dev)
FLAGS_debug   := -O1 -g $(SANITIZE)
FLAGS_tsan    := -O1 -g -DDNSFERRET_INSTRUMENTED -fsanitize=thread
FLAGS_cover   := -O0 -g --coverage -DDNSFERRET_INSTRUMENTED
FLAGS_fuzz    := -O1 -g $(SANITIZE) $(SMALL) -fsanitize=fuzzer-no-link
LINK_fuzz     := -fsanitize=fuzzer
FLAGS_afl     := -O1 -g
LINK_afl      := -fsanitize=fuzzer
build/fuzz/%: CC = $(FUZZ_CC)
build/afl/%: CC = afl-clang-fast
# Variants whose fuzz targets bring their own main().
FUZZERS := fuzz afl

RULES     := Makefile .ci/make/build.mk
GENERATED := build/generated/$(notdir $(PAGES)).inc build/generated/suffix_list.inc

# variant NAME: the rules of build/NAME.
define variant
build/$(1)/%.o: %.c $(RULES) | build/libraries
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CSTD) $$(WARN) $$(FLAGS_$(1)) $$(LIB_CFLAGS) -MMD -MP $$(CPPFLAGS) $$(CFLAGS) -c -o $$@ $$<
build/$(1)/layers.a: $$(patsubst %.c,build/$(1)/%.o,$$(filter-out $$(MAIN),$$(SRC))) build/sources
	@rm -f $$@
	$$(Q)$$(AR) qcs $$@ $$(filter %.o,$$^)
build/$(1)/dnsferret: $$(MAIN:%.c=build/$(1)/%.o) build/$(1)/layers.a
	$$(Q)$$(CC) $$(FLAGS_$(1)) $$(HERE) $$(LINK_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(LIBS)
build/$(1)/tests/fuzz/%: build/$(1)/tests/fuzz/%.o $(if $(filter $(1),$(FUZZERS)),,build/$(1)/tests/fuzz/replay.o) build/$(1)/layers.a
	$$(Q)$$(CC) $$(FLAGS_$(1)) $$(HERE) $$(LINK_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(LIBS)
build/$(1)/tests/%: build/$(1)/tests/%.o $$(SUPPORT:%.c=build/$(1)/%.o) build/$(1)/layers.a
	$$(Q)$$(CC) $$(FLAGS_$(1)) $$(HERE) $$(LINK_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(TEST_LIBS) $$(LIBS)
build/$(1)/$(PAGES).o build/$(1)/src/dns/suffix_list.o: INCLUDE += -iquote build/generated
build/$(1)/$(PAGES).o build/$(1)/src/dns/suffix_list.o: $(GENERATED)
.PRECIOUS: build/$(1)/%.o build/$(1)/tests/fuzz/%
-include $$(patsubst %.c,build/$(1)/%.d,$$(SRC) $$(SUPPORT) $$(UNIT) $$(FUZZ) tests/fuzz/replay.c)
endef
$(foreach name,dev release debug tsan cover fuzz afl,$(eval $(call variant,$(name))))

# What `explain` prints comes from the documentation.
build/generated/$(notdir $(PAGES)).inc: $(PAGES).awk $(sort $(wildcard docs/scorers/*.md))
	@mkdir -p $(@D)
	$(Q)awk -f $^ >$@

# The public suffix list is compiled from the file that libpsl was built from.
build/suffix_list: .ci/suffix_list.c .ci/file_sha1.h src/dns/suffix_list.h include/dns/suffix.h $(RULES) | build/libraries
	@mkdir -p $(@D)
	$(Q)$(CC) $(CSTD) $(WARN) -O1 $(LIB_CFLAGS) -iquote src/dns -o $@ $< $(LIBS)
build/generated/suffix_list.inc: build/suffix_list $(wildcard /usr/share/publicsuffix/public_suffix_list.dat)
	@mkdir -p $(@D)
	$(Q)build/suffix_list >$@

# One sentence instead of a page of compiler errors when something is not installed.
build/libraries: $(RULES)
	@mkdir -p $(@D)
	@{ printf '#include <%s.h>\n' stdlib unictype | $(CC) -E -x c - >/dev/null 2>&1 && \
	    $(PKG_CONFIG) --print-errors --exists $(MODULES); } || \
	    { echo "The compiler ($(CC)), pkg-config or a library is not installed: run 'make deps' first." >&2; exit 1; }
	@touch $@

# The list of sources, which is written only when it has changed: an archive without a removed file is made again.
build/sources: FORCE
	@mkdir -p $(@D)
	@echo $(SRC) | cmp -s - $@ || echo $(SRC) >$@

# ./dnsferret is a copy of the release or of the development program, whichever was made last.
publish = cmp -s $(1) dnsferret || cp -f $(1) dnsferret
dnsferret: all

# For clangd, clang-tidy and editors: how each file is compiled for development.
compile_commands.json: build/sources $(GENERATED) $(RULES) .ci/compile_commands.awk | build/libraries ## write the compiler's command lines for editors and clang-tidy
	$(Q){ printf '%s\n' $(SRC) $(SUPPORT) $(UNIT) $(FUZZ) tests/fuzz/replay.c $(TOOLS) | \
	    awk -f .ci/compile_commands.awk "$(CURDIR)" "$(PAGES).c src/dns/suffix_list.c" $(CC) $(CSTD) $(WARN) $(FLAGS_dev) $(LIB_CFLAGS); } >$@

format: ## rewrite the C sources with clang-format
	@find src include tests -name '*.[ch]' -exec clang-format -i {} +

FORCE:
.PHONY: dnsferret format FORCE
