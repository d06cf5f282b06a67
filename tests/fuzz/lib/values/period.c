/* Fuzz target: a text that is taken as a period is written back as one that means
 * the same, a step there and back ends where it began, and code points are taken
 * off any bytes without going beyond them. */
#include <stdlib.h>

#include "base/str.h"
#include "values/period.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void period(struct str text)
{
    struct period value, again;
    if (!period_parse(text, &value))
        return;
    char written[PERIOD_TEXT_MAX];
    struct str first = {written, period_write(written, value)};
    check(value.first <= value.last);
    check(period_parse(first, &again) && period_compare(value, again) == 0 && value.grain == again.grain);
    struct period later;
    if (period_step(value, 1, &later) && period_step(later, -1, &again))
        check(period_compare(value, again) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    period(text);
    check(str_utf8(text) <= size);
    for (struct str rest = text; rest.length;)
        str_rune(&rest);
    return 0;
}
