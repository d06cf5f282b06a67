/* trait - see trait.h */
#include <sys/stat.h>

#include "base/group.h"
#include "base/str.h"
#include "report/trait.h"
#include "show.h"

enum from { FROM_ANSWER, FROM_ADVICE, FROM_INDICATORS };

struct trait {
    struct str name;
    enum from from;
    uint32_t at;              /* of the answer's columns, of the recommendation's, of `own` */
};

/* What a field names, each once. */
struct names {
    struct str *text;
    uint64_t count;
};

struct traits {
    struct trait *row;
    uint32_t count;
    const struct advice_fact *fact;
    struct group *own;        /* struct names of each of `owns` columns, by indicator; null: none was asked for */
    uint32_t owns;
};

/* ---- the columns of the recommendation ---- */

static const struct str advised_name[] = {ADVISED_COLUMNS(ANSWER_NAME)};
enum { ADVISED = sizeof advised_name / sizeof *advised_name };

static struct str advised_text(const struct dossier *d, uint32_t at)
{
    const struct str text[] = {ADVISED_COLUMNS(ANSWER_TEXT)};
    return text[at];
}

/* ---- the table of indicators, once more ---- */

static struct reader *read_again(struct job *job, const struct asking *asking)
{
    struct stat about;
    if (stat(asking->indicators_file, &about) != 0 || !S_ISREG(about.st_mode))
        diag_fatal(DIAG_USAGE, NULL, "--by: a column of %s alone asks for reading it twice; give a file, not a pipe",
                   asking->indicators_file);
    return job_table(job, asking->indicators_file);
}

static struct names names_in(struct mem *mem, struct str field)
{
    struct names names = {0};
    struct str part;
    size_t room = 0;
    while (str_cut(&field, '|', &part)) {
        uint64_t i = 0;
        while (i < names.count && !str_eq(names.text[i], str_trim(part)))
            i++;
        if (i < names.count || !str_trim(part).length)
            continue;
        names.text = mem_grow(mem, names.text, names.count, &room, sizeof *names.text);
        names.text[names.count++] = mem_copy(mem, str_trim(part));
    }
    return names;
}

static void take_own(struct mem *mem, struct traits *traits, struct reader *reader)
{
    struct columns columns = column_header(mem, reader);
    uint32_t code = column_find(&columns, STR("indicator")), *at = mem_array(mem, traits->owns, sizeof *at);
    for (uint32_t i = 0; i < traits->count; i++)
        if (traits->row[i].from == FROM_INDICATORS)
            at[traits->row[i].at] = column_find(&columns, traits->row[i].name);
    traits->own = group_open(1, traits->owns * sizeof(struct names));
    const struct record *record;
    while ((record = reader_next(reader))) {
        struct str indicator = record_field(record, code);
        struct names *names = group_at(traits->own, &indicator);
        for (uint32_t i = 0; i < traits->owns; i++)
            names[i] = names_in(mem, record_field(record, at[i]));
    }
    reader_close(reader);
}

/* ---- the list ---- */

static bool find_in(const struct str *list, size_t count, struct str name, uint32_t *at)
{
    for (*at = 0; *at < count; ++*at)
        if (str_eq(list[*at], name))
            return true;
    return false;
}

/* All names that there are, for the near one. */
static _Noreturn void no_such_column(struct mem *mem, struct str name, const struct str *answer, uint32_t facts,
                                     const struct columns *catalog)
{
    uint32_t count = 0;
    struct str *known = mem_array(mem, facts + ADVISED + (catalog ? catalog->count : 0), sizeof *known);
    for (uint32_t i = 0; i < facts; i++)
        known[count++] = answer[i];
    for (uint32_t i = 0; i < ADVISED; i++)
        known[count++] = advised_name[i];
    for (uint32_t i = 0; catalog && i < catalog->count; i++)
        known[count++] = catalog->name[i];
    struct str hint = nearest_hint(mem, name, known, count);
    if (catalog)
        diag_fatal(DIAG_USAGE, NULL, "--by: \"%.*s\" is no column of the answer, and none of %s%.*s", STR_ARG(name),
                   catalog->file, STR_ARG(hint));
    diag_fatal(DIAG_USAGE, NULL,
               "--by: \"%.*s\" is no column of the answer; columns of the indicators need --indicators%.*s",
               STR_ARG(name), STR_ARG(hint));
}

struct search {
    struct job *job;
    const struct asking *asking;
    const struct str *answer;
    uint32_t facts;
    struct columns catalog;
    bool looked;              /* the header of the table of indicators is there */
};

/* Is it a column of the table of indicators?  Its header is read when first asked for. */
static bool find_own(struct search *search, struct str name)
{
    if (!search->asking->indicators_file)
        return false;
    if (!search->looked) {
        struct reader *reader = read_again(search->job, search->asking);
        search->catalog = column_header(search->job->mem, reader);
        search->looked = true;
        reader_close(reader);
    }
    return column_find(&search->catalog, name) != COLUMN_NONE;
}

static struct trait find_trait(struct search *search, struct traits *traits, struct str name)
{
    struct trait trait = {.name = name, .from = FROM_ANSWER};
    if (find_in(search->answer, search->facts, name, &trait.at))
        return trait;
    trait.from = FROM_ADVICE;
    if (find_in(advised_name, ADVISED, name, &trait.at))
        return trait;
    if (!find_own(search, name))
        no_such_column(search->job->mem, name, search->answer, search->facts,
                       search->looked ? &search->catalog : NULL);
    return (struct trait){name, FROM_INDICATORS, traits->owns++};
}

static const struct str *names_of(struct mem *mem, const struct advice_fact *fact, uint32_t facts)
{
    struct str *name = mem_array(mem, facts, sizeof *name);
    for (uint32_t i = 0; i < facts; i++)
        name[i] = fact[i].name;
    return name;
}

struct traits *traits_open(struct job *job, const char *list, const struct advice_fact *fact, uint32_t facts,
                           const struct asking *asking, const struct str *known, size_t count)
{
    struct mem *mem = job->mem;
    struct traits *traits = mem_take(mem, sizeof *traits);
    struct search search = {.job = job, .asking = asking, .answer = names_of(mem, fact, facts), .facts = facts};
    struct str rest = str_of(list), name;
    size_t room = 0;
    uint32_t at;
    traits->fact = fact;
    while (column_cut(mem, &rest, &name)) {
        for (uint32_t i = 0; i < traits->count; i++)
            if (str_eq(traits->row[i].name, name))
                diag_fatal(DIAG_USAGE, NULL, "--by names \"%.*s\" twice", STR_ARG(name));
        if (find_in(known, count, name, &at))
            continue;
        traits->row = mem_grow(mem, traits->row, traits->count, &room, sizeof *traits->row);
        traits->row[traits->count] = find_trait(&search, traits, name);
        traits->count++;
    }
    if (traits->owns)
        take_own(mem, traits, read_again(job, asking));
    return traits;
}

uint32_t traits_count(const struct traits *traits)
{
    return traits->count;
}

struct str traits_name(const struct traits *traits, uint32_t i)
{
    return traits->row[i].name;
}

/* ---- the texts of a target ---- */

/* The one of those that a field names whose turn it is; *turn is what is left for other fields. */
static struct str own_text(const struct traits *traits, uint32_t at, struct str indicator, uint64_t *turn)
{
    const struct names *own = group_find(traits->own, &indicator);
    if (!own || !own[at].count)
        return (struct str){NULL, 0};
    uint64_t now = *turn % own[at].count;
    *turn /= own[at].count;
    return own[at].text[now];
}

bool traits_of(const struct traits *traits, const struct dossier *dossier, uint64_t turn, struct str *text)
{
    for (uint32_t i = 0; i < traits->count; i++) {
        const struct trait *trait = &traits->row[i];
        switch (trait->from) {
        case FROM_ANSWER: text[i] = traits->fact[trait->at].text; break;
        case FROM_ADVICE: text[i] = advised_text(dossier, trait->at); break;
        case FROM_INDICATORS:
            text[i] = own_text(traits, trait->at, dossier->survey->revision->now->indicator, &turn);
            break;
        }
    }
    return turn == 0;
}

void traits_close(const struct traits *traits)
{
    group_close(traits->own);
}
