/* edition - columns that end with an edition, and figures that no edition has */

#include "template/edition.h"

#include <strings.h>

#include "base/voice.h"
#include "meaning/sheet.h"

static const struct str names[] = {
    [EDITION_DRAFT] = {"draft", 5}, [EDITION_REVIEW] = {"review", 6}, [EDITION_PUBLIC] = {"public", 6}};

enum { EDITIONS = sizeof names / sizeof *names };

bool edition_read(struct str text, enum edition *edition)
{
    for (size_t i = 0; i < EDITIONS; i++)
        if (str_eq(text, names[i])) {
            *edition = (enum edition)i;
            return true;
        }
    return false;
}

struct str edition_word(enum edition edition)
{
    return names[edition];
}

struct str edition_expected(struct mem *mem, struct str text)
{
    return mem_join(mem, STR("draft, review, public"), nearest_hint(mem, text, names, EDITIONS));
}

/* ---- rules ---- */

struct rule {
    struct str column;
    enum edition last;
};

struct edition_rules {
    struct mem *mem;
    struct rule *rule;
    size_t rules, room;
};

/* What an office says among itself: why, by whom, how it graded itself, and what it might propose. */
static const char *const internal[] = {
    "reason", "outlook_reason", "official_reason", "return_reason", "cause", "cause_kind", "self_class", "self_ground",
    "self_grade", "self_rating", "self", "grade", "ground", "raters", "disagree", "rule", "rules_hit", "slip",
    "rule_numbers", "recommendation",
};

void edition_rule(struct edition_rules *rules, struct str column, enum edition last)
{
    rules->rule = mem_grow(rules->mem, rules->rule, rules->rules, &rules->room, sizeof *rules->rule);
    rules->rule[rules->rules++] = (struct rule){column, last};
}

/* Case and blanks of a header's or a rule's name publish nothing. */
static bool same_name(struct str a, struct str b)
{
    a = str_trim(a);
    b = str_trim(b);
    return a.length == b.length && (a.length == 0 || strncasecmp(a.at, b.at, a.length) == 0);
}

enum edition edition_last(const struct edition_rules *rules, struct str table, struct str column)
{
    struct str full = mem_join(rules->mem, table, STR("."), column);
    for (size_t i = rules->rules; i-- > 0;)
        if (same_name(rules->rule[i].column, column) || same_name(rules->rule[i].column, full))
            return rules->rule[i].last;
    return EDITION_PUBLIC;
}

struct label_edition {
    struct str key;
    int edition;
};

static void read_labels(struct edition_rules *rules, struct reader *reader)
{
    static const struct str word[] = {{"draft", 5}, {"review", 6}, {"public", 6}, {"", 0}};
    static const struct sheet_words words = {word, 4};
    static const struct sheet_column column[] = {
        {"key", SHEET_COLUMN, sheet_text, offsetof(struct label_edition, key), NULL},
        {"edition", SHEET_MAY, sheet_word, offsetof(struct label_edition, edition), &words},
    };
    static const struct sheet_form form = SHEET_FORM(struct label_edition, column, DIAG_USAGE, "--labels");
    struct sheet *sheet = sheet_open(rules->mem, reader, &form);
    struct label_edition row;
    bool has = sheet_has(sheet, "edition");
    while (sheet_next(sheet, &row))
        if (has && row.key.length && row.edition < EDITIONS)
            edition_rule(rules, row.key, (enum edition)row.edition);
    sheet_close(sheet);
}

struct edition_rules *edition_open(struct mem *mem, struct reader *labels)
{
    struct edition_rules *rules = mem_take(mem, sizeof *rules);
    rules->mem = mem;
    for (size_t i = 0; i < sizeof internal / sizeof *internal; i++)
        edition_rule(rules, str_of(internal[i]), EDITION_REVIEW);
    if (labels)
        read_labels(rules, labels);
    return rules;
}

/* ---- suppressed figures ---- */

/* Is the figure of a known column the row's own, from which the suppressed one would follow? */
static bool is_own(enum field field)
{
    static const enum field others[] = {F_DECIMALS, F_BASE_VALUE, F_BASE_PLAN, F_BASE_REVISED, F_TARGET_VALUE,
                                        F_TARGET_HIGH, F_TARGET_ORIGINAL, F_UPPER_VALUE, F_TIME_PROGRESS,
                                        F_YEARS_SEEN, F_OF};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i] == field)
            return false;
    return field_row[field].numeric;
}

/* A figure in a column that nobody knows; what begins with 0 is a code, and so is what a name says. */
static bool is_figure(struct str cell)
{
    struct num value;
    bool code = cell.length > 1 && cell.at[0] == '0' && str_is_digit(cell.at[1]);
    return !code && num_parse(cell, &value) == NUM_OK;
}

/* Nobody's slip of the hand publishes a figure: `q` and ` Q ` are meant as Q is. */
static bool is_suppressed(struct str status)
{
    struct str letter = str_trim(status);
    return letter.length == 1 && (letter.at[0] == 'Q' || letter.at[0] == 'q');
}

/* The number at the begin of a text without the commas between its digits, and how many bytes it is long. */
static size_t number_at(struct str text, struct num *value, bool *is)
{
    char digits[64];
    size_t length = 0, end = 0;
    for (; end < text.length && (str_is_digit(text.at[end]) || text.at[end] == '.' || text.at[end] == ','); end++)
        if (text.at[end] != ',' && length < sizeof digits)
            digits[length++] = text.at[end];
    while (length && digits[length - 1] == '.')
        length--;
    *is = length && num_parse((struct str){digits, length}, value) == NUM_OK;
    return end;
}

/* Is the value somewhere in the text, as it stands or written in another way, as 1,234.50 or without its sign? */
static bool repeats(struct str text, struct str value)
{
    struct num wanted, said;
    bool is;
    if (value.length <= 1)
        return false;
    if (str_find(text, value) >= 0)
        return true;
    if (num_parse(str_trim(value), &wanted) != NUM_OK)
        return false;
    while (text.length) {
        size_t length = number_at(text, &said, &is);
        if (is && num_compare(num_abs(said), num_abs(wanted)) == 0)
            return true;
        length += length < text.length;
        text = (struct str){text.at + length, text.length - length};
    }
    return false;
}

/* Empties what a row of status Q must not show; anything else stays as it is. */
static void hide_row(const struct table *table, struct str *cells)
{
    struct str value = table_get(table, cells, F_VALUE);
    if (!is_suppressed(table_get(table, cells, F_STATUS)))
        return;
    for (uint32_t i = 0; i < table->columns.count; i++) {
        enum field field = field_find(table->columns.name[i]);
        bool own = field < F_NUMBER ? is_own(field) : is_figure(cells[i]);
        if (own || (field != F_DECIMALS && repeats(cells[i], value)))
            cells[i] = (struct str){NULL, 0};
    }
}

/* How many rows of status Q have a figure that is theirs. */
static uint64_t suppressed(const struct table *table)
{
    uint64_t count = 0;
    for (size_t row = 0; table_has(table, F_STATUS) && row < table->rows; row++)
        count += table_has(table, F_VALUE) && is_suppressed(table_cell(table, row, table->at[F_STATUS])) &&
                 table_cell(table, row, table->at[F_VALUE]).length > 0;
    return count;
}

/* ---- taking out ---- */

struct withheld edition_apply(const struct edition_rules *rules, enum edition edition, struct str name,
                              struct table *table)
{
    struct withheld withheld = {0};
    bool *kept = mem_array(table->mem, table->columns.count, sizeof *kept);
    table_keep(table);
    withheld.figures = suppressed(table);
    withheld.column = mem_array(table->mem, table->columns.count, sizeof *withheld.column);
    for (uint32_t i = 0; i < table->columns.count; i++) {
        kept[i] = edition_last(rules, name, table->columns.name[i]) >= edition;
        if (!kept[i])
            withheld.column[withheld.columns++] = table->columns.name[i];
    }
    if (withheld.columns || table_has(table, F_STATUS))
        table_edit(table, kept, hide_row);
    return withheld;
}

void edition_tell(struct mem *mem, const struct withheld *withheld, enum edition edition, const char *file)
{
    const struct place place = {.file = file};
    struct str list = {NULL, 0};
    for (size_t i = 0; i < withheld->columns; i++)
        list = mem_append(mem, list, STR(", "), withheld->column[i]);
    if (withheld->columns)
        diag_report(DIAG_EDITION, &place, "what edition %.*s must not have is left out: %.*s",
                    STR_ARG(names[edition]), STR_ARG(list));
    if (withheld->figures)
        diag_report(DIAG_EDITION, &place, voice_plural("the figures of %llu suppressed row are left out (status Q)",
                    "the figures of %llu suppressed rows are left out (status Q)", withheld->figures),
                    (unsigned long long)withheld->figures);
}
