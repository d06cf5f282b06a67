/* symbol - see symbol.h */
#include "base/diag.h"
#include "base/str.h"
#include "cell/symbol.h"
#include "io/text.h"
#include "meaning/sheet.h"
#include "values/num.h"

static const struct symbol known[] = {
#define M(sign, status) {{sign, sizeof sign - 1}, {status, sizeof status - 1}, {NULL, 0}, false},
#include "cell/symbols.def"
#undef M
};

#define KNOWN (sizeof known / sizeof *known)

/* The longest sign of any table that is looked for; longer cells are none. */
#define SIGN_MAX 64

struct symbols {
    struct mem *mem;
    struct symbol *own;
    size_t count, room;
};

bool status_is_code(struct str text)
{
    return text.length == 1 && memchr("ABDEFGHIJKLMNOPQSUVW", text.at[0], 20);
}

/* As the signs in the tables are written. */
static struct str folded(struct mem *mem, struct str text)
{
    struct str narrow = text_fold(mem, text_trim(text), TEXT_WIDE | TEXT_SPACE | TEXT_DASH | TEXT_HIDDEN | TEXT_BIDI,
                                  NULL);
    for (size_t i = 0; i < narrow.length; i++)
        if (narrow.at[i] >= 'A' && narrow.at[i] <= 'Z') {
            char *lower = mem_take(mem, narrow.length + 1);
            for (i = 0; i < narrow.length; i++)
                lower[i] = (char)(narrow.at[i] + (narrow.at[i] >= 'A' && narrow.at[i] <= 'Z' ? 'a' - 'A' : 0));
            return (struct str){lower, narrow.length};
        }
    return narrow;
}

void symbols_add(struct symbols *symbols, struct str sign, struct str status, struct str value)
{
    symbols->own = mem_grow(symbols->mem, symbols->own, symbols->count, &symbols->room, sizeof *symbols->own);
    symbols->own[symbols->count++] =
        (struct symbol){mem_copy(symbols->mem, folded(symbols->mem, sign)), mem_copy(symbols->mem, status),
                        mem_copy(symbols->mem, value), true};
}

static void read_status(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    if (status_is_code(text) || str_eq(text, STR("!")))
        sheet_text(sheet, column, text, member);
    else
        sheet_wrong(sheet, column->name, "\"%.*s\" is no status: a code of SDMX CL_OBS_STATUS such as O, M, N, or !",
                    STR_ARG(text));
}

static void read_value(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    struct num number;
    if (text.length && num_parse(text, &number) != NUM_OK)
        sheet_wrong(sheet, column->name, "\"%.*s\" is no number, which the value of a sign must be", STR_ARG(text));
    else
        sheet_text(sheet, column, text, member);
}

static const struct sheet_column symbol_column[] = {
    {"sign", SHEET_COLUMN, sheet_text, offsetof(struct symbol, sign), NULL},
    {"status", SHEET_COLUMN, read_status, offsetof(struct symbol, status), NULL},
    {"value", SHEET_MAY, read_value, offsetof(struct symbol, value), NULL},
};

/* A book that gives one sign two meanings is no book to go by. */
static void refuse_twice(const struct symbols *symbols, struct sheet *sheet, const struct symbol *row)
{
    struct str key = folded(symbols->mem, row->sign);
    for (size_t i = 0; i < symbols->count; i++) {
        struct place place = sheet_place(sheet, "sign");
        if (!str_eq(symbols->own[i].sign, key) || str_eq(symbols->own[i].status, row->status))
            continue;
        diag_report(DIAG_CATALOG, &place, "\"%.*s\" is the status %.*s in a row above", STR_ARG(row->sign),
                    STR_ARG(symbols->own[i].status));
        sheet_spoil(sheet);
        return;
    }
}

struct symbols *symbols_open(struct mem *mem, struct reader *reader)
{
    static const struct sheet_form form = SHEET_FORM(struct symbol, symbol_column, DIAG_NUMBER, "--symbols");
    struct symbols *symbols = mem_take(mem, sizeof *symbols);
    symbols->mem = mem;
    if (!reader)
        return symbols;
    struct sheet *sheet = sheet_open(mem, reader, &form);
    struct symbol row;
    while (sheet_next(sheet, &row)) {
        if (!sheet_sound(sheet))
            continue;
        refuse_twice(symbols, sheet, &row);
        symbols_add(symbols, row.sign, row.status, row.value);
    }
    sheet_close(sheet);
    return symbols;
}

bool symbols_have_digits(const struct symbols *symbols)
{
    for (size_t i = 0; i < symbols->count; i++)
        for (size_t k = 0; k < symbols->own[i].sign.length; k++)
            if (str_is_digit(symbols->own[i].sign.at[k]))
                return true;
    return false;
}

const struct symbol *symbol_find(struct mem *mem, const struct symbols *symbols, struct str cell)
{
    if (cell.length > SIGN_MAX)
        return NULL;
    struct str text = folded(mem, cell);
    for (size_t i = symbols->count; i-- > 0;)
        if (str_eq(symbols->own[i].sign, text))
            return &symbols->own[i];
    for (size_t i = 0; i < KNOWN; i++)
        if (str_eq(known[i].sign, text))
            return &known[i];
    return NULL;
}
