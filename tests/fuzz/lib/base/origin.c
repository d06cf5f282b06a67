/* Fuzz target: origins.  A text that is one has a sheet or a file that stands in it, and its n-th cell is
 * an origin again, of that book and row; what is none stays as it is. */
#include <stdlib.h>
#include <string.h>

#include "base/origin.h"
#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void cells(struct mem *mem, struct str text, const struct origin *origin)
{
    for (uint32_t n = 1; n <= 3 && n <= origin->last - origin->first + 1; n++) {
        struct origin cell;
        struct str named = origin_cell(mem, text, n);
        check(origin_parse(named, &cell) && cell.first == cell.last && cell.row == origin->row);
        check(str_eq(cell.book, origin->book) && str_eq(origin_cell(mem, named, 1), named));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct origin origin, again;
    if (memchr(data, 0, size))              /* which no file's name has, and no record */
        return -1;
    struct mem *mem = mem_open();
    enum origin_kind kind = origin_read(text, &origin);
    check((kind == ORIGIN_CELLS) == origin_parse(text, &again));
    check(kind == ORIGIN_NONE || (origin.book.length < size && str_starts(text, origin.book)));
    if (kind == ORIGIN_CELLS) {
        check(origin.first >= 1 && origin.first <= origin.last && origin.row >= 1);
        cells(mem, text, &origin);
    } else
        check(str_eq(origin_cell(mem, text, 1), text));
    if (kind == ORIGIN_LINE) {
        struct str written = origin_line(mem, origin.book, origin.row, origin.first);
        check(origin_read(written, &again) == ORIGIN_LINE && again.row == origin.row && again.first == origin.first);
    }
    mem_close(mem);
    return 0;
}
