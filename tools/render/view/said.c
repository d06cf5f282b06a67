/* said - codes of the data in people's words: classes of tasks, flags, facts, and names beside codes */

#include "view/view.h"

#include "base/str.h"
#include "base/voice.h"
#include "meaning/observation.h"
#include "view/figure.h"

/* ---- which words ---- */

/* Columns whose codes are those of another one. */
static struct str list_of(enum field field)
{
    static const struct { enum field field, like; } likes[] = {
        {F_STATUS_WAS, F_STATUS}, {F_RATERS, F_RATER_KIND}, {F_DISAGREE, F_RATER_KIND}, {F_STEPS, F_RATER_KIND},
        {F_CHOICES, F_CHOICE},
    };
    for (size_t i = 0; i < sizeof likes / sizeof *likes; i++)
        if (likes[i].field == field)
            return field_row[likes[i].like].name;
    return field < FIELD_COUNT ? field_row[field].name : STR("");
}

static struct str worded(const struct view *view, enum field field, struct str code)
{
    return word_of_code(view->words, view->kind ? view->kind->tool : NULL, list_of(field), code, NULL);
}

size_t view_order(const struct view *view, enum field field, struct str code)
{
    size_t order;
    word_of_code(view->words, view->kind ? view->kind->tool : NULL, list_of(field), code, &order);
    return order;
}

struct str view_word(const struct view *view, enum field field, struct str code)
{
    return worded(view, field, code);
}

static bool of_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || str_is_digit(byte);
}

/* A code, or a text that has some: computed-self, split:0.25. */
static struct str word_by_word(const struct view *view, enum field field, struct str text)
{
    struct str whole = worded(view, field, text), all = {NULL, 0};
    if (!str_eq(whole, text))
        return whole;
    for (size_t at = 0; at < text.length;) {
        size_t end = at;
        while (end < text.length && of_word(text.at[end]) == of_word(text.at[at]))
            end++;
        struct str piece = str_part(text, at, end - at);
        all = mem_join(view->mem, all, of_word(text.at[at]) ? worded(view, field, piece) : piece);
        at = end;
    }
    return all;
}

/* The next of several, which ; or | part, or with `spaces` a space too. */
static bool next_of(struct str *list, bool spaces, struct str *piece)
{
    size_t end = 0;
    while (list->length && (list->at[0] == ';' || list->at[0] == '|' || list->at[0] == ' '))
        *list = str_part(*list, 1, list->length);
    while (end < list->length && list->at[end] != ';' && list->at[end] != '|' && !(spaces && list->at[end] == ' '))
        end++;
    *piece = str_trim(str_part(*list, 0, end));
    *list = str_part(*list, end, list->length);
    return piece->length > 0;
}

static struct str words_of(const struct view *view, enum field field, struct str list)
{
    struct str all = {NULL, 0}, piece;
    while (next_of(&list, false, &piece))
        all = words_join(view->words, all, word(view->words, W_JOIN), word_by_word(view, field, piece));
    return all;
}

/* Margin (%): the figure beside it has its sign. */
static struct str without_percent(struct str head)
{
    static const char *const end[] = {"(%)", "（%）", "(％)", "（％）"};
    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        if (str_ends(head, str_of(end[i])))
            return str_trim(str_part(head, 0, head.length - strlen(end[i])));
    return head;
}

/* status=overdue overdue_days=212: a column's head and its code in words. */
static struct str facts_of(const struct view *view, enum field field, struct str list)
{
    struct str all = {NULL, 0}, piece, name;
    while (next_of(&list, true, &piece)) {
        struct str rest = piece;
        if (str_find(piece, STR("=")) > 0 && str_cut(&rest, '=', &name)) {
            if (rest.length == 0)
                continue;                 /* a fact that nobody knows decided nothing */
            enum field of = view_field(view, name);
            struct str said = worded(view, field, name);
            bool pattern = str_find(said, STR("{")) >= 0; /* how a date is written is no word for one */
            if ((str_eq(said, name) || pattern) && of < FIELD_COUNT)
                said = field_head(of);
            if (of < FIELD_COUNT && field_row[of].form == FORM_PERCENT)
                said = without_percent(said);
            if (of < FIELD_COUNT)
                rest = field_row[of].form == FORM_PERCENT ? figure_percent(view->mem, rest) : words_of(view, of, rest);
            piece = mem_join(view->mem, said, STR("="), rest);
        }
        all = words_join(view->words, all, word(view->words, W_SENTENCE_JOIN), piece);
    }
    return all;
}

/* ---- names beside codes ---- */

/* Whose codes a column has, where it is not called as they are. */
static enum field codes_of(enum field field)
{
    static const struct { enum field field, of; } codes[] = {
        {F_REGION_CODED, F_REGION}, {F_INDICATOR_CODED, F_INDICATOR}, {F_CO_OWNERS, F_OWNER}, {F_PEER, F_REGION},
        {F_PACESETTER, F_REGION}, {F_PLACE_CODE, F_REGION},
        {F_BEST_REGION, F_REGION}, {F_WORST_REGION, F_REGION}, {F_OTHER, F_INDICATOR}, {F_EFFECT, F_INDICATOR},
        {F_RELATED, F_INDICATOR}, {F_WEIGHTED_WITH, F_INDICATOR}, {F_RATER, F_QUESTION},
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].field == field)
            return codes[i].of;
    return field;
}

/* retail.yoy, retail_growth.cagr_2: what derive has made of an indicator; empty where it is none. */
static struct str derived(const struct view *view, struct str code)
{
    struct str base = code, what, places;
    ptrdiff_t dot = str_find(code, STR("."));
    if (dot < 1)
        return (struct str){NULL, 0};
    base = str_part(code, 0, (size_t)dot);
    what = str_part(code, (size_t)dot + 1, code.length);
    struct str rule = what, rest = what;
    if (str_cut(&rest, '_', &places) && rest.length)
        rule = places;
    struct str name = directory_name(view->names, F_INDICATOR, base, view->words->chinese);
    struct str said = word_of_code(view->words, NULL, STR("transform"), rule, NULL);
    if (str_eq(said, rule))
        return (struct str){NULL, 0};
    return vocabulary_fill(view->words, W_DERIVED, "name", name.length ? name : base, "what",
                           rest.length && !str_eq(rule, what) ? mem_join(view->mem, said, STR(" "), rest) : said, NULL);
}

struct str view_called(const struct view *view, enum field field, struct str code)
{
    static const enum field any[] = {F_TASK, F_INDICATOR, F_PILLAR, F_OWNER, F_REGION, F_QUESTION};
    struct str name = directory_name(view->names, codes_of(field), code, view->words->chinese);
    for (size_t i = 0; name.length == 0 && i < sizeof any / sizeof *any; i++)
        name = directory_name(view->names, any[i], code, view->words->chinese);
    if (name.length == 0 && codes_of(field) == F_INDICATOR)
        name = derived(view, code);
    if (name.length == 0 && field == F_RULE_CODE) /* the log of normalize has rules in English words */
        return str_of(voice_text(mem_copy(view->mem, code).at));
    return name.length ? name : worded(view, field, code);
}

/* 330000|2020|gdp: whose row it is. */
static struct str key_of(const struct view *view, struct str key)
{
    struct str all = {NULL, 0}, piece;
    while (next_of(&key, false, &piece)) {
        struct str said = figure_period(view->words, piece);
        all = words_join(view->words, all, STR(" "),
                         str_eq(said, piece) || piece.length > 10 ? view_called(view, F_KEY, piece) : said);
    }
    return all;
}

/* A region's or an indicator's code stands before its name; others give way to theirs. */
static struct shown named(const struct view *view, enum field field, struct str text)
{
    struct str all = {NULL, 0}, piece;
    if (field == F_PART && text.length == 0 && view->kind->totals)
        return (struct shown){.text = word(view->words, W_WHOLE)};
    if (field == F_REGION || field == F_INDICATOR || field == F_REGION_CODED || field == F_INDICATOR_CODED) {
        struct str name = directory_name(view->names, codes_of(field), text, view->words->chinese);
        if (name.length == 0 && codes_of(field) == F_INDICATOR)
            name = derived(view, text);
        if (name.length == 0 || str_eq(name, text))
            return (struct shown){.text = text};
        return (struct shown){.before = mem_join(view->mem, text, STR(" ")), .text = name};
    }
    if ((field == F_TASK || field == F_QUESTION) && table_has(view->table, F_NAME_ZH))
        return (struct shown){.text = text}; /* the row has its name beside it */
    if (field == F_KEY)
        return (struct shown){.text = key_of(view, text)};
    if (str_find(text, STR(";")) < 0 && str_find(text, STR("|")) < 0)
        return (struct shown){.text = view_called(view, field, text)};
    while (next_of(&text, false, &piece))
        all = words_join(view->words, all, word(view->words, W_JOIN), view_called(view, field, piece));
    return (struct shown){.text = all};
}

/* minmax:0:100 has a name and what it was told. */
static struct str word_before_colon(const struct view *view, enum field field, struct str code)
{
    ptrdiff_t colon = str_find(code, STR(":"));
    struct str whole = worded(view, field, code);
    if (colon < 1 || !str_eq(whole, code))
        return whole;
    return mem_join(view->mem, worded(view, field, str_part(code, 0, (size_t)colon)),
                    str_part(code, (size_t)colon, code.length));
}

/* ---- cells ---- */

/* The letter of an observation in words, or a task's status. */
static struct str status_of(const struct view *view, enum field field, struct str code)
{
    for (enum observation_status status = STATUS_NONE + 1; status < STATUS_COUNT; status++)
        if (code.length == 1 && code.at[0] == observation_status_row(status)->code)
            return str_of(voice_text(observation_status_row(status)->meaning));
    return worded(view, field, code);
}

bool view_says(enum form form)
{
    return form == FORM_CODE || form == FORM_STATUS || form == FORM_WORD || form == FORM_WORDS ||
           form == FORM_YESNO || form == FORM_FACTS;
}

struct shown view_said(const struct view *view, const struct view_column *column, struct str text)
{
    switch (column->form) {
    case FORM_CODE: return named(view, column->field, text);
    case FORM_STATUS: return (struct shown){.text = status_of(view, column->field, text)};
    case FORM_WORDS: return (struct shown){.text = words_of(view, column->field, text)};
    case FORM_FACTS: return (struct shown){.text = facts_of(view, column->field, text)};
    case FORM_YESNO: return (struct shown){.text = word_of_code(view->words, NULL, STR("said"), text, NULL)};
    default: return (struct shown){.text = word_before_colon(view, column->field, text)};
    }
}
