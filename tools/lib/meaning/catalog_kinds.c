/* catalog_kinds - how the fields are read that only a catalogue has */
#include "base/str.h"
#include "base/voice.h"
#include "meaning/catalog_inside.h"

/* ---- words ---- */

#define X(name, word, ...) {"" word, sizeof word - 1},
#define WORDS(scope, list, ROWS) \
    static const struct str list##_word[] = {{"", 0}, ROWS(X)}; \
    scope const struct sheet_words list##_words = {list##_word, sizeof list##_word / sizeof *list##_word};
WORDS(, kind, INDICATOR_KINDS)
WORDS(, direction, DIRECTIONS)
WORDS(, attribute, ATTRIBUTES)
WORDS(, target_kind, TARGET_KINDS)
WORDS(, op, TARGET_OPS)
WORDS(static, rollup, ROLLUPS)
WORDS(static, class, PROGRESS_CLASSES)
#undef X

/* ---- figures ---- */

const struct sheet_range decimals_range = {0, 30, -1, N_("\"%.*s\" is no number of places from 0 to 30")};

void catalog_tolerance(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct target_more *more = member;
    more->tolerance_percent = str_ends(text, STR("%"));
    text.length -= more->tolerance_percent;
    sheet_figure(sheet, column, text, &more->tolerance);
    if (more->tolerance.known && num_sign(more->tolerance.value) < 0)
        sheet_wrong(sheet, column->name, "a tolerance is not negative");
}

/* ---- roll-ups and classes ---- */

/* How many codes a rule takes. */
static int codes_of(enum rollup_kind kind)
{
    static const int codes[] = {
        [ROLLUP_NONE] = 0,
#define X(name, word, codes) [ROLLUP_##name] = codes,
        ROLLUPS(X)
#undef X
    };
    return codes[kind];
}

/* sum, mean, last, none, weighted:CODE, ratio:NUM/DEN */
void catalog_rollup(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct rollup *into = member;
    ptrdiff_t colon = str_find(text, STR(":"));
    struct str word = colon < 0 ? text : str_part(text, 0, (size_t)colon);
    int found = sheet_word_find(&rollup_words, word);
    if (found < 0) {
        sheet_wrong_word(sheet, column->name, word, &rollup_words);
        return;
    }
    struct str weight = colon < 0 ? STR("") : str_part(text, (size_t)colon + 1, text.length), below = {NULL, 0};
    int codes = codes_of((enum rollup_kind)found);
    ptrdiff_t slash = codes == 2 ? str_find(weight, STR("/")) : -1;
    if (slash >= 0) {
        below = str_part(weight, (size_t)slash + 1, text.length);
        weight.length = (size_t)slash;
    }
    *into = (struct rollup){(enum rollup_kind)found, mem_copy(sheet_mem(sheet), weight),
                            mem_copy(sheet_mem(sheet), below)};
    if ((weight.length > 0) + (below.length > 0) == codes && (colon < 0 || codes > 0))
        return;
    if (codes == 0)
        sheet_wrong(sheet, column->name, "this rollup takes no code; only weighted:CODE and ratio:NUM/DEN do");
    else if (codes == 1)
        sheet_wrong(sheet, column->name, "weighted needs the indicator that weighs, as in weighted:POP");
    else
        sheet_wrong(sheet, column->name, "ratio needs numerator and denominator, as in ratio:GDP/POP");
}

void catalog_class(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct target_more *more = member;
    sheet_text(sheet, column, text, &more->official_class);
    more->official = progress_class_find(text);
    if (text.length && more->official == CLASS_NONE)
        sheet_wrong_word(sheet, column->name, text, &class_words);
}
