/* questions - see questions.h */
#include "answers/questions.h"
#include "base/group.h"
#include "base/near.h"
#include "base/str.h"
#include "io/column.h"
#include "meaning/sheet.h"

static const char *const unknown_words[] = {"dk", "don't know", "do not know", "no opinion", "不知道", "不清楚", "不了解",
                                            "说不清", "无法评价"};

#define X(name, word, help) {"" word, sizeof word - 1},
static const struct str kind_words[] = {QUESTION_KINDS(X) {"", 0}};
#undef X
static const struct str best_words[] = {{"high", 4}, {"low", 3}, {"", 0}};

/* A row of the table as it is read. */
struct asked {
    struct survey_question question;
    struct figure low, high;
    int best;
};

static const struct sheet_words kinds_known = {kind_words, QUESTION_KIND_COUNT + 1}, bests_known = {best_words, 3};

static const struct sheet_column table_columns[] = {
    {"question", SHEET_FULL, sheet_text, offsetof(struct asked, question.name), NULL},
    {"kind", SHEET_MAY, sheet_word, offsetof(struct asked, question.kind), &kinds_known},
    {"low", SHEET_MAY, sheet_figure, offsetof(struct asked, low), NULL},
    {"high", SHEET_MAY, sheet_figure, offsetof(struct asked, high), NULL},
    {"best", SHEET_MAY, sheet_word, offsetof(struct asked, best), &bests_known},
    {"dont_know", SHEET_MAY, sheet_text, offsetof(struct asked, question.dont_know), NULL},
    {"name_zh", SHEET_MAY, sheet_text, offsetof(struct asked, question.name_zh), NULL},
    {"name_en", SHEET_MAY, sheet_text, offsetof(struct asked, question.name_en), NULL},
    {"object", SHEET_MAY, sheet_text, offsetof(struct asked, question.object), NULL},
    {"importance", SHEET_MAY, sheet_text, offsetof(struct asked, question.importance), NULL},
};
static const struct sheet_form form = SHEET_FORM(struct asked, table_columns, DIAG_CATALOG, "--questions");

struct questions {
    struct mem *mem;
    struct group *named;      /* by name: which, counted from 1 */
    struct survey_question **row;
    uint32_t rows, listed;    /* listed: those of the table */
    size_t room;
    struct num low, high;     /* of a scale that says nothing */
    const char *const *kind;
    size_t kinds;
};

const char *question_kind_word(enum question_kind kind)
{
    return kind_words[kind].at;
}

/* ---- what the command line says ---- */

static void read_scale(struct questions *questions, const char *scale)
{
    struct str rest = str_of(scale), low, high;
    bool two = str_cut(&rest, '-', &low) && str_cut(&rest, '-', &high) && !rest.length;
    if (!two || num_parse(low, &questions->low) != NUM_OK || num_parse(high, &questions->high) != NUM_OK ||
        num_compare(questions->low, questions->high) >= 0)
        diag_fatal(DIAG_USAGE, NULL, "--scale: \"%s\" is no scale (expected two numbers as in 1-5)", scale);
}

/* Does a list parted by commas hold the name? */
static bool lists(struct mem *mem, struct str list, struct str name)
{
    struct str piece;
    while (column_cut(mem, &list, &piece))
        if (str_eq(piece, name))
            return true;
    return false;
}

static int kind_of(const struct questions *questions, struct str name)
{
    for (size_t i = 0; i < questions->kinds; i++) {
        struct str rest = str_of(questions->kind[i]), word;
        if (!str_cut(&rest, '=', &word) || !lists(questions->mem, rest, name))
            continue;
        for (int k = 0; k < QUESTION_KIND_COUNT; k++)
            if (str_eq(word, kind_words[k]))
                return k;
    }
    return QUESTION_SCALE;
}

static void check_kinds(const struct questions *questions)
{
    for (size_t i = 0; i < questions->kinds; i++) {
        struct str rest = str_of(questions->kind[i]), word = {NULL, 0};
        str_cut(&rest, '=', &word);
        bool known = false;
        for (int k = 0; k < QUESTION_KIND_COUNT; k++)
            known = known || str_eq(word, kind_words[k]);
        if (known && rest.length)
            continue;
        struct str hint = nearest_hint(questions->mem, word, kind_words, QUESTION_KIND_COUNT);
        diag_fatal(DIAG_USAGE, NULL, "--kind: \"%s\" is not KIND=QUESTION,... with a kind of scale, choice, multiple "
                   "and number%.*s", questions->kind[i], STR_ARG(hint));
    }
}

/* ---- rows ---- */

static struct survey_question *add(struct questions *questions, struct survey_question question)
{
    struct survey_question *kept = mem_take(questions->mem, sizeof *kept);
    *kept = question;
    questions->row = mem_grow(questions->mem, questions->row, questions->rows, &questions->room,
                              sizeof *questions->row);
    questions->row[questions->rows++] = kept;
    *(uint32_t *)group_at(questions->named, &kept->name) = questions->rows;
    return kept;
}

static void read_table(struct questions *questions, struct reader *reader)
{
    struct sheet *sheet = sheet_open(questions->mem, reader, &form);
    struct asked row;
    while (sheet_next(sheet, &row)) {
        struct survey_question *question = &row.question;
        if (question->kind == QUESTION_KIND_COUNT || !sheet_has(sheet, "kind"))
            question->kind = kind_of(questions, question->name);
        question->low = row.low.known ? row.low.value : questions->low;
        question->high = row.high.known ? row.high.value : questions->high;
        question->best_low = row.best == 1 && sheet_has(sheet, "best");
        if (sheet_sound(sheet) && num_compare(question->low, question->high) >= 0)
            sheet_wrong(sheet, "low", "the low end of the scale is not below the high one");
        uint64_t before = sheet_before(sheet, sheet_line(sheet), &question->name, 1);
        if (before)
            sheet_wrong(sheet, "question", "question \"%.*s\" has a row already, on line %llu", STR_ARG(question->name),
                        (unsigned long long)before);
        else
            add(questions, *question);
    }
    sheet_close(sheet);
    questions->listed = questions->rows;
}

struct questions *questions_open(struct mem *mem, struct reader *reader, const char *const *kind, size_t kinds,
                                 const char *scale)
{
    struct questions *questions = mem_take(mem, sizeof *questions);
    *questions = (struct questions){.mem = mem, .named = group_open(1, sizeof(uint32_t)), .kind = kind, .kinds = kinds};
    read_scale(questions, scale);
    check_kinds(questions);
    if (reader)
        read_table(questions, reader);
    return questions;
}

void questions_close(struct questions *questions)
{
    group_close(questions->named);
}

const struct survey_question *questions_at(struct questions *questions, struct str name)
{
    const uint32_t *found = group_find(questions->named, &name);
    if (found && *found)
        return questions->row[*found - 1];
    return add(questions, (struct survey_question){.name = mem_copy(questions->mem, name),
                                                   .kind = kind_of(questions, name), .low = questions->low,
                                                   .high = questions->high});
}

const struct survey_question *questions_row(const struct questions *questions, uint32_t i)
{
    return i < questions->listed ? questions->row[i] : NULL;
}

/* ---- don't know ---- */

const char *question_unknown_word(size_t i)
{
    return i < sizeof unknown_words / sizeof *unknown_words ? unknown_words[i] : NULL;
}

bool question_unknown(const struct survey_question *question, struct str text)
{
    struct str rest = question->dont_know, word;
    while (str_cut(&rest, ';', &word))
        if (str_eq(str_trim(word), text))
            return true;
    for (size_t i = 0; question_unknown_word(i); i++)
        if (near_distance(text, str_of(question_unknown_word(i)), 0) == 0)
            return true;
    return false;
}
