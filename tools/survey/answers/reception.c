/* reception - see reception.h */
#include <math.h>

#include "answers/reception.h"
#include "base/diag.h"
#include "base/str.h"
#include "language/expr.h"

/* A run of it. */
struct taking {
    const struct reception *intake;
    struct mem *mem;
    struct reader *reader;
    struct columns columns;
    struct responses *answers;
    struct expr_names names;
    struct expr *where;
    uint32_t respondent, question, answer, weight; /* columns, or COLUMN_NONE */
    uint32_t *facet, *replicate; /* columns */
    struct choice wide;
    uint32_t *asked;          /* of each column of wide, the replies */
    struct group *by_name;    /* long: replies by question, counted from 1 */
    struct str last;          /* long: the respondent of the record before */
    uint32_t last_number, last_reply;
    uint32_t bad_weights;
};

/* ---- begin ---- */

static void find_weight(struct taking *t)
{
    const struct reception *intake = t->intake;
    t->weight = COLUMN_NONE;
    if (intake->weight && intake->probability)
        diag_fatal(DIAG_USAGE, NULL, "--weight and --probability are two words for one thing: give one of them");
    if (intake->probability)
        t->weight = column_need(&t->columns, str_of(intake->probability), "--probability");
    else if (!intake->weight)
        t->weight = column_find(&t->columns, STR("weight"));
    else if (!str_eq(str_of(intake->weight), STR("none")))
        t->weight = column_need(&t->columns, str_of(intake->weight), "--weight");
    t->answers->weighted = t->weight != COLUMN_NONE;
}

static void find_questions(struct taking *t)
{
    const struct reception *intake = t->intake;
    if (!intake->wide) {
        if (column_find(&t->columns, STR("question")) == COLUMN_NONE)
            diag_fatal(DIAG_COLUMN, NULL, "no column \"question\": a table with a record for each respondent needs "
                       "--wide, with the columns that are questions");
        t->question = column_need(&t->columns, STR("question"), "survey");
        t->answer = column_need(&t->columns, STR("answer"), "survey");
        t->respondent = column_need(&t->columns, STR("respondent"), "survey");
        t->by_name = group_open(1, sizeof(uint32_t));
        return;
    }
    t->wide = column_choose(t->mem, &t->columns, str_of(intake->wide), "--wide");
    t->respondent = intake->names ? column_find(&t->columns, STR("respondent")) : COLUMN_NONE;
    t->asked = mem_array(t->mem, t->wide.count, sizeof *t->asked);
}

static void begin(struct taking *t)
{
    const struct reception *intake = t->intake;
    t->mem = intake->mem;
    t->reader = intake->reader;
    t->columns = intake->columns;
    bool named = !intake->wide || (intake->names && column_find(&t->columns, STR("respondent")) != COLUMN_NONE);
    t->answers = responses_open(t->mem, t->columns.file, intake->facet, intake->facets,
                                named);
    if (!t->columns.count)
        return;
    find_questions(t);
    find_weight(t);
    t->facet = mem_array(t->mem, intake->facets, sizeof *t->facet);
    for (uint32_t i = 0; i < intake->facets; i++)
        t->facet[i] = column_need(&t->columns, intake->facet[i], "survey");
    t->answers->replicates = intake->replicates;
    t->replicate = mem_array(t->mem, intake->replicates, sizeof *t->replicate);
    for (uint32_t i = 0; i < intake->replicates; i++)
        t->replicate[i] = column_need(&t->columns, intake->replicate[i], "--replicates");
    if (intake->where) {
        t->names = expr_columns(&t->columns);
        t->where = expr_compile_condition(t->mem, str_of(intake->where), "--where", &t->names);
    }
    for (uint32_t i = 0; i < t->wide.count; i++)
        t->asked[i] = responses_question(t->answers, questions_at(intake->questions, t->columns.name[t->wide.at[i]]));
}

/* ---- each: a respondent ---- */

/* A weight as it stands; 0 where it is none, which is told. */
static double read_weight(struct taking *t, struct str text, bool inside)
{
    const struct reception *intake = t->intake;
    struct num number;
    double value = 0;
    bool is_number = num_parse_field(text, &number) == NUM_OK && num_to_double(number, &value);
    bool good = is_number && value > 0 && (!intake->probability || value <= 1);
    if (good)
        return intake->probability ? 1 / value : value;
    if (!inside)
        return 0;
    struct place where = reader_place(t->reader, t->weight);
    t->bad_weights++;
    if (intake->probability)
        diag_report(DIAG_WEIGHT, &where, "\"%.*s\" is no probability (expected a number above 0 and at most 1; one in "
                    "per cent is divided by 100 before)", STR_ARG(text));
    else
        diag_report(DIAG_WEIGHT, &where, "\"%.*s\" is no weight (expected a number above 0; --where leaves respondents "
                    "out of what is estimated, and keeps them in the design)", STR_ARG(text));
    return 0;
}

/* A replicate weight: 0 for those that were not drawn again; one below 0 may come of a fit. */
static double read_replicate(struct taking *t, const struct record *record, uint32_t which, double weight)
{
    struct str text = record_field(record, t->replicate[which]);
    struct num number;
    double value = 0;
    if (num_parse_field(text, &number) == NUM_OK && num_to_double(number, &value))
        return t->intake->factors ? value * weight : value;
    struct place where = reader_place(t->reader, t->replicate[which]);
    t->bad_weights++;
    diag_report(DIAG_WEIGHT, &where, "\"%.*s\" is no replicate weight (expected a number; 0 for who was left out)",
                STR_ARG(text));
    return 0;
}

static void read_respondent(struct taking *t, const struct record *record, uint32_t number, bool inside)
{
    struct responses *answers = t->answers;
    answers->line[number] = (uint32_t)reader_place(t->reader, RECORD_WHOLE).line;
    if (t->weight != COLUMN_NONE)
        answers->weight[number] = read_weight(t, record_field(record, t->weight), inside);
    for (uint32_t i = 0; i < answers->replicates; i++)
        answers->replicate[(size_t)number * answers->replicates + i] =
            read_replicate(t, record, i, answers->weight[number]);
    for (uint32_t i = 0; i < answers->facets; i++)
        answers->facet[i].of[number] = responses_level(answers, &answers->facet[i], record_field(record, t->facet[i]));
}

static void tell_change(struct taking *t, uint32_t number, uint32_t column, struct str text)
{
    struct place where = reader_place(t->reader, column);
    t->bad_weights++;
    diag_report(DIAG_DESIGN, &where, "\"%.*s\" is not what line %u says of this respondent", STR_ARG(text),
                (unsigned)t->answers->line[number]);
}

/* Long: does a later record say the same of the respondent? */
static void hold_respondent(struct taking *t, const struct record *record, uint32_t number, bool inside)
{
    struct responses *answers = t->answers;
    for (uint32_t i = 0; i < answers->facets; i++) {
        struct facet *facet = &answers->facet[i];
        struct str text = record_field(record, t->facet[i]);
        if (!str_eq(text, facet->level[facet->of[number]]))
            tell_change(t, number, t->facet[i], text);
    }
    for (uint32_t i = 0; i < answers->replicates; i++)
        if (read_replicate(t, record, i, answers->weight[number]) !=
            answers->replicate[(size_t)number * answers->replicates + i])
            tell_change(t, number, t->replicate[i], record_field(record, t->replicate[i]));
    if (t->weight == COLUMN_NONE)
        return;
    struct str text = record_field(record, t->weight);
    if (read_weight(t, text, inside) != answers->weight[number])
        tell_change(t, number, t->weight, text);
}

/* ---- each: a reply ---- */

static void tell_unread(struct taking *t, const struct survey_question *question, struct str text, uint32_t column)
{
    struct place where = reader_place(t->reader, column);
    char low[NUM_TEXT_MAX], high[NUM_TEXT_MAX];
    if (question->kind == QUESTION_NUMBER)
        diag_report(DIAG_NUMBER, &where, "\"%.*s\" is no number, which question \"%.*s\" asks for, and counts as "
                    "unread", STR_ARG(text), STR_ARG(question->name));
    else
        diag_report(DIAG_NUMBER, &where, "\"%.*s\" is not on the scale from %.*s to %.*s of question \"%.*s\", and "
                    "counts as unread (--kind and --questions say of what kind a question is)", STR_ARG(text),
                    (int)num_write(low, question->low), low, (int)num_write(high, question->high), high,
                    STR_ARG(question->name));
}

static void take_reply(struct taking *t, uint32_t number, uint32_t asked, struct str text, uint32_t column)
{
    struct replies *replies = &t->answers->replies[asked];
    uint32_t before = responses_get(replies, number), code = responses_code(t->answers, replies, text);
    if (before != CODE_ABSENT && replies->question->kind == QUESTION_MULTIPLE) {
        struct str both = mem_append(t->mem, replies->code[before].text, STR(";"), text);
        code = responses_code(t->answers, replies, both);
    } else if (before != CODE_ABSENT) {
        struct place where = reader_place(t->reader, column);
        diag_report(DIAG_RECORD, &where, "this respondent has answered question \"%.*s\" before: neither answer is "
                    "taken", STR_ARG(replies->question->name));
        code = CODE_UNREAD;
    } else if (replies->code[code].state == ANSWER_UNREAD)
        tell_unread(t, replies->question, text, column);
    responses_set(t->answers, replies, number, code);
}

/* The replies of a question in a long table; most records ask what comes after the one before. */
static uint32_t find_reply(struct taking *t, struct str name)
{
    struct responses *answers = t->answers;
    uint32_t next = t->last_reply + 1 < answers->questions ? t->last_reply + 1 : 0;
    if (answers->questions && str_eq(answers->replies[next].question->name, name))
        return next;
    uint32_t *found = group_at(t->by_name, &name);
    if (!*found)
        *found = responses_question(answers, questions_at(t->intake->questions, name)) + 1;
    return *found - 1;
}

static void take_long(struct taking *t, const struct record *record, bool inside)
{
    struct responses *answers = t->answers;
    struct str name = record_field(record, t->respondent);
    bool known = t->last.at && str_eq(name, t->last);
    uint32_t number = t->last_number;
    if (!known) {
        uint32_t *found = group_at(answers->names, &name);
        known = *found;
        if (!known) {
            *found = responses_add(answers) + 1;
            read_respondent(t, record, *found - 1, inside);
        }
        number = t->last_number = *found - 1;
        t->last = group_key(answers->names, found, 0);
    }
    if (known)
        hold_respondent(t, record, number, inside);
    if (!inside)
        return;
    answers->inside[number] = true;
    t->last_reply = find_reply(t, record_field(record, t->question));
    take_reply(t, number, t->last_reply, record_field(record, t->answer), t->answer);
}

static void take_wide(struct taking *t, const struct record *record, bool inside)
{
    struct responses *answers = t->answers;
    uint32_t number = responses_add(answers);
    read_respondent(t, record, number, inside);
    if (answers->names) {
        struct str name = record_field(record, t->respondent);
        uint32_t *found = group_at(answers->names, &name);
        if (*found)
            tell_change(t, *found - 1, t->respondent, name);
        *found = number + 1;
    }
    answers->inside[number] = inside;
    for (uint32_t i = 0; inside && i < t->wide.count; i++)
        take_reply(t, number, t->asked[i], record_field(record, t->wide.at[i]), t->wide.at[i]);
}

/* ---- finish ---- */

static void finish(struct taking *t)
{
    reader_close(t->reader);
    group_close(t->by_name);
    if (t->bad_weights)
        diag_stop();
    responses_settle(t->answers);
}

struct responses *reception_read(const struct reception *intake)
{
    struct taking taking = {.intake = intake}, *t = &taking;
    const struct record *record;
    begin(t);
    while ((record = reader_next(t->reader))) {
        bool inside = !t->where || expr_test(t->where, (void *)record) == EXPR_TRUE;
        if (intake->wide)
            take_wide(t, record, inside);
        else
            take_long(t, record, inside);
    }
    finish(t);
    return t->answers;
}
