/* docket - see docket.h */
#include "ledger/docket.h"
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/answer.h"

#define X(name, ...) DOCKET_##name,
enum docket_kind_of { DOCKET_NONE, DOCKET_KINDS(X) DOCKET_KIND_COUNT };
enum docket_state_of { DOCKET_STATES(X) DOCKET_STATE_COUNT };
#undef X
static const struct {
    const char *word, *zh, *needs, *meaning;
} kind_row[] = {
    {"", "", "", ""},
#define X(name, word, zh, needs, meaning) {word, zh, needs, meaning},
    DOCKET_KINDS(X)
#undef X
};
static const struct {
    const char *word, *meaning;
} state_row[] = {
#define X(name, word, meaning) {word, meaning},
    DOCKET_STATES(X)
#undef X
};

enum decision { DECIDED_NOT, ADOPTED, PARTLY, NOT_ADOPTED, DECISIONS };
static const char *const decision_word[DECISIONS][2] = {
    {"", ""}, {"adopted", "采纳"}, {"partly", "部分采纳"}, {"not_adopted", "未采纳"}};

struct item {
    struct str item, text, owner, source, answers, touches, success, reason_given, basis, ground, evidence;
    struct str answered_by, succeeded, numbers, missing, reason;
    struct day due, done;
    int kind, decision;
    enum docket_state_of state;
    int32_t late_days;
    uint32_t row;
};

struct docket {
    struct mem *mem;
    const struct sheaf *rows;
    const struct docket_basis *basis;
    struct item *item;
    struct group *by_code;    /* uint32_t: number and one more */
};

/* ---- cells ---- */

static struct str docket_day(struct mem *mem, struct day day)
{
    return day.known ? day_text(mem, day.number) : (struct str){NULL, 0};
}

struct str docket_kind_word(int kind)
{
    return str_of(kind_row[kind].word);
}

static struct str docket_state_text(enum docket_state_of state)
{
    return str_of(state_row[state].word);
}

static struct str docket_decision_text(int decision)
{
    return str_of(decision_word[decision][0]);
}

/* ---- reading ---- */

static void wrong(const struct docket *l, const struct item *i, const char *column, const char *why)
{
    struct place place = sheaf_place(l->rows, i->row, column);
    struct str text = sheaf_field(l->rows, i->row, column);
    diag_report(DIAG_OBJECT, &place, "\"%.*s\" %s", STR_ARG(text), why);
}

int docket_kind_find(struct str text)
{
    for (int k = 1; k < DOCKET_KIND_COUNT; k++) {
        struct str rest = str_of(kind_row[k].zh), word;
        if (str_eq(text, str_of(kind_row[k].word)))
            return k;
        while (str_cut(&rest, '|', &word))
            if (str_eq(text, word))
                return k;
    }
    return DOCKET_NONE;
}

static int find_decision(struct str text)
{
    for (int d = 0; d < DECISIONS; d++)
        if (str_eq(text, str_of(decision_word[d][0])) || str_eq(text, str_of(decision_word[d][1])))
            return d;
    return -1;
}

static void read_day(const struct docket *l, struct item *i, const char *column, struct day *day)
{
    struct str text = sheaf_field(l->rows, i->row, column);
    if (!day_read(text, true, day))
        wrong(l, i, column, period_why(l->mem, text));
}

static void read_item(struct docket *l, uint32_t row)
{
    struct item *i = &l->item[row];
    const struct {
        const char *column;
        struct str *into;
    } text[] = {{"item", &i->item},       {"text", &i->text},         {"owner", &i->owner},
                {"answers", &i->answers}, {"touches", &i->touches},   {"success", &i->success},
                {"basis", &i->basis},     {"ground", &i->ground},     {"evidence", &i->evidence},
                {"reason", &i->reason_given}, {"source_kind", &i->source}};
    i->row = row;
    for (size_t k = 0; k < sizeof text / sizeof *text; k++)
        *text[k].into = sheaf_field(l->rows, row, text[k].column);
    read_day(l, i, "due", &i->due);
    read_day(l, i, "done_on", &i->done);
    if (i->done.known && i->done.number > l->basis->at)
        i->done.known = false;
    i->kind = docket_kind_find(sheaf_field(l->rows, row, "kind"));
    if (!i->kind)
        wrong(l, i, "kind", voice_text(N_("is no kind of an item (track --list names them)")));
    i->decision = find_decision(sheaf_field(l->rows, row, "decision"));
    if (i->decision < 0) {
        wrong(l, i, "decision", voice_text(N_("is no decision (expected adopted, partly or not_adopted)")));
        i->decision = DECIDED_NOT;
    }
    uint32_t *at = group_at(l->by_code, &i->item);
    if (!i->item.length)
        wrong(l, i, "item", voice_text(N_("is no code of an item")));
    else if (*at)
        wrong(l, i, "item", voice_text(N_("is the code of an item before it")));
    else
        *at = row + 1;
}

/* ---- what answers what ---- */

static void link_answers(struct docket *l)
{
    for (uint32_t k = 0; k < l->rows->count; k++) {
        struct item *i = &l->item[k];
        struct str rest = i->answers, name;
        while (object_name_next(&rest, &name)) {
            const uint32_t *at = group_find(l->by_code, &name);
            if (!at || !*at)
                wrong(l, i, "answers", voice_text(N_("names an item that the table has not")));
            else
                l->item[*at - 1].answered_by = mem_append(l->mem, l->item[*at - 1].answered_by, STR("|"), i->item);
        }
    }
}

/* ---- what is missing ---- */

static void lacks(struct docket *l, struct item *i, const char *what)
{
    i->missing = mem_append(l->mem, i->missing, STR(";"), str_of(what));
    struct place place = sheaf_place(l->rows, i->row, "item");
    diag_report(DIAG_ITEM, &place, "\"%.*s\" has no %s", STR_ARG(i->item), voice_text(what));
}

static bool touches_known(const struct docket *l, struct item *i)
{
    struct str rest = i->touches, name;
    bool any = false;
    while (object_name_next(&rest, &name)) {
        any = true;
        if (l->basis->turn_to(l->basis->state, name) == DOCKET_OF_NOTHING)
            wrong(l, i, "touches", voice_text(N_("names what is no object, no pillar and no assessed indicator")));
    }
    return any;
}

static void hold_needs(struct docket *l, struct item *i)
{
    const char *needs = kind_row[i->kind].needs;
    bool touching = touches_known(l, i);
    if (strchr(needs, 'd') && i->decision == DECIDED_NOT)
        lacks(l, i, N_("decision"));
    if (strchr(needs, 'r') && i->decision == NOT_ADOPTED && !i->reason_given.length)
        lacks(l, i, N_("reason"));
    if (strchr(needs, 'm') && !i->answered_by.length)
        lacks(l, i, N_("measure"));
    if (strchr(needs, 'p') && !i->answers.length)
        lacks(l, i, N_("problem"));
    if (strchr(needs, 'e') && !i->evidence.length)
        lacks(l, i, N_("evidence"));
    if (strchr(needs, 'b') && !i->basis.length)
        lacks(l, i, N_("basis"));
    if (strchr(needs, 'b') && !i->ground.length)
        lacks(l, i, N_("ground"));
    if (strchr(needs, 't') && !touching)
        lacks(l, i, N_("object or indicator that it touches"));
}

/* ---- success ---- */

static void ask_success(struct docket *l, struct item *i)
{
    struct str rest = i->touches, code;
    if (!i->success.length)
        return;
    int of = object_name_next(&rest, &code) ? l->basis->turn_to(l->basis->state, code)
                                             : DOCKET_OF_NOTHING;
    if (of == DOCKET_OF_PILLAR) {
        i->reason = say(l->mem, "its success cannot be told of a pillar: name an object or an indicator first");
        return;
    }
    if (of < 0) {
        i->reason = say(l->mem, "its success cannot be told, since it touches nothing that is known");
        return;
    }
    struct mandate_facts *facts = &l->basis->facts[of];
    const struct expr_names names = mandate_names(facts);
    struct expr_fault fault;
    const struct expr *test = expr_parse_condition(l->mem, i->success, &names, &fault);
    if (!test) {
        wrong(l, i, "success", mem_format(l->mem, "%.*s", STR_ARG(fault.message)).at);
        return;
    }
    const struct place place = sheaf_place(l->rows, i->row, "success");
    expr_hold_words(l->mem, test, facts->closed, NULL, NULL, &place);
    enum expr_truth truth = expr_test(test, facts);
    if (truth != EXPR_UNKNOWN)
        i->succeeded = truth == EXPR_TRUE ? STR("yes") : STR("no");
    i->numbers = mandate_numbers(l->mem, facts, test);
}

static enum docket_state_of state_of(struct docket *l, const struct item *i)
{
    bool over = i->due.known && l->basis->at > i->due.number;
    bool done = i->done.known || (i->kind == DOCKET_OPINION && i->decision != DECIDED_NOT);
    if (i->kind == DOCKET_OPINION && i->decision == DECIDED_NOT)
        return DOCKET_UNDECIDED;
    if (i->kind == DOCKET_HIGHLIGHT)
        return i->evidence.length ? DOCKET_CLOSED : DOCKET_UNVERIFIED;
    if (i->kind == DOCKET_REQUEST && i->missing.length)
        return DOCKET_RETURNED;
    if (!done)
        return over ? DOCKET_OVERDUE : DOCKET_OPEN;
    return !i->success.length || str_eq(i->succeeded, STR("yes")) ? DOCKET_CLOSED : DOCKET_ANSWERED;
}

static void judge(struct docket *l, struct item *i)
{
    hold_needs(l, i);
    ask_success(l, i);
    i->state = state_of(l, i);
    if (i->due.known)
        i->late_days = workdays_after(l->basis->workdays, i->due.number,
                                      i->done.known ? i->done.number : l->basis->at);
    if (i->state == DOCKET_OPEN || i->state == DOCKET_CLOSED)
        i->late_days = i->done.known ? i->late_days : 0;
    if (i->state == DOCKET_ANSWERED)
        i->reason = voice_join(l->mem, i->reason, say(l->mem, "it was answered, but its figure has not moved"));
}

/* ---- the face ---- */

void docket_write(struct mem *mem, const struct sheaf *rows, const struct docket_basis *basis, struct writer *writer)
{
    struct docket l = {.mem = mem, .rows = rows, .basis = basis, .by_code = group_open(1, sizeof(uint32_t)),
                       .item = mem_array(mem, (size_t)rows->count + 1, sizeof *l.item)};
    static const struct str own[] = {DOCKET_COLUMNS(ANSWER_NAME)};
    const struct along along = sheaf_along(mem, rows, own, sizeof own / sizeof *own);
    for (uint32_t k = 0; k < rows->count; k++)
        read_item(&l, k);
    link_answers(&l);
    DOCKET_COLUMNS(ANSWER_HEAD)
    sheaf_along_head(rows, along, writer);
    writer_end(writer);
    for (uint32_t k = 0; k < rows->count; k++) {
        struct item *i = &l.item[k];
        judge(&l, i);
        DOCKET_COLUMNS(ANSWER_CELL)
        sheaf_along_cells(rows, k, along, writer);
        writer_end(writer);
    }
    group_close(l.by_code);
}

bool docket_is_request(struct str kind)
{
    return docket_kind_find(kind) == DOCKET_REQUEST;
}

bool docket_kind(size_t i, const char **word, const char **meaning)
{
    if (i + 1 >= DOCKET_KIND_COUNT)
        return false;
    *word = kind_row[i + 1].word;
    *meaning = kind_row[i + 1].meaning;
    return true;
}

bool docket_state(size_t i, const char **word, const char **meaning)
{
    if (i >= DOCKET_STATE_COUNT)
        return false;
    *word = state_row[i].word;
    *meaning = state_row[i].meaning;
    return true;
}
