/* overview - see overview.h */
#include <stddef.h>
#include <stdlib.h>

#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/answer.h"
#include "meaning/sheet.h"
#include "report/overview.h"

const struct str overview_key[] = {STR("method"), STR("target_period")};

/* ---- weights ---- */

struct weights {
    struct group *of;         /* struct num by indicator */
};

struct weight_row {
    struct str indicator;
    struct num weight;
};

static void read_weight(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct num *weight = member;
    sheet_number(sheet, column, text, weight);
    if (num_sign(*weight) < 0)
        sheet_wrong(sheet, column->name, "\"%.*s\" is below 0", STR_ARG(text));
}

struct weights *weights_load(struct mem *mem, struct reader *reader, const struct str *judged, size_t count)
{
    static const struct sheet_column column[] = {
        {"indicator", SHEET_FULL, sheet_trimmed, offsetof(struct weight_row, indicator), NULL},
        {"weight", SHEET_FULL, read_weight, offsetof(struct weight_row, weight), NULL},
    };
    static const struct sheet_form form = SHEET_FORM(struct weight_row, column, DIAG_CATALOG, "--weights");
    struct weights *weights = mem_take(mem, sizeof *weights);
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct weight_row row;
    weights->of = group_open(1, sizeof(struct num));
    while (sheet_next(sheet, &row)) {
        uint64_t before = sheet_before(sheet, sheet_line(sheet), &row.indicator, 1);
        if (before)
            sheet_wrong(sheet, "indicator", "indicator \"%.*s\" stands in line %llu already", STR_ARG(row.indicator),
                        (unsigned long long)before);
        *(struct num *)group_at(weights->of, &row.indicator) = row.weight;
    }
    struct group *told = group_open(1, 1);
    for (size_t i = 0; i < count; i++) {
        bool *once = group_at(told, &judged[i]);
        if (!*once && !group_find(weights->of, &judged[i]))
            sheet_wrong_table(sheet, "no weight for the indicator \"%.*s\", which is judged", STR_ARG(judged[i]));
        *once = true;
    }
    group_close(told);
    sheet_close(sheet);
    return weights;
}

/* ---- state ---- */

/* A weighted mean in the making. */
struct mean {
    struct num_sum sum, known, all; /* of weight times value; of the weights that have a value; of all */
};

/* A group. */
struct stand {
    uint32_t targets, class[CLASS_COUNT], measured;
    struct mean weighted, equal;
    uint32_t scored, achieved; /* targets with a score; those of them that are achieved */
    uint32_t judged;          /* targets that can be assessed, whether the row's method can or not */
    struct measure scores;    /* sum of the scores of `parts` indicators */
    uint32_t parts;
    char *without;            /* codes of indicators without data */
    size_t without_bytes, without_room;
    ptrdiff_t method;         /* row of the table of methods */
    struct period target_period;
    uint32_t place;           /* among the groups as they came */
};

/* An indicator in a group. */
struct part {
    struct stand *stand;
    struct num_sum score;
    uint32_t scored;
    bool without;             /* a target of it has no data */
};

struct overview {
    struct mem *mem;
    const struct traits *traits;
    const struct weights *weights;
    struct num least;
    struct group *stands, *parts; /* parts by the same key and the indicator */
    struct str *key;          /* of the target at hand */
    uint32_t keys;
    const struct method *scoring;
};

struct overview *overview_open(struct mem *mem, const struct traits *traits, const struct weights *weights,
                               struct num least)
{
    struct overview *overview = mem_take(mem, sizeof *overview);
    uint32_t keys = OVERVIEW_KEYS + traits_count(traits);
    *overview = (struct overview){
        .mem = mem, .traits = traits, .weights = weights, .least = least, .keys = keys,
        .stands = group_open(keys, sizeof(struct stand)), .parts = group_open(keys + 1, sizeof(struct part)),
        .key = mem_array(mem, keys + 1, sizeof(struct str)), .scoring = method_find(STR("statcan"))};
    return overview;
}

/* ---- each target ---- */

/* With as many of 30 decimals as fit beside the digits before the point. */
static struct num thirty_places(struct mem *mem, struct measure completion)
{
    struct num value = {0};
    for (int places = 30; places >= 0; places -= 6)
        if (num_parse(measure_text(mem, completion, places), &value) == NUM_OK)
            break;
    return value;
}

static void add_to_mean(struct mem *mem, struct mean *mean, struct num weight, const struct num *value)
{
    num_sum_add(mem, &mean->all, weight);
    if (!value)
        return;
    num_sum_add(mem, &mean->known, weight);
    num_sum_add_product(mem, &mean->sum, weight, *value);
}

static void add_completion(const struct overview *overview, struct stand *stand, const struct dossier *dossier)
{
    struct measure completion = dossier->survey->standing.now.completion;
    struct str indicator = dossier->survey->revision->now->indicator;
    struct mem *mem = overview->mem;
    struct num value = completion.known ? thirty_places(mem, completion) : num_of(0);
    const struct num *known = completion.known ? &value : NULL;
    add_to_mean(mem, &stand->equal, num_of(1), known);
    if (overview->weights)
        add_to_mean(mem, &stand->weighted, *(const struct num *)group_find(overview->weights->of, &indicator), known);
}

/* The verdict by the method that scores, whatever method the row is by. */
static void add_score(const struct overview *overview, struct part *part, const struct dossier *dossier)
{
    struct outcome outcome = foreign_judge(&dossier->survey->prepared, overview->scoring);
    struct num score;
    if (!outcome.has_score || !num_from_double(outcome.score, &score))
        return;
    num_sum_add(overview->mem, &part->score, score);
    part->scored++;
    part->stand->scored++;
    part->stand->achieved += outcome.word == overview->scoring->step[0].word;
}

static void add_under(struct overview *overview, const struct dossier *dossier)
{
    const struct target *target = dossier->survey->revision->now;
    struct stand *stand = group_at(overview->stands, overview->key);
    struct part *part = group_at(overview->parts, overview->key);
    stand->place = group_index(overview->stands, stand);
    stand->targets++;
    stand->class[dossier->class]++;
    stand->judged += dossier->survey->standing.now.class != CLASS_NOT_COMPUTABLE;
    stand->method = method_find(overview->key[0]) - method_row;
    stand->target_period = target->target_period.value;
    part->stand = stand;
    part->without |= !dossier->survey->standing.now.used && target_kind_row(target->kind)->aim != AIM_WORDS;
    add_completion(overview, stand, dossier);
    add_score(overview, part, dossier);
}

void overview_add(struct overview *overview, const struct dossier *dossier)
{
    const struct target *target = dossier->survey->revision->now;
    overview->key[0] = str_of(dossier->method->name);
    overview->key[1] = target->target_period.text;
    overview->key[overview->keys] = target->indicator;
    for (uint64_t turn = 0; traits_of(overview->traits, dossier, turn, overview->key + OVERVIEW_KEYS); turn++)
        add_under(overview, dossier);
}

/* ---- the figures of a group ---- */

static uint32_t assessable(const struct stand *stand)
{
    return stand->targets - stand->class[CLASS_NOT_COMPUTABLE];
}

static struct num value_of(const struct num_sum *sum)
{
    struct num value = {0};
    num_sum_value(sum, &value);
    return value;
}

static struct measure coverage_of(const struct mean *mean)
{
    return measure_quotient(value_of(&mean->known), value_of(&mean->all));
}

/* A share or a mean is not shown as 0 or 1 unless it is. */
static struct str beside_ends(struct mem *mem, struct measure measure, int places)
{
    const struct num ends[] = {num_of(0), num_of(1)};
    return measure_text_beside(mem, measure, places, ends, 2);
}

/* The mean, or the empty text and why; `too_few` has the words for a coverage that does not do. */
static struct str mean_text(const struct overview *overview, const struct mean *mean, const char *too_few, int places,
                            struct str *why)
{
    enum { KEPT = 20 };       /* of the 30 decimals that went in: what was cut off is far behind */
    struct mem *mem = overview->mem;
    struct measure coverage = coverage_of(mean);
    struct num value;
    *why = (struct str){NULL, 0};
    if (!coverage.known)
        *why = say(mem, "the weights add up to 0");
    else if (measure_sign(coverage) == 0)
        *why = say(mem, "no completion is known");
    else if (measure_compare(coverage, overview->least) < 0)
        *why = say(mem, too_few, measure_text_beside(mem, coverage, places, &overview->least, 1),
                   num_text(mem, overview->least));
    else if (num_parse(num_ratio_text(mem, &mean->sum, &mean->known, KEPT, NUM_HALF_UP), &value) == NUM_OK)
        return beside_ends(mem, measure_of(value), places);
    return (struct str){NULL, 0};
}

/* Open SDG's cuts, best first; the words are the method's own, of which the first is for what is
 * achieved. */
static const struct num cut[] = {{25, 1}, {0, 0}, {-25, 1}};
enum { CUTS = sizeof cut / sizeof *cut };

static struct measure score_of(const struct stand *stand)
{
    return stand->parts ? measure_divide(stand->scores, measure_of(num_of(stand->parts))) : (struct measure){0};
}

static struct str status_of(const struct overview *overview, const struct stand *stand)
{
    const struct step *step = overview->scoring->step;
    struct measure score = score_of(stand);
    if (!score.known)
        return (struct str){NULL, 0};
    if (stand->achieved == stand->judged)
        return str_of(step->word);
    for (size_t i = 0; i < CUTS; i++)
        if (measure_compare(score, cut[i]) >= 0)
            return str_of(step[1 + i].word);
    return str_of(step[1 + CUTS].word);
}

/* ---- writing ---- */

static struct str share_text(struct mem *mem, const struct stand *stand, uint32_t count, int places)
{
    return beside_ends(mem, measure_quotient(num_of(count), num_of(assessable(stand))), places);
}

static uint32_t on_course(const struct stand *stand)
{
    return stand->class[CLASS_ACHIEVED] + stand->class[CLASS_AHEAD] + stand->class[CLASS_ON_TRACK];
}

static struct str without_text(const struct stand *stand)
{
    return (struct str){stand->without, stand->without_bytes};
}

/* In scope: mem, g (the group), o (overview), places, w and e (texts of the means), reason. */
#define COUNT(number) answer_count(mem, number, true)
#define STAND_COLUMNS(X) \
    X(targets, "targets of the group", COUNT(g->targets)) \
    X(assessable, "targets that have a class", COUNT(assessable(g))) \
    X(achieved, "targets of this class", COUNT(g->class[CLASS_ACHIEVED])) \
    X(ahead, "targets of this class", COUNT(g->class[CLASS_AHEAD])) \
    X(on_track, "targets of this class", COUNT(g->class[CLASS_ON_TRACK])) \
    X(lagging, "targets of this class", COUNT(g->class[CLASS_LAGGING])) \
    X(reversed, "targets of this class", COUNT(g->class[CLASS_REVERSED])) \
    X(not_computable, "targets of this class", COUNT(g->class[CLASS_NOT_COMPUTABLE])) \
    X(share_achieved, "of the assessable", share_text(mem, g, g->class[CLASS_ACHIEVED], places)) \
    X(share_ahead, "of the assessable", share_text(mem, g, g->class[CLASS_AHEAD], places)) \
    X(share_on_track, "of the assessable", share_text(mem, g, g->class[CLASS_ON_TRACK], places)) \
    X(share_on_course, "the three together", share_text(mem, g, on_course(g), places)) \
    X(completion, "weighted mean", w) \
    X(coverage, "share of the weight that it is of", \
      measure_text_beside(mem, coverage_of(&g->weighted), places, &o->least, 1)) \
    X(completion_equal, "mean with equal weights", e) \
    X(coverage_equal, "share of the targets that it is of", \
      measure_text_beside(mem, coverage_of(&g->equal), places, &o->least, 1)) \
    X(scored, "targets that have a score by statcan", COUNT(g->scored)) \
    X(score, "mean of the scores", measure_text_beside(mem, score_of(g), places, cut, CUTS)) \
    X(status, "of a goal, as Open SDG calculates it", status_of(o, g)) \
    X(without_data, "indicators that have no data", without_text(g)) \
    X(reason, "why a completion is empty", reason)

static void write_header(const struct overview *overview, struct writer *writer)
{
    for (uint32_t i = 0; i < OVERVIEW_KEYS; i++)
        writer_plain(writer, overview_key[i]);
    for (uint32_t i = 0; i < traits_count(overview->traits); i++)
        writer_field(writer, traits_name(overview->traits, i));
    STAND_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

static void write_row(const struct overview *o, struct writer *writer, const struct stand *g, int places)
{
    struct mem *mem = o->mem;
    struct str why, reason;
    struct str e =
        mean_text(o, &g->equal, N_("completion is known of {1} of the targets, less than {2}"), places, &reason);
    struct str w = {NULL, 0};
    if (o->weights) {
        w = mean_text(o, &g->weighted, N_("completion is known of {1} of the weight, less than {2}"), places, &why);
        reason = str_eq(why, reason) ? why : voice_join(mem, why, reason);
    }
    for (uint32_t i = 0; i < o->keys; i++)
        writer_field(writer, group_key(o->stands, g, i));
    STAND_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

static void put_without(struct mem *mem, struct stand *stand, struct str code)
{
    size_t mark = stand->without_bytes > 0;
    for (size_t i = 0; i < mark + code.length; i++) {
        stand->without = mem_grow(mem, stand->without, stand->without_bytes, &stand->without_room, 1);
        stand->without[stand->without_bytes++] = i < mark ? ';' : code.at[i - mark];
    }
}

/* Puts what the indicators gave into their groups: scores in the order of the keys, so that the
 * sum is the same whatever order the targets have. */
static void settle(const struct overview *overview)
{
    void **sorted = group_sorted(overview->mem, overview->parts);
    for (uint32_t i = 0; i < group_count(overview->parts); i++) {
        const struct part *part = sorted[i];
        if (!part->scored)
            continue;
        struct measure mean = measure_quotient(value_of(&part->score), num_of(part->scored));
        struct stand *stand = part->stand;
        stand->scores = stand->parts++ ? measure_add(stand->scores, mean) : mean;
    }
    struct group_walk walk = {0};
    while (group_next(overview->parts, &walk)) {
        const struct part *part = walk.state;
        if (part->without)
            put_without(overview->mem, part->stand, group_key(overview->parts, part, overview->keys));
    }
}

static int by_place(const void *left, const void *right)
{
    const struct stand *const *a = left, *const *b = right;
    ptrdiff_t method = (*a)->method - (*b)->method;
    int32_t first = (*a)->target_period.last, second = (*b)->target_period.last;
    if (method)
        return method > 0 ? 1 : -1;
    return first != second ? (first > second) - (first < second) : (*a)->place > (*b)->place ? 1 : -1;
}

void overview_write(struct overview *overview, struct writer *writer, int places)
{
    uint32_t count = group_count(overview->stands), i = 0;
    const struct stand **row = mem_array(overview->mem, count, sizeof *row);
    struct group_walk walk = {0};
    settle(overview);
    while (group_next(overview->stands, &walk))
        row[i++] = walk.state;
    qsort(row, count, sizeof *row, by_place);
    write_header(overview, writer);
    for (i = 0; i < count; i++)
        write_row(overview, writer, row[i], places);
    group_close(overview->stands);
    group_close(overview->parts);
    if (overview->weights)
        group_close(overview->weights->of);
    traits_close(overview->traits);
}
