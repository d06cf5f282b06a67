/* track: how tasks, projects and reforms stand to their schedule on a day, and who must act. */
#include "answer/answers.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/aside.h"
#include "ledger/docket.h"
#include "ledger/submissions.h"
#include "links/suppose.h"
#include "report/movement.h"
#include "report/tally.h"

/* ---- options ---- */

static struct desk_ask ask = {.by = "", .weight = "weight", .sender = "", .money_unit = "", .places = 1};
static const char *shown = "objects", *fail_on, *where;

static const struct opt options[] = {
    {'a', "at", "DATE", "the day that counts (needed): what was reported later is not used", OPT_PERIOD, &ask.at, NULL},
    {'s', "show", "ANSWER", "which table is written (see --list)", OPT_CHOICE, &shown, ANSWERS_LIST},
    {0, "progress", "FILE", "reports: task, period, progress and perhaps stage, invest_done, note", OPT_TEXT,
     &ask.progress, NULL},
    {0, "plan", "FILE", "what is planned, other than a straight line: task, date, planned and perhaps shape", OPT_TEXT,
     &ask.plan, NULL},
    {0, "thresholds", "FILE", "other limits than those of --list: threshold, value", OPT_TEXT, &ask.thresholds, NULL},
    {'b', "by", "COLUMNS", "columns that make the groups of rollup; party and role are of all owners", OPT_TEXT,
     &ask.by, NULL},
    {'w', "where", "EXPR", "tell only of objects for which EXPR is true, asked of the columns of objects", OPT_TEXT,
     &where, NULL},
    {0, "weight", "COLUMN", "what weighs in rollup, instead of the column weight", OPT_TEXT, &ask.weight, NULL},
    {0, "money-unit", "TEXT", "what the sums of money are in, for the sentence of rollup", OPT_TEXT, &ask.money_unit,
     NULL},
    {0, "parts", NULL, "rollup counts the parts of bundles beside the bundles", OPT_FLAG, &ask.parts, NULL},
    {0, "previous", "FILE", "an earlier answer of --show objects: for changes", OPT_TEXT, &ask.previous, NULL},
    {0, "outline", "FILE", "what there should be: task and perhaps name_zh, owner: for coverage", OPT_TEXT,
     &ask.outline, NULL},
    {0, "ratings", "FILE", "how others grade the objects: object, rater_kind, grade", OPT_TEXT, &ask.ratings, NULL},
    {'l', "links", "FILE", "what serves what: from, to, kind and perhaps weight", OPT_TEXT, &ask.links, NULL},
    {0, "pillars", "FILE", "strategies, zones, fields: pillar and perhaps kind, name_zh", OPT_TEXT, &ask.pillars,
     NULL},
    {0, "assessed", "FILE", "classes of the indicators, as assess writes them: for links and rules", OPT_TEXT,
     &ask.assessed, NULL},
    {0, "what-if", "OBJECT:COLUMN=VALUE", "suppose that a field were otherwise: due, progress, stage ...", OPT_EACH,
     &ask.what_if, NULL},
    {0, "rules", "FILE", "rules other than the built-in ones: rule, of, when, then and perhaps least", OPT_TEXT,
     &ask.rules, NULL},
    {0, "owners", "FILE", "who may lead and support: owner and perhaps name_zh, receives", OPT_TEXT, &ask.owners,
     NULL},
    {0, "sender", "OWNER", "the office that sends the slips, and gets none", OPT_TEXT, &ask.sender, NULL},
    {0, "reply-by", "DATE", "the day by which slips are to be answered", OPT_PERIOD, &ask.reply_by, NULL},
    {0, "propose-by", "DATE", "the last day for proposing a change; later ones are flagged", OPT_PERIOD,
     &ask.propose_by, NULL},
    {0, "submissions", "FILE", "what was to be handed in: item, owner, due and perhaps submitted_on, returned_on",
     OPT_TEXT, &ask.submissions, NULL},
    {0, "holidays", "FILE", "days on which offices do, or do not, work: date, working", OPT_TEXT, &ask.holidays, NULL},
    {0, "ledger", "FILE", "opinions, problems, measures, requests: item, kind and what belongs to it", OPT_TEXT,
     &ask.ledger, NULL},
    {0, "figures", "FILE", "observations of the indicators: for what was before an item and after it", OPT_TEXT,
     &ask.figures, NULL},
    {'p', "places", "N", "decimals of percentages and points", OPT_COUNT, &ask.places, "0 to 12"},
    {0, "fail-on", "STATUS,...", "end with status 1 when an object has one of these", OPT_TEXT, &fail_on, NULL},
    {0}};

/* ---- state ---- */

struct track {
    struct desk desk;
    const struct reply *answer;
    struct expr *where;       /* or null: of all objects */
    struct mandate_facts facts; /* what it asks, and under which names */
    struct expr_names names;
    uint32_t told;
    bool fail[STATUS_OF_COUNT];
    uint32_t count[STATUS_OF_COUNT];
};

/* ---- begin ---- */

static void read_fail_on(struct track *t)
{
    struct str rest = str_of(fail_on), word;
    while (str_cut(&rest, ',', &word)) {
        int found = word_find(WORD_STATUSES, word);
        size_t count;
        const struct str *known = word_known(t->desk.job->mem, WORD_STATUSES, &count);
        if (found <= 0)
            diag_fatal(DIAG_USAGE, NULL, "--fail-on: \"%.*s\" is no status (track --list names them)%.*s",
                       STR_ARG(word), STR_ARG(nearest_hint(t->desk.job->mem, word, known, count)));
        t->fail[found] = true;
    }
}

static void find_answer(struct track *t)
{
    size_t i = 0;
    while (!str_eq(str_of(reply_at(i)->word), str_of(shown)))
        i++;
    t->answer = reply_at(i);
}

static void begin(struct track *t)
{
    if (!ask.at.known)
        diag_fatal(DIAG_USAGE, NULL, "--at DATE is needed: the day that counts, such as 2023-06-30");
    read_fail_on(t);
    find_answer(t);
    answers_hold(t->desk.job->mem, t->answer);
    desk_open(&t->desk);
    if (ask.what_if.count && !str_eq(str_of(t->answer->word), STR("what-if")))
        suppose_apply(t->desk.objects, &ask.what_if);
    desk_owners(&t->desk);
    t->facts = (struct mandate_facts){t->desk.lines->name, t->desk.lines->count, t->desk.lines->text, lines_closed};
    t->names = mandate_names(&t->facts);
    if (!where || !reply_uses(t->answer, STR("where")))
        return;
    t->where = expr_compile_condition(t->desk.job->mem, str_of(where), "--where", &t->names);
    expr_hold_words(t->desk.job->mem, t->where, lines_closed, NULL, "--where", NULL);
}

/* ---- each ---- */

static void each(struct track *t, uint32_t object)
{
    struct mem_mark mark = mem_mark(t->desk.scratch);
    struct footing s = desk_turn(&t->desk, object);
    if (!t->where || expr_test(t->where, &t->facts) == EXPR_TRUE) {
        t->told++;
        t->count[s.status]++;
        if (t->answer->each)
            t->answer->each(&t->desk, object, &s);
    }
    mem_rewind(t->desk.scratch, mark);
}

/* ---- finish ---- */

static void verdict(const struct track *t)
{
    for (int i = 1; i < STATUS_OF_COUNT; i++)
        if (t->fail[i] && t->count[i])
            diag_report(DIAG_FAIL_ON, NULL,
                        voice_plural("%u object is %s (--fail-on)", "%u objects are %s (--fail-on)", t->count[i]),
                        (unsigned)t->count[i], word_row(WORD_STATUSES, i)->code);
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct track t = {.desk = {.job = job, .ask = &ask}};
    begin(&t);
    if (t.answer->open)
        t.answer->open(&t.desk);
    for (uint32_t i = 0; (t.answer->each || fail_on) && i < t.desk.objects->count; i++)
        each(&t, i);
    if (t.answer->write)
        t.answer->write(&t.desk);
    if (t.where && !t.told && t.desk.objects->count)
        aside_where(&t.desk.objects->columns, where);
    verdict(&t);
    desk_close(&t.desk);
}

/* ---- the tool: words that --list names ---- */

static bool list_answer(size_t i, struct tool_item *item)
{
    *item = (struct tool_item){reply_at(i)->word, NULL, reply_at(i)->meaning};
    return item->name != NULL;
}

static bool list_rule(size_t i, struct tool_item *item)
{
    const struct mandate_built_in *rule = mandate_built_in(i);
    if (rule)
        *item = (struct tool_item){rule->name, NULL, rule->when};
    return rule != NULL;
}

#define LISTED(what, find) \
    static bool list_##what(size_t i, struct tool_item *item) \
    { \
        *item = (struct tool_item){0}; \
        return find(i, &item->name, &item->meaning); \
    }
LISTED(mark, marks_row)
LISTED(change, movement_word)
LISTED(item, docket_kind)
LISTED(item_state, docket_state)

#define X(name, word, zh, meaning) {word, NULL, meaning},
static const struct tool_item kind_items[] = {OBJECT_KINDS(X) {0}};
static const struct tool_item stage_items[] = {OBJECT_STAGES(X) {0}};
static const struct tool_item grant_items[] = {OBJECT_GRANTS(X) {0}};
static const struct tool_item support_items[] = {SUPPORTS(X) {0}};
#undef X
#define X(name, word, zh, line, meaning) {word, NULL, meaning},
static const struct tool_item status_items[] = {OBJECT_STATUSES(X) {0}};
#undef X
#define X(name, word, meaning) {word, NULL, meaning},
static const struct tool_item flag_items[] = {FOOTING_FLAGS(X) {0}};
static const struct tool_item source_items[] = {SCHEDULE_SOURCES(X) {0}};
static const struct tool_item field_items[] = {EFFECTS(X) {0}};
static const struct tool_item submission_items[] = {SUBMISSION_STATES(X) {0}};
static const struct tool_item end_items[] = {MANDATE_ENDS(X) {0}};
#undef X

static const struct tool_words words[] = {
    {"answer", NULL, list_answer}, {"kind", kind_items, NULL}, {"stage", stage_items, NULL},
    {"status", status_items, NULL}, {"granted", grant_items, NULL},
    {"planned_by", source_items, NULL}, {"flag", flag_items, NULL},
    {"threshold", NULL, list_mark}, {"support", support_items, NULL}, {"field", field_items, NULL},
    {"rule", NULL, list_rule}, {"then", end_items, NULL}, {"change", NULL, list_change},
    {"submission", submission_items, NULL}, {"item", NULL, list_item}, {"item_state", NULL, list_item_state}, {0}};
static const struct tool_list list = {{"kind", "name", NULL, "meaning"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "track --at 2023-06-30 --progress samples/tasks/progress.csv samples/tasks/tasks.csv",
    "track --at 2023-06-30 --progress samples/tasks/progress.csv --show rollup --by kind samples/tasks/tasks.csv",
    NULL};

static const struct tool_column columns[] = {
    {"in", "task", "required", "code of the object"},
    {"in", "owner", "required", "who leads it"},
    {"in", "kind", "optional", "task, platform, project, policy, reform or upper"},
    {"in", "name_zh", "optional", "its name"},
    {"in", "co_owners", "optional", "who supports, parted by |"},
    {"in", "parent", "optional", "the object that it is a part of"},
    {"in", "start", "optional", "the first day, or a period whose first day it is"},
    {"in", "due", "optional", "the last day, or a period whose last day it is"},
    {"in", "done_on", "optional", "the day on which it was finished"},
    {"in", "stage", "optional", "reserve, preparation, construction ... or the Chinese word"},
    {"in", "status", "optional", "what it says of itself"},
    {"in", "progress", "optional", "percent, where no report has one"},
    {"in", "planned_progress", "optional", "percent that should be done by the day"},
    {"in", "weight", "optional", "what weighs in roll-ups and shares"},
    {"in", "invest_planned", "optional", "money"},
    {"in", "invest_done", "optional", "money, where no report has it"},
    {"in", "invest_original", "optional", "money that was to be invested when it came into the plan"},
    {"in", "land", "optional", "yes or no: granted; or the Chinese word"},
    {"in", "money", "optional", "likewise"},
    {"in", "pillar", "optional", "strategies and zones that it serves, parted by |"},
    {"in", "cause", "optional", "of its trouble; 上级审批 sends it to the requests"},
    {"in", "self_rating", "optional", "its own grade"},
    {"in", "third_rating", "optional", "a third party's grade"},
    OBJECT_LINE(ANSWER_DESCRIBED)
    {0}};

static const struct tool tool = {
    .name = "track",
    .purpose = "finds how tasks and projects stand to their schedule on a day, and who must act",
    .operands = "[FILE]...",
    .in = "tasks, platforms, projects, policies and reforms, one a row",
    .out = "one row for each, with status, slip, forecast and the reason in words; or another answer of --show",
    .example = examples,
    .option = options,
    .column = columns,
    .list = &list,
    .run = run,
};

int main(int argc, char **argv)
{
    return tool_main(&tool, argc, argv);
}
