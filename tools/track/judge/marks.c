/* marks - see marks.h */
#include <stddef.h>

#include "base/str.h"
#include "base/voice.h"
#include "judge/marks.h"
#include "meaning/sheet.h"

static const struct {
    const char *word, *meaning;
    int built_in;
    bool whole;
} mark_row[MARK_COUNT] = {
#define X(name, word, built_in, whole, meaning) {word, meaning, built_in, whole},
    MARKS(X)
#undef X
};

struct marking {
    int which;
    struct num value;
};

static const struct str words[] = {
#define X(name, word, ...) STR(word),
    MARKS(X)
#undef X
};
static const struct sheet_words names = {words, MARK_COUNT};
static const struct sheet_column column[] = {
    {"threshold", SHEET_FULL, sheet_word, offsetof(struct marking, which), &names},
    {"value", SHEET_FULL, sheet_number, offsetof(struct marking, value), NULL},
};
static const struct sheet_form form = SHEET_FORM(struct marking, column, DIAG_CATALOG, "--thresholds");

static bool needs_two(int which)
{
    return which == MARK_STALLED_REPORTS || which == MARK_PACE_REPORTS;
}

static const char *expected_of(int which)
{
    return !mark_row[which].whole ? voice_text(N_("0 to 100"))
           : needs_two(which)     ? voice_text(N_("a whole number from 2 to 1000"))
                                  : voice_text(N_("a whole number from 0 to 1000"));
}

/* Whole things are counted from 0; of reports that are compared there must be two. */
static bool is_fit(const struct marking *row)
{
    struct num most = num_of(mark_row[row->which].whole ? 1000 : 100), least = num_of(0);
    if (needs_two(row->which))
        least = num_of(2);
    if (mark_row[row->which].whole && num_compare(num_round(row->value, 0, NUM_HALF_UP), row->value) != 0)
        return false;
    return num_compare(row->value, least) >= 0 && num_compare(row->value, most) <= 0;
}

struct marks marks_open(struct mem *mem, struct reader *reader)
{
    struct marks marks;
    for (int i = 0; i < MARK_COUNT; i++)
        marks.value[i] = num_of(mark_row[i].built_in);
    if (!reader)
        return marks;
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct marking row;
    while (sheet_next(sheet, &row)) {
        if (!sheet_sound(sheet))
            continue;
        if (!is_fit(&row))
            sheet_wrong(sheet, "value", "%.*s cannot be the value of %s (expected %s)",
                        STR_ARG(num_text(mem, row.value)), mark_row[row.which].word,
                        expected_of(row.which));
        if (sheet_before(sheet, sheet_line(sheet), &words[row.which], 1))
            sheet_wrong(sheet, "threshold", "%s stands there already", mark_row[row.which].word);
        marks.value[row.which] = row.value;
    }
    sheet_close(sheet);
    return marks;
}

unsigned marks_count(const struct marks *marks, enum mark mark)
{
    struct num whole = num_round(marks->value[mark], 0, NUM_HALF_UP);
    return (unsigned)whole.mantissa;
}

bool marks_row(size_t i, const char **word, const char **meaning)
{
    if (i >= MARK_COUNT)
        return false;
    *word = mark_row[i].word;
    *meaning = mark_row[i].meaning;
    return true;
}
