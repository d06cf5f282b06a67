/* standard - see standard.h */
#include "base/str.h"
#include "findings/jot.h"
#include "meaning/observation.h"
#include "report/standard.h"

/* The words that a column may hold. */
static void put_words(struct out *out, const struct str *word, size_t count)
{
    out_write(out, STR(", \"constraints\": {\"enum\": ["));
    for (size_t i = 0; i < count; i++) {
        out_write(out, i ? STR(", ") : STR(""));
        jot_text(out, word[i]);
    }
    out_write(out, STR("]}"));
}

static void put_statuses(struct out *out)
{
    struct str word[STATUS_COUNT];
    for (int i = STATUS_NONE + 1; i < STATUS_COUNT; i++)
        word[i - 1] = (struct str){&observation_status_row((enum observation_status)i)->code, 1};
    put_words(out, word, STATUS_COUNT - 1);
}

static void put_bounds(struct out *out)
{
    struct str word[BOUND_COUNT];
    for (int i = BOUND_NONE + 1; i < BOUND_COUNT; i++)
        word[i - 1] = str_of(observation_bound_row((enum observation_bound)i)->word);
    put_words(out, word, BOUND_COUNT - 1);
}

static void put_field(struct out *out, enum observed column)
{
    static const struct str marks[] = {{"yes", 3}, {"partly", 6}, {"memory", 6}, {"made-up", 7}};
    const struct observed_row *row = observed_row(column);
    jot_member(out, "{", "name", row->name);
    out_write(out, column == OBSERVED_VALUE ? STR(", \"type\": \"number\"") : STR(", \"type\": \"string\""));
    if (column == OBSERVED_PERIOD)
        out_write(out, STR(", \"period\": true"));
    if (column == OBSERVED_STATUS)
        put_statuses(out);
    else if (column == OBSERVED_QUALIFIER)
        put_bounds(out);
    else if (column == OBSERVED_VERIFIED)
        put_words(out, marks, sizeof marks / sizeof *marks);
    else if (row->needed && row->part == OBSERVED_KEY)
        out_write(out, STR(", \"constraints\": {\"required\": true}"));
    out_byte(out, '}');
}

/* Does a field of its own stand for the column?  Names that are empty or twice there make none: the header is told. */
static bool is_part(const struct columns *columns, uint32_t i)
{
    return columns->name[i].length && observed_parts(columns->name[i]) &&
           column_first(columns, columns->name[i], NULL) == i;
}

struct str standard_schema(struct mem *mem, const struct columns *columns)
{
    struct out *out = out_gather(mem);
    const char *mark = "";
    out_write(out, STR("{\"fieldsMatch\": \"subset\", \"fields\": ["));
    for (enum observed i = 0; i < OBSERVED_COUNT; i++) {
        if (!observed_row(i)->needed && column_find(columns, observed_row(i)->name) == COLUMN_NONE)
            continue;
        out_write(out, str_of(mark));
        put_field(out, i);
        mark = ", ";
    }
    for (uint32_t i = 0; i < columns->count; i++)
        if (is_part(columns, i)) {
            jot_member(out, ", {", "name", columns->name[i]);
            out_write(out, STR(", \"type\": \"string\"}"));
        }
    out_write(out, STR("], \"primaryKey\": ["));
    mark = "";
    for (enum observed i = 0; i < OBSERVED_COUNT; i++) {
        const struct observed_row *row = observed_row(i);
        if (row->part == OBSERVED_SAID || (!row->needed && column_find(columns, row->name) == COLUMN_NONE))
            continue;
        out_write(out, str_of(mark));
        jot_text(out, row->name);
        mark = ", ";
    }
    for (uint32_t i = 0; i < columns->count; i++)
        if (is_part(columns, i)) {
            out_write(out, STR(", "));
            jot_text(out, columns->name[i]);
        }
    out_write(out, STR("]}"));
    return mem_copy(mem, out_gathered(out));
}
