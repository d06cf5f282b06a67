/* unit - see unit.h */
#include <limits.h>
#include <strings.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "io/text.h"
#include "meaning/sheet.h"
#include "meaning/unit.h"
#include "values/num.h"

/* A unit in the table. */
struct row {
    struct str spelling, written, dimension;
    int power;
    struct str below;         /* the second dimension, of a spelling that stands for two parts */
    bool scaled;
};

static const struct row known[] = {
#define U(spelling, written, dimension, power) \
    {{spelling, sizeof spelling - 1}, {written, sizeof written - 1}, {dimension, sizeof dimension - 1}, power, \
     {NULL, 0}, false},
#include "meaning/unit_table.def"
#undef U
};

static const struct scale {
    struct str word;
    int power;
} scale[] = {
#define S(word, power) {{word, sizeof word - 1}, power},
#include "meaning/unit_table.def"
#undef S
};

#define KNOWN (sizeof known / sizeof *known)
#define SCALES (sizeof scale / sizeof *scale)

struct units {
    struct mem *mem;
    struct row *own;          /* the user's */
    size_t count, room;
};

bool units_known(size_t i, const char **spelling, const char **written, const char **dimension)
{
    if (i >= KNOWN)
        return false;
    *spelling = known[i].spelling.at;
    *written = known[i].written.at;
    *dimension = known[i].dimension.at;
    return true;
}

/* ---- the user's rows ---- */

static const struct sheet_range powers = {-40, 40, INT_MAX, N_("\"%.*s\" is no power of ten from -40 to 40")};

static const struct sheet_column own_column[] = {
    {"unit", SHEET_COLUMN, sheet_bare, offsetof(struct row, spelling), NULL},
    {"written", SHEET_COLUMN, sheet_bare, offsetof(struct row, written), NULL},
    {"dimension", SHEET_COLUMN, sheet_bare, offsetof(struct row, dimension), NULL},
    {"power", SHEET_COLUMN, sheet_whole, offsetof(struct row, power), &powers},
};

static const struct sheet_form own_form = SHEET_FORM(struct row, own_column, DIAG_UNIT, "--units");

static void add(struct units *units, struct row row)
{
    units->own = mem_grow(units->mem, units->own, units->count, &units->room, sizeof *units->own);
    units->own[units->count++] = row;
}

/* Persons, PERCENT, usd: a word in Latin letters whose case says nothing, unlike that of kWh
 * or of MW and mW: three letters or more, all of them small or all of them capitals in the table. */
static bool is_word(struct str text)
{
    size_t small = 0, capital = 0;
    for (size_t i = 0; i < text.length; i++) {
        small += text.at[i] >= 'a' && text.at[i] <= 'z';
        capital += text.at[i] >= 'A' && text.at[i] <= 'Z';
    }
    return text.length >= 3 && (small == text.length || capital == text.length);
}

static bool is_latin(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((text.at[i] | 0x20) < 'a' || (text.at[i] | 0x20) > 'z')
            return false;
    return text.length >= 3;
}

static const struct row *find_word(struct str text)
{
    for (size_t i = 0; i < KNOWN && is_latin(text); i++)
        if (known[i].spelling.length == text.length && is_word(known[i].spelling) &&
            strncasecmp(known[i].spelling.at, text.at, text.length) == 0)
            return &known[i];
    return NULL;
}

static const struct row *find(const struct units *units, struct str text)
{
    for (size_t i = 0; i < units->count; i++)
        if (str_eq(units->own[i].spelling, text))
            return &units->own[i];
    for (size_t i = 0; i < KNOWN; i++)
        if (str_eq(known[i].spelling, text))
            return &known[i];
    return find_word(text);
}

/* Persons is to be read as 人, not 人 as Persons. */
static void refuse_swapped(struct sheet *sheet, const struct units *units, const struct row *row)
{
    if (!find(units, row->written) && find(units, row->spelling))
        sheet_wrong(sheet, "written", "\"%.*s\" is known and \"%.*s\" is not: are the columns unit, as a file has it, "
                    "and written, as it is to be written, the wrong way round? (a row for \"%.*s\" itself above says "
                    "that they are not)", STR_ARG(row->spelling), STR_ARG(row->written), STR_ARG(row->written));
}

struct units *units_open(struct mem *mem, struct reader *reader)
{
    struct units *units = mem_take(mem, sizeof *units);
    units->mem = mem;
    if (!reader)
        return units;
    struct sheet *sheet = sheet_open(mem, reader, &own_form);
    struct row row;
    while (sheet_next(sheet, &row)) {
        if (!row.spelling.length || !row.dimension.length)
            sheet_wrong(sheet, row.spelling.length ? "dimension" : "unit",
                        "a unit needs its spelling and its dimension");
        if (!row.written.length)
            row.written = row.spelling;
        refuse_swapped(sheet, units, &row);
        add(units, row);
    }
    sheet_close(sheet);
    return units;
}

void units_alias(struct units *units, struct str spelling, struct str written)
{
    struct unit unit;
    if (!unit_read(units->mem, units, written, &unit))
        diag_fatal(DIAG_UNIT, NULL, "--mapping: \"%.*s\" is no unit that is known (--units adds one)",
                   STR_ARG(written));
    struct row row = {mem_copy(units->mem, spelling), mem_copy(units->mem, unit.text), unit.above, unit.power,
                      unit.below, unit.scaled};
    add(units, row);
}

/* ---- reading ---- */

/* The longest scale word that the text begins with, or null. */
static const struct scale *scale_of(struct str text)
{
    const struct scale *best = NULL;
    for (size_t i = 0; i < SCALES; i++)
        if (str_starts(text, scale[i].word) && (!best || scale[i].word.length > best->word.length))
            best = &scale[i];
    return best;
}

int unit_scale(struct str text)
{
    const struct scale *s = scale_of(text);
    return s && s->word.length == text.length ? s->power : 0;
}

size_t unit_scale_length(struct str text)
{
    const struct scale *s = scale_of(text);
    return s ? s->word.length : 0;
}

/* The scale word as it is written out: the simplified one of the same power. */
static struct str standard(const struct scale *s)
{
    const struct scale *first = scale;
    while (first->power != s->power)
        first++;
    return first->word;
}

struct part {
    const struct row *row;
    const struct scale *scale; /* null: none */
};

/* 万% is nothing. */
static bool may_be_scaled(const struct row *row)
{
    return !str_eq(row->dimension, STR("share")) && !str_eq(row->dimension, STR("points")) &&
           !str_eq(row->dimension, STR("index of the year before"));
}

static bool read_part(const struct units *units, struct str text, struct part *part)
{
    part->scale = NULL;
    part->row = find(units, text);
    if (part->row)
        return text.at[0] != '/' && !part->row->below.length;
    part->scale = scale_of(text);
    if (!part->scale)
        return false;
    part->row = find(units, str_part(text, part->scale->word.length, text.length));
    return part->row && !part->row->below.length && part->row->spelling.at[0] != '/' && may_be_scaled(part->row);
}

static int part_power(const struct part *part)
{
    return part->row->power + (part->scale ? part->scale->power : 0);
}

/* Full-width signs folded, spaces taken out. */
static struct str plain(struct mem *mem, struct str text)
{
    struct str folded = text_fold(mem, text, TEXT_WIDE | TEXT_SPACE | TEXT_HIDDEN | TEXT_BIDI | TEXT_HAN, NULL);
    if (folded.length == 0 || !memchr(folded.at, ' ', folded.length))
        return folded;
    char *into = mem_take(mem, folded.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < folded.length; i++)
        if (folded.at[i] != ' ')
            into[length++] = folded.at[i];
    return (struct str){into, length};
}

/* The unit with this text, which is the input itself where it is written so already. */
static void written(struct mem *mem, struct str text, const struct part *above, const struct part *below,
                    struct unit *unit)
{
    struct str scales[2] = {above->scale ? standard(above->scale) : STR(""),
                            below && below->scale ? standard(below->scale) : STR("")};
    struct str out = mem_format(mem, "%.*s%.*s%s%.*s%.*s", STR_ARG(scales[0]), STR_ARG(above->row->written),
                                below ? "/" : "", STR_ARG(scales[1]), STR_ARG(below ? below->row->written : STR("")));
    unit->text = str_eq(out, text) ? text : out;
    unit->above = above->row->dimension;
    unit->below = below ? below->row->dimension : above->row->below;
    unit->power = part_power(above) - (below ? part_power(below) : 0);
    unit->scaled = above->scale || above->row->scaled;
}

bool unit_read(struct mem *mem, const struct units *units, struct str text, struct unit *unit)
{
    struct part above, below;
    struct str as_found = text;

    *unit = (struct unit){0};
    text = plain(mem, text);
    if (!text.length)
        return false;
    const struct row *whole = find(units, text);
    if (whole && (text.at[0] != '/' || str_eq(whole->dimension, STR("share")))) {
        above = (struct part){whole, NULL};
        written(mem, as_found, &above, NULL, unit);
        return true;
    }
    /* 2015=100: an index, of a dimension of its own. */
    if (str_ends(text, STR("=100")) && text.length > STR("=100").length) {
        *unit = (struct unit){.text = str_eq(text, as_found) ? as_found : text, .above = text, .below = STR("")};
        return true;
    }
    const char *slash = memchr(text.at, '/', text.length);
    if (!slash) {
        if (!read_part(units, text, &above))
            return false;
        written(mem, as_found, &above, NULL, unit);
        return true;
    }
    size_t at = (size_t)(slash - text.at);
    if (!read_part(units, str_part(text, 0, at), &above))
        return false;
    below = (struct part){find(units, str_part(text, at, text.length)), NULL};
    if (!below.row && !read_part(units, str_part(text, at + 1, text.length), &below))
        return false;
    written(mem, as_found, &above, &below, unit);
    return true;
}

bool unit_shift(const struct unit *from, const struct unit *to, int *shift)
{
    if (!from->text.length || !to->text.length || !str_eq(from->above, to->above) || !str_eq(from->below, to->below))
        return false;
    *shift = from->power - to->power;
    return true;
}

static const struct ratio {
    struct str dimension, other;
    int times, by;
} ratio[] = {
#define R(dimension, other, times, by) {{dimension, sizeof dimension - 1}, {other, sizeof other - 1}, times, by},
#include "meaning/unit_table.def"
#undef R
};

/* The fraction between two dimensions; 1 / 1 for the same one. */
static bool find_ratio(struct str from, struct str to, int *times, int *by)
{
    *times = *by = 1;
    if (str_eq(from, to))
        return true;
    for (size_t i = 0; i < sizeof ratio / sizeof *ratio; i++) {
        bool there = str_eq(from, ratio[i].dimension) && str_eq(to, ratio[i].other);
        bool back = str_eq(to, ratio[i].dimension) && str_eq(from, ratio[i].other);
        if (!there && !back)
            continue;
        *times = there ? ratio[i].times : ratio[i].by;
        *by = there ? ratio[i].by : ratio[i].times;
        return true;
    }
    return false;
}

bool unit_ratio(const struct unit *from, const struct unit *to, int *shift, int *times, int *by)
{
    int above[2], below[2];
    if (!from->text.length || !to->text.length || !find_ratio(from->above, to->above, &above[0], &above[1]) ||
        !find_ratio(from->below, to->below, &below[0], &below[1]))
        return false;
    *shift = from->power - to->power;
    *times = above[0] * below[1];
    *by = above[1] * below[0];
    return true;
}

/* ---- moving the point ---- */

struct str unit_move_point(struct mem *mem, struct str number, int shift)
{
    size_t from = number.length && (number.at[0] == '-' || number.at[0] == '+');
    size_t room = number.length + (size_t)(shift < 0 ? -shift : shift) + 4, length = 0, digits = 0, whole = 0;
    char *digit = mem_take(mem, room), *into = mem_take(mem, room);
    bool point = false;

    /* All digits, and how many of them stand before the point. */
    for (size_t i = from; i < number.length; i++) {
        if (number.at[i] == '.')
            point = true;
        else
            digit[digits++] = number.at[i], whole += !point;
    }
    ptrdiff_t before = (ptrdiff_t)whole + shift;
    if (from && number.at[0] == '-')
        into[length++] = '-';
    size_t first = 0;
    while ((ptrdiff_t)first + 1 < before && (first >= digits || digit[first] == '0'))
        first++;              /* zeros in front, and zeros behind a zero */
    if (before <= 0)
        into[length++] = '0';
    for (ptrdiff_t i = (ptrdiff_t)first; i < before; i++)
        into[length++] = (size_t)i < digits ? digit[i] : '0';
    if (before < (ptrdiff_t)digits) {
        into[length++] = '.';
        for (ptrdiff_t i = before; i < (ptrdiff_t)digits; i++)
            into[length++] = i < 0 ? '0' : digit[i];
    }
    return (struct str){into, length};
}

bool unit_is_amount(const struct unit *unit)
{
    static const char *const dimension[] = {"yuan", "dollar", "person", "household", "area", "mu", "mass",
                                            "coal equivalent", "carbon dioxide", "electricity", "establishment"};
    for (size_t i = 0; i < sizeof dimension / sizeof *dimension && unit->text.length && !unit->below.length; i++)
        if (str_eq(unit->above, str_of(dimension[i])))
            return true;
    return false;
}
