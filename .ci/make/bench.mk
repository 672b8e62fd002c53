# What the program costs, and how well it detects. All of it measures the release program.

MEASURES := $(patsubst %,build/release/tests/bench/%,generate surround tokens pcaploop malloc_count.so)

bench: $(PROGRAM) $(MEASURES) ## measure speed and memory against a bare libpcap loop and other programs (MESSAGES=)
	@tests/bench/run $(PROGRAM) $(MESSAGES)

bench-logs: $(PROGRAM) $(patsubst %,build/release/tests/bench/%,generate log_stages malloc_count.so) ## measure reading a Zeek log against wc -l and against the same capture (MESSAGES=)
	@tests/bench/logs.py $(PROGRAM) $(MESSAGES)

bench-quick: $(PROGRAM) $(MEASURES) ## the same with 100,000 messages, in a few minutes
	@tests/bench/run $(PROGRAM) 100000

bench-transport: $(PROGRAM) ## measure peak memory for MESSAGES over TCP and as many fragments
	@tests/bench/transport.py $(PROGRAM) $(MESSAGES)

bench-floods: $(PROGRAM) build/release/tests/bench/flood ## flood a limit of 512 MiB with MESSAGES names, domains and clients
	@tests/bench/floods.py $(PROGRAM) $(MESSAGES)

bench-collisions: $(PROGRAM) build/release/tests/bench/collide ## time names that collide under a known hash, and others
	@for names in any known; do \
	    build/release/tests/bench/collide $$names >build/collide.pcap && \
	    bash -c "TIMEFORMAT='$$names names: %U s'; time $(PROGRAM) -j 1 -q -f json build/collide.pcap >/dev/null"; \
	done

bench-detection: $(PROGRAM) build/release/tests/bench/strengths ## measure recall, false alarms and calibration: samples, generated channels (SEEDS=), labelled captures (CORPUS=)
	@$(PROGRAM) check samples/expectations
	@tests/bench/families.py $(PROGRAM) $(SEEDS)
	@tests/bench/evasion.py $(PROGRAM) $(SEEDS)
	@tests/bench/detection_quick --program $(PROGRAM) --draws $(SEEDS) --by --forget
	@[ ! -e $(CORPUS)/labels.tsv ] || tests/bench/detection.py $(PROGRAM) $(CORPUS)/labels.tsv
	@[ ! -e $(CORPUS)/labels.tsv ] || tests/bench/calibrate.py build/release/tests/bench/strengths $(CORPUS) 10

laws: $(PROGRAM) ## try the laws of scoring on SEEDS draws of every channel (takes minutes)
	@tests/prop/laws.py $(PROGRAM) --draws $(SEEDS)

calibrate: $(PROGRAM) build/release/tests/bench/strengths ## fit the weights of the scorers, with families and sources held out (CORPUS=)
	@tests/bench/calibrate.py build/release/tests/bench/strengths $(CORPUS) 10

build/release/tests/bench/strengths build/release/tests/bench/collide build/release/tests/bench/log_stages: build/release/tests/bench/%: tests/bench/%.c build/release/layers.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CSTD) $(WARN) $(LIB_CFLAGS) -O2 -o $@ $^ $(LIBS)

build/release/tests/bench/%: tests/bench/%.c $(wildcard tests/bench/*.h) $(RULES) | build/libraries
	@mkdir -p $(@D)
	$(Q)$(CC) $(CSTD) $(WARN) $(LIB_CFLAGS) -O2 -o $@ $< $(PCAP_LIBS)

.PHONY: laws bench bench-quick bench-logs bench-transport bench-floods bench-collisions bench-detection calibrate
