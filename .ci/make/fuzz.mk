# Fuzzing. `make check` replays the kept inputs; these look for new ones.

fuzz: ## fuzz every target for TIME seconds with libFuzzer
	@.ci/deps build fuzz
	@$(MAKE) -j$(JOBS) $(FUZZ:tests/fuzz/%.c=fuzz-%)

fuzz-fuzz_%: build/fuzz/tests/fuzz/fuzz_%
	@tests/fuzz/run $< $(TIME)

fuzz-afl: ## fuzz the same targets with AFL++, one after the other, TIME seconds each
	@.ci/deps build afl
	@$(MAKE) -j$(JOBS) $(FUZZ:%.c=build/afl/%)
	@for target in $(FUZZ:%.c=build/afl/%); do tests/fuzz/afl $$target $(TIME) || exit 1; done

.PHONY: fuzz fuzz-afl
