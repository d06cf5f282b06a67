/* Fuzz target: format codes and values.  The first line is a code, the others are values;
 * nothing is written beyond its room, what is meant by a plain number is that number again,
 * and references and written-out characters are read without going beyond the text. */
#include <stdlib.h>

#include "base/origin.h"
#include "base/str.h"
#include "book/grid.h"
#include "book/rich_text.h"
#include "show/shown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void show(const struct mask *mask, struct str text)
{
    static struct ink ink;
    struct stored value, again;
    bool from_1904 = text.length & 1;
    if (stored_parse(text, &value)) {
        for (int as = SHOWN_MEANT; as <= SHOWN_SHOWN; as++) {
            shown_number(&ink, mask, value, (enum shown_as)as, from_1904);
            check(ink.length <= SHOWN_MAX);
        }
        char plain[STORED_TEXT_MAX];
        if (value.point < 400 && value.point > -400) {
            size_t length = stored_write(plain, &value, 1, 0);
            check(stored_parse((struct str){plain, length}, &again) && again.count == value.count);
        }
    }
    shown_text(&ink, mask, text);
    serial_of_text(text, from_1904, &value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mem *mem = mem_open();
    struct str rest = {(const char *)data, size}, line;
    struct grid_area area;
    struct origin origin;
    if (str_cut(&rest, '\n', &line)) {
        const struct mask *mask = mask_read(mem, line);
        grid_area_parse(line, &area);
        origin_parse(line, &origin);
        char *copy = (char *)(uintptr_t)mem_copy(mem, line).at;
        check(rich_text_decode(copy, line.length) <= line.length);
        while (str_cut(&rest, '\n', &line))
            show(mask, line);
    }
    mem_close(mem);
    return 0;
}
