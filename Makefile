# Steelyard: `make help` lists what can be made.
#
# Sources are found by folder: a module is tools/lib/NAME.c and NAME.h, a tool is
# a folder tools/NAME with NAME.c and NAME.1, a unit is tests/unit/test_NAME.c.
# Objects go to $(BUILD), so another build (sanitizers, coverage) is one variable
# away: make BUILD=build/san EXTRA=-fsanitize=address,undefined

VERSION  := 0.1.0
TOOLS    := normalize validate aggregate assess compare-peers render steelyard

PREFIX   ?= /usr/local
DESTDIR  ?=
BUILD    ?= build
CFLAGS   ?= -O2 -g
WARN     := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
            -Wpointer-arith -Wvla -Wformat=2 -Wno-format-nonliteral
HARDEN   := -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2
FLAGS     = -std=gnu17 -iquote tools/lib -D_GNU_SOURCE -DSTEELYARD_VERSION='"$(VERSION)"' \
            $(WARN) $(WERROR) $(HARDEN) -MMD -MP $(EXTRA)
LIBS     := -lcsv -lpcre2-8 -ljansson -lgmp -lmd -lm -lpthread
LINK      = -pie -Wl,-z,relro,-z,now
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DSTEELYARD_TORTURE

.DEFAULT_GOAL := all
.SECONDEXPANSION:
.DELETE_ON_ERROR:

HAVE     := $(foreach t,$(TOOLS),$(if $(wildcard tools/$(t)/$(t).c),$(t)))
LIB      := $(BUILD)/libsteelyard.a
BINS     := $(HAVE:%=$(BUILD)/bin/%)
UNITS    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
BENCH    := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c))
FUZZ     := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))
TREE     := BUILD=$(BUILD)

# ---- building ----

all: $(LIB) $(BINS) ## build every tool into build/bin

$(LIB): $(patsubst tools/lib/%.c,$(BUILD)/lib/%.o,$(wildcard tools/lib/*.c))
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/lib/%.o: tools/lib/%.c Makefile | needs
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -c $< -o $@

$(BUILD)/tool/%.o: tools/%.c Makefile | needs
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -c $< -o $@

# A tool is all the sources of its folder and the library.
objects = $(patsubst tools/%.c,$(BUILD)/tool/%.o,$(wildcard tools/$(1)/*.c))
$(BINS): $(BUILD)/bin/%: $$(call objects,$$(@F)) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LINK) $(EXTRA) $^ $(LIBS) -o $@

# A unit tests a module; test_TOOL_NAME tests what belongs to a tool alone, and is
# linked with the tool's objects but the one that holds main.
unit_tool = $(foreach t,$(HAVE),$(if $(filter test_$(subst -,_,$(t))_%,$(1)),$(t)))
unit_objects = $(foreach t,$(call unit_tool,$(1)),$(filter-out %/$(t)/$(t).o,$(call objects,$(t))))
$(UNITS): $(BUILD)/unit/%: tests/unit/%.c $$(call unit_objects,$$(@F)) $(LIB) | needs
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) $(addprefix -iquote tools/,$(call unit_tool,$(@F))) $(filter-out %.h,$^) $(LIBS) -lcriterion -o $@

# What the set-up may do: look ("check"), or install what is missing.
needs: ; @./setup $(or $(SETUP),check)

# ---- trying and testing ----

demo: SETUP := demo
demo: all ## install what is missing, build, and evaluate the sample plan into build/demo
	@PATH="$(abspath $(BUILD)/bin):$$PATH" pipelines/demo $(BUILD)/demo

test: SETUP := test
test lint units cases: WERROR := -Werror
test: all $(UNITS) ## install what is missing, then lint, units and cases; ends with "N passed, N failed"
	@$(TREE) tests/all lint units cases

lint: all ## the rules of the house: layers, manuals, examples, bans, messages, pipelines, headers
	@$(TREE) tests/all lint

units: $(UNITS) ## the modules, one by one
	@$(TREE) tests/all units

cases: all ## the tools from end to end; one case: tests/run TOOL/CASE
	@$(TREE) tests/run

clean: ## remove everything that was built
	rm -rf $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

.PHONY: all needs demo test lint units cases clean help

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/tool/*/*.d)
