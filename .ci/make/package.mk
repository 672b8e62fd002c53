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

dist: ## pack the committed sources: build/dnsferret-VERSION.tar.gz
	@.ci/dist $(VERSION)

deb: ## build a Debian package: build/dnsferret_VERSION_ARCH.deb
	@.ci/deps build package
	@$(MAKE) -j$(JOBS) $(PROGRAM)
	@.ci/deb $(VERSION)

sbom: $(PROGRAM) ## list what the program is made of: build/dnsferret.spdx.json
	@.ci/deps sbom
	@.ci/sbom $(VERSION) $(PROGRAM) >build/dnsferret.spdx.json && echo build/dnsferret.spdx.json

.PHONY: install uninstall dist deb sbom
