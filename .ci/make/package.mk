# Manual pages, installation and packages. All of it ships the release program.

INSTALLED_DOCS := LICENSE README.md CHANGELOG.md $(filter-out docs/README.md,$(sort $(wildcard docs/*.md))) docs/report.schema.json

# One page per verb. `VERB --help` says which options it takes, docs/man/options.scd what they mean.
build/man/dnsferret-%.1: docs/man/%.scd docs/man/options.scd docs/man/page.awk $(PROGRAM)
	@mkdir -p $(@D)
	$(Q)$(PROGRAM) $* --help-all >build/man/$*.help && \
	    awk -f docs/man/page.awk docs/man/options.scd $< build/man/$*.help >build/man/$*.scd && scdoc <build/man/$*.scd >$@
build/man/dnsferret.1: docs/man/dnsferret.scd
	@mkdir -p $(@D)
	$(Q)scdoc <$< >$@

# What is installed, one file per line: mode, file, path below PREFIX.
build/installed: Makefile .ci/make/package.mk $(PROGRAM) $(MANUALS)
	$(Q){ echo 755 $(PROGRAM) bin/dnsferret; \
	    for page in $(MANUALS); do echo 644 $$page share/man/man1/$${page##*/}; done; \
	    for page in $(INSTALLED_DOCS); do echo 644 $$page share/doc/dnsferret/$${page##*/}; done; \
	    set -- bash share/bash-completion/completions/dnsferret zsh share/zsh/site-functions/_dnsferret \
	        fish share/fish/vendor_completions.d/dnsferret.fish; \
	    while [ $$# -gt 0 ]; do \
	        $(PROGRAM) completion $$1 >build/completion.$$1; echo 644 build/completion.$$1 $$2; shift 2; \
	    done; } >$@

install: build/installed ## install program, manual pages, completions and documents (DESTDIR=, PREFIX=/usr/local)
	@while read -r mode from to; do install -v -D -m $$mode $$from $(DESTDIR)$(PREFIX)/$$to; done <$<

uninstall: build/installed ## remove what `make install` installed (DESTDIR=, PREFIX=)
	@while read -r _ _ to; do rm -fv $(DESTDIR)$(PREFIX)/$$to; done <$<

dist: ## pack the committed sources, list what they need (SPDX) and write SHA256SUMS: build/dnsferret-VERSION.tar.gz
	@.ci/deps dist
	@.ci/dist $(VERSION)

deb: ## build a Debian package: build/dnsferret_VERSION_ARCH.deb
	@.ci/deps build package
	@$(MAKE) -j$(JOBS) $(PROGRAM)
	@.ci/deb $(VERSION)

# One file that needs no other. Debian's libpcap brings D-Bus, whose two calls of libsystemd no capture file leads to, and
# of libsystemd there is no archive.
STATIC_ASKED = $(eval STATIC_ASKED := $(call ask,--static --libs $(MODULES)))$(STATIC_ASKED)
STATIC_LIBS  = $(filter-out -lsystemd -Wl%,$(STATIC_ASKED)) $(OTHER_LIBS) -licuuc -licudata -lstdc++ -lpthread -lm
build/static/dnsferret: $(MAIN:%.c=build/release/%.o) build/release/layers.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(FLAGS_release) $(HERE) -static -no-pie $(LDFLAGS) -o $@ $^ -Wl,--start-group \
	    $(STATIC_LIBS) -Wl,--end-group \
	    -Wl,--defsym=sd_listen_fds=abort,--defsym=sd_is_socket=abort -Wl,-Map=$@.map 2>build/static/link.log || \
	    { cat build/static/link.log >&2; exit 1; }

static: ## build one static program, build/static/dnsferret, and run it in an empty root
	@.ci/deps build static
	@$(MAKE) -j$(JOBS) build/static/dnsferret $(PROGRAM)
	@.ci/empty-root build/static/dnsferret $(PROGRAM)

sbom: $(PROGRAM) ## list what the program is made of: build/dnsferret.spdx.json
	@.ci/deps sbom
	@.ci/sbom program $(VERSION) $(PROGRAM) >build/dnsferret.spdx.json && echo build/dnsferret.spdx.json

artefacts: ## make all files of a release and their SHA256SUMS: source archive, Debian package, static program
	@$(MAKE) dist
	@$(MAKE) deb
	@$(MAKE) static
	@.ci/artefacts $(VERSION)

.PHONY: install uninstall dist deb static sbom artefacts
