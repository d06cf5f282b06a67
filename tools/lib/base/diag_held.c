/* diag_held - see diag_inside.h */
#include "base/diag_inside.h"
#include "base/str.h"
#include "base/voice.h"

struct held {
    struct finding finding;
    uint64_t times;
};

static struct {
    struct mem *mem;
    struct held *row;
    size_t rows, room;
} all;

bool held_code(enum diag_code code)
{
    return code == DIAG_REGION || code == DIAG_INDICATOR || code == DIAG_UNKNOWN || code == DIAG_NO_MATCH;
}

size_t held_count(enum diag_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < all.rows; i++)
        count += all.row[i].finding.code == code;
    return count;
}

static bool same_file(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static struct held *find(const struct finding *finding)
{
    for (size_t i = 0; i < all.rows; i++) {
        const struct finding *row = &all.row[i].finding;
        if (row->code == finding->code && str_eq(row->message, finding->message) &&
            same_file(row->place.file, finding->place.file))
            return &all.row[i];
    }
    return NULL;
}

/* The finding with texts of its own. */
static struct finding kept(const struct finding *finding)
{
    struct finding copy = *finding;
    struct str *const text[] = {&copy.rule, &copy.key, &copy.value, &copy.expected, &copy.imbalance, &copy.tolerance,
                                &copy.message, &copy.fix, &copy.place.name, &copy.place.text,
                                &copy.place.origin};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        *text[i] = mem_copy(all.mem, *text[i]);
    if (copy.place.file)
        copy.place.file = mem_copy(all.mem, str_of(copy.place.file)).at;
    return copy;
}

void held_add(const struct finding *finding, size_t most)
{
    struct held *row = find(finding);
    uint64_t times = finding->times ? finding->times : 1;
    if (row) {
        row->times += times;
        return;
    }
    if (held_count(finding->code) >= most)
        return;
    if (!all.mem)
        all.mem = mem_open();
    struct finding copy = kept(finding);
    all.row = mem_grow(all.mem, all.row, all.rows, &all.room, sizeof *all.row);
    all.row[all.rows++] = (struct held){copy, times};
}

const struct finding *held_at(size_t i, uint64_t *times)
{
    static struct finding shown;
    if (i >= all.rows)
        return NULL;
    shown = all.row[i].finding;
    *times = all.row[i].times;
    if (*times > 1)
        shown.message = say_format(all.mem, "%.*s (in %llu cells)", STR_ARG(shown.message), (unsigned long long)*times);
    return &shown;
}

void held_drop(void)
{
    if (all.mem)
        mem_close(all.mem);
    memset(&all, 0, sizeof all);
}
