/* normalize's readers of cells: whatever the bytes, what is read as a number is one
 * that num reads, and reading it again changes nothing; what is read as a period is
 * written and read back; headings, marks, stubs and units end inside their text.
 *
 * The input is lines; the first names the unit of the column. */
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "cell/heading.h"
#include "cell/mark.h"
#include "cell/numeral.h"
#include "cell/period_double.h"
#include "cell/period_zh.h"
#include "figure/number_zh.h"
#include "figure/quotient.h"
#include "io/text.h"
#include "table/legend.h"
#include "table/role.h"
#include "values/num.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct mem *mem;
static struct numbers how;
static struct periods periods;

static void must(bool right)
{
    if (!right)
        abort();
}

static void number(struct str cell, const struct unit *column)
{
    struct number_zh once, again;
    struct num value;
    if (!number_zh_read(mem, &how, cell, column, &once)) {
        must(once.verdict == NUMBER_REFUSED && once.why.length);
        return;
    }
    if (once.verdict == NUMBER_NONE)
        return;
    if (once.first.length) {
        must(num_parse(once.first, &value) == NUM_OK && num_parse(once.second, &value) == NUM_OK && !once.value.length);
        return;
    }
    must(num_parse(once.value, &value) == NUM_OK);
    must(number_zh_read(mem, &how, once.value, &once.unit, &again));
    must(str_eq(once.value, again.value) && str_eq(once.unit.text, again.unit.text) && again.rules == 0);
}

/* With everything that may be asked for; what is read is not read otherwise without, or
 * not at all. */
static void number_in_all_ways(struct str cell, const struct unit *column)
{
    struct number_zh plain, asked;
    struct numbers was = how;
    number(cell, column);
    bool read = number_zh_read(mem, &how, cell, column, &plain) && plain.verdict == NUMBER_VALUE;
    how.numerals = how.pairs = true;
    number(cell, column);
    if (read && number_zh_read(mem, &how, cell, column, &asked) && !asked.first.length)
        must(str_eq(plain.value, asked.value));
    how.quotients = true;
    number(cell, column);
    how = was;
}

/* Numerals and quotients are numbers, and closing up a text twice is closing it up once. */
static void numeral(struct str text)
{
    struct num value;
    struct str made, closed = numeral_close(mem, text);
    size_t length = quotient_length(text);
    must(closed.length <= text.length && str_eq(numeral_close(mem, closed), closed));
    must(numeral_length(text) <= text.length && length <= text.length);
    if (numeral_read(mem, text, &made, NULL))
        must(num_parse(made, &value) != NUM_TEXT && num_parse(made, &value) != NUM_EMPTY);
    if (length && quotient_read(mem, str_part(text, 0, length), &made))
        must(num_parse(made, &value) == NUM_OK);
}

static void period_by(struct str text)
{
    struct period_zh once, again;
    char written[PERIOD_TEXT_MAX];
    must(period_zh_prefix(mem, &periods, text, &once) <= text.length);
    if (!period_zh_read(mem, &periods, text, 2022, &once)) {
        must(once.why.length);
        return;
    }
    struct str canonical = {written, period_write(written, once.period)};
    must(period_zh_read(mem, &periods, canonical, 0, &again) && period_compare(once.period, again.period) == 0);
}

/* As it is, and with everything that may be declared. */
static void period(struct str text)
{
    periods = (struct periods){.pivot = 0};
    period_by(text);
    periods = (struct periods){.pivot = 1950, .referred = true, .reference = period_months(2022, 1, 5)};
    period_by(text);
}

static void names(struct str text)
{
    struct str marks, key = heading_key(mem, text);
    struct heading heading = heading_read(mem, how.units, text);
    must(str_eq(heading_key(mem, key), key));
    must(heading.name.length <= text.length && heading_stub(text) <= text.length);
    must(mark_split(text_trim(text), true, &marks).length <= text.length);
}

/* What headers say is a part of them, and a measure is taken off once. */
static void headers(struct str text)
{
    static const struct mapping nothing;
    struct str before, period_text, why, name;
    struct gloss measure;
    must(role_of(mem, &nothing, text, text, 1).role <= ROLE_SCALE);
    if (role_measure_behind(text, &before, &measure))
        must(before.length && before.length < text.length && !role_measure(text, &measure));
    if (role_period(mem, &periods, text, 0, &period_text, &measure, &why))
        must(period_text.length <= text.length && !why.length);
    must(!heading_is_brackets(text, &name) || name.length < text.length);
    must(period_why_double(mem, text, false).length == 0 || period_why_double(mem, text, true).length);
}

/* A note is never shorter for what explains it, and is explained once. */
static void explain(struct str text)
{
    struct legend *legend = legend_open(mem);
    struct str left;
    legend_line(legend, text);
    struct str once = legend_resolve(mem, legend, text, &left);
    must(left.length <= text.length && once.length <= text.length * (text.length + 4));
}

static void unit(struct str text)
{
    struct unit once, again;
    int shift;
    if (!unit_read(mem, how.units, text, &once))
        return;
    must(unit_read(mem, how.units, once.text, &again) && str_eq(once.text, again.text));
    must(unit_shift(&once, &again, &shift) && shift == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size}, line;
    struct unit column = {0};
    if (!mem) {
        diag_open("fuzz");
        mem = mem_open();
        how = (struct numbers){.units = units_open(mem, NULL), .symbols = symbols_open(mem, NULL), .numerals = true,
                               .pairs = true, .triangle = '-', .open_triangle = '+', .brackets = '-',
                               .fallen = {'-', '-', '-'}, .risen = '+'};
    }
    struct mem_mark mark = mem_mark(mem);
    /* Cells reach the readers as UTF-8; the reader of records sees to that. */
    rest.length = str_utf8(rest);
    if (str_cut(&rest, '\n', &line))
        unit_read(mem, how.units, line, &column);
    while (str_cut(&rest, '\n', &line)) {
        number_in_all_ways(line, &column);
        numeral(line);
        explain(line);
        headers(line);
        period(line);
        names(line);
        unit(line);
    }
    mem_rewind(mem, mark);
    return 0;
}
