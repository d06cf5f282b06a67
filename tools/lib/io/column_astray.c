/* column_astray - a header that lacks a column because it is not the header that was meant
 *
 * One sentence says what the table seems to be, where its first line shows it: fields parted by
 * something else, data, a table for another option, headings that normalize reads.  See column.h.
 */
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "io/column.h"
#include "values/num.h"
#include "values/period.h"

/* ---- parted by something else ---- */

struct str column_parted(const struct columns *columns)
{
    static const struct {
        struct str mark;
        const char *option;
    } known[] = {{STR(";"), "-d ';'"}, {STR("\t"), "--tsv"}, {STR("|"), "-d '|'"}, {STR("，"), ""}, {STR(","), ""}};
    if (columns->count == 1 && (columns->name[0].at[0] == '|' || str_find(columns->name[0], STR(" | ")) >= 0 ||
                                str_find(columns->name[0], STR("  ")) >= 0))
        return say(columns->mem, "it is a table for people, as render writes it: take what went into render");
    for (size_t i = 0; columns->count == 1 && i < sizeof known / sizeof *known; i++) {
        if (str_find(columns->name[0], known[i].mark) < 0)
            continue;
        if (str_eq(known[i].mark, STR(",")))
            return say(columns->mem, "its fields are parted by commas: leave --delimiter and --tsv out");
        if (!known[i].option[0])
            return say(columns->mem, "its fields are parted by full-width commas: normalize reads such a table");
        return say(columns->mem, "its fields are parted by \"{1}\": say {2}", known[i].mark, str_of(known[i].option));
    }
    return STR("");
}

/* ---- data where the header should be ---- */

/* A figure that is no year: years are headings too. */
static bool is_figure(struct str text)
{
    struct num value;
    struct period period;
    return num_parse(text, &value) == NUM_OK && !(text.length == 4 && period_parse(text, &period));
}

static struct str data(const struct columns *columns)
{
    uint32_t figures = 0, periods = 0;
    const struct str *shown = NULL;
    for (uint32_t i = 0; i < columns->count; i++) {
        struct period period;
        if (is_figure(columns->name[i])) {
            figures++;
            shown = shown ? shown : &columns->name[i];
        } else {
            periods += period_parse(columns->name[i], &period);
        }
    }
    if (!figures || 2 * (figures + periods) < columns->count)
        return STR("");
    return say(columns->mem, "the first line looks like data (\"{1}\"), and the names of the columns should stand "
                             "there; put them before it: sed '1i NAME,NAME,...' FILE", *shown);
}

/* ---- a table for something else ---- */

struct signature {
    struct str name, other;   /* both stand in its header */
    const char *what;
};

static bool has(const struct columns *columns, struct str name)
{
    for (uint32_t i = 0; i < columns->count; i++)
        if (str_eq(columns->name[i], name))
            return true;
    return false;
}

static struct str other_table(const struct columns *columns)
{
    static const struct signature known[] = {
        {STR("target_kind"), STR("target_value"), N_("it looks like a table of targets (assess --targets)")},
        {STR("direction"), STR("kind"), N_("it looks like a table of indicators (--indicators)")},
        {STR("name_zh"), STR("level"), N_("it looks like a table of regions (--regions)")},
        {STR("severity"), STR("expr"), N_("it looks like a table of edit rules (validate --rules)")},
        {STR("what"), STR("to"), N_("it looks like a mapping (normalize --mapping)")},
        {STR("completion"), STR("class"), N_("it looks like what assess writes, which render shows")},
        {STR("rank"), STR("best_region"), N_("it looks like what compare-peers writes, which render shows")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (has(columns, known[i].name) && has(columns, known[i].other))
            return voice_str(known[i].what);
    return STR("");
}

/* ---- headings of a raw table ---- */

/* The column whose name says in other words what is looked for: 地区 for region. */
static struct str raw(const struct columns *columns, struct str name)
{
    for (uint32_t i = 0; i < columns->count; i++) {
        bool exotic = columns->name[i].length && (unsigned char)columns->name[i].at[0] >= 0x80;
        if (exotic && near_find(columns->name[i], &name, 1) == 0)
            return say(columns->mem, "\"{1}\" may be it; normalize makes observations of such a table",
                       columns->name[i]);
    }
    return STR("");
}

/* ---- a list that is parted otherwise ---- */

/* "region;indicator", where both are columns. */
static struct str other_list(const struct columns *columns, struct str name)
{
    static const struct str mark[] = {STR(";"), STR("；"), STR("，"), STR("、"), STR("|"), STR(" "), STR("+")};
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++) {
        struct str rest = name, list = STR("");
        bool known = str_find(name, mark[i]) >= 0;
        for (ptrdiff_t at = 0; known && at >= 0;) {
            at = str_find(rest, mark[i]);
            struct str piece = str_trim(at < 0 ? rest : str_part(rest, 0, (size_t)at));
            known = has(columns, piece);
            list = mem_format(columns->mem, "%.*s%s%.*s", STR_ARG(list), list.length ? "," : "", STR_ARG(piece));
            rest = at < 0 ? rest : str_part(rest, (size_t)at + mark[i].length, rest.length);
        }
        if (known)
            return say(columns->mem, "names are parted by commas: {1}", list);
    }
    return STR("");
}

/* "GDP", where a column is called "GDP, real". */
static struct str unquoted(const struct columns *columns, struct str name)
{
    for (uint32_t i = 0; name.length && i < columns->count; i++)
        if (str_starts(columns->name[i], name) && columns->name[i].length > name.length &&
            columns->name[i].at[name.length] == ',')
            return say(columns->mem, "a name that holds a comma stands in double quotes: '\"{1}\"'", columns->name[i]);
    return STR("");
}

static struct str by_number(const struct columns *columns, struct str name)
{
    size_t number = 0;
    for (size_t i = 0; i < name.length; i++)
        number = str_is_digit(name.at[i]) && number <= columns->count ? number * 10 + (size_t)(name.at[i] - '0')
                                                                      : SIZE_MAX;
    if (!number || number > columns->count)
        return STR("");
    return say(columns->mem, "columns go by their names, and the one at that place is \"{1}\"",
               columns->name[number - 1]);
}

/* ---- the face ---- */

struct str column_astray(const struct columns *columns, struct str name, bool near, bool *whole)
{
    struct str why = column_parted(columns);
    if ((*whole = why.length > 0))
        return why;
    if ((why = other_list(columns, name)).length || (why = unquoted(columns, name)).length ||
        (why = by_number(columns, name)).length || near)
        return why;
    if ((why = data(columns)).length || (why = other_table(columns)).length) {
        *whole = true;
        return why;
    }
    return raw(columns, name);
}

void column_hold_near(const struct columns *columns, uint32_t at, uint64_t line, struct str missing, size_t shortest)
{
    struct place place = {.file = columns->file, .line = line, .column = at + 1};
    unsigned limit = columns->name[at].length <= shortest ? 1 : 2;
    if (near_distance(columns->name[at], missing, limit) <= limit)
        diag_report(DIAG_PASSED_OVER, &place, "column \"%.*s\" is not read; did you mean \"%.*s\"?",
                    STR_ARG(columns->name[at]), STR_ARG(missing));
}
