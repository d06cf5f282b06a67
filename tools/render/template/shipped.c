/* shipped - the list of templates, and the folder that they are in */

#include "template/shipped.h"

#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"

static const struct {
    const char *name, *what;
} rows[] = {
#define SHIPPED(name, what) {name, what},
#include "template/shipped.def"
#undef SHIPPED
};

enum { ROWS = sizeof rows / sizeof *rows };

bool shipped_row(size_t i, const char **name, const char **what)
{
    if (i >= ROWS)
        return false;
    *name = rows[i].name;
    *what = rows[i].what;
    return true;
}

const char *shipped_file(struct mem *mem, struct str name)
{
    const char *const language[] = {voice_language(), "zh", "en"};
    size_t i = 0;
    while (i < ROWS && !str_eq(name, str_of(rows[i].name)))
        i++;
    for (size_t k = 0; i < ROWS && k < sizeof language / sizeof *language; k++) {
        const char *file = mem_format(mem, "%s/steelyard/templates/%s.%.2s.md", voice_share(), rows[i].name,
                                      language[k]).at;
        if (access(file, R_OK) == 0)
            return file;
    }
    return NULL;
}

struct str shipped_hint(struct mem *mem, struct str name)
{
    struct str known[ROWS];
    for (size_t i = 0; i < ROWS; i++)
        known[i] = str_of(rows[i].name);
    return nearest_hint(mem, name, known, ROWS);
}
