# For selftest: a small tree on which every lint passes, put down in the folder where it
# is sourced, with a tool "toy" that plays.

put() { # file; text on standard input
    mkdir -p "$(dirname "$1")"
    cat >"$1"
}

put Makefile <<<'TOOLS := toy'
put doc/layers <<'END'
# floors
lib/base    diag
lib/under   low<csv.h>
lib/over    high other
toy         side part / toy
END
put tools/lib/under/low.h <<'END'
/* low - the lower module */
#include <stddef.h>

/* Adds. */
int low_add(int a, int b);
END
put tools/lib/under/low.c <<'END'
#include <csv.h>

#include "under/low.h"

int low_add(int a, int b)
{
    return a + b; /* malloc and printf("%g") are words here, "free(x)" too */
}
END
put tools/lib/over/high.h <<'END'
/* high - the upper module */
#include "under/low.h"
END
put tools/lib/over/other.h <<<'/* other - a neighbour of high */'
put tools/lib/base/diag.h <<'END'
/* diag - the messages */
#define DIAG_CODES(X) \
    X(USAGE, "usage", ERROR, 2, "an option is wrong")
END
put tools/toy/part.h <<'END'
/* part - a part of toy */

/* How many there are. */
int part(void);
END
put tools/toy/part.c <<'END'
#include "over/high.h"
#include "part.h"

int part(void)
{
    return low_add(1, 2);
}
END
put tools/toy/toy.c <<'END'
/* toy: nothing comes in, toys go out. */
#include <stddef.h>

#include "part.h"

struct opt {
    const char *name;
};
struct job;
struct tool {
    const char *name, *const *example;
    const struct opt *option, *column;
    void (*run)(struct job *job);
};
int tool_main(const struct tool *tool, int argc, char **argv);

/* ---- options ---- */

static const struct opt options[] = {
    {0}};

/* ---- state ---- */
/* ---- begin ---- */
/* ---- each: the toys ---- */
/* ---- finish ---- */
/* ---- run ---- */

static void run(struct job *job)
{
    (void)part();
}

/* ---- the tool ---- */

static const char *const examples[] = {
    "toy",
    "toy | cat", NULL};

static const struct opt columns[] = {
    {"in"},
    {0}};

static const struct tool tool = {
    .name = "toy",
    .example = examples,
    .option = options,
    .column = columns,
    .run = run,
};

int main(int argc, char **argv)
{
    return tool_main(&tool, argc, argv);
}
END
put tools/toy/side.h <<<'/* side - a neighbour of part */'
put tools/toy/toy.1 <<'END'
.Dd January 2, 2024
.Dt TOY 1
.Os
.Sh NAME
.Nm toy
.Nd plays
.Sh SYNOPSIS
.Nm toy
.Op Fl d Ar CHAR
.Op Fl -by Ar NAME Ns Op : Ns Ar COLUMN
.Op Fl -list
.Sh DESCRIPTION
.Bl -tag -width Ds
.It Fl d , Fl Fl delimiter Ar CHAR
The delimiter.
.It Fl -by Ar NAME Ns Op : Ns Ar COLUMN
The groups,
.Cm hard
or
.Cm soft .
.It Fl -list
Lists the colors:
.El
.Bl -tag -width Ds
.It Cm red
Like fire.
.It Cm blue
Like the sea.
.El
.Sh EXIT STATUS
Zero.
.Sh EXAMPLES
.Bd -literal -offset indent
$ toy | tr a b
toys
$ toy
.Ed
.Sh DIAGNOSTICS
None.
.Sh SEE ALSO
.Xr awk 1
.Sh CAVEATS
None.
END
put build/bin/toy <<'END'
#!/bin/sh
case ${1-} in
--option-table) printf '%s\n' '--by NAME[:COLUMN]' '-d --delimiter CHAR' --list ;;
--list) printf '%s\n' what,name color,red color,blue ;;
--help) echo '      --by=NAME[:COLUMN]      the groups (hard|soft)' ;;
--bad) echo 'toy: error: no option --bad [usage]' >&2; exit 2 ;;
*) echo toys ;;
esac
END
chmod +x build/bin/toy
put README.md <<'END'
# Toy

```sh
$ toy --bad
toy: error: no option --bad [usage]
$ printf 'a\nb\nc\n' |
> cat
a
...
c
$ make nothing
```
END
sed -i '6s/|$/| \\/' README.md
put pipelines/play <<'END'
#!/bin/bash
# Plays.
set -euo pipefail

toy | cat
END
put pipelines/examples/01-play <<'END'
#!/bin/bash
# How many toys are there?
# Needs: sed
set -euo pipefail
toy | sed -n '$='
END
put doc/examples.md <<'END'
```
$ sed '1,/pipefail/d' pipelines/examples/01-play
toy | sed -n '$='
$ pipelines/examples/01-play
1
```
END
chmod +x pipelines/play pipelines/examples/01-play
put tests/cases/toy/bad-option/cmd <<'END'
# a wrong option ends with status 2
toy --bad
END
echo 'toy: error: no option --bad [usage]' >tests/cases/toy/bad-option/expected.err
echo 2 >tests/cases/toy/bad-option/expected.code
put tests/cases/toy/the-answer-is-no/cmd <<'END'
# status 1, a full device, and a file of its own
toy; toy >/dev/full 2>/dev/null; cat input >copy; cat copy; exit 1
END
printf 'text\0' >tests/cases/toy/the-answer-is-no/input
printf 'toys\ntext\0' >tests/cases/toy/the-answer-is-no/expected
echo 1 >tests/cases/toy/the-answer-is-no/expected.code
put samples/README.md <<'END'
`toys/figures.csv` and `toys/raw.gb18030.csv`
`made/README.md`
END
put samples/made/README.md <<'END'
`data` is what something made.
END
put samples/made/data/deep/figures.csv <<'END'
value,source,verified
1,invented,made-up
END
put samples/made/data/incoming/raw.csv <<'END'
value
1
END
put samples/toys/figures.csv <<'END'
value,source,verified
1,"a page, read",yes
2,made for this,made-up
END
iconv -f UTF-8 -t GB18030 <<'END' >samples/toys/raw.gb18030.csv
玩具,,
数值,数据来源,核实
１,某页,memory
注：无,,
END
put findings/sed-sings.sh <<'END'
#!/bin/bash
# sed sings.
#
# Package: sed 4.9-1 (Debian 12).  Guess: it does not.
# Seen: it does.
set -euo pipefail
toy | sed 's/toys/la/'
END
chmod +x findings/sed-sings.sh
put findings/README.md <<'END'
| script | program and version | guessed | is so | ours |
|---|---|---|---|---|
| [sed-sings](sed-sings.sh) | sed 4.9-1 | it does not | it does | `toy/bad-option` |
END
# The objects, as make would put them.
compile() {
    local source object compiler
    read -ra compiler <<<"${CC:-cc}" # of several words, as in "ccache gcc"
    while read -r source; do
        object=build/obj/${source#tools/} object=${object%.c}.o
        if [[ -f $object && ! $source -nt $object ]]; then continue; fi
        mkdir -p "${object%/*}"
        "${compiler[@]}" -w -iquote tools/lib -iquote tools/toy -c "$source" -o "$object" 2>/dev/null
    done < <(find tools -name '*.c')
}

# What the lints on schemas, kinds of rules and generated pages read; most others would
# ask more of it, so it is not there for them.
put_meaning() {
    put tools/lib/meaning/schema_type.c <<'END'
const struct type types[] = {
    {"string", 0},
    {NULL, 0}};
END
    put tools/lib/meaning/schema_rule.c <<'END'
static const struct rule_row rule_rows[] = {
    {"type", 0},
    {"required", 0},
    {NULL, 0}};
END
    put doc/steelyard-schema.5 <<'END'
.Sh TYPES
.It Cm string
.Sh RULES
.It Cm type
.It Cm required
END
    put tools/validate/kinds/kind_far.c <<'END'
const struct rule_kind kinds_far[] = {
    {"far", N_("a value is \"far\" off"), "u,least",
     "value", NULL},
    {"near", N_("it is not"), "", "value", NULL},
    {0}};
END
    put build/bin/validate <<'END'
#!/bin/sh
printf 'kind,meaning\nfar,"a, b"\nnear,c\n'
END
    chmod +x build/bin/validate
    put doc/steelyard-rules.5 <<'END'
.Sh KINDS
.It Cm far
Beyond
.Cm u
for
.Cm least
values.
.It Cm near
Within
.Cm most .
END
    put doc/generate <<'END'
#!/bin/bash
echo made >"$1/page.7"
END
    chmod +x doc/generate
    echo made >doc/page.7
}

# What the lint on catalogues reads: two texts that are said, and their translations.
put_catalogue() {
    put tools/steelyard/po/update <<'END'
#!/bin/sh
printf 'msgid ""\nmsgstr ""\n\nmsgid "{1} of {2}"\nmsgstr ""\n\n#, c-format\nmsgid "%%s"\nmsgstr ""\n'
END
    chmod +x tools/steelyard/po/update
    put tools/steelyard/po/xx.po <<'END'
msgid ""
msgstr ""
"Project-Id-Version: toy\n"
"PO-Revision-Date: 2024-01-02 00:00+0000\n"
"Last-Translator: nobody\n"
"Language-Team: none\n"
"Language: xx\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

msgid "{1} of {2}"
msgstr "{2}: {1}"

#, c-format
msgid "%s"
msgstr "<%s>"
END
}
