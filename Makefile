# Steelyard: `make help` lists what can be made.
#
# Sources are found by folder: a module is tools/lib/WING/NAME.c and NAME.h, a tool is
# a folder tools/TOOL with TOOL.c, TOOL.1 and perhaps wings of its own, a unit is
# tests/unit/lib/WING/NAME.c or tests/unit/TOOL/NAME.c.
# Objects go to $(BUILD), so another build (sanitizers, coverage) is one variable
# away: make BUILD=build/san EXTRA=-fsanitize=address,undefined.  V=1 shows commands.

VERSION  := 0.1.0
TOOLS    := sheet normalize validate pick partition aggregate derive assess forecast track survey compare-peers decompose score render steelyard

PREFIX   ?= /usr/local
DESTDIR  ?=
BUILD    ?= build
CFLAGS   ?= -O2 -g
WARN     := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
            -Wpointer-arith -Wvla -Wformat=2 -Wno-format-nonliteral
# What makes a mistake in memory end the program rather than be used, as far as the compiler has it.
# AUTOINIT is one of its own: valgrind is to see what was never written.
AUTOINIT := -ftrivial-auto-var-init=zero
# Those zeros are stored, not made by the processor's string instruction, whose start takes longer.
ZEROING  := -mmemset-strategy=unrolled_loop:512:noalign,libcall:-1:noalign
WANTED   := -fstack-protector-strong -fstack-clash-protection -fcf-protection=full -mbranch-protection=standard $(AUTOINIT) $(ZEROING)
HARDEN   := -fPIE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 $(shell for flag in $(WANTED); do \
              echo 'int none;' | $(CC) -Werror $$flag -S -x c - -o /dev/null 2>/dev/null && echo $$flag; done)
# No path of this folder gets into what is built, so it is the same bytes from any.
PLACELESS := -ffile-prefix-map=$(CURDIR)=.
FLAGS     = -std=gnu17 -iquote tools/lib $(OURS) -D_GNU_SOURCE -DSTEELYARD_LOCALE='"$(PREFIX)/share/locale"' -DSTEELYARD_VERSION='"$(VERSION)"' \
            $(WARN) $(WERROR) $(HARDEN) $(PLACELESS) -MMD -MP $(EXTRA)
LIBS     := -lcsv -lpcre2-8 -ljansson -lgmp -lnettle -lutf8proc -lm -lpthread
LINK      = -pie -Wl,-z,relro,-z,now,-z,noexecstack
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DSTEELYARD_TORTURE -DSTEELYARD_UNCONFINED

.DEFAULT_GOAL := all
.SECONDEXPANSION:
.DELETE_ON_ERROR:

HAVE     := $(foreach t,$(TOOLS),$(if $(wildcard tools/$(t)/$(t).c),$(t)))
LIB      := $(BUILD)/libsteelyard.a
BINS     := $(HAVE:%=$(BUILD)/bin/%)
UNITS    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*/*.c tests/unit/*/*/*.c))
FUZZ_PROGRAMS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*/*.c tests/fuzz/*/*/*.c))
BENCH    := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c))
WORDS    := $(patsubst tools/steelyard/po/%.po,$(BUILD)/share/locale/%/LC_MESSAGES/steelyard.mo,$(wildcard tools/steelyard/po/*.po))
TEMPLATES := $(patsubst tools/render/templates/%,$(BUILD)/share/steelyard/templates/%,$(wildcard tools/render/templates/*.md))
TREE     := BUILD=$(BUILD)
say       = $(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),,@echo '$(1)' && )

# ---- building ----

all: $(LIB) $(BINS) $(WORDS) $(TEMPLATES) ## build every tool into build/bin

# An include names its wing, from tools/lib or from the tool's own folder.
$(BUILD)/obj/%.o: OURS = -iquote tools/$(firstword $(subst /, ,$*))
$(BUILD)/obj/%.o: tools/%.c Makefile | needs
	@mkdir -p $(@D)
	$(call say,cc $<)$(CC) $(FLAGS) $(CFLAGS) -c $< -o $@

# The words of other languages: tools/steelyard/po/LANGUAGE.po is a message catalogue.
$(BUILD)/share/locale/%/LC_MESSAGES/steelyard.mo: tools/steelyard/po/%.po | needs
	@mkdir -p $(@D)
	$(call say,msgfmt $<)msgfmt -c -o $@ $<

# Templates of reports stand beside the programs as they stand in the tree.
$(TEMPLATES): $(BUILD)/share/steelyard/templates/%: tools/render/templates/%
	@mkdir -p $(@D)
	@cp $< $@

# A tool is all the sources of its folder and the library.
objects = $(patsubst tools/%.c,$(BUILD)/obj/%.o,$(wildcard tools/$(1)/*.c tools/$(1)/*/*.c))
$(LIB): $(call objects,lib)
	@rm -f $@
	$(call say,ar $@)ar rcs $@ $^

$(BINS): $(BUILD)/bin/%: $$(call objects,$$(@F)) $(LIB)
	@mkdir -p $(@D)
	$(call say,ld $@)$(CC) $(CFLAGS) $(LINK) $(EXTRA) $^ $(LIBS) $(LDLIBS) -o $@

# What only one tool needs.
$(BUILD)/bin/sheet $(BUILD)/unit/sheet/% $(BUILD)/fuzz/sheet/%: LIBS += -lzip -lexpat
$(BUILD)/bin/render $(BUILD)/unit/render/% $(BUILD)/fuzz/render/%: LIBS += -lzip -lxlsxwriter
$(BUILD)/unit/render/%: LIBS += -lexpat
$(BUILD)/bin/render $(BUILD)/unit/render/% $(BUILD)/fuzz/render/%: LIBS += -lcmark-gfm-extensions -lcmark-gfm

# What tests a tool's own modules is linked with its objects but the one that holds main.
tested = $(filter-out lib,$(firstword $(subst /, ,$(1))))
tested_objects = $(foreach t,$(call tested,$(1)),$(filter-out %/$(t)/$(t).o,$(call objects,$(t))))
$(UNITS) $(FUZZ_PROGRAMS): OURS = -iquote tests/unit $(addprefix -iquote tools/,$(call tested,$*))
$(UNITS): $(BUILD)/unit/%: tests/unit/%.c $$(call tested_objects,$$*) $(LIB) | needs $(WORDS)
	@mkdir -p $(@D)
	$(call say,cc $<)$(CC) $(FLAGS) $(CFLAGS) $< $(filter %.o %.a,$^) $(LIBS) -lcriterion -o $@

# What the set-up may do: look ("check"), or install what is missing.
needs: ; @.ci/setup $(or $(SETUP),check)

# ---- trying and testing ----

demo: SETUP := demo
demo: all ## install what is missing, build, and evaluate the sample plan into build/demo
	@PATH="$(abspath $(BUILD)/bin):$$PATH" pipelines/demo $(BUILD)/demo

test: SETUP := test
test lint units cases: WERROR ?= -Werror
test: all $(UNITS) ## install what is missing, then lint, units and cases; ends with "N passed, N failed"
	@$(TREE) tests/all lint units cases

lint: all ## the rules of the house: layers, manuals, examples, bans, messages, pipelines, headers
	@$(TREE) tests/all lint

units: $(UNITS) ## the modules, one by one
	@$(TREE) tests/all units

acceptance: all ## the invented district, from raw files to the report, held against what it has to say; FACTS=T7 without some of it
	@$(TREE) samples/district/make $(BUILD)/acceptance
	@$(TREE) pipelines/district-evaluation $(BUILD)/acceptance $(BUILD)/acceptance.out >$(BUILD)/acceptance.log 2>&1 || test $$? = 1
	@$(TREE) tests/acceptance/all $(BUILD)/acceptance $(BUILD)/acceptance.out
	@$(TREE) tests/counterfactual $(FACTS)

cases: all ## the tools from end to end; one case: tests/run TOOL/CASE
	@$(TREE) tests/run

# ---- testing harder ----

# Another compiler has a build of its own: make sanitize CC=clang.
SAN      := build/san$(if $(findstring clang,$(CC)),-clang)
again = $(MAKE) --no-print-directory CFLAGS='-O1 -g' EXTRA='$(SANITIZE)' WERROR= BUILD=$(SAN)

sanitize: ## all of test under ASan and UBSan, and the cases once more in Chinese and with blocks of 1 and of 7 bytes
	+@CASE_SECONDS=300 $(again) test
	@BUILD=$(SAN) CASE_SECONDS=300 tests/run -l zh
	@BUILD=$(SAN) STEELYARD_BLOCK=1 CASE_SECONDS=300 tests/run
	@BUILD=$(SAN) STEELYARD_BLOCK=7 CASE_SECONDS=300 tests/run

THREADED = $(patsubst tests/cases/%/cmd,%,$(shell grep -l threads tests/cases/*/*/cmd))
races: ## the cases of several threads under the thread sanitizer; CC=clang knows more of the C library's calls
	+@$(MAKE) --no-print-directory CFLAGS='-O1 -g' EXTRA='-fsanitize=thread -fno-omit-frame-pointer -DSTEELYARD_UNCONFINED' \
	    WERROR= BUILD=build/races all
	@BUILD=build/races CASE_SECONDS=300 TSAN_OPTIONS=exitcode=66 tests/run $(THREADED)

torture: ## fail the n-th allocation of many command lines: each must end with one line and status 2
	+@$(again) all
	@BUILD=$(SAN) tests/memory/torture

SHIM     := $(BUILD)/faults/shim.so
$(SHIM): tests/faults/shim.c | needs
	@mkdir -p $(@D)
	$(call say,cc $<)$(CC) -std=gnu17 -D_GNU_SOURCE $(WARN) $(CFLAGS) -fPIC -shared $< -o $@

faults: all $(SHIM) ## fail each system call of LINES command lines (120), and KILLS deaths (1000) with SEED: nothing silent or torn
	@$(TREE) tests/faults/drive -n $(or $(LINES),120) -k $(or $(KILLS),1000) -s $(or $(SEED),1)
	@$(TREE) tests/faults/site

nights: all ## kill -9 at KILLS points (200) of pipelines/nightly with SEED, and disks that are full: current is a whole run
	@$(TREE) tests/night $(or $(KILLS),200) $(or $(SEED),1)

cluster: SETUP := cluster
cluster: all ## jobs on three nodes of Slurm and three hosts by ssh, all here: nodes and coordinators are killed; WHAT=slurm or hosts
	@$(TREE) tests/cluster/run $(WHAT)

scale: all $(BUILD)/bench/nation $(BUILD)/bench/plan $(BUILD)/bench/measure ## a nation of ROWS (2000000) in one process, and cut with JOBS (2) at a time
	@$(TREE) tests/bench/scale $(or $(ROWS),2000000) $(or $(JOBS),2)

valgrind: SETUP := valgrind
valgrind: ## the cases under valgrind
	+@$(MAKE) --no-print-directory AUTOINIT= EXTRA=-DSTEELYARD_UNCONFINED SETUP=valgrind BUILD=build/bare all
	@BUILD=build/bare tests/memory/valgrind

# Nothing of HARDEN: the sanitizer does not know the C library's checked calls, and zeros would hide what nobody wrote.
# What it finds goes to files, so that no case can throw it away with a message.
MSAN     := build/msan
msan: SETUP := msan
msan: needs ## the cases under the memory sanitizer of clang, with our libraries built for it, too
	@tests/memory/libraries $(MSAN)
	+@$(MAKE) --no-print-directory CC=clang CFLAGS='-O1 -g' HARDEN=-fPIE WERROR= LDLIBS=-lz BUILD=$(MSAN) SETUP=msan \
	    EXTRA='-fsanitize=memory -fno-omit-frame-pointer -DSTEELYARD_TORTURE -DSTEELYARD_UNCONFINED \
	    -Wno-unused-command-line-argument -I$(MSAN)/prefix/include -L$(MSAN)/prefix/lib' all
	@rm -f $(MSAN)/found.*
	@BUILD=$(MSAN) MSAN_OPTIONS=exitcode=77:log_path=$(abspath $(MSAN))/found CASE_SECONDS=300 tests/run; ran=$$?; \
	    ! cat $(MSAN)/found.* 2>/dev/null && exit $$ran

fuzz: SETUP := fuzz
fuzz: all needs ## each fuzz target for TIME seconds (10) under the sanitizers; FUZZ=NAME for one
	+@$(MAKE) --no-print-directory CC='$(FUZZ_CC)' CFLAGS='-O1 -g' HARDEN=-fPIE BUILD=build/fuzz SETUP=fuzz \
	    EXTRA='$(SANITIZE) -fsanitize=fuzzer-no-link' fuzz-programs
	@tests/fuzz/run $(FUZZ)

# A long campaign goes without the address sanitizer, and without the fuzzer looking at what is compared: what it
# finds and keeps is tried with both by make fuzz.  What is undefined ends a program there too.
FUZZ_CC  := $(if $(findstring ccache,$(CC)),ccache )clang
campaign: SETUP := fuzz
campaign: all needs ## all fuzz targets in turn, fast, for TIME seconds in all (3600), JOBS (1) at a time; FUZZ=NAME for some
	+@$(MAKE) --no-print-directory CC='$(FUZZ_CC)' CFLAGS='-O2 -g1' HARDEN=-fPIE BUILD=build/campaign SETUP=fuzz \
	    EXTRA='-fsanitize=undefined -fsanitize-trap=undefined -fsanitize-coverage=inline-8bit-counters,pc-table -DSTEELYARD_UNCONFINED -DFUZZ_INSIDE' \
	    INSIDE=yes FUZZER='$(FUZZER_ALONE)' fuzz-programs
	@tests/fuzz/long $(FUZZ)

FUZZER := -fsanitize=fuzzer
FUZZER_ALONE = $(shell clang -print-resource-dir)/lib/linux/libclang_rt.fuzzer-$(shell uname -m).a -lstdc++
fuzz-programs: $(FUZZ_PROGRAMS)
fuzzed = $(call tested_objects,$*) $(LIB)
$(filter-out %/whole,$(FUZZ_PROGRAMS)): $(BUILD)/fuzz/%: tests/fuzz/%.c $$(fuzzed) | needs
	@mkdir -p $(@D)
	$(call say,cc $<)$(CC) $(FLAGS) $(CFLAGS) $< $(filter %.o %.a,$^) $(FUZZER) $(LIBS) -o $@

# A whole tool has its calls to the system bent, and its static places in one section.
BENT := exit signal sigaction sigprocmask pthread_create pcre2_jit_compile_8 execv iconv_open iconv_close close open openat mkdirat \
        renameat renameat2 linkat unlink unlinkat fsync syncfs
$(filter %/whole,$(FUZZ_PROGRAMS)): $(BUILD)/fuzz/%: tests/fuzz/%.c $$(fuzzed) $(wildcard tests/fuzz/*.*) | needs
	@mkdir -p $(@D)
	$(call say,cc $<)$(CC) $(FLAGS) $(CFLAGS) -MF $@.d -MT $@ -c $< -o $@.one.o
	@ld -r -w $(if $(INSIDE),-T tests/fuzz/state.ld) $@.one.o $(filter %.o %.a,$^) -o $@.all.o
	@for part in inside mutator; do $(CC) $(filter-out -fsanitize% -MMD -MP,$(FLAGS) $(CFLAGS)) -c tests/fuzz/$$part.c -o $@.$$part.o || exit; done
	@$(CC) $(FLAGS) $(CFLAGS) $(BENT:%=-Wl,--wrap=%) $@.all.o $@.inside.o $@.mutator.o $(FUZZER) $(LIBS) -o $@

$(BUILD)/differential/csv: tests/differential/csv.c $(LIB) | needs
	@mkdir -p $(@D)
	$(call say,cc $<)$(CC) $(FLAGS) $(CFLAGS) $^ $(LIBS) -o $@

differential: $(BUILD)/differential/csv ## our reader and writer against libcsv on RECORDS (1000000) made-up records; each run has a new seed
	@$(TREE) tests/differential/run $(or $(RECORDS),1000000) $(SEED)

campaigns: ## what make fuzz and make differential have tried so far, summed
	@tests/fuzz/campaign

warnings: SETUP := fuzz
warnings: needs ## of clang, in every source: none
	@FLAGS='-std=gnu17 -D_GNU_SOURCE -DSTEELYARD_VERSION="" -DSTEELYARD_LOCALE="" $(WARN)' tests/warnings

# A run that is confined counts there too, and one that a signal ends counts when the shim tells it to.
COVER    := $(CURDIR)/build/cover
COUNTED  := --coverage -fprofile-update=atomic -DSTEELYARD_COUNTS=\"$(COVER)\" \
            -Wl,--undefined=__gcov_dump,--export-dynamic-symbol=__gcov_dump

cover: SETUP := test
cover: needs ## lines and branches that units, cases and faults of the system reach, by file, in tools/lib and in all
	@mkdir -p $(COVER) && find $(COVER) -name '*.gcda' -delete
	+@CASE_SECONDS=900 $(MAKE) --no-print-directory CFLAGS='-O1 -g' EXTRA='$(COUNTED)' WERROR= BUILD=$(COVER) units cases
	+@$(MAKE) --no-print-directory CFLAGS='-O1 -g' EXTRA='$(COUNTED)' WERROR= BUILD=$(COVER) LINES=24 KILLS=100 faults
	@tests/cover $(COVER)

mutants: SETUP := test
mutants: all $(UNITS) ## plant the faults of tests/mutants, one by one: each must be noticed; MUTANTS=assess for some
	@$(TREE) tests/mutate $(MUTANTS)

findings: ## what other programs do that one would not guess: is it still so? Fetches them; ends with a count
	@findings/run

bench: all $(BENCH) ## how fast and how large, beside other tools that are installed; BENCH_MB=100, RUNS=5
	@$(TREE) tests/bench/run

$(BENCH): $(BUILD)/bench/%: tests/bench/%.c $(LIB) | needs
	@mkdir -p $(@D)
	$(call say,cc $<)$(CC) $(FLAGS) $(CFLAGS) $(filter %.c %.a,$^) $(LIBS) -o $@

giants: all $(BENCH) ## a file of GIANT=10G bytes and records of 1 GiB through aggregate, validate and normalize, by pipes
	@$(TREE) tests/bench/giants $(GIANT)

# ---- handing over ----

SHARE    = $(DESTDIR)$(PREFIX)/share
LIBEXEC  = $(DESTDIR)$(PREFIX)/libexec/steelyard
ALONE    = $(filter-out steelyard,$(HAVE))

# zsh looks here in most systems; Debian's does in zsh/vendor-completions.
ZSH_FUNCTIONS ?= zsh/site-functions
COMPLETE = bash-completion/completions/steelyard $(ZSH_FUNCTIONS)/_steelyard fish/vendor_completions.d/steelyard.fish

# SYSTEMD_UNITS=/usr/lib/systemd/system installs the timer of pipelines/nightly, too; nothing enables it.
UNIT_FILES := $(wildcard pipelines/night/*.service pipelines/night/*.timer)
install: all ## put it under PREFIX (/usr/local), with DESTDIR before that
	install -d $(DESTDIR)$(PREFIX)/bin $(LIBEXEC) $(SHARE)/steelyard \
	    $(addprefix $(SHARE)/man/man,1 5 7) $(addprefix $(SHARE)/,$(dir $(COMPLETE)))
	install $(filter-out %/steelyard,$(BINS)) $(LIBEXEC)
	install $(filter %/steelyard,$(BINS)) $(DESTDIR)$(PREFIX)/bin
	install -m 644 tools/steelyard/steelyard.1 $(SHARE)/man/man1
	for t in $(ALONE); do install -m 644 tools/$$t/$$t.1 $(SHARE)/man/man1/steelyard-$$t.1 || exit; done
	for p in $(wildcard doc/*.[57]); do install -m 644 $$p $(SHARE)/man/man$${p##*.} || exit; done
	cp -R samples pipelines $(SHARE)/steelyard
	install -d $(SHARE)/steelyard/templates
	install -m 644 tools/render/templates/*.md $(SHARE)/steelyard/templates
	$(if $(SYSTEMD_UNITS),install -d $(DESTDIR)$(SYSTEMD_UNITS); for u in $(UNIT_FILES); do \
	    sed 's|/usr/share|$(PREFIX)/share|' $$u >$(DESTDIR)$(SYSTEMD_UNITS)/$${u##*/} || exit; done)
	for w in $(WORDS:$(BUILD)/share/%=%); do install -Dm 644 $(BUILD)/share/$$w $(SHARE)/$$w || exit; done
	@set -- bash zsh fish; PATH="$(abspath $(BUILD)/bin):$$PATH"; for f in $(COMPLETE); do \
	    steelyard --completion=$$1 >$(SHARE)/$$f || exit; shift; done

uninstall: ## take it away again
	$(if $(SYSTEMD_UNITS),rm -f $(addprefix $(DESTDIR)$(SYSTEMD_UNITS)/,$(notdir $(UNIT_FILES))))
	rm -rf $(LIBEXEC) $(SHARE)/steelyard $(DESTDIR)$(PREFIX)/bin/steelyard
	rm -f $(SHARE)/locale/*/LC_MESSAGES/steelyard.mo $(SHARE)/man/man[17]/steelyard.[17] $(SHARE)/man/man[157]/steelyard-*.[157] $(addprefix $(SHARE)/,$(COMPLETE))

po: all ## bring the message catalogues up to what the code says; new texts are empty
	@tools/steelyard/po/update

docs: SETUP := test
docs: all ## write what is generated from the code
	@$(TREE) doc/generate

# The site is made of the tree alone: nothing has to be built for it.
site: ## manual pages, tutorials, decisions, examples and pictures as static pages into build/site, each link held
	@.ci/setup site
	@doc/site build/site
	@tests/release/site build/site
	@echo build/site/index.html

dist: ## the committed tree as build/steelyard-VERSION.tar.gz
	@grep -m 1 '^## ' doc/NEWS.md | grep -qw '$(VERSION)' || \
	    { echo "dist: VERSION is $(VERSION); the newest heading of doc/NEWS.md is another" >&2; exit 1; }
	@grep -qx 'version: $(VERSION)' doc/CITATION.cff && head -n 1 debian/changelog | grep -qF '($(VERSION))' || \
	    { echo "dist: VERSION is $(VERSION); doc/CITATION.cff or debian/changelog has another" >&2; exit 1; }
	@mkdir -p build
	git -c tar.umask=0022 archive --prefix=steelyard-$(VERSION)/ --format=tar -o build/steelyard-$(VERSION).tar HEAD
	gzip -9nf build/steelyard-$(VERSION).tar
	@echo build/steelyard-$(VERSION).tar.gz

package: dist ## as root: the Debian package of that on a bare Debian: built twice, lintian, installed, tested, purged
	@tests/release/package build/steelyard-$(VERSION).tar.gz build/package

distcheck: dist ## unpack that, test it, install it into a scratch folder, and take it away again
	@tests/release/distcheck build/steelyard-$(VERSION).tar.gz

clean: ## remove everything that was built
	rm -rf $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

.PHONY: all needs demo test lint units cases acceptance sanitize races torture faults nights cluster scale valgrind msan fuzz \
        fuzz-programs campaign differential campaigns warnings cover mutants findings bench giants install uninstall po \
        docs site dist package distcheck clean help

-include $(filter-out $(BUILD)/site/%,$(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d $(BUILD)/*/*/*/*.d))
