/* answers_rules - slips, adjustments and warnings: what the rules find in objects, indicators, submissions, owners */
#include "answer/answers.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "language/closed.h"
#include "ledger/docket.h"
#include "ledger/submissions.h"

/* ---- owners as rules ask them ---- */

#define OWNER_FACTS(X) \
    X(owner, "code", led->owner) \
    X(objects, "that it leads, a bundle once", mem_whole(mem, led->objects)) \
    X(in_line, "of them, in line with their schedule", mem_whole(mem, led->in_line)) \
    X(in_line_share, "percent of their weight where all have one, else of their number", led_share(mem, led)) \
    X(overdue, "of that status", mem_whole(mem, led->overdue)) \
    X(stalled, "of that status", mem_whole(mem, led->stalled))

struct led {
    struct str owner;
    uint32_t objects, in_line, overdue, stalled, without_weight;
    struct num_sum weight, in_line_weight;
};

static struct measure led_measure(const struct led *led)
{
    struct num above, below;
    if (!led->without_weight && num_sum_sign(&led->weight) > 0 && num_sum_value(&led->in_line_weight, &above) &&
        num_sum_value(&led->weight, &below))
        return measure_shift(measure_quotient(above, below), 2);
    return measure_shift(measure_quotient(num_of(led->in_line), num_of(led->objects)), 2);
}

/* As the rule asks for it, so with all its places. */
static struct str led_share(struct mem *mem, const struct led *led)
{
    struct num limit[] = {num_of(60), num_of(100), num_of(0)};
    return measure_text_beside(mem, led_measure(led), 2, limit, 3);
}

static const struct str owner_name[] = {OWNER_FACTS(ANSWER_NAME)};

static const struct str *owner_texts(struct mem *mem, const struct led *led)
{
    const struct str text[] = {OWNER_FACTS(ANSWER_TEXT)};
    return memcpy(mem_take(mem, sizeof text), text, sizeof text);
}

/* ---- begin ---- */

struct rules_run {
    struct slips *slips;      /* or null: hits are written as they come */
    struct hit_ask asked;
    struct group *led;        /* struct led by owner */
    struct submissions *submissions;
    struct group *waiting;    /* codes of objects that wait for a superior */
    const struct sheaf *ledger; /* or null */
};

static const char *const waits_word[] = {"上级审批", "upper_approval"};

static bool is_waiting_word(struct str cause)
{
    for (size_t i = 0; i < sizeof waits_word / sizeof *waits_word; i++)
        if (str_eq(cause, str_of(waits_word[i])))
            return true;
    return false;
}

/* Problems of the ledger whose cause is a superior's approval. */
static void read_waiting(const struct sheaf *rows, struct rules_run *run)
{
    for (uint32_t i = 0; i < rows->count; i++) {
        struct str rest = sheaf_field(rows, i, "touches"), code;
        while (is_waiting_word(sheaf_field(rows, i, "cause")) && object_name_next(&rest, &code))
            *(bool *)group_at(run->waiting, &code) = true;
    }
}

/* What conditions may ask of a request: its columns, and behind them the pillars that it touches. */
static void open_ledger(struct desk *desk, struct rules_run *run)
{
    struct mem *mem = desk->job->mem;
    if (!desk->ask->ledger)
        return;
    run->ledger = sheaf_load(mem, job_table(desk->job, desk->ask->ledger), "item,kind", DOCKET_READ, "--ledger");
    const struct columns *columns = &run->ledger->columns;
    struct str *name = mem_array(mem, (size_t)columns->count + 1, sizeof *name);
    memcpy(name, columns->name, columns->count * sizeof *name);
    name[columns->count] = STR("pillars");
    desk->facts[MANDATE_OF_REQUEST] = (struct mandate_facts){name, columns->count + 1, NULL, NULL};
    read_waiting(run->ledger, run);
}

static bool is_waiting(const struct desk *desk, const struct rules_run *run, const struct object *object)
{
    const bool *waits = group_find(run->waiting, &object->code);
    return (waits && *waits) || is_waiting_word(str_trim(object_field(desk->objects, object, STR("cause"))));
}

/* A table that was not named is one of which no rule can ask. */
static void tell_not_asked(const struct desk *desk, const struct rules_run *run)
{
    static const struct {
        enum mandate_subject of;
        const char *option;
    } row[] = {{MANDATE_OF_INDICATOR, "--assessed"},
               {MANDATE_OF_SUBMISSION, "--submissions"},
               {MANDATE_OF_REQUEST, "--ledger"}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        for (uint32_t r = 0; r < desk->rules->count; r++)
            if (desk->rules->row[r].of == row[i].of && run->asked.then[desk->rules->row[r].then] &&
                !desk->facts[row[i].of].count) {
                diag_report(DIAG_NOT_JUDGED, NULL, "rules of sort %s are not asked, since %s names no table",
                            mandate_subject_word(row[i].of).at, row[i].option);
                break;
            }
}

/* Rules are asked that have one of these ends, as bits. */
static struct rules_run *open_rules(struct desk *desk, unsigned ends)
{
    struct mem *mem = desk->job->mem;
    struct rules_run *run = mem_take(mem, sizeof *run);
    for (int i = 0; i < MANDATE_END_COUNT; i++)
        run->asked.then[i] = ends >> i & 1;
    const struct sheaf *assessed = desk_assessed(desk);
    run->led = group_open(1, sizeof(struct led));
    run->waiting = group_open(1, sizeof(bool));
    desk->facts[MANDATE_OF_OBJECT] =
        (struct mandate_facts){desk->lines->name, desk->lines->count, desk->lines->text, lines_closed};
    desk->facts[MANDATE_OF_OWNER] =
        (struct mandate_facts){owner_name, sizeof owner_name / sizeof *owner_name, NULL, NULL};
    if (assessed)
        desk->facts[MANDATE_OF_INDICATOR] =
            (struct mandate_facts){assessed->columns.name, assessed->columns.count, NULL, closed_judged};
    if (desk->ask->submissions) {
        run->submissions = submissions_load(mem, job_table(desk->job, desk->ask->submissions), desk_workdays(desk),
                                            desk->basis.at);
        uint32_t count = 0;
        while (submission_name[count].length)
            count++;
        desk->facts[MANDATE_OF_SUBMISSION] = (struct mandate_facts){submission_name, count, NULL, submission_closed};
    }
    open_ledger(desk, run);
    desk->rules = mandates_open(mem, desk->ask->rules ? job_table(desk->job, desk->ask->rules) : NULL, desk->facts);
    tell_not_asked(desk, run);
    desk->state = run;
    return run;
}

/* A sender that is misspelt would get a slip from itself. */
static void hold_sender(struct desk *desk)
{
    const struct sheaf *rows = desk_owners(desk);
    struct str sender = str_of(desk->ask->sender);
    if (!rows || !sender.length)
        return;
    struct str *known = mem_array(desk->job->mem, (size_t)rows->count + 1, sizeof *known);
    for (uint32_t i = 0; i < rows->count; i++) {
        known[i] = sheaf_field(rows, i, "owner");
        if (str_eq(known[i], sender))
            return;
    }
    diag_fatal(DIAG_USAGE, NULL, "--sender: \"%.*s\" is no owner of %s%.*s", STR_ARG(sender), rows->columns.file,
               STR_ARG(nearest_hint(desk->job->mem, sender, known, rows->count)));
}

static void open_slips(struct desk *desk)
{
    const struct span *reply = &desk->ask->reply_by;
    if (reply->known && reply->value.last <= desk->basis.at)
        diag_fatal(DIAG_USAGE, NULL, "--reply-by %.*s is not after --at", STR_ARG(reply->text));
    hold_sender(desk);
    struct rules_run *run = open_rules(desk, 1u << MANDATE_THEN_SLIP);
    run->slips = slips_open(desk->job->mem, desk->rules, desk_owners(desk), str_of(desk->ask->sender));
}

static void open_adjustments(struct desk *desk)
{
    const struct span *last = &desk->ask->propose_by;
    struct rules_run *run = open_rules(desk, 1u << MANDATE_THEN_WITHDRAW | 1u << MANDATE_THEN_ADJUST |
                                                 1u << MANDATE_THEN_ADVANCE | 1u << MANDATE_THEN_ADD);
    run->asked.late = last->known && desk->basis.at > last->value.last;
    hits_header(desk_writer(desk));
}

static void open_warnings(struct desk *desk)
{
    open_rules(desk, 1u << MANDATE_THEN_WARNING);
    hits_header(desk_writer(desk));
}

/* ---- each ---- */

static void ask(struct desk *desk, enum mandate_subject of, const struct slip_about *about,
                const struct hit_plan *plan)
{
    struct rules_run *run = desk->state;
    if (run->slips)
        slips_ask(run->slips, of, about);
    else
        hits_write(desk->scratch, desk->rules, desk_writer(desk), of, &run->asked, about, plan);
}

static void count_for(struct desk *desk, struct str owner, const struct object *object, const struct footing *s)
{
    struct rules_run *run = desk->state;
    struct mem *mem = desk->job->mem;
    struct led *led = group_at(run->led, &owner);
    led->owner = owner;
    led->objects++;
    led->in_line += s->in_line;
    led->overdue += s->status == STATUS_OF_OVERDUE;
    led->stalled += s->status == STATUS_OF_STALLED;
    led->without_weight += !object->weight.known;
    num_sum_add(mem, &led->weight, object->weight.value);
    if (s->in_line)
        num_sum_add(mem, &led->in_line_weight, object->weight.value);
}

/* Owners that lead an object together lead it each. */
static void count_led(struct desk *desk, const struct object *object, const struct footing *s)
{
    struct str rest = object->owner, name;
    while (!object_is_part(desk->objects, object) && object_name_next(&rest, &name))
        count_for(desk, name, object, s);
}

static void each_rules(struct desk *desk, uint32_t at, const struct footing *s)
{
    const struct object *object = &desk->objects->row[at];
    const struct slip_about about = {
        .code = object->code, .name = object->name, .owner = object->owner, .co_owners = object->co_owners,
        .should = desk_line(desk, "planned"), .actual = desk_line(desk, "progress"), .gap = desk_line(desk, "gap"),
        .unit = STR("%"),
        .days = desk_line(desk, "overdue_days"), .waits = is_waiting(desk, desk->state, object)};
    count_led(desk, object, s);
    desk->facts[MANDATE_OF_OBJECT].text = desk->lines->text;
    const struct hit_plan plan = {desk_line(desk, "due"), desk_line(desk, "finish"),
                                  desk_line(desk, "invest_original"), desk_line(desk, "invest_planned")};
    ask(desk, MANDATE_OF_OBJECT, &about, &plan);
}

/* ---- finish ---- */

/* What is held against the target: where that is a sum or an average of the span, not the last year's value. */
static struct str held_against(const struct sheaf *rows, uint32_t i)
{
    struct str kind = sheaf_field(rows, i, "target_kind");
    return sheaf_field(rows, i, str_starts(kind, STR("cumulative_"))  ? "cumulative"
                                : str_starts(kind, STR("avg_growth")) ? "average_growth"
                                                                      : "value");
}

/* A growth or a fall is in percent, whatever the indicator is in. */
static struct str unit_held(const struct sheaf *rows, uint32_t i)
{
    struct str kind = sheaf_field(rows, i, "target_kind");
    bool percent = str_starts(kind, STR("avg_growth")) || str_starts(kind, STR("cumulative_reduction"));
    return percent ? STR("%") : sheaf_field(rows, i, "unit");
}

static void ask_indicators(struct desk *desk)
{
    const struct sheaf *rows = desk->assessed;
    for (uint32_t i = 0; rows && i < rows->count; i++) {
        struct mem_mark mark = mem_mark(desk->scratch);
        const struct slip_about about = {
            .code = sheaf_field(rows, i, "indicator"), .name = sheaf_field(rows, i, "name_zh"),
            .owner = sheaf_field(rows, i, "owner"), .co_owners = sheaf_field(rows, i, "co_owners"),
            .should = sheaf_field(rows, i, "target_value"), .actual = held_against(rows, i),
            .unit = unit_held(rows, i)};
        desk->facts[MANDATE_OF_INDICATOR].text = rows->cell[i];
        ask(desk, MANDATE_OF_INDICATOR, &about, &(const struct hit_plan){0});
        mem_rewind(desk->scratch, mark);
    }
}

static void ask_submissions(struct desk *desk)
{
    const struct rules_run *run = desk->state;
    for (uint32_t i = 0; run->submissions && i < run->submissions->count; i++) {
        struct mem_mark mark = mem_mark(desk->scratch);
        const struct submission *item = &run->submissions->row[i];
        const struct slip_about about = {
            .code = item->item, .name = item->item, .owner = item->owner,
            .should = day_text(desk->scratch, item->due.number),
            .actual = item->accepted.known ? day_text(desk->scratch, item->accepted.number) : desk->lines->none,
            .days = answer_count(desk->scratch, item->late_days, item->late_days > 0)};
        desk->facts[MANDATE_OF_SUBMISSION].text = submission_texts(desk->scratch, item);
        ask(desk, MANDATE_OF_SUBMISSION, &about, &(const struct hit_plan){.due = about.should});
        mem_rewind(desk->scratch, mark);
    }
}

static void ask_owners(struct desk *desk)
{
    const struct rules_run *run = desk->state;
    struct group_walk walk = {0};
    while (group_next(run->led, &walk)) {
        struct mem_mark mark = mem_mark(desk->scratch);
        const struct led *led = walk.state;
        const struct slip_about about = {.code = led->owner, .owner = led->owner,
                                         .actual = led_share(desk->scratch, led), .unit = STR("%")};
        desk->facts[MANDATE_OF_OWNER].text = owner_texts(desk->scratch, led);
        ask(desk, MANDATE_OF_OWNER, &about, &(const struct hit_plan){0});
        mem_rewind(desk->scratch, mark);
    }
}

/* Requests of the ledger. */
static void ask_requests(struct desk *desk)
{
    const struct rules_run *run = desk->state;
    const struct sheaf *rows = run->ledger;
    const struct group *pillars = rows ? desk_pillars(desk) : NULL;
    for (uint32_t i = 0; rows && i < rows->count; i++) {
        struct mem_mark mark = mem_mark(desk->scratch);
        struct str kind = sheaf_field(rows, i, "kind"), rest = sheaf_field(rows, i, "touches"), code;
        struct str *text = mem_array(desk->scratch, (size_t)rows->columns.count + 1, sizeof *text);
        memcpy(text, rows->cell[i], rows->columns.count * sizeof *text);
        while (object_name_next(&rest, &code))
            if (group_find(pillars, &code))
                text[rows->columns.count] = mem_append(desk->scratch, text[rows->columns.count], STR("|"), code);
        const struct slip_about about = {.code = sheaf_field(rows, i, "item"), .name = sheaf_field(rows, i, "text"),
                                         .owner = sheaf_field(rows, i, "owner")};
        desk->facts[MANDATE_OF_REQUEST].text = text;
        if (docket_is_request(kind))
            ask(desk, MANDATE_OF_REQUEST, &about, &(const struct hit_plan){0});
        mem_rewind(desk->scratch, mark);
    }
}

static void close_rules(struct desk *desk)
{
    struct rules_run *run = desk->state;
    const struct span *reply = &desk->ask->reply_by;
    ask_indicators(desk);
    ask_submissions(desk);
    ask_owners(desk);
    ask_requests(desk);
    if (run->slips)
        slips_write(run->slips, desk_writer(desk),
                    reply->known ? day_text(desk->job->mem, reply->value.last) : desk->lines->none);
    group_close(run->led);
    group_close(run->waiting);
}

#define RULED "rules|assessed|submissions|holidays|ledger|pillars"

const struct reply answers_rules[] = {
    {"slips", "one slip for each owner who must act, with all its items", RULED "|sender|reply-by", open_slips,
     each_rules, close_rules},
    {"adjustments", "projects that the rules would withdraw, adjust or advance", RULED "|propose-by", open_adjustments,
     each_rules, close_rules},
    {"warnings", "binding indicators, projects and tasks that will miss", RULED, open_warnings, each_rules,
     close_rules},
    {0}};
