/* sorting - see sorting.h */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "sorting.h"
#include "values/num.h"

struct kept {
    size_t at;                /* in the bytes: the line, then the keys */
    uint32_t length;          /* of the line */
};

struct sorting {
    struct mem *mem;
    const struct sorting_key *key;
    uint32_t keys;
    char *bytes;
    size_t used, room;
    struct kept *row;
    size_t rows, row_room;
    uint32_t *end;            /* keys for each row: where a key ends behind the line */
    size_t end_room;
    struct num **number;      /* for each key: those of the rows; null: texts */
};

struct sorting *sorting_open(struct mem *mem, const struct sorting_key *key, uint32_t keys)
{
    struct sorting *sorting = mem_take(mem, sizeof *sorting);
    *sorting = (struct sorting){.mem = mem, .key = key, .keys = keys};
    sorting->number = mem_array(mem, keys, sizeof(struct num *));
    return sorting;
}

void sorting_close(struct sorting *sorting)
{
    for (uint32_t i = 0; i < sorting->keys; i++)
        mem_release(sorting->number[i]);
    mem_release(sorting->bytes);
    mem_release(sorting->row);
    mem_release(sorting->end);
}

/* ---- keeping ---- */

static void *widened(void *array, size_t needed, size_t *room, size_t element_bytes)
{
    if (needed <= *room)
        return array;
    *room = needed + needed / 2 + 64;
    return mem_resize(array, *room * element_bytes);
}

static void append(struct sorting *sorting, struct str text)
{
    sorting->bytes = widened(sorting->bytes, sorting->used + text.length, &sorting->room, 1);
    if (text.length)
        memcpy(sorting->bytes + sorting->used, text.at, text.length);
    sorting->used += text.length;
}

void sorting_add(struct sorting *sorting, struct str line, const struct str *key)
{
    sorting->row = widened(sorting->row, sorting->rows + 1, &sorting->row_room, sizeof *sorting->row);
    sorting->end = widened(sorting->end, (sorting->rows + 1) * sorting->keys, &sorting->end_room, sizeof *sorting->end);
    sorting->row[sorting->rows] = (struct kept){sorting->used, (uint32_t)line.length};
    append(sorting, line);
    for (uint32_t i = 0, end = 0; i < sorting->keys; i++) {
        append(sorting, key[i]);
        end += (uint32_t)key[i].length;
        sorting->end[sorting->rows * sorting->keys + i] = end;
    }
    sorting->rows++;
}

static struct str line_of(const struct sorting *sorting, size_t row)
{
    return (struct str){sorting->bytes + sorting->row[row].at, sorting->row[row].length};
}

static struct str key_of(const struct sorting *sorting, size_t row, uint32_t key)
{
    const uint32_t *end = &sorting->end[row * sorting->keys];
    uint32_t from = key ? end[key - 1] : 0;
    return (struct str){sorting->bytes + sorting->row[row].at + sorting->row[row].length + from, end[key] - from};
}

/* ---- numbers or texts ---- */

/* The digits before the point, as far as they decide whether texts sort as their numbers do. */
static size_t whole_digits(struct str text)
{
    size_t digits = 0;
    while (digits < text.length && str_is_digit(text.at[digits]))
        digits++;
    return digits;
}

/* Reads the numbers of a key; where a cell is none, says so if that is likely not what was meant. */
static struct num *read_numbers(const struct sorting *sorting, uint32_t key)
{
    struct num *number = mem_resize(NULL, (sorting->rows + 1) * sizeof *number);
    size_t good = 0, bad = 0, odd = 0, shortest = SIZE_MAX, longest = 0;
    for (size_t i = 0; i < sorting->rows; i++) {
        struct str text = key_of(sorting, i, key);
        if (!text.length)
            continue;
        if (num_parse(text, &number[i]) != NUM_OK) {
            odd = bad++ ? odd : i;
            continue;
        }
        size_t digits = whole_digits(text);
        shortest = digits < shortest ? digits : shortest;
        longest = digits > longest ? digits : longest;
        good++;
    }
    if (!bad)
        return number;
    if (good > bad && shortest < longest)
        diag_report(DIAG_SORTED_AS_TEXT, NULL, "\"%.*s\" is sorted as text, though most of its cells are numbers: "
                    "\"%.*s\" is none", STR_ARG(sorting->key[key].name), STR_ARG(key_of(sorting, odd, key)));
    mem_release(number);
    return NULL;
}

/* ---- sorting ---- */

static int compare_key(const struct sorting *sorting, size_t a, size_t b, uint32_t key)
{
    struct str left = key_of(sorting, a, key), right = key_of(sorting, b, key);
    if (!left.length || !right.length)
        return (left.length == 0) - (right.length == 0);
    const struct num *number = sorting->number[key];
    int sign = number ? num_compare(number[a], number[b]) : str_cmp(left, right);
    return sorting->key[key].down ? -sign : sign;
}

static int compare_keys(const struct sorting *sorting, size_t a, size_t b)
{
    int sign = 0;
    for (uint32_t i = 0; i < sorting->keys && !sign; i++)
        sign = compare_key(sorting, a, b, i);
    return sign;
}

static int compare_rows(const void *a, const void *b, void *state)
{
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    int sign = compare_keys(state, left, right);
    return sign ? sign : (left > right) - (left < right);
}

/* Rows that the sort does not tell apart, some of which --top leaves out. */
static void tell_tie(const struct sorting *sorting, const size_t *sorted, uint64_t most)
{
    uint64_t before = 0, behind = 0;
    while (before < most && !compare_keys(sorting, sorted[most - 1 - before], sorted[most]))
        before++;
    while (most + behind < sorting->rows && !compare_keys(sorting, sorted[most - 1], sorted[most + behind]))
        behind++;
    if (before)
        diag_report(DIAG_TIE, NULL, "--top %llu parts rows that --sort holds for equal (written: %llu, left "
                    "out: %llu)", (unsigned long long)most, (unsigned long long)before, (unsigned long long)behind);
}

void sorting_write(struct sorting *sorting, struct writer *writer, uint64_t most)
{
    size_t *sorted = mem_resize(NULL, (sorting->rows + 1) * sizeof *sorted);
    for (uint32_t i = 0; i < sorting->keys; i++)
        sorting->number[i] = read_numbers(sorting, i);
    for (size_t i = 0; i < sorting->rows; i++)
        sorted[i] = i;
    qsort_r(sorted, sorting->rows, sizeof *sorted, compare_rows, sorting);
    if (most < sorting->rows && most)
        tell_tie(sorting, sorted, most);
    for (size_t i = 0; i < sorting->rows && i < most; i++)
        writer_lines(writer, line_of(sorting, sorted[i]), 1);
    mem_release(sorted);
}

/* ---- a few texts ---- */

struct labelled {
    struct str text;
    struct num number;
};

static int compare_numbers(const void *a, const void *b)
{
    return num_compare(((const struct labelled *)a)->number, ((const struct labelled *)b)->number);
}

static int compare_texts(const void *a, const void *b)
{
    return str_cmp(((const struct labelled *)a)->text, ((const struct labelled *)b)->text);
}

void sorting_texts(struct mem *mem, struct str *text, uint32_t count)
{
    struct labelled *label = mem_array(mem, count, sizeof *label);
    bool numbers = true;
    for (uint32_t i = 0; i < count; i++) {
        label[i].text = text[i];
        numbers &= num_parse(text[i], &label[i].number) == NUM_OK;
    }
    qsort(label, count, sizeof *label, compare_texts);
    if (numbers)
        qsort(label, count, sizeof *label, compare_numbers);
    for (uint32_t i = 0; i < count; i++)
        text[i] = label[i].text;
}
