/* about - see about.h */

#include "view/about.h"

#include "base/diag.h"
#include "base/str.h"
#include "meaning/sheet.h"

struct about *about_load(struct mem *mem, struct reader *reader)
{
    static const struct sheet_column column[] = {
        {"key", SHEET_FULL, sheet_trimmed, offsetof(struct about_line, key), NULL},
        {"value", SHEET_COLUMN, sheet_trimmed, offsetof(struct about_line, value), NULL},
    };
    static const struct sheet_form form = SHEET_FORM(struct about_line, column, DIAG_USAGE, "--about");
    struct about *about = mem_take(mem, sizeof *about);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct about_line line;
    size_t room = 0;
    while (sheet_next(sheet, &line)) {
        about->line = mem_grow(mem, about->line, about->lines, &room, sizeof *about->line);
        about->line[about->lines++] = line;
    }
    sheet_close(sheet);
    return about;
}

struct str about_called(const struct vocabulary *words, struct str key)
{
    return word_under(words, "about.", key);
}
