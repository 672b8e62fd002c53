# What is tested, and how.

# tests/tally runs commands and ends with "N passed, N failed".
TALLY := tests/tally --jobs $(JOBS)

# Programs of end-to-end tests get the program under test as their argument. These two always get the release program:
# sanitizers need what the sandbox forbids.
RELEASED := $(addprefix tests/e2e/programs/,sandbox recipes)
# What needs no variant.
ONCE     := $(LINT) tests/fresh/archive.sh
# Makes calls of the program it is preloaded into fail.
FAULTS   := build/release/tests/fault/faults.so

# What runs on a variant: the unit, property and fuzz tests; the end-to-end tests; all of it.
units    = $(UNIT:%.c=build/$(1)/%) $(FUZZ:%.c=build/$(1)/%)
ends     = 'tests/e2e/run build/$(1)/dnsferret' 'build/$(1)/dnsferret check samples/expectations' \
    'tests/prop/laws.py build/$(1)/dnsferret --short' \
    $(foreach t,$(E2E),'$(t) $(if $(filter $(t),$(RELEASED)),$(PROGRAM),build/$(1)/dnsferret)')
# The longest come first, so that the last to end is a short one.
commands = $(call ends,$(1)) 'tests/fault/sweep.py $(PROGRAM) $(FAULTS) 30' $(call units,$(1))
# What has to be built for the end-to-end tests, for all of it, and for tests/lint.
ended    = build/$(1)/dnsferret $(PROGRAM) build/release/tests/bench/flood
needed   = $(call units,$(1)) $(call ended,$(1)) $(FAULTS)
linted   = $(PROGRAM) $(MANUALS) build/debug/dnsferret

check: deps ## install what is missing, lint, build with ASan and UBSan and run all tests
	@$(MAKE) -j$(JOBS) tested-debug

test: deps ## the same, and all tests once more with the release build
	@$(MAKE) -j$(JOBS) tested-both

tested-debug: $(linted) $(call needed,debug)
	@$(TALLY) $(ONCE) $(call commands,debug)

tested-both: $(linted) $(call needed,debug) $(call needed,release)
	@$(TALLY) $(ONCE) $(call commands,debug) $(call commands,release)

lint: $(linted) ## run the checks of tests/lint alone
	@$(TALLY) $(LINT)

unit: $(call units,debug) ## run the unit, property and replayed fuzz tests alone
	@$(TALLY) $^

fast-paths: $(addprefix build/release/tests/prop/,test_suffix_list test_bound) ## compare fast ways with plain ones: a million names, hundreds of thousands of channels
	@build/release/tests/prop/test_suffix_list 1000000
	@build/release/tests/prop/test_bound 5000

e2e: $(call ended,debug) ## run the end-to-end cases and programs alone
	@$(TALLY) $(call ends,debug)

browser: ## check the HTML report in headless Chromium (PICTURES=folder keeps screenshots)
	@.ci/deps build browser
	@$(MAKE) -j$(JOBS) $(PROGRAM)
	@tests/browser/run $(PROGRAM) $(if $(PICTURES),--pictures $(PICTURES))

corpus: build/debug/dnsferret ## run the sanitizer build over every capture below CORPUS
	@tests/e2e/run $< --captures $(CORPUS)

agreement: $(PROGRAM) ## compare `rows` with tshark, message by message, for every capture below CORPUS
	@.ci/deps agreement
	@tests/bench/agreement.py $(PROGRAM) $(CORPUS)

agreement-mutants: $(PROGRAM) ## the same for SEEDS mutants of every sample
	@.ci/deps agreement
	@for seed in $$(seq $(SEEDS)); do \
	    rm -rf build/mutants && tests/bench/mutants.py $$seed build/mutants >/dev/null && \
	    tests/bench/agreement.py $(PROGRAM) build/mutants >build/mutants.log || { grep -A5 '^not ok' build/mutants.log; exit 1; }; \
	done; tail -n 1 build/mutants.log

races: build/tsan/dnsferret build/release/tests/bench/generate build/release/tests/bench/flood ## run samples, a generated capture and a flood under ThreadSanitizer
	@mkdir -p build/bench && build/release/tests/bench/generate -n 20000 >build/bench/races.pcap
	@build/release/tests/bench/flood domains -n 250000 >build/bench/races-flood.pcap
	@for capture in samples/*.pcap* build/bench/races.pcap build/bench/races-flood.pcap; do \
	    TSAN_OPTIONS=halt_on_error=1 setarch -R build/tsan/dnsferret -q -j 4 --memory 64M -f json $$capture >/dev/null; \
	    case $$? in 0 | 4) ;; *) exit 1 ;; esac; \
	done; echo "no race"

faults: $(PROGRAM) $(FAULTS) ## make every allocation and every system call of a small run fail once
	@.ci/deps faults
	@tests/fault/sweep.py $(PROGRAM) $(FAULTS) 1

memcheck: $(PROGRAM) ## run the samples under valgrind
	@.ci/deps memcheck
	@tests/fault/memcheck $(PROGRAM) samples/*.pcap*

analyze: ## run gcc -fanalyzer, cppcheck and clang-tidy; tests/analyze/accepted lists what they may report
	@.ci/deps build check analyze
	@$(MAKE) compile_commands.json
	@tests/analyze/run

cover: deps ## measure line coverage of the tests, per file
	@$(MAKE) -j$(JOBS) $(call needed,cover)
	@find build/cover -name '*.gcda' -delete
	@$(TALLY) $(call commands,cover)
	@tests/support/coverage

cover-fuzz: deps ## list lines of the parsers that no kept fuzz input reaches
	@$(MAKE) -j$(JOBS) $(FUZZ:%.c=build/cover/%)
	@find build/cover -name '*.gcda' -delete
	@for target in $(FUZZ:%.c=build/cover/%); do $$target >/dev/null || exit 1; done
	@tests/support/unreached

build/release/tests/%.so: tests/%.c $(RULES) | build/libraries
	@mkdir -p $(@D)
	$(Q)$(CC) $(CSTD) $(WARN) -O2 -fPIC -shared -o $@ $<

.PHONY: check test tested-debug tested-both lint unit fast-paths e2e browser corpus agreement agreement-mutants races faults memcheck \
    analyze cover cover-fuzz
