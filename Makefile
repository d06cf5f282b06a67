# Steelyard: `make help` lists what can be made.
#
# Sources are found by folder: a module is tools/lib/NAME.c and NAME.h, a tool is
# a folder tools/NAME with NAME.c and NAME.1.  Objects go to $(BUILD), so another
# build (sanitizers, coverage) is one variable away.

VERSION  := 0.1.0
TOOLS    := normalize validate aggregate assess compare-peers render steelyard

PREFIX   ?= /usr/local
DESTDIR  ?=
BUILD    ?= build
CC       ?= cc
CFLAGS   ?= -O2 -g
WARN     := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
            -Wpointer-arith -Wvla -Wformat=2 -Wno-format-nonliteral
HARDEN   := -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2
FLAGS     = -std=gnu17 -iquote tools/lib -D_GNU_SOURCE -DSTEELYARD_VERSION='"$(VERSION)"' \
            $(WARN) $(HARDEN) -MMD -MP $(EXTRA)
LIBS     := -lcsv -lpcre2-8 -ljansson -lgmp -lmd -lm -lpthread
LINK      = -pie -Wl,-z,relro,-z,now

.DEFAULT_GOAL := all
.SECONDEXPANSION:
.DELETE_ON_ERROR:

HAVE     := $(foreach t,$(TOOLS),$(if $(wildcard tools/$(t)/$(t).c),$(t)))
MODULES  := $(patsubst tools/lib/%.c,%,$(wildcard tools/lib/*.c))
LIB      := $(BUILD)/libsteelyard.a
BINS     := $(HAVE:%=$(BUILD)/bin/%)
UNITS    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))

all: $(LIB) $(BINS) ## build every tool into build/bin

$(LIB): $(MODULES:%=$(BUILD)/lib/%.o)
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/lib/%.o: tools/lib/%.c | build-needs
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -c $< -o $@

$(BUILD)/tool/%.o: tools/%.c | build-needs
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -c $< -o $@

# A tool is all the sources of its folder and the library.
objects = $(patsubst tools/%.c,$(BUILD)/tool/%.o,$(wildcard tools/$(1)/*.c))
$(BINS): $(BUILD)/bin/%: $$(call objects,$$(@F)) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LINK) $(EXTRA) $^ $(LIBS) -o $@

$(BUILD)/unit/%: tests/unit/%.c $(LIB) | build-needs
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) $< $(LIB) $(LIBS) -lcriterion -o $@

units: $(UNITS)
	@for u in $(UNITS); do $$u --quiet || exit 1; done

build-needs: ;
.PHONY: all units build-needs clean

clean: ## remove everything that was built
	rm -rf $(BUILD)

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/tool/*/*.d)
