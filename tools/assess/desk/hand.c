/* hand - see hand.h */
#include "base/blocks.h"
#include "base/str.h"
#include "desk/hand.h"

/* A target as it is judged: what is found of it on each path that a method goes by.  It is large, so it
 * is not cleared for each target, but begun. */
struct judged {
    const struct revision *revision;
    struct question question[PATH_COUNT];
    struct survey found[PATH_COUNT];
    bool is_found[PATH_COUNT];
    struct writer_piece *same[PATH_COUNT]; /* a row with what is the same in all */
    const struct survey *shown; /* that of which the facts have the texts */
};

struct hand {
    const struct premises *premises;
    struct mem *mem;          /* for the target at hand */
    struct showing *showing;
    struct advice_fact *fact; /* the columns, as rules ask them */
    struct advices *advices;
    struct judged judged;
    struct group *counted;
    struct class_counts *counts[METHODS_MOST]; /* the last one of each method */
    uint32_t apart;
};

/* ---- opening ---- */

static struct hand *open_hand(struct mem *mem, const struct premises *premises, struct showing *showing)
{
    struct hand *hand = mem_take(mem, sizeof *hand);
    *hand = (struct hand){.premises = premises, .mem = mem_open(), .showing = showing};
    hand->fact = show_facts(mem);
    hand->counted = group_open(2, sizeof(struct class_counts));
    return hand;
}

struct hand *hand_open(struct mem *mem, const struct premises *premises, struct showing *showing, struct reader *rules)
{
    struct hand *hand = open_hand(mem, premises, showing);
    hand->advices = advices_open(mem, hand->fact, COLUMNS_ASKED, rules);
    for (uint32_t i = 0; i < COLUMNS_ASKED; i++)
        showing->beside[i].at = advices_limits(hand->advices, i, &showing->beside[i].count);
    /* A late change has a flag, and an attribute that is missing a reason. */
    if ((premises->too_late && showing->asked[COLUMN_flags]) || showing->asked[COLUMN_reason])
        showing->asked[COLUMN_recommendation] = showing->asked[COLUMN_attribute] = true;
    if (show_advises(showing))
        advices_need(hand->advices, showing->asked);
    return hand;
}

static struct hand *open_another(struct mem *mem, const struct hand *like)
{
    struct hand *hand = open_hand(mem, like->premises, like->showing);
    hand->advices = advices_like(mem, like->advices, hand->fact);
    return hand;
}

void hand_close(struct hand *hand)
{
    group_close(hand->counted);
    mem_close(hand->mem);
}

const struct advice_fact *hand_facts(const struct hand *hand)
{
    return hand->fact;
}

struct group *hand_counted(const struct hand *hand)
{
    return hand->counted;
}

uint32_t hand_apart(const struct hand *hand)
{
    return hand->apart;
}

/* ---- one target ---- */

/* Where an answer is counted: the horizons of a plan are never added up. */
static struct class_counts *counts_of(struct hand *hand, const struct target *target, const struct method *method)
{
    const struct str key[] = {str_of(method->name), target->target_period.text};
    struct class_counts *counts = hand->counts[method - method_row];
    if (counts && str_eq(counts->target_period, key[1]))
        return counts;
    hand->counts[method - method_row] = counts = group_at(hand->counted, key);
    counts->method = key[0];
    counts->target_period = key[1];
    return counts;
}

/* Where an attribute that nobody has told decides whether the plan is to be changed, that is told: a target is not
 * lowered on a guess. */
static void advise_by_attribute(struct hand *hand, struct dossier *dossier)
{
    struct advice_fact *told = &hand->fact[COLUMN_attribute];
    if (told->text.length || !hand->premises->wish.told)
        return;
    bool hangs = advices_hang_on(hand->advices, COLUMN_attribute);
    for (enum attribute guess = ATTRIBUTE_NONE + 1; guess < ATTRIBUTE_COUNT; guess++) {
        told->text = str_of(attribute_row(guess)->word);
        if (!hangs && !advices_hang_on(hand->advices, COLUMN_attribute))
            continue;
        struct advised other = advices_try(hand->advices, guess == ATTRIBUTE_BINDING);
        bool change = advice_changes(other.advice) || advice_changes(dossier->advised.advice);
        if (change && other.rule.length && other.advice != dossier->advised.advice)
            remark_say(&dossier->remark, "the attribute is missing; were it {1}, {2} would recommend: {3}", told->text,
                       other.rule, advice_called(other.advice));
    }
    told->text = (struct str){NULL, 0};
}

/* What to do about it; a change that comes after the last day for one is flagged. */
static void advise(struct hand *hand, struct dossier *dossier)
{
    const struct indicator *indicator = dossier->survey->question->indicator;
    show_verdict(hand->fact, hand->showing, dossier, hand->premises->places);
    if (!show_advises(hand->showing))
        return;
    dossier->advised = advices_ask(hand->advices, hand->mem, indicator && indicator->attribute == ATTRIBUTE_BINDING);
    show_advice(hand->fact, dossier);
    uint32_t said = dossier->remark.reasons;
    advise_by_attribute(hand, dossier);
    bool late = hand->premises->too_late && advice_changes(dossier->advised.advice);
    if (late)
        remark_flag(&dossier->remark, "proposed_late");
    if (late || dossier->remark.reasons != said)
        show_verdict(hand->fact, hand->showing, dossier, hand->premises->places);
}

static void begin(struct hand *hand, const struct revision *revision)
{
    struct judged *judged = &hand->judged;
    judged->revision = revision;
    judged->shown = NULL;
    for (int path = 0; path < PATH_COUNT; path++) {
        judged->is_found[path] = false;
        judged->same[path] = NULL;
    }
}

static const struct survey *find(struct hand *hand, enum path path)
{
    const struct premises *premises = hand->premises;
    struct judged *judged = &hand->judged;
    struct survey *found = &judged->found[path];
    if (judged->is_found[path])
        return found;
    enum path other = PATH_COUNT - 1 - path;
    judged->is_found[path] = true;
    if (judged->is_found[other]) {
        judged->question[path] = judged->question[other];
        judged->question[path].path = path;
        if (!survey_again(found, &judged->question[path], &judged->found[other], &premises->wish))
            judged->same[path] = judged->same[other];
        return found;
    }
    judged->question[path] = premises_ask(premises, hand->mem, judged->revision->now, path);
    survey_make(found, &judged->question[path], judged->revision, &premises->wish);
    premises_add(premises, found);
    show_target(hand->fact, hand->showing, found, premises->places);
    return found;
}

/* Sees to it that the facts have the texts of a path. */
static void show(struct hand *hand, const struct survey *found)
{
    if (hand->judged.shown != found)
        show_path(hand->fact, hand->showing, found);
    hand->judged.shown = found;
}

static void write_row(struct hand *hand, const struct dossier *dossier, struct writer *writer)
{
    enum path path = dossier->survey->question->path;
    struct writer_piece **same = hand->judged.same;
    if (!same[path])
        same[path] = show_same(hand->mem, writer, hand->showing, hand->fact, same[PATH_COUNT - 1 - path]);
    show_row(writer, hand->showing, same[path], hand->fact);
}

/* Judges by a method, and counts the answer. */
static void judge_by(struct hand *hand, const struct method *method, struct dossier *dossier)
{
    dossier_make(dossier, find(hand, dossier_path(method)), method, &hand->premises->wish);
    show_count_in(counts_of(hand, hand->judged.revision->now, method), dossier);
    hand->apart += dossier->rated.apart.length > 0;
}

void hand_judge(struct hand *hand, const struct revision *revision, const struct hearer *hearer,
                struct writer *writer)
{
    struct mem_mark mark = mem_mark(hand->mem);
    struct dossier dossier;
    begin(hand, revision);
    for (size_t m = 0; method_row[m].name; m++) {
        if (!hand->premises->method[m])
            continue;
        judge_by(hand, &method_row[m], &dossier);
        show(hand, dossier.survey);
        advise(hand, &dossier);
        if (hearer)
            hearer->hear(hearer->state, &dossier);
        if (writer)
            write_row(hand, &dossier, writer);
    }
    advices_forget(hand->advices);
    mem_rewind(hand->mem, mark);
}

void hand_count(struct hand *hand, const struct revision *revision)
{
    struct mem_mark mark = mem_mark(hand->mem);
    struct dossier dossier;
    begin(hand, revision);
    for (size_t m = 0; method_row[m].name; m++)
        if (hand->premises->method[m])
            judge_by(hand, &method_row[m], &dossier);
    mem_rewind(hand->mem, mark);
}

/* ---- many targets ---- */

/* So many targets make a block; fewer blocks than these are no work for a second thread. */
enum { BLOCK = 32, BLOCKS_LEAST = 4 };

struct many {
    const struct revision *const *revision;
    uint32_t count;
    struct writer *writer;
};

/* A thread's own. */
struct maker {
    const struct many *many;
    struct mem *mem;          /* what the hand stands in; null: it is the caller's */
    struct hand *hand;
};

/* Where the rows of a block wait. */
struct made {
    struct mem *mem;
    struct out *out;
    struct writer *writer;
    uint64_t rows;
};

static void make_block(void *state, size_t block, void *place)
{
    const struct maker *maker = state;
    const struct many *many = maker->many;
    struct made *made = place;
    uint64_t before = writer_rows(made->writer);
    size_t from = block * BLOCK, to = from + BLOCK < many->count ? from + BLOCK : many->count;
    for (size_t i = from; i < to; i++)
        hand_judge(maker->hand, many->revision[i], NULL, made->writer);
    made->rows = writer_rows(made->writer) - before;
}

static void take_block(void *state, size_t block, void *place)
{
    const struct many *many = state;
    const struct made *made = place;
    (void)block;
    writer_lines(many->writer, out_gathered(made->out), made->rows);
}

/* What another hand has counted is added. */
static void take_counts(struct hand *hand, const struct hand *other)
{
    struct group_walk walk = {0};
    while (group_next(other->counted, &walk)) {
        const struct class_counts *from = walk.state;
        show_count_all(group_at(hand->counted, (const struct str[]){from->method, from->target_period}), from);
    }
    hand->apart += other->apart;
}

static struct maker *open_maker(const struct many *many, const struct hand *like)
{
    struct mem *mem = mem_open();
    struct maker *maker = mem_take(mem, sizeof *maker);
    *maker = (struct maker){many, mem, open_another(mem, like)};
    return maker;
}

static struct made *open_made(const struct writer *like)
{
    struct mem *mem = mem_open();
    struct made *made = mem_take(mem, sizeof *made);
    made->mem = mem;
    made->out = out_gather(mem);
    made->writer = writer_open(mem, made->out, writer_delimiter(like));
    return made;
}

void hands_judge(struct hand *hand, const struct revision *const *revision, uint32_t count, struct writer *writer,
                 size_t threads)
{
    struct many many = {revision, count, writer};
    size_t blocks = (count + BLOCK - 1) / BLOCK;
    threads = threads < BLOCKS_THREADS ? threads : BLOCKS_THREADS;
    if (threads < 2 || blocks < BLOCKS_LEAST) {
        for (uint32_t i = 0; i < count; i++)
            hand_judge(hand, revision[i], NULL, writer);
        return;
    }
    struct maker own = {&many, NULL, hand}, *maker[BLOCKS_THREADS] = {&own};
    struct made *made[BLOCKS_PLACES(BLOCKS_THREADS)];
    for (size_t i = 1; i < threads; i++)
        maker[i] = open_maker(&many, hand);
    for (size_t i = 0; i < BLOCKS_PLACES(threads); i++)
        made[i] = open_made(writer);
    blocks_run(&(struct blocks){.count = blocks, .threads = threads, .maker = (void **)maker, .place = (void **)made,
                                .make = make_block, .take = take_block, .state = &many});
    for (size_t i = 1; i < threads; i++) {
        take_counts(hand, maker[i]->hand);
        hand_close(maker[i]->hand);
        mem_close(maker[i]->mem);
    }
    for (size_t i = 0; i < BLOCKS_PLACES(threads); i++)
        mem_close(made[i]->mem);
}
