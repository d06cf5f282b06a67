/* since - see since.h */
#include <stdlib.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "frame/answer.h"
#include "report/recut.h"
#include "report/since.h"
#include "show.h"

static const struct str cause_word[CAUSE_COUNT] = {
#define X(name, word) [CAUSE_##name] = STR(word),
    CAUSES(X)
#undef X
};

/* ---- the table ---- */

/* A row, of a target or of a class; what it has not is empty. */
struct line {
    struct str row, method, plan, region, indicator, name_zh, name_en, target_period, target_kind, class, was, is,
        difference, move, cause, also, what, by[CAUSE_COUNT], residual;
};

/* In scope: l, a struct line. */
#define LINE_COLUMNS(X) \
    X(row, "target, or class for the counts at the end", l->row) \
    X(method, "of this run", l->method) \
    X(plan, "as in the targets", l->plan) \
    X(region, "as in the targets", l->region) \
    X(indicator, "as in the targets", l->indicator) \
    X(name_zh, "from the indicators", l->name_zh) \
    X(name_en, "from the indicators", l->name_en) \
    X(target_period, "as in the targets", l->target_period) \
    X(target_kind, "as in the targets", l->target_kind) \
    X(class, "the class that is counted", l->class) \
    X(was, "class in the earlier run, or count", l->was) \
    X(is, "class now, or count", l->is) \
    X(difference, "of the counts", l->difference) \
    X(move, "better, worse, same, slipped_further", l->move) \
    X(cause, "why", l->cause) \
    X(also, "what else differs", l->also) \
    X(what, "what differs, column by column", l->what) \
    X(by_target, "share of the difference", l->by[CAUSE_TARGET]) \
    X(by_revision, "share of the difference", l->by[CAUSE_REVISION]) \
    X(by_new_data, "share of the difference", l->by[CAUSE_NEW_DATA]) \
    X(by_rule, "share of the difference", l->by[CAUSE_RULE]) \
    X(by_method, "share of the difference", l->by[CAUSE_METHOD]) \
    X(by_correction, "share of the difference", l->by[CAUSE_CORRECTION]) \
    X(by_added, "share of the difference", l->by[CAUSE_ADDED]) \
    X(by_dropped, "share of the difference", l->by[CAUSE_DROPPED]) \
    X(residual, "what no cause explains", l->residual)

static void write_line(struct writer *writer, const struct line *l)
{
    LINE_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

/* ---- state ---- */

/* Counts of a method and a target period; at CLASS_NONE stand those of all classes. */
struct block {
    int64_t was[CLASS_COUNT], is[CLASS_COUNT], by[CAUSE_COUNT][CLASS_COUNT];
    const struct method *method;
    int32_t last_day;         /* of the target period */
    uint32_t place;
};

struct since {
    struct mem *mem;
    struct writer *writer;
    const struct earlier *earlier;
    const char *file;
    const struct dossier_wish *wish;
    const struct subset *subset;
    const struct method *against[METHODS_MOST]; /* by row of the table: the earlier one, or null */
    struct group *block;
    uint32_t met, alone;      /* answers with an earlier row; without an earlier method */
};

static ptrdiff_t row_of(const struct method *method)
{
    return method_find(str_of(method->name)) - method_row;
}

/* The method of this run that an earlier one is held against, or null. */
static const struct method *now_of(const struct since *since, const struct method *earlier)
{
    for (size_t m = 0; method_row[m].name; m++)
        if (since->against[m] == earlier)
            return &method_row[m];
    return NULL;
}

static bool is_compared(const struct since *since, const struct earlier_row *row)
{
    return subset_has(since->subset, row->indicator) && now_of(since, row->method);
}

static struct block *block_at(struct since *since, const struct method *method, const struct span *target_period)
{
    const struct str key[] = {str_of(method->name), target_period->text};
    struct block *block = group_at(since->block, key);
    block->method = method;
    block->last_day = target_period->value.last;
    block->place = group_index(since->block, block);
    return block;
}

/* ---- begin ---- */

/* The only one that is set, or null. */
static const struct method *only_one(const bool *method)
{
    const struct method *only = NULL;
    for (size_t m = 0; method_row[m].name; m++) {
        if (method[m] && only)
            return NULL;
        if (method[m])
            only = &method_row[m];
    }
    return only;
}

static void match_methods(struct since *since, const bool *now)
{
    bool had[METHODS_MOST] = {false};
    uint32_t count;
    const struct earlier_row *row = earlier_rows(since->earlier, &count);
    for (uint32_t i = 0; i < count; i++)
        had[row_of(row[i].method)] = true;
    for (size_t m = 0; method_row[m].name; m++)
        if (now[m] && (had[m] || !count))
            since->against[m] = &method_row[m];
    if (only_one(now) && only_one(had))
        since->against[row_of(only_one(now))] = only_one(had);
}

static void count_earlier(struct since *since)
{
    uint32_t count;
    const struct earlier_row *row = earlier_rows(since->earlier, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!is_compared(since, &row[i]))
            continue;
        struct block *block = block_at(since, now_of(since, row[i].method), &row[i].target_period);
        block->was[row[i].class]++;
        block->was[CLASS_NONE]++;
    }
}

struct since *since_open(struct mem *mem, struct writer *writer, const struct earlier *earlier, const char *file,
                         const bool *method, const struct subset *subset, const struct dossier_wish *wish)
{
    struct since *since = mem_take(mem, sizeof *since);
    *since = (struct since){.mem = mem, .writer = writer, .earlier = earlier, .file = file, .subset = subset,
                            .wish = wish, .block = group_open(2, sizeof(struct block))};
    match_methods(since, method);
    count_earlier(since);
    LINE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    return since;
}

/* ---- what differs ---- */

struct comparison {
    struct since *since;
    const struct dossier *dossier;
    const struct earlier_row *was;
    struct series figures;    /* that the answer rests on now */
    bool differs[CAUSE_COUNT], effect[CAUSE_COUNT];
    enum base_choice base;    /* of the earlier run, else that of this one */
    struct method scale;      /* the earlier method; its scale is that of this run until the step back to the rules */
    struct str what;
};

static struct str or_none(struct str text)
{
    return text.length ? text : STR("none");
}

static void note(struct comparison *c, enum cause cause, struct str column, struct str was, struct str is)
{
    c->differs[cause] = true;
    c->what = mem_format(c->since->mem, "%.*s%s%.*s %.*s -> %.*s", STR_ARG(c->what), c->what.length ? "; " : "",
                         STR_ARG(column), STR_ARG(or_none(was)), STR_ARG(or_none(is)));
}

static bool figures_differ(const struct figure *a, const struct figure *b)
{
    return a->known != b->known || (a->known && num_compare(a->value, b->value) != 0);
}

static void compare_figure(struct comparison *c, enum cause cause, struct str column, const struct figure *was,
                           const struct figure *is)
{
    if (figures_differ(was, is))
        note(c, cause, column, was->text, is->text);
}

static void compare_text(struct comparison *c, enum cause cause, struct str column, struct str was, struct str is)
{
    if (!str_eq(was, is))
        note(c, cause, column, was, is);
}

static bool same_period(struct period a, struct period b)
{
    return period_compare(a, b) == 0;
}

static void compare_target(struct comparison *c)
{
    const struct target *is = c->dossier->survey->revision->now;
    const struct earlier_row *was = c->was;
    bool both = was->base_period.known && is->base_period.known;
    if (both ? !same_period(was->base_period.value, is->base_period.value)
             : was->base_period.known != is->base_period.known)
        note(c, CAUSE_TARGET, STR("base_period"), was->base_period.text, is->base_period.text);
    compare_figure(c, CAUSE_TARGET, STR("base_plan"), &was->base_plan, &is->base_value);
    compare_figure(c, CAUSE_TARGET, STR("target_value"), &was->target_value, &is->target_value);
    compare_figure(c, CAUSE_TARGET, STR("target_high"), &was->target_high, &is->more->target_high);
    compare_text(c, CAUSE_TARGET, STR("op"), str_of(target_op_row((enum target_op)was->op)->word),
                 str_of(target_op_row(is->op)->word));
    compare_text(c, CAUSE_TARGET, STR("related"), was->related, is->more->related_text);
    compare_text(c, CAUSE_TARGET, STR("tolerance"), was->tolerance, show_tolerance(c->since->mem, is));
}

static const struct seen *seen_at(const struct seen_list *list, struct period period)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (same_period(list->row[i].period, period))
            return &list->row[i];
    return NULL;
}

/* Did it come in other parts, two quarters as their half-year or the other way round?  Of flows alone. */
static bool came_in_parts(const struct comparison *c, struct period period)
{
    const struct indicator *indicator = c->dossier->survey->question->indicator;
    return indicator && indicator->kind == KIND_FLOW && recut(&c->was->series, c->figures, period);
}

/* A figure of the past that is another now; one that is no longer there, unless it is only that a
 * cut-off leaves it out. */
static void compare_seen(struct comparison *c, const struct seen *was)
{
    const struct observation *is = observation_at(c->figures, was->period),
                             *all = observation_at(c->dossier->survey->question->own, was->period);
    bool gone = !is && (!all || all->state != OBSERVATION_GOOD) && !came_in_parts(c, was->period);
    if (gone || (is && num_compare(is->value, was->value) != 0))
        note(c, CAUSE_REVISION, was->period_text, was->value_text, is ? is->value_text : STR(""));
}

/* The same of the indicator that the target is relative to. */
static void compare_related(struct comparison *c)
{
    const struct question *question = c->dossier->survey->question;
    const struct seen_list *was = &c->was->related_series;
    struct mem *mem = c->since->mem;
    struct str name = question->target->more->related_text;
    if (!str_eq(name, c->was->related))
        return;
    for (uint32_t i = 0; i < was->count; i++) {
        const struct observation *is = observation_at(question->related, was->row[i].period);
        bool good = is && is->state == OBSERVATION_GOOD;
        if (!good || num_compare(is->value, was->row[i].value) != 0)
            note(c, CAUSE_REVISION, mem_format(mem, "%.*s %.*s", STR_ARG(name), STR_ARG(was->row[i].period_text)),
                 was->row[i].value_text, good ? is->value_text : STR(""));
    }
    for (uint32_t i = 0; i < question->related.count && c->was->period.known; i++) {
        const struct observation *is = &question->related.row[i];
        if (is->state == OBSERVATION_GOOD && is->period.last <= c->was->period.value.last &&
            !seen_at(was, is->period))
            note(c, CAUSE_REVISION, mem_format(mem, "%.*s %.*s", STR_ARG(name), STR_ARG(is->period_text)), STR(""),
                 is->value_text);
    }
}

static void compare_past(struct comparison *c)
{
    const struct earlier_row *was = c->was;
    const struct observation *used = c->dossier->survey->standing.now.used;
    for (uint32_t i = 0; i < was->series.count; i++)
        compare_seen(c, &was->series.row[i]);
    for (uint32_t i = 0; i < c->figures.count && was->period.known; i++) {
        const struct observation *row = &c->figures.row[i];
        if (row->period.last <= was->period.value.last && !seen_at(&was->series, row->period) &&
            !came_in_parts(c, row->period))
            note(c, CAUSE_REVISION, row->period_text, STR(""), row->value_text);
    }
    if (used && was->period.known && same_period(used->period, was->period.value))
        compare_text(c, CAUSE_REVISION, STR("qualifier"), was->qualifier, used->qualifier);
    compare_related(c);
}

static void compare_period(struct comparison *c)
{
    const struct observation *used = c->dossier->survey->standing.now.used;
    const struct span *was = &c->was->period;
    struct str is = used ? used->period_text : STR("");
    if (used && (!was->known || used->period.last > was->value.last))
        note(c, CAUSE_NEW_DATA, STR("period"), was->text, is);
    else if (was->known && (!used || !same_period(used->period, was->value)))
        note(c, c->differs[CAUSE_REVISION] ? CAUSE_REVISION : CAUSE_CORRECTION, STR("period"), was->text, is);
}

/* The method with the scale that it had in the earlier run. */
static struct method earlier_scale(const struct earlier_row *was)
{
    struct method scale = *was->method;
    for (size_t i = 0; i < was->limits.steps; i++)
        if (was->limits.step[i].method == was->method)
            scale.step[was->limits.step[i].step].from = was->limits.step[i].from;
    return scale;
}

static bool scales_differ(const struct method *a, const struct method *b)
{
    for (size_t i = 0; a->step[i].word; i++)
        if (a->step[i].from != b->step[i].from)
            return true;
    return false;
}

/* Is the word among those of a list, "fragile;implausible"? */
static bool has_flag(struct str list, struct str flag)
{
    struct str word;
    while (str_cut(&list, ';', &word))
        if (str_eq(word, flag))
            return true;
    return false;
}

/* The limits of what judged then: that of what is implausible where it has held a verdict back, and
 * the scale of the earlier method. */
static void compare_rule(struct comparison *c)
{
    const struct limits_seen *was = &c->was->limits;
    const struct question *question = c->dossier->survey->question;
    const struct thresholds *is = question->thresholds;
    struct str text = show_thresholds(c->since->mem, question, c->dossier->method);
    struct method before = earlier_scale(c->was);
    bool held_back = has_flag(c->was->flags, STR("implausible")) ||
                     has_flag(c->dossier->survey->standing.now.remark.flags, STR("implausible"));
    c->scale = *limits_scale(c->since->wish->limits, c->was->method, question->target->indicator);
    if (num_compare(was->ahead, is->ahead) != 0 || num_compare(was->on_track, is->on_track) != 0 ||
        (was->has_about && num_compare(was->about, is->about) != 0) ||
        (held_back && num_compare(was->implausible, is->implausible) != 0) || scales_differ(&before, &c->scale))
        note(c, CAUSE_RULE, STR("thresholds"), was->text, text);
}

/* Which base an earlier headline went by, where its two bases tell. */
static enum base_choice base_of(const struct earlier_row *was, enum base_choice else_)
{
    if (!was->base_value.known || !was->base_plan.known || !was->base_revised.known ||
        !figures_differ(&was->base_plan, &was->base_revised))
        return else_;
    return figures_differ(&was->base_value, &was->base_plan) ? BASE_REVISED : BASE_PLAN;
}

static void compare_method(struct comparison *c)
{
    static const struct str base_word[] = {[BASE_REVISED] = STR("revised"), [BASE_PLAN] = STR("plan")};
    enum base_choice is = c->dossier->survey->question->base;
    c->base = base_of(c->was, is);
    compare_text(c, CAUSE_METHOD, STR("method"), str_of(c->was->method->name), str_of(c->dossier->method->name));
    compare_text(c, CAUSE_METHOD, STR("base"), base_word[c->base], base_word[is]);
}

/* ---- what it has done ---- */

/* Today's question without what is later than the earlier figure. */
static void forget_later(struct question *question, const struct span *period)
{
    if (!period->known) {
        question->own.count = question->related.count = 0;
        return;
    }
    struct period *limit[] = {&question->as_of, &question->as_of_part};
    for (int i = 0; i < 2; i++)
        if (!question->limited || limit[i]->last > period->value.last)
            *limit[i] = period->value;
    question->limited = true;
}

/* `more` is where what few targets have goes. */
static struct target earlier_target(const struct target *now, const struct earlier_row *was, struct target_more *more)
{
    struct target target = *now;
    *more = *now->more;
    target.more = more;
    target.base_period = was->base_period;
    target.base_value = was->base_plan;
    target.target_value = was->target_value;
    more->target_high = was->target_high;
    target.op = (enum target_op)was->op;
    struct str tolerance = was->tolerance;
    more->tolerance_percent = str_ends(tolerance, STR("%"));
    tolerance.length -= more->tolerance_percent;
    more->tolerance = (struct figure){.text = tolerance};
    more->tolerance.known = tolerance.length && num_parse(tolerance, &more->tolerance.value) == NUM_OK;
    return target;
}

static struct thresholds earlier_limits(const struct thresholds *now, const struct limits_seen *was)
{
    struct thresholds limits = *now;
    limits.ahead = was->ahead;
    limits.on_track = was->on_track;
    limits.implausible = was->implausible;
    if (was->has_about)
        limits.about = was->about;
    return limits;
}

/* The class after one more step back; the step has an effect where it is another than before. */
static void step_back(struct comparison *c, enum cause cause, const struct question *question,
                      enum progress_class *class)
{
    if (!c->differs[cause])
        return;
    enum progress_class before = *class;
    *class = dossier_class(question, &c->scale, c->since->wish);
    c->effect[cause] = *class != before;
}

static void find_effects(struct comparison *c)
{
    const struct earlier_row *was = c->was;
    struct question question = *c->dossier->survey->question;
    struct target_more more;
    struct target target = earlier_target(question.target, was, &more);
    struct thresholds limits = earlier_limits(question.thresholds, &was->limits);
    enum progress_class class = c->dossier->class;
    question.path = dossier_path(was->method);
    question.base = c->base;
    step_back(c, CAUSE_METHOD, &question, &class);
    question.thresholds = &limits;
    c->scale = earlier_scale(was);
    step_back(c, CAUSE_RULE, &question, &class);
    question.target = &target;
    step_back(c, CAUSE_TARGET, &question, &class);
    forget_later(&question, &was->period);
    step_back(c, CAUSE_NEW_DATA, &question, &class);
    if ((int)class == was->class)
        return;
    bool other_indicator = !str_eq(was->related, more.related_text);
    enum cause rest = c->differs[CAUSE_REVISION] ? CAUSE_REVISION : other_indicator ? CAUSE_TARGET : CAUSE_CORRECTION;
    c->differs[rest] = c->effect[rest] = true;
}

/* The first with an effect; where the class is the same, the first that differs. */
static enum cause find_cause(struct comparison *c)
{
    bool moved = (int)c->dossier->class != c->was->class;
    const bool *of = moved ? c->effect : c->differs;
    int cause = 0;
    if (moved)
        find_effects(c);
    while (cause < CAUSE_COUNT && !of[cause])
        cause++;
    return (enum cause)cause;
}

/* ---- each target ---- */

/* Did the pace fall, as far as both are written? */
static bool slower(const struct figure *was, struct str is)
{
    struct num now, then = was->value;
    if (!was->known || num_parse(is, &now) != NUM_OK)
        return false;
    int places = now.scale < then.scale ? now.scale : then.scale;
    return num_compare(num_round(now, places, NUM_HALF_UP), num_round(then, places, NUM_HALF_UP)) < 0;
}

static struct str move_of(const struct earlier_row *was, enum progress_class is, struct str pace)
{
    if (was->class == CLASS_NOT_COMPUTABLE || is == CLASS_NOT_COMPUTABLE)
        return (struct str){NULL, 0};
    if ((int)is != was->class)
        return (int)is < was->class ? STR("better") : STR("worse");
    return (is == CLASS_LAGGING || is == CLASS_REVERSED) && slower(&was->pace, pace) ? STR("slipped_further")
                                                                                      : STR("same");
}

static struct str others(struct mem *mem, const struct comparison *c, enum cause cause)
{
    struct str list = {NULL, 0};
    for (int i = 0; i < CAUSE_COUNT; i++)
        if (c->differs[i] && i != (int)cause)
            list = mem_append(mem, list, STR(";"), cause_word[i]);
    return list;
}

static struct str class_word(int class)
{
    return str_of(progress_class_row((enum progress_class)class)->word);
}

static struct line line_of(const struct dossier *dossier)
{
    const struct target *target = dossier->survey->revision->now;
    const struct indicator *indicator = dossier->survey->question->indicator;
    struct line line = {.row = STR("target"), .method = str_of(dossier->method->name), .plan = target->plan,
                        .region = target->region, .indicator = target->indicator,
                        .target_period = target->target_period.text,
                        .target_kind = str_of(target_kind_row(target->kind)->word),
                        .is = class_word((int)dossier->class)};
    if (indicator) {
        line.name_zh = indicator->name_zh;
        line.name_en = indicator->name_en;
    }
    return line;
}

/* Puts a target's move to its cause: from a class, to a class, either of which may be none. */
static void put_move(struct block *block, enum cause cause, int was, int is)
{
    block->by[cause][CLASS_NONE] += (is != CLASS_NONE) - (was != CLASS_NONE);
    if (was == is)
        return;
    if (was != CLASS_NONE)
        block->by[cause][was]--;
    if (is != CLASS_NONE)
        block->by[cause][is]++;
}

static void hold_against(struct since *since, const struct dossier *dossier, const struct earlier_row *was,
                         struct str pace, struct line *line, struct block *block)
{
    enum progress_class is = dossier->class;
    struct comparison c = {.since = since, .dossier = dossier, .was = was,
                           .figures = judge_figures(since->mem, &dossier->survey->standing.now)};
    compare_target(&c);
    compare_past(&c);
    compare_period(&c);
    compare_rule(&c);
    compare_method(&c);
    enum cause cause = find_cause(&c);
    line->was = class_word(was->class);
    line->move = move_of(was, is, pace);
    line->what = c.what;
    if (cause == CAUSE_COUNT)
        return;
    line->cause = cause_word[cause];
    line->also = others(since->mem, &c, cause);
    put_move(block, cause, was->class, (int)is);
}

void since_add(struct since *since, const struct dossier *dossier, struct str pace)
{
    const struct target *target = dossier->survey->revision->now;
    const struct method *method = &method_row[row_of(dossier->method)], *against = since->against[row_of(method)];
    if (!against) {
        since->alone++;
        return;
    }
    int is = (int)dossier->class;
    struct block *block = block_at(since, method, &target->target_period);
    struct earlier_row *was = earlier_find(since->earlier, target, against);
    struct line line = line_of(dossier);
    block->is[is]++;
    block->is[CLASS_NONE]++;
    if (was) {
        was->met = true;
        since->met++;
        hold_against(since, dossier, was, pace, &line, block);
    } else {
        line.cause = cause_word[CAUSE_ADDED];
        put_move(block, CAUSE_ADDED, CLASS_NONE, is);
    }
    write_line(since->writer, &line);
}

/* ---- finish ---- */

/* Targets that are gone; how many rows are left out by the subset, and how many are of a method
 * that this run has not. */
static void write_dropped(struct since *since, uint32_t *outside, uint32_t *other)
{
    uint32_t count;
    const struct earlier_row *row = earlier_rows(since->earlier, &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct method *method = now_of(since, row[i].method);
        bool inside = subset_has(since->subset, row[i].indicator);
        *outside += !inside;
        *other += inside && !method;
        if (row[i].met || !inside || !method)
            continue;
        const struct line line = {
            .row = STR("target"), .method = str_of(method->name), .plan = row[i].plan, .region = row[i].region,
            .indicator = row[i].indicator, .target_period = row[i].target_period.text,
            .target_kind = str_of(target_kind_row((enum target_kind)row[i].kind)->word),
            .was = class_word(row[i].class), .cause = cause_word[CAUSE_DROPPED]};
        put_move(block_at(since, method, &row[i].target_period), CAUSE_DROPPED, row[i].class, CLASS_NONE);
        write_line(since->writer, &line);
    }
}

static struct str whole(struct mem *mem, int64_t number)
{
    return mem_format(mem, "%lld", (long long)number);
}

static void write_count(const struct since *since, const struct block *block, int class)
{
    struct mem *mem = since->mem;
    int64_t difference = block->is[class] - block->was[class], residual = difference;
    struct line line = {
        .row = STR("class"), .method = str_of(block->method->name),
        .target_period = group_key(since->block, block, 1),
        .class = class == CLASS_NONE ? STR("all") : class_word(class), .was = whole(mem, block->was[class]),
        .is = whole(mem, block->is[class]), .difference = whole(mem, difference)};
    for (int cause = 0; cause < CAUSE_COUNT; cause++) {
        line.by[cause] = whole(mem, block->by[cause][class]);
        residual -= block->by[cause][class];
    }
    line.residual = whole(mem, residual);
    write_line(since->writer, &line);
}

static int by_place(const void *left, const void *right)
{
    const struct block *const *a = left, *const *b = right;
    ptrdiff_t method = (*a)->method - (*b)->method;
    if (method)
        return method > 0 ? 1 : -1;
    if ((*a)->last_day != (*b)->last_day)
        return (*a)->last_day > (*b)->last_day ? 1 : -1;
    return (*a)->place > (*b)->place ? 1 : -1;
}

static void write_counts(const struct since *since)
{
    uint32_t count = group_count(since->block), i = 0;
    const struct block **row = mem_array(since->mem, count, sizeof *row);
    struct group_walk walk = {0};
    while (group_next(since->block, &walk))
        row[i++] = walk.state;
    qsort(row, count, sizeof *row, by_place);
    for (i = 0; i < count; i++)
        for (int class = CLASS_NONE; class < CLASS_COUNT; class++)
            write_count(since, row[i], class);
}

void since_close(struct since *since)
{
    uint32_t outside = 0, other = 0, rows;
    struct place place = {.file = since->file};
    earlier_rows(since->earlier, &rows);
    write_dropped(since, &outside, &other);
    write_counts(since);
    if (outside)
        diag_report(DIAG_PREVIOUS, &place, "rows of other indicators than those of --only, compared with nothing: %u",
                    (unsigned)outside);
    if (other)
        diag_report(DIAG_PREVIOUS, &place, "rows of methods that this run has not, compared with nothing: %u",
                    (unsigned)other);
    if (since->alone)
        diag_report(DIAG_PREVIOUS, &place, "answers by methods that this table has not, compared with nothing: %u",
                    (unsigned)since->alone);
    if (!rows)
        diag_report(DIAG_PREVIOUS, &place, "no row stands here, so every target is new");
    else if (!since->met)
        diag_report(DIAG_PREVIOUS, &place, "no target of this run stands here; is it the answer for another plan?");
    group_close(since->block);
    earlier_close(since->earlier);
}
