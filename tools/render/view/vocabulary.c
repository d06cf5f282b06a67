/* vocabulary - the built-in words, and a labels file on top of them */

#include "view/vocabulary.h"

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "meaning/sheet.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>

struct built_in {
    const char *key, *text, *mark, *ascii, *color;
};

static const struct built_in built_in[] = {
#define WORD(id, key, text, mark, ascii, color) {key, text, mark, ascii, color},
#include "view/words.def"
#undef WORD
};

static const struct {
    const char *key, *text;
} code_row[] = {
#define CODE(key, text) {key, text},
#include "view/codes.def"
#undef CODE
};
enum { CODES = sizeof code_row / sizeof *code_row };

static void add_mark(struct vocabulary *words, const struct mark *mark)
{
    struct mark *list = mem_array(words->keep, words->marks + 1, sizeof *list);
    if (words->marks)
        memcpy(list, words->mark, words->marks * sizeof *list);
    list[words->marks] = *mark;
    list[words->marks].order = (int)words->marks;
    words->mark = list;
    words->marks++;
}

static struct mark *find_mark(const struct vocabulary *words, struct str key)
{
    for (size_t i = 0; i < words->marks; i++)
        if (str_eq(words->mark[i].key, key))
            return &words->mark[i];
    return NULL;
}

/* Where the key stands, or the number of keys: by halving once they are sorted. */
static size_t find_key(const struct vocabulary *words, struct str key)
{
    size_t i = 0, end = words->count;
    while (!words->sorted && i < end && !str_eq(words->key[i], key))
        i++;
    if (!words->sorted)
        return i;
    while (i < end) {
        size_t middle = i + (end - i) / 2;
        if (str_cmp(words->key[words->sorted[middle]], key) < 0)
            i = middle + 1;
        else
            end = middle;
    }
    return i < words->count && str_eq(words->key[words->sorted[i]], key) ? words->sorted[i] : words->count;
}

static const struct str *sorted_keys;

static int compare_places(const void *a, const void *b)
{
    return str_cmp(sorted_keys[*(const size_t *)a], sorted_keys[*(const size_t *)b]);
}

static void sort_keys(struct vocabulary *words)
{
    size_t *sorted = mem_array(words->mem, words->count, sizeof *sorted);
    for (size_t i = 0; i < words->count; i++)
        sorted[i] = i;
    sorted_keys = words->key;
    qsort(sorted, words->count, sizeof *sorted, compare_places);
    words->sorted = sorted;
}

static void set(struct str *to, struct str text)
{
    if (text.length)
        *to = text;
}

static void build(struct vocabulary *words)
{
    words->key = mem_array(words->mem, WORD_COUNT + CODES, sizeof *words->key);
    words->text = mem_array(words->mem, WORD_COUNT + CODES, sizeof *words->text);
    words->count = WORD_COUNT + CODES;
    for (size_t i = 0; i < CODES; i++) {
        words->key[WORD_COUNT + i] = str_of(code_row[i].key);
        words->text[WORD_COUNT + i] = str_of(voice_text_in(code_row[i].key, code_row[i].text));
    }
    for (size_t i = 0; i < WORD_COUNT; i++) {
        words->key[i] = str_of(built_in[i].key);
        words->text[i] = str_of(voice_text_in(built_in[i].key, built_in[i].text));
        if (built_in[i].mark[0] == '\0')
            continue;
        struct mark mark = {words->key[i], words->text[i], str_of(built_in[i].mark), str_of(built_in[i].ascii),
                            str_of(built_in[i].color), 0};
        add_mark(words, &mark);
    }
}

static bool is_color(struct str text)
{
    if (text.length != 7 || text.at[0] != '#')
        return false;
    for (size_t i = 1; i < 7; i++)
        if (!isxdigit((unsigned char)text.at[i]))
            return false;
    return true;
}

/* A row of a labels file. */
struct label {
    struct str key, text, mark, ascii, color;
};

static void read_color(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    if (text.length && !is_color(text))
        sheet_wrong(sheet, column->name, "\"%.*s\" is not a color; expected # and six hexadecimal digits",
                    STR_ARG(text));
    else
        sheet_text(sheet, column, text, member);
}

static void add_word(struct vocabulary *words, struct str key, struct str text)
{
    size_t at = find_key(words, key);
    if (at < words->count) {
        set(&words->text[at], text);
        return;
    }
    struct str *keys = mem_array(words->mem, words->count + 1, sizeof *keys);
    struct str *texts = mem_array(words->mem, words->count + 1, sizeof *texts);
    memcpy(keys, words->key, words->count * sizeof *keys);
    memcpy(texts, words->text, words->count * sizeof *texts);
    keys[words->count] = key;
    texts[words->count] = text.length ? text : key;
    words->key = keys;
    words->text = texts;
    words->count++;
}

static void add_label(struct vocabulary *words, const struct label *label)
{
    add_word(words, label->key, label->text);
    struct mark *old = find_mark(words, label->key);
    if (old) {
        set(&old->text, label->text);
        set(&old->mark, label->mark);
        set(&old->ascii, label->ascii);
        set(&old->color, label->color);
    } else if (label->mark.length) {
        struct mark fresh = {label->key, label->text.length ? label->text : label->key, label->mark,
                             label->ascii.length ? label->ascii : STR("?"),
                             label->color.length ? label->color : find_mark(words, STR("not_computable"))->color, 0};
        add_mark(words, &fresh);
    }
}

static void read_labels(struct vocabulary *words, struct reader *reader)
{
    const struct sheet_column column[] = {
        {"key", SHEET_COLUMN, sheet_text, offsetof(struct label, key), NULL},
        {voice_language(), SHEET_MAY, sheet_text, offsetof(struct label, text), NULL},
        {"mark", SHEET_MAY, sheet_text, offsetof(struct label, mark), NULL},
        {"mark_ascii", SHEET_MAY, sheet_text, offsetof(struct label, ascii), NULL},
        {"color", SHEET_MAY, read_color, offsetof(struct label, color), NULL},
    };
    const struct sheet_form form = SHEET_FORM(struct label, column, DIAG_USAGE, "--labels");
    struct sheet *sheet = sheet_open(words->mem, reader, &form);
    struct label row;
    while (sheet_next(sheet, &row))
        if (row.key.length)
            add_label(words, &row);
    sheet_close(sheet);
}

struct vocabulary *vocabulary_open(struct mem *mem, struct mem *keep, struct reader *labels)
{
    struct vocabulary *words = mem_take(mem, sizeof *words);
    words->mem = mem;
    words->keep = keep;
    words->chinese = voice_is("zh");
    build(words);
    if (labels)
        read_labels(words, labels);
    sort_keys(words);
    return words;
}

struct str word_for(const struct vocabulary *words, struct str key)
{
    size_t at = find_key(words, key);
    return at < words->count ? words->text[at] : key;
}

struct str word_under(const struct vocabulary *words, const char *start, struct str key)
{
    struct str full = mem_format(words->mem, "%s%.*s", start, STR_ARG(key));
    size_t at = find_key(words, full);
    return at < words->count ? words->text[at] : key;
}

struct str word_of_code(const struct vocabulary *words, const char *tool, struct str list, struct str code,
                        size_t *order)
{
    const struct str tried[] = {
        tool ? mem_join(words->mem, str_of(tool), STR("."), list, STR("."), code) : code,
        mem_join(words->mem, list, STR("."), code), code,
    };
    size_t at = words->count;
    for (size_t i = !tool; code.length && at == words->count && i < sizeof tried / sizeof *tried; i++)
        at = find_key(words, tried[i]);
    if (order)
        *order = at < words->count ? at : SIZE_MAX;
    return at < words->count ? words->text[at] : code;
}

const struct mark *vocabulary_mark(struct vocabulary *words, struct str key)
{
    if (key.length == 0)
        return NULL;
    const struct mark *mark = find_mark(words, key);
    if (mark)
        return mark;
    struct str own = mem_copy(words->keep, key);
    struct mark fresh = {own, own, STR("?"), STR("?"), find_mark(words, STR("not_computable"))->color, 0};
    add_mark(words, &fresh);
    return find_mark(words, key);
}

/* The value of a name among name, value, ..., NULL. */
static bool given(va_list list, struct str name, struct str *value)
{
    va_list pairs;
    va_copy(pairs, list);
    bool found = false;
    const char *each;
    while (!found && (each = va_arg(pairs, const char *))) {
        *value = va_arg(pairs, struct str);
        found = str_eq(str_of(each), name);
    }
    va_end(pairs);
    return found;
}

struct str vocabulary_fill(const struct vocabulary *words, enum word id, ...)
{
    va_list list;
    va_start(list, id);
    struct str rest = words->text[id], filled = {NULL, 0};
    while (rest.length) {
        ptrdiff_t open = str_find(rest, STR("{")), close = str_find(rest, STR("}"));
        struct str value;
        if (open < 0 || close < open) {
            filled = words_join(words, filled, (struct str){NULL, 0}, rest);
            break;
        }
        filled = words_join(words, filled, (struct str){NULL, 0}, str_part(rest, 0, (size_t)open));
        struct str name = str_part(rest, (size_t)open + 1, (size_t)(close - open - 1));
        if (!given(list, name, &value))
            value = str_part(rest, (size_t)open, (size_t)(close - open + 1));
        filled = words_join(words, filled, (struct str){NULL, 0}, value);
        rest = str_part(rest, (size_t)close + 1, rest.length);
    }
    va_end(list);
    return filled;
}

struct str words_number(const struct vocabulary *words, long long number)
{
    return mem_format(words->mem, "%lld", number);
}

struct str words_join(const struct vocabulary *words, struct str list, struct str joint, struct str next)
{
    if (list.length == 0)
        return next;
    if (next.length == 0 && joint.length == 0)
        return list;
    return mem_format(words->mem, "%.*s%.*s%.*s", STR_ARG(list), STR_ARG(joint), STR_ARG(next));
}
