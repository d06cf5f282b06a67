/* show - the table and the summary; see show.h */
#include "base/str.h"
#include "base/voice.h"
#include "show.h"

/* Do the computed and the official class count as one?  The official words have one for
 * lagging and reversed. */
static bool same_class(enum progress_class a, enum progress_class b)
{
    return str_eq(str_of(progress_class_row(a)->official), str_of(progress_class_row(b)->official));
}

static bool comparable(enum progress_class class, const struct target *target)
{
    return class != CLASS_NOT_COMPUTABLE && target->more->official != CLASS_NONE &&
           target->more->official != CLASS_NOT_COMPUTABLE;
}

/* "yes", "no", or empty where the class or the official class is missing. */
static struct str show_agrees(enum progress_class class, const struct target *target)
{
    if (!comparable(class, target))
        return (struct str){NULL, 0};
    return same_class(class, target->more->official) ? STR("yes") : STR("no");
}

struct str show_tolerance(struct mem *mem, const struct target *target)
{
    return target->more->tolerance_percent ? mem_format(mem, "%.*s%%", STR_ARG(target->more->tolerance.text))
                                     : target->more->tolerance.text;
}

/* The steps of another method's scale that are not the built-in ones: "eurostat.moderate_progress>=0.5". */
static struct str show_scale(struct mem *mem, const struct method *method)
{
    const struct method *built_in = method_row;
    struct str text = {NULL, 0};
    while (built_in != method && built_in->name)
        built_in++;
    if (built_in == method)
        return text;
    built_in = method_find(str_of(method->name));
    for (size_t i = 0; method->step[i].word; i++)
        if (method->step[i].from != built_in->step[i].from)
            text = mem_format(mem, "%.*s;%s.%s>=%.*s", STR_ARG(text), method->name, method->step[i].word,
                              STR_ARG(measure_write(mem, measure_double(method->step[i].from), NUM_SHORTEST,
                                                    NUM_HALF_UP)));
    return text;
}

struct str show_thresholds(struct mem *mem, const struct question *question, const struct method *method)
{
    const struct thresholds *limit = question->thresholds;
    struct str text = limit->paces;
    if (question->target->kind == TARGET_LEVEL_ABOUT && !question->target->more->tolerance.known)
        text = mem_join(mem, text, STR(";about<="), num_text(mem, limit->about));
    if (limit->other_implausible.length)
        text = mem_join(mem, text, limit->other_implausible);
    struct str scale = show_scale(mem, method);
    return scale.length ? mem_join(mem, text, scale) : text;
}

/* ---- one row ---- */

/* 2022, or 2022,2023-06: of figures of a year and more, and of shorter ones. */
static struct str show_cutoff(const struct question *question)
{
    struct str year = period_text(question->mem, question->as_of),
               part = period_text(question->mem, question->as_of_part);
    if (!question->limited)
        return (struct str){NULL, 0};
    return str_eq(year, part) ? year : mem_format(question->mem, "%.*s,%.*s", STR_ARG(year), STR_ARG(part));
}

static struct str show_base_seen(const struct answer *answer)
{
    return answer->base_seen ? answer->base_seen->value_text : (struct str){NULL, 0};
}

/* A completion beside the headline's, whose text it has where it is the same. */
static struct str show_completion(const struct answer *now, const struct answer *other, struct str completion,
                                  struct mem *mem, int places)
{
    const struct measure *a = &now->completion, *b = &other->completion;
    bool same = a->known && b->known && a->exact && b->exact && !a->steps && !b->steps &&
                num_compare(a->above, b->above) == 0 && num_compare(a->below, b->below) == 0;
    return same ? completion : judge_completion_text(mem, *b, places);
}

/* The text of a figure, or a longer one, which is on the same side of each number that rules hold it against. */
static struct str show_held(struct mem *mem, const struct beside *by, struct measure measure, struct str text)
{
    struct num shown;
    bool apart = by->count && measure.known && num_parse(text, &shown) == NUM_OK;
    for (size_t i = 0; apart && i < by->count; i++) {
        int exact = measure_compare(measure, by->at[i]), seen = num_compare(shown, by->at[i]);
        if ((exact > 0) != (seen > 0) || (exact < 0) != (seen < 0))
            return measure_text_beside(mem, measure, shown.scale > 0 ? shown.scale : 0, by->at, by->count);
    }
    return text;
}

/* A rate beside the target's; an amount beside 0, which what is still needed is not. */
static struct str show_needed(struct mem *mem, const struct beside *by, const struct survey *found, int places)
{
    static const struct num nothing = {0};
    struct measure needed = survey_needed_per_year(found);
    struct str text = found->standing.now.needed_growth.known
                          ? judge_beside_target(mem, found->question->target, needed, RATE_PLACES)
                          : measure_text_beside(mem, needed, places, &nothing, 1);
    return show_held(mem, by, needed, text);
}

static struct str show_needed_over_best(struct mem *mem, const struct beside *by, const struct survey *found,
                                        int places)
{
    struct measure needed = survey_needed_over_best(found);
    return show_held(mem, by, needed, measure_text(mem, needed, places));
}

static struct str show_years_without_data(struct mem *mem, const struct survey *found)
{
    int years = survey_years_without_data(found);
    return answer_count(mem, years, years >= 0);
}

static struct str show_class(const struct answer *answer)
{
    return str_of(progress_class_row(answer->class)->word);
}

static struct str show_series(struct mem *mem, const struct answer *answer)
{
    size_t count = 0;
    const struct series figures = judge_figures(mem, answer);
    struct str *piece = mem_array(mem, (size_t)figures.count * 4, sizeof *piece);
    for (uint32_t i = 0; i < figures.count; i++) {
        const struct observation *row = &figures.row[i];
        piece[count++] = i ? STR(" ") : STR("");
        piece[count++] = row->period_text;
        piece[count++] = STR("=");
        piece[count++] = row->value_text;
    }
    return mem_join_list(mem, piece, count);
}

static struct str show_related(struct mem *mem, const struct question *question)
{
    size_t count = 0;
    struct str *piece = mem_array(mem, (size_t)question->related.count * 4, sizeof *piece);
    for (uint32_t i = 0; i < question->related.count; i++) {
        const struct observation *row = &question->related.row[i];
        if (row->state != OBSERVATION_GOOD || row->caliber.length || !judge_in_time(question, row))
            continue;
        piece[count] = count ? STR(" ") : STR("");
        piece[count + 1] = row->period_text;
        piece[count + 2] = STR("=");
        piece[count + 3] = row->value_text;
        count += 4;
    }
    return count ? mem_join_list(mem, piece, count) : (struct str){NULL, 0};
}

static struct str show_measure(struct mem *mem, const struct dossier *dossier)
{
    return foreign_number(mem, dossier->method, &dossier->outcome, dossier->decimal, MEASURE_PLACES);
}

static struct str show_measure_class(const struct dossier *dossier)
{
    const struct outcome *outcome = &dossier->outcome;
    if (dossier->method->own)
        return outcome->known ? str_of(progress_class_row(dossier->class)->word) : (struct str){NULL, 0};
    return str_of(outcome->word);
}

static struct str show_score(struct mem *mem, const struct beside *by, const struct dossier *dossier)
{
    if (!dossier->outcome.has_score)
        return (struct str){NULL, 0};
    struct measure score = measure_double(dossier->outcome.score);
    return show_held(mem, by, score, measure_text(mem, score, MEASURE_PLACES));
}

/* ---- which columns ---- */

static const struct str shown_name[] = {ANSWER_COLUMNS(ANSWER_NAME) ADVISED_COLUMNS(ANSWER_NAME)};

/* Is a column the same for all methods, of the path, said by each method, and then a number or one of our words? */
enum whose { OF_TARGET, OF_PATH, OF_METHOD, OF_METHOD_PLAIN };
#define WHOSE_TARGET(...) OF_TARGET,
#define WHOSE_PATH(...) OF_PATH,
#define WHOSE_METHOD(...) OF_METHOD,
#define WHOSE_PLAIN(...) OF_METHOD_PLAIN,
static const enum whose whose[] = {
    ANSWER_PARTS(WHOSE_TARGET, WHOSE_PATH, WHOSE_METHOD, WHOSE_PLAIN) ADVISED_COLUMNS(WHOSE_METHOD)};

/* The pieces of a row: a column that each method says by itself, or a run of others, which is the same in all rows on
 * a path. */
struct part {
    uint32_t from, to;        /* among the columns that are written */
    enum whose whose;         /* OF_PATH: of one of the run */
};
struct layout {
    struct part *part;
    uint32_t parts;
};

static struct layout *lay_out(struct mem *mem, const struct choice *columns)
{
    struct layout *layout = mem_take(mem, sizeof *layout);
    *layout = (struct layout){.part = mem_array(mem, columns->count, sizeof *layout->part)};
    for (uint32_t i = 0; i < columns->count; i++) {
        enum whose now = whose[columns->at[i]];
        struct part *last = layout->parts ? &layout->part[layout->parts - 1] : NULL;
        if (!last || now >= OF_METHOD || last->whose >= OF_METHOD)
            layout->part[layout->parts++] = (struct part){i, i + 1, now};
        else
            *last = (struct part){last->from, i + 1, now == OF_PATH ? now : last->whose};
    }
    return layout;
}

struct showing *show_choose(struct mem *mem, struct str list)
{
    struct showing *showing = mem_take(mem, sizeof *showing);
    *showing = (struct showing){.columns = answer_choose(mem, list, shown_name, COLUMNS_ALL)};
    for (uint32_t i = 0; i < showing->columns.count; i++)
        showing->asked[showing->columns.at[i]] = true;
    showing->layout = lay_out(mem, &showing->columns);
    return showing;
}

void show_ask_all(struct showing *showing)
{
    for (int i = 0; i < COLUMNS_ALL; i++)
        showing->asked[i] = true;
}

/* Is one of `count` columns asked for? */
static bool asks(const struct showing *showing, const enum answer_column *column, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (showing->asked[column[i]])
            return true;
    return false;
}

bool show_advises(const struct showing *showing)
{
#define ASKED(name, ...) || showing->asked[COLUMN_##name]
    return false ADVISED_COLUMNS(ASKED);
#undef ASKED
}

bool show_tells(const struct showing *showing)
{
    static const enum answer_column column[] = {COLUMN_flags, COLUMN_reason, COLUMN_outlook_reason};
    return asks(showing, column, sizeof column / sizeof *column);
}

bool show_compares(const struct showing *showing)
{
    static const enum answer_column column[] = {COLUMN_completion_plan, COLUMN_class_plan, COLUMN_completion_revised,
                                                COLUMN_class_revised, COLUMN_completion_original,
                                                COLUMN_class_original};
    return show_tells(showing) || asks(showing, column, sizeof column / sizeof *column);
}

/* ---- their texts ---- */

struct advice_fact *show_facts(struct mem *mem)
{
    struct advice_fact *fact = mem_array(mem, COLUMNS_ALL, sizeof *fact);
    for (uint32_t i = 0; i < COLUMNS_ALL; i++)
        fact[i].name = shown_name[i];
    return fact;
}

#define FILL(name, meaning, expression) \
    if (showing->asked[COLUMN_##name]) { \
        const struct beside *const by = &showing->beside[COLUMN_##name]; \
        (void)by; \
        fact[COLUMN_##name].text = expression; \
    }
#define LEAVE(name, meaning, expression)

void show_target(struct advice_fact *fact, const struct showing *showing, const struct survey *f, int places)
{
    static const struct observation no_observation;
    static const enum answer_column completions[] = {COLUMN_completion, COLUMN_completion_plan,
                                                     COLUMN_completion_revised, COLUMN_completion_original};
    const struct question *q = f->question;
    struct mem *mem = q->mem;
    const struct standing *st = &f->standing;
    const struct revision *r = f->revision;
    const struct answer *a = &st->now;
    const struct target *t = r->now;
    const struct str none = {NULL, 0};
    const struct indicator *i = q->indicator ? q->indicator : identity_indicator(NULL, t->indicator);
    const struct observation *u = a->used ? a->used : &no_observation;
    const struct identity identity = {.indicator = i, .unit = i->unit.length ? i->unit : u->unit}, *id = &identity;
    int values = (i->decimals < 0 ? 2 : i->decimals) + 2;
    const struct str completion = asks(showing, completions, sizeof completions / sizeof *completions)
                                      ? judge_completion_text(mem, a->completion, places)
                                      : none;
    ANSWER_PARTS(FILL, LEAVE, LEAVE, LEAVE)
}

void show_path(struct advice_fact *fact, const struct showing *showing, const struct survey *f)
{
    const struct standing *st = &f->standing;
    ANSWER_PARTS(LEAVE, FILL, LEAVE, LEAVE)
}

void show_verdict(struct advice_fact *fact, const struct showing *showing, const struct dossier *d, int places)
{
    const struct survey *f = d->survey;
    const struct question *q = f->question;
    struct mem *mem = q->mem;
    const struct target *t = f->revision->now;
    ANSWER_PARTS(LEAVE, LEAVE, FILL, FILL)
}

#define TAKE(name, meaning, expression) fact[COLUMN_##name].text = expression;

void show_advice(struct advice_fact *fact, const struct dossier *d)
{
    ADVISED_COLUMNS(TAKE)
}

/* ---- written ---- */

void show_header(struct writer *writer, const struct showing *showing)
{
    for (uint32_t i = 0; i < showing->columns.count; i++)
        writer_plain(writer, shown_name[showing->columns.at[i]]);
    writer_end(writer);
}

struct writer_piece *show_same(struct mem *mem, const struct writer *writer, const struct showing *showing,
                               const struct advice_fact *fact, const struct writer_piece *other)
{
    const struct layout *layout = showing->layout;
    struct writer_piece *piece = mem_array(mem, layout->parts, sizeof *piece);
    struct str *field = mem_array(mem, showing->columns.count, sizeof *field);
    for (uint32_t i = 0; i < showing->columns.count; i++)
        field[i] = fact[showing->columns.at[i]].text;
    for (uint32_t i = 0; i < layout->parts; i++) {
        const struct part *part = &layout->part[i];
        if (part->whose >= OF_METHOD)
            piece[i].made = part->whose == OF_METHOD_PLAIN;
        else if (other && part->whose != OF_PATH)
            piece[i] = other[i];
        else
            piece[i] = (struct writer_piece){writer_fields(mem, writer, field + part->from, part->to - part->from),
                                             true};
    }
    return piece;
}

void show_row(struct writer *writer, const struct showing *showing, struct writer_piece *same,
              const struct advice_fact *fact)
{
    const struct layout *layout = showing->layout;
    for (uint32_t i = 0; i < layout->parts; i++)
        if (layout->part[i].whose >= OF_METHOD)
            same[i].text = fact[showing->columns.at[layout->part[i].from]].text;
    writer_row(writer, same, layout->parts);
}

/* ---- the summary ---- */

void show_count_in(struct class_counts *tally, const struct dossier *dossier)
{
    const struct question *question = dossier->survey->question;
    const struct target *target = question->target;
    enum attribute attribute = question->indicator ? question->indicator->attribute : ATTRIBUTE_NONE;
    enum progress_class class = dossier->class;
    tally->class[attribute][class]++;
    if (target->more->official != CLASS_NONE)
        tally->official[attribute][target->more->official]++;
    if (comparable(class, target)) {
        tally->compared[attribute][class]++;
        tally->agree[attribute][class] += same_class(class, target->more->official);
    }
}

void show_count_all(struct class_counts *tally, const struct class_counts *other)
{
    tally->method = other->method;
    tally->target_period = other->target_period;
    for (int a = 0; a < ATTRIBUTE_COUNT; a++)
        for (int c = 0; c < CLASS_COUNT; c++) {
            tally->class[a][c] += other->class[a][c];
            tally->official[a][c] += other->official[a][c];
            tally->compared[a][c] += other->compared[a][c];
            tally->agree[a][c] += other->agree[a][c];
        }
}

void show_tally_header(struct writer *writer)
{
    static const struct str name[] = {STR("method"), STR("target_period"), STR("attribute"), STR("class"),
                                      STR("targets"), STR("official"), STR("compared"), STR("agree")};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        writer_plain(writer, name[i]);
    writer_end(writer);
}

/* The count of one class or, for CLASS_NONE, of all; of one attribute or all. */
static uint32_t count(const uint32_t of[ATTRIBUTE_COUNT][CLASS_COUNT], int attribute, int class)
{
    uint32_t sum = 0;
    for (int a = 0; a < ATTRIBUTE_COUNT; a++)
        for (int c = 0; c < CLASS_COUNT; c++)
            if ((attribute < 0 || a == attribute) && (class == CLASS_NONE || c == class))
                sum += of[a][c];
    return sum;
}

static void show_tally_row(struct mem *mem, struct writer *writer, const struct class_counts *tally, struct str who,
                           int attribute, int class)
{
    writer_plain(writer, tally->method);
    writer_field(writer, tally->target_period);
    writer_plain(writer, who);
    writer_plain(writer,
                 class == CLASS_NONE ? STR("all") : str_of(progress_class_row((enum progress_class)class)->word));
    writer_plain(writer, answer_count(mem, count(tally->class, attribute, class), true));
    writer_plain(writer, answer_count(mem, count(tally->official, attribute, class), true));
    writer_plain(writer, answer_count(mem, count(tally->compared, attribute, class), true));
    writer_plain(writer, answer_count(mem, count(tally->agree, attribute, class), true));
    writer_end(writer);
}

void show_tally(struct mem *mem, struct writer *writer, const struct class_counts *tally)
{
    for (int attribute = -1; attribute < ATTRIBUTE_COUNT; attribute++) {
        struct str who = attribute < 0                 ? STR("all")
                         : attribute == ATTRIBUTE_NONE ? STR("none")
                                                       : str_of(attribute_row((enum attribute)attribute)->word);
        if (attribute == ATTRIBUTE_NONE && count(tally->class, attribute, CLASS_NONE) == 0)
            continue;
        for (int class = CLASS_NONE; class < CLASS_COUNT; class++)
            show_tally_row(mem, writer, tally, who, attribute, class);
    }
}
