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

static bool comparable(const struct answer *answer, const struct target *target)
{
    return answer->class != CLASS_NOT_COMPUTABLE && target->official != CLASS_NONE &&
           target->official != CLASS_NOT_COMPUTABLE;
}

/* "yes", "no", or empty where the class or the official class is missing. */
static struct str show_agrees(const struct answer *answer, const struct target *target)
{
    if (!comparable(answer, target))
        return (struct str){NULL, 0};
    return same_class(answer->class, target->official) ? STR("yes") : STR("no");
}

struct str show_thresholds(struct mem *mem, const struct question *question)
{
    const struct thresholds *limit = question->thresholds;
    struct str text = mem_format(mem, "ahead>=%s;on_track>=%s", num_text(mem, limit->ahead).at,
                                 num_text(mem, limit->on_track).at);
    if (question->target->kind == TARGET_LEVEL_ABOUT && !question->target->tolerance.known)
        text = mem_format(mem, "%s;about<=%s", text.at, num_text(mem, limit->about).at);
    return text;
}

/* ---- one row ---- */

static struct str show_base_seen(const struct answer *answer)
{
    return answer->base_seen ? answer->base_seen->value_text : (struct str){NULL, 0};
}

static struct str show_class(const struct answer *answer)
{
    return str_of(progress_class_row(answer->class)->word);
}

static struct str show_series(struct mem *mem, const struct answer *answer)
{
    struct str text = {NULL, 0};
    for (uint32_t i = 0; i < answer->series.count; i++) {
        const struct observation *row = &answer->series.row[i];
        text = mem_format(mem, "%.*s%s%.*s=%.*s", STR_ARG(text), i ? " " : "", STR_ARG(row->period_text),
                          STR_ARG(row->value_text));
    }
    return text;
}

static struct str show_measure(struct mem *mem, const struct dossier *dossier)
{
    return foreign_number(mem, dossier->method, &dossier->outcome, MEASURE_PLACES);
}

static struct str show_measure_class(const struct dossier *dossier)
{
    const struct outcome *outcome = &dossier->outcome;
    if (dossier->method->own)
        return dossier->outcome.known ? str_of(progress_class_row(dossier->standing.now.class)->word)
                                      : (struct str){NULL, 0};
    return str_of(outcome->word);
}

static struct str show_score(struct mem *mem, const struct dossier *dossier)
{
    if (!dossier->outcome.has_score)
        return (struct str){NULL, 0};
    return measure_text(mem, measure_double(dossier->outcome.score), MEASURE_PLACES);
}

void show_header(struct writer *writer)
{
    ANSWER_COLUMNS(ANSWER_HEAD)
    ADVISED_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

static const struct str asked[] = {ANSWER_COLUMNS(ANSWER_NAME)};

enum { COLUMNS_ASKED = sizeof asked / sizeof *asked };

struct advice_fact *show_facts(struct mem *mem, uint32_t *count)
{
    struct advice_fact *fact = mem_array(mem, COLUMNS_ASKED, sizeof *fact);
    for (uint32_t i = 0; i < COLUMNS_ASKED; i++)
        fact[i].name = asked[i];
    *count = COLUMNS_ASKED;
    return fact;
}

void show_fill(struct advice_fact *fact, const struct dossier *d, int places)
{
    static const struct observation no_observation;
    const struct question *q = d->question;
    struct mem *mem = q->mem;
    const struct standing *st = &d->standing;
    const struct revision *r = d->revision;
    const struct answer *a = &st->now;
    const struct target *t = r->now;
    const struct str none = {NULL, 0};
    const struct indicator *i = q->indicator ? q->indicator : identity_indicator(NULL, t->indicator);
    const struct observation *u = a->used ? a->used : &no_observation;
    const struct identity identity = {.indicator = i, .unit = i->unit.length ? i->unit : u->unit}, *id = &identity;
    const struct style style = {places, (i->decimals < 0 ? 2 : i->decimals) + 2}, *s = &style;
    const struct str shown[] = {ANSWER_COLUMNS(ANSWER_TEXT)};
    for (uint32_t k = 0; k < COLUMNS_ASKED; k++)
        fact[k].text = shown[k];
}

void show_row(struct writer *writer, const struct advice_fact *fact, const struct dossier *d)
{
    for (uint32_t i = 0; i < COLUMNS_ASKED; i++)
        writer_field(writer, fact[i].text);
    ADVISED_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

/* ---- the summary ---- */

void show_count_in(struct class_counts *tally, const struct question *question, const struct answer *answer)
{
    const struct target *target = question->target;
    enum attribute attribute = question->indicator ? question->indicator->attribute : ATTRIBUTE_NONE;
    enum progress_class class = answer->class;
    tally->class[attribute][class]++;
    if (target->official != CLASS_NONE)
        tally->official[attribute][target->official]++;
    if (comparable(answer, target)) {
        tally->compared[attribute][class]++;
        tally->agree[attribute][class] += same_class(class, target->official);
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
