/* tally - see tally.h */
#include "report/tally.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"

enum { BY_PARTY = UINT32_MAX - 1, BY_ROLE = UINT32_MAX - 2 };

/* A mean in the making: of values, of weights, of their products. */
struct mean {
    struct num_sum values, weighted, weights;
    uint32_t count;
    bool inexact;             /* one was no decimal */
};

struct pile {
    struct tally_counts counts;
    struct num_sum weight, in_line_weight;
    uint32_t without_weight;
    struct mean progress, planned;
    struct num_sum invest_planned, invest_done, invest_due; /* due: planned money times planned percent */
    uint32_t with_plan, with_money, with_due, money_in_parts; /* of these both are known: planned and done */
};

struct tally {
    struct mem *mem;
    struct lines *lines;
    uint32_t *by, bys;        /* positions, or BY_PARTY, BY_ROLE */
    struct str *by_name, *key;
    uint32_t weight;          /* position, or COLUMN_NONE */
    bool parties, names;      /* grouped by party or role; by party */
    bool parts;               /* parts of bundles are counted too */
    const char *money_unit;   /* or "" */
    struct group *piles;
};

/* ---- begin ---- */

static uint32_t find_column(const struct tally *r, struct str name, const char *option)
{
    if (str_eq(name, STR("party")))
        return BY_PARTY;
    if (str_eq(name, STR("role")))
        return BY_ROLE;
    uint32_t at = lines_find(r->lines, name);
    if (at == COLUMN_NONE)
        diag_fatal(DIAG_COLUMN, NULL, "no column \"%.*s\" (%s)%.*s", STR_ARG(name), option,
                   STR_ARG(nearest_hint(r->mem, name, r->lines->name, r->lines->count)));
    return at;
}

struct tally *tally_open(struct mem *mem, struct lines *lines, const char *by, const char *weight,
                         bool parts, const char *money_unit)
{
    struct tally *r = mem_take(mem, sizeof *r);
    struct str rest = str_of(by), name;
    size_t most = rest.length + 1;
    *r = (struct tally){.mem = mem, .lines = lines, .parts = parts, .money_unit = money_unit,
                         .by = mem_array(mem, most, sizeof *r->by),
                         .by_name = mem_array(mem, most, sizeof *r->by_name),
                         .key = mem_array(mem, most, sizeof *r->key)};
    while (column_cut(mem, &rest, &name)) {
        r->by_name[r->bys] = name;
        r->by[r->bys] = find_column(r, name, "--by");
        for (uint32_t i = 0; i < r->bys; i++)
            if (str_eq(r->by_name[i], name))
                diag_fatal(DIAG_USAGE, NULL, "--by: \"%.*s\" stands there twice", STR_ARG(name));
        r->names |= r->by[r->bys] == BY_PARTY;
        r->parties |= r->by[r->bys] == BY_PARTY || r->by[r->bys] == BY_ROLE;
        r->bys++;
    }
    r->weight = find_column(r, str_of(weight), "--weight");
    r->piles = group_open(r->bys, sizeof(struct pile));
    return r;
}

/* ---- counting ---- */

/* A decimal near enough: plans are quotients of days. */
static struct num near_decimal(struct measure measure)
{
    struct num value = {0, 0};
    if (!measure_decimal(measure, &value) && num_from_double(measure_near(measure), &value))
        value = num_round(value, 12, NUM_HALF_UP);
    return value;
}

static void add_mean(struct mem *mem, struct mean *mean, struct num value, struct num weight)
{
    mean->count++;
    num_sum_add(mem, &mean->values, value);
    num_sum_add(mem, &mean->weights, weight);
    num_sum_add_product(mem, &mean->weighted, value, weight);
}

static void add_money(struct mem *mem, struct pile *pile, const struct object *object, const struct footing *s)
{
    pile->with_plan += object->invest_planned.known;
    if (!s->has_invest || !object->invest_planned.known)
        return;
    pile->with_money++;
    num_sum_add(mem, &pile->invest_planned, object->invest_planned.value);
    num_sum_add(mem, &pile->invest_done, s->invest_done);
    if (!s->planned.percent.known)
        return;
    pile->with_due++;
    num_sum_add_product(mem, &pile->invest_due, object->invest_planned.value, near_decimal(s->planned.percent));
}

/* A bundle without money, parts of which have some. */
static bool is_money_in_parts(const struct tally *r, const struct object *object)
{
    const struct objects *objects = r->lines->basis->objects;
    bool any = false;
    if (!object->is_bundle || r->parts || object->invest_planned.known)
        return false;
    for (uint32_t i = object->first_part; i != OBJECT_ROW_NONE; i = objects->row[i].next_part)
        any |= objects->row[i].invest_planned.known;
    return any;
}

static void add_to(struct tally *r, struct pile *pile, const struct object *object, const struct footing *s)
{
    struct tally_counts *counts = &pile->counts;
    struct num weight = {0, 0};
    bool late = s->has_finish && object->due.known && s->finish_late_days > 0;
    counts->objects++;
    counts->status[s->status]++;
    counts->in_line += s->in_line;
    counts->under_way += s->status != STATUS_OF_DONE && s->status != STATUS_OF_NOT_STARTED &&
                         s->status != STATUS_OF_NOT_REPORTED;
    counts->finish_late += late;
    struct str text = r->weight < r->lines->count ? r->lines->text[r->weight] : (struct str){NULL, 0};
    if (num_parse(str_trim(text), &weight) != NUM_OK || num_sign(weight) < 0)
        pile->without_weight++;
    num_sum_add(r->mem, &pile->weight, weight);
    if (s->in_line)
        num_sum_add(r->mem, &pile->in_line_weight, weight);
    if (s->has_progress)
        add_mean(r->mem, &pile->progress, s->progress, weight);
    if (s->planned.percent.known)
        add_mean(r->mem, &pile->planned, near_decimal(s->planned.percent), weight);
    add_money(r->mem, pile, object, s);
    pile->money_in_parts += is_money_in_parts(r, object);
}

/* Every combination of what the fields from `at` on name. */
static void add_names(struct tally *r, uint32_t at, const struct object *object, const struct footing *s)
{
    if (at == r->bys) {
        add_to(r, group_at(r->piles, r->key), object, s);
        return;
    }
    if (r->by[at] >= BY_ROLE) {
        add_names(r, at + 1, object, s);
        return;
    }
    struct str rest = r->lines->text[r->by[at]], name;
    bool any = false;
    while (object_name_next(&rest, &name)) {
        any = true;
        r->key[at] = name;
        add_names(r, at + 1, object, s);
    }
    if (any)
        return;
    r->key[at] = (struct str){NULL, 0};
    add_names(r, at + 1, object, s);
}

static void add_party(struct tally *r, struct str party, struct str role, const struct object *object,
                      const struct footing *s)
{
    for (uint32_t i = 0; i < r->bys; i++)
        if (r->by[i] >= BY_ROLE)
            r->key[i] = r->by[i] == BY_PARTY ? party : role;
    add_names(r, 0, object, s);
}

/* Each of them under its name; where nobody asks for names, the object once. */
static void add_parties(struct tally *r, struct str parties, struct str role, const struct object *object,
                        const struct footing *s)
{
    struct str name;
    bool any = false;
    for (; r->names && object_name_next(&parties, &name); any = true)
        add_party(r, name, role, object, s);
    if (!any)
        add_party(r, parties, role, object, s);
}

void tally_add(struct tally *r, const struct object *object, const struct footing *s)
{
    add_parties(r, object->owner, STR("lead"), object, s);
    if (r->parties && object->co_owners.length)
        add_parties(r, object->co_owners, STR("support"), object, s);
}

/* ---- rows ---- */

static struct str mean_text(struct mem *mem, const struct mean *mean, bool weighted, int places)
{
    if (!mean->count)
        return (struct str){NULL, 0};
    return weighted ? num_ratio_text(mem, &mean->weighted, &mean->weights, places, NUM_HALF_UP)
                    : num_mean_text(mem, &mean->values, mean->count, places, NUM_HALF_UP);
}

static struct measure sum_measure(const struct num_sum *above, const struct num_sum *below)
{
    struct num a, b;
    if (!num_sum_value(above, &a) || !num_sum_value(below, &b))
        return (struct measure){0};
    return measure_shift(measure_quotient(a, b), 2);
}

static struct str reason_of(struct mem *mem, const struct tally *r, const struct pile *pile)
{
    struct str reason = {NULL, 0}, all = mem_whole(mem, pile->counts.objects);
    if (pile->without_weight && r->weight < r->lines->count)
        reason = say(mem, "{1} of {2} objects have no weight", mem_whole(mem, pile->without_weight), all);
    else if (!pile->without_weight && num_sum_sign(&pile->weight) == 0)
        reason = say(mem, "all weights are 0, so nothing is weighted");
    if (pile->progress.count < pile->counts.objects)
        reason = voice_join(mem, reason, say(mem, "progress is known of {1} of {2} objects",
                                             mem_whole(mem, pile->progress.count), all));
    if (pile->with_money && pile->with_money < pile->with_plan)
        reason = voice_join(mem, reason, say(mem, "what was invested is known of {1} of {2} objects with a planned "
                                                  "investment, which alone are in the sums",
                                             mem_whole(mem, pile->with_money), mem_whole(mem, pile->with_plan)));
    if (pile->money_in_parts)
        reason = voice_join(mem, reason, say(mem, "bundles whose money stands at their parts, and is not counted "
                                                  "without --parts: {1}", mem_whole(mem, pile->money_in_parts)));
    return reason;
}

/* As the national report puts it; the parts of `objects` add up. */
static struct str sentence_of(struct mem *mem, const struct tally_counts *g, struct str in_line_share)
{
    struct str all = mem_whole(mem, g->objects), done = mem_whole(mem, g->status[STATUS_OF_DONE]),
               under_way = mem_whole(mem, g->under_way), later = mem_whole(mem, g->status[STATUS_OF_NOT_STARTED]),
               unknown = mem_whole(mem, g->status[STATUS_OF_NOT_REPORTED]), in_line = mem_whole(mem, g->in_line);
    struct str counts = g->status[STATUS_OF_NOT_REPORTED]
                            ? say(mem, "{1} in all: {2} finished, {3} under way, {4} not begun, {5} not reported", all,
                                  done, under_way, later, unknown)
                            : say(mem, "{1} in all: {2} finished, {3} under way, {4} not begun", all, done, under_way,
                                  later);
    return voice_join(mem, counts, say(mem, "in line with expectation {1}, {2} %", in_line, in_line_share));
}

/* A sum in its unit: a word of letters stands apart from it, and 亿元 does not. */
static struct str amount(const struct tally *r, struct str sum)
{
    struct str unit = str_of(r->money_unit);
    bool apart = unit.length && *unit.at > 0 && *unit.at != '%';
    return mem_join(r->mem, sum, apart ? STR(" ") : (struct str){NULL, 0}, unit);
}

/* Of those alone whose investment was reported, where some have not told it. */
static struct str money_part(struct mem *mem, const struct pile *pile, struct str planned, struct str done,
                             struct str share)
{
    if (pile->with_money == pile->with_plan)
        return say(mem, "invested {1} of {2}, {3} %", done, planned, share);
    return say(mem, "of {4} with a planned investment {5} have told theirs: invested {1} of {2}, {3} %", done, planned,
               share, mem_whole(mem, pile->with_plan), mem_whole(mem, pile->with_money));
}

static struct str money_sentence(struct mem *mem, struct str money, struct str share, struct str gap)
{
    if (!share.length)
        return share;
    struct num level;
    struct str points = gap;
    if (!gap.length)
        return money;
    if (str_starts(gap, STR("-")))
        return voice_join(mem, money, say(mem, "{1} points behind the time schedule",
                                          (struct str){points.at + 1, points.length - 1}));
    if (num_parse(gap, &level) == NUM_OK && num_sign(level) == 0)
        return voice_join(mem, money, say(mem, "level with the time schedule"));
    return voice_join(mem, money, say(mem, "{1} points before the time schedule", points));
}

static void write_shares(struct tally *r, struct writer *writer, const struct pile *pile)
{
    struct mem *mem = r->mem;
    int places = r->lines->places;
    struct num hundred[] = {num_of(100), num_of(0)}, nothing[] = {num_of(0)};
    bool weighs = !pile->without_weight && num_sum_sign(&pile->weight) > 0;
    struct measure in_line = measure_shift(measure_quotient(num_of(pile->counts.in_line),
                                                            num_of(pile->counts.objects)), 2),
                   by_weight = weighs ? sum_measure(&pile->in_line_weight, &pile->weight) : (struct measure){0},
                   share = pile->with_money ? sum_measure(&pile->invest_done, &pile->invest_planned)
                                            : (struct measure){0},
                   gap = {0};
    struct num due, planned;
    if (pile->with_due && pile->with_due == pile->with_money && num_sum_value(&pile->invest_due, &due) &&
        num_sum_value(&pile->invest_planned, &planned))
        gap = measure_subtract(share, measure_quotient(due, planned));
    struct str cell[] = {
        measure_text_beside(mem, in_line, places, hundred, 2),
        measure_text_beside(mem, by_weight, places, hundred, 2),
        mean_text(mem, &pile->progress, false, places),
        weighs ? mean_text(mem, &pile->progress, true, places) : r->lines->none,
        mean_text(mem, &pile->planned, false, places),
        weighs ? mean_text(mem, &pile->planned, true, places) : r->lines->none,
        pile->with_money ? num_sum_text(mem, &pile->invest_planned) : r->lines->none,
        pile->with_money ? num_sum_text(mem, &pile->invest_done) : r->lines->none,
        measure_text_beside(mem, share, places, hundred, 1),
        measure_text_beside(mem, gap, places, nothing, 1),
        reason_of(mem, r, pile), r->lines->none};
    enum { SHARE, PLANNED = 6, DONE, MONEY_SHARE, MONEY_GAP, SENTENCE = sizeof cell / sizeof *cell - 1 };
    cell[SENTENCE] = voice_join(mem, sentence_of(mem, &pile->counts, cell[SHARE]),
                                money_sentence(mem, money_part(mem, pile, amount(r, cell[PLANNED]),
                                                               amount(r, cell[DONE]), cell[MONEY_SHARE]),
                                               cell[MONEY_SHARE], cell[MONEY_GAP]));
    for (size_t i = 0; i < sizeof cell / sizeof *cell; i++)
        writer_field(writer, cell[i]);
}

void tally_write(struct tally *r, struct writer *writer)
{
    for (uint32_t i = 0; i < r->bys; i++)
        writer_field(writer, r->by_name[i]);
#define X(name, meaning, ...) writer_plain(writer, STR(#name));
    TALLY_COUNTS(X)
    TALLY_SHARES(X)
#undef X
    writer_end(writer);
    struct group_walk walk = {0};
    while (group_next(r->piles, &walk)) {
        const struct pile *pile = walk.state;
        const struct tally_counts *g = &pile->counts;
        for (uint32_t i = 0; i < r->bys; i++)
            writer_field(writer, group_key(r->piles, pile, i));
#define X(name, meaning, count) writer_plain(writer, mem_whole(r->mem, count));
        TALLY_COUNTS(X)
#undef X
        write_shares(r, writer, pile);
        writer_end(writer);
    }
}

void tally_close(struct tally *r)
{
    if (r)
        group_close(r->piles);
}
