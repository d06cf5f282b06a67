/* Fuzz target: two lines that may be units, and a number.  A unit that was read is read again from how it
 * is written; from one to another and back again is nothing; a point that is moved there and back stands
 * where it stood. */
#include <stdlib.h>

#include "base/diag.h"
#include "base/str.h"
#include "meaning/unit.h"
#include "values/num.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void move(struct mem *mem, struct str text, int by)
{
    struct num value, back;
    if (num_parse(text, &value) != NUM_OK || str_find(text, STR("e")) >= 0 || str_find(text, STR("E")) >= 0)
        return;
    struct str moved = unit_move_point(mem, text, by), again = unit_move_point(mem, moved, -by);
    if (num_parse(moved, &back) == NUM_OK && num_parse(again, &back) == NUM_OK)
        check(num_compare(value, back) == 0);
}

static void relate(const struct unit *one, const struct unit *other)
{
    int shift = 0, back = 0, times = 0, by = 0;
    check(unit_shift(one, other, &shift) == unit_shift(other, one, &back) && shift == -back);
    if (unit_ratio(one, other, &shift, &times, &by))
        check(times > 0 && by > 0 && unit_ratio(other, one, &back, &times, &by));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct mem *mem;
    static struct units *units;
    struct str rest = {(const char *)data, size}, line;
    struct unit unit[2], again;
    bool read[2] = {false};
    if (!mem) {
        diag_open("fuzz");
        mem = mem_open();
        units = units_open(mem, NULL);
    }
    if (str_utf8(rest) != size)
        return 0;
    struct mem_mark mark = mem_mark(mem);
    for (int i = 0; i < 2 && str_cut(&rest, '\n', &line); i++) {
        size_t scale = unit_scale_length(line);
        check(scale <= line.length && (!scale || unit_scale(str_part(line, 0, scale))));
        read[i] = unit_read(mem, units, line, &unit[i]);
        check(read[i] || !unit[i].text.length);
        if (read[i] && unit[i].text.length)
            check(unit_read(mem, units, unit[i].text, &again) && str_eq(unit[i].text, again.text) &&
                  unit[i].power == again.power);
    }
    if (read[0] && read[1])
        relate(&unit[0], &unit[1]);
    move(mem, rest, (int)(size % 41) - 20);
    mem_rewind(mem, mark);
    return 0;
}
