/* lookup - see lookup.h */
#include <string.h>

#include "base/diag.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "lookup_inside.h"

enum { MISSED_MOST = 10000 };

/* A key that the table has not. */
struct lookup_missed {
    struct place place;
    uint64_t rows;
};

/* ---- opening ---- */

/* Which columns make the key, in the input and in the table. */
static void read_key(struct lookup *lookup, const struct columns *input)
{
    struct str rest = str_of(lookup->ask->on);
    size_t room = 1;
    for (size_t i = 0; i < rest.length; i++)
        room += rest.at[i] == ',';
    lookup->ours.at = mem_array(lookup->mem, room, sizeof(uint32_t));
    lookup->theirs.at = mem_array(lookup->mem, room, sizeof(uint32_t));
    lookup->key = mem_array(lookup->mem, room, sizeof *lookup->key);
    while (rest.length) {
        struct str ours = column_name(lookup->mem, &rest, ",="), theirs = ours;
        if (rest.length && *rest.at == '=') {
            rest = str_part(rest, 1, SIZE_MAX);
            theirs = column_name(lookup->mem, &rest, ",");
        }
        rest = str_part(rest, 1, SIZE_MAX);
        lookup->ours.at[lookup->ours.count++] = column_need(input, ours, "--on");
        lookup->theirs.at[lookup->theirs.count++] = column_need(&lookup->columns, theirs, "--on");
    }
    if (!lookup->ours.count)
        diag_fatal(DIAG_USAGE, NULL, "%s names no column", "--on");
}

static void name_columns(struct lookup *lookup)
{
    lookup->names = lookup->taken.count + lookup->slots;
    lookup->name = mem_array(lookup->mem, lookup->names, sizeof *lookup->name);
    for (uint32_t i = 0; i < lookup->taken.count; i++)
        lookup->name[i] = lookup->taken.column[i].name;
    lookup_spread_end(lookup);
}

struct lookup *lookup_open(struct job *job, const struct lookup_ask *ask, const struct columns *input)
{
    struct lookup *lookup = mem_take(job->mem, sizeof *lookup);
    struct reader *reader = job_table(job, ask->file);
    *lookup = (struct lookup){.mem = job->mem, .ask = ask, .columns = column_header(job->mem, reader)};
    read_key(lookup, input);
    if (ask->take)
        lookup->taken = wanted_read(job->mem, &lookup->columns, str_of(ask->take), "--take", &lookup->theirs);
    lookup->keys = group_open(lookup->theirs.count, sizeof(struct lookup_key));
    lookup->missed = group_open(lookup->theirs.count, sizeof(struct lookup_missed));
    lookup_spread_begin(lookup);
    lookup_read(lookup, reader);
    name_columns(lookup);
    reader_close(reader);
    return lookup;
}

void lookup_close(struct lookup *lookup)
{
    group_close(lookup->keys);
    group_close(lookup->missed);
}

const struct str *lookup_names(const struct lookup *lookup, uint32_t *count)
{
    *count = lookup->names;
    return lookup->name;
}

struct choice lookup_key(const struct lookup *lookup)
{
    return lookup->ours;
}

/* ---- finding ---- */

/* The columns of the key and its texts: region "330206", year "2022". */
static struct str key_text(const struct lookup *lookup, const struct choice *at, const struct str *name,
                           const struct str *key)
{
    struct str text = {0};
    for (uint32_t i = 0; i < at->count; i++)
        text = mem_join(lookup->mem, text, text.length ? STR(", ") : STR(""), name[at->at[i]], STR(" \""), key[i],
                        STR("\""));
    return text;
}

/* Several rows of one key that differ: nothing may be taken of them. */
static void tell_rows(struct lookup *lookup, struct lookup_key *found, const struct str *key)
{
    struct place place = {.file = lookup->ask->file, .line = found->other};
    struct mem_mark mark = mem_mark(lookup->mem);
    if (!found->told)
        diag_report(DIAG_SEVERAL, &place, "%.*s: line %llu has the same key and says something else; nothing is taken "
                    "of either (--several or --table-where says which row counts)",
                    STR_ARG(key_text(lookup, &lookup->theirs, lookup->columns.name, key)),
                    (unsigned long long)found->line);
    found->told = true;
    mem_rewind(lookup->mem, mark);
}

/* Two cells of --spread that differ. */
static void tell_cell(struct lookup *lookup, struct lookup_cell *cell, const struct lookup_cell *before,
                      struct str column, const struct str *key)
{
    struct place place = {.file = lookup->ask->file, .line = cell->line};
    struct mem_mark mark = mem_mark(lookup->mem);
    if (!cell->told)
        diag_report(DIAG_SEVERAL, &place, "%.*s: line %llu has \"%.*s\" for \"%.*s\", this one \"%.*s\"; it is left "
                    "empty (--several or --table-where says which row counts)",
                    STR_ARG(key_text(lookup, &lookup->theirs, lookup->columns.name, key)),
                    (unsigned long long)before->line, STR_ARG(before->text), STR_ARG(column), STR_ARG(cell->text));
    cell->told = true;
    mem_rewind(lookup->mem, mark);
}

/* Fills the columns of --spread.  */
static void spread_out(struct lookup *lookup, struct lookup_key *found, const struct str *key)
{
    enum lookup_several several = lookup->ask->several;
    memset(lookup->spread_cell, 0, lookup->slots * sizeof(struct lookup_cell *));
    for (struct lookup_cell *cell = found ? found->cell : NULL; cell; cell = cell->next) {
        struct lookup_cell **at = &lookup->spread_cell[lookup->column_of[cell->slot]];
        if (!*at || several == LOOKUP_LAST)
            *at = cell;
        else if (several == LOOKUP_REFUSE && !(*at)->differs && !str_eq((*at)->text, cell->text))
            (*at)->differs = cell;
    }
    for (uint32_t i = 0; i < lookup->slots; i++) {
        const struct lookup_cell *cell = lookup->spread_cell[i];
        lookup->spread_text[i] = cell && !cell->differs ? cell->text : (struct str){NULL, 0};
        if (cell && cell->differs)
            tell_cell(lookup, cell->differs, cell, lookup->name[lookup->taken.count + i], key);
    }
}

/* The empty key is in no table: lookup_read keeps it out. */
void lookup_find(const struct lookup *lookup, const struct str *key, size_t count, void **found)
{
    group_find_each(lookup->keys, key, count, found);
    for (size_t i = 0; i < count; i++)
        if (found[i])
            __builtin_prefetch(((struct lookup_key *)found[i])->first);
}

struct lookup_match lookup_match(struct lookup *lookup, void *of, const struct str *key)
{
    struct lookup_key *found = of;
    struct lookup_match match = {.spread = lookup->spread_text};
    spread_out(lookup, found, key);
    if (!found)
        return match;
    match.known = true;
    match.row = found->other ? NULL : found->first;
    if (found->other)
        tell_rows(lookup, found, key);
    return match;
}

const struct lookup_row *lookup_next(const struct lookup_row *row)
{
    return row->next;
}

struct str lookup_text(const struct lookup *lookup, const struct lookup_match *match, uint32_t i)
{
    uint32_t taken = lookup->taken.count;
    if (i >= taken)
        return match->spread[i - taken];
    if (!match->row)
        return (struct str){NULL, 0};
    uint32_t from = i ? match->row->end[i - 1] : 0;
    return (struct str){(const char *)&match->row->end[taken] + from, match->row->end[i] - from};
}

/* ---- what it does not have ---- */

void lookup_miss(struct lookup *lookup, const struct str *key, const struct place *place)
{
    struct lookup_missed *missed = group_find(lookup->missed, key);
    if (!missed && group_count(lookup->missed) == MISSED_MOST) {
        lookup->missed_more++;
        return;
    }
    if (!missed) {
        missed = group_at(lookup->missed, key);
        missed->place = *place;
        missed->place.text = (struct str){NULL, 0};
        missed->place.origin = mem_copy(lookup->mem, place->origin);
    }
    missed->rows++;
}

/* The key of one column that is near. */
static struct str near_key(const struct lookup *lookup, struct near_index *index, const struct str *known,
                           struct str key)
{
    ptrdiff_t near = index ? near_index_find(index, key) : -1;
    return near_hint(lookup->mem, near < 0 ? STR("") : known[near]);
}

static void tell_missed(const struct lookup *lookup, const struct lookup_missed *missed, enum diag_code code,
                        struct near_index *index, const struct str *known)
{
    struct str *key = lookup->key;
    bool some = false;
    for (uint32_t i = 0; i < lookup->ours.count; i++) {
        key[i] = group_key(lookup->missed, missed, i);
        some |= key[i].length > 0;
    }
    struct finding finding = {.code = code, .place = missed->place, .value = key[0], .times = missed->rows};
    if (!some && code == DIAG_UNKNOWN) {
        diag_report(DIAG_NO_KEY, &missed->place, "rows whose key is empty, so that nothing is looked up in %s: %llu",
                    lookup->ask->file, (unsigned long long)missed->rows);
        return;
    }
    struct str text = key_text(lookup, &lookup->theirs, lookup->columns.name, key);
    finding.message = some ? say(lookup->mem, "{1} is in no row of {2}{3}", text, str_of(lookup->ask->file),
                                 near_key(lookup, index, known, key[0]))
                           : say(lookup->mem, "there is nothing to look up in {1}: the key is empty",
                                 str_of(lookup->ask->file));
    diag_tell(&finding);
}

void lookup_tell(struct lookup *lookup, bool refused)
{
    enum diag_code code = refused ? DIAG_NO_MATCH : DIAG_UNKNOWN;
    struct mem_mark mark = mem_mark(lookup->mem);
    struct str *known = mem_array(lookup->mem, group_count(lookup->keys), sizeof *known);
    size_t count = 0;
    struct group_walk walk = {0};
    while (lookup->ours.count == 1 && group_count(lookup->missed) && group_next(lookup->keys, &walk))
        known[count++] = group_key(lookup->keys, walk.state, 0);
    struct near_index *index = count ? near_index_make(lookup->mem, known, count) : NULL;
    walk = (struct group_walk){0};
    while (group_next(lookup->missed, &walk))
        tell_missed(lookup, walk.state, code, diag_hears(code) ? index : NULL, known);
    mem_rewind(lookup->mem, mark);
    if (lookup->missed_more)
        diag_more(code, lookup->missed_more);
}
