/* unit - units as Chinese tables write them, and when one is a multiple of another
 *
 * A unit is one or two parts, parted by a slash; a part is a scale word (万, 亿,
 * 百万) and a unit of unit_table.def or of the user's own file.  Two units
 * with the same dimensions differ by a power of ten, so a value is turned from one
 * into the other by moving its decimal point, and nothing is lost.  Where the
 * factor is another number (亩 and 公顷, 斤 and 公斤) the dimensions are two, and the
 * table says how they are related, as a fraction; % and 百分点 are not related.
 */
#ifndef UNIT_H
#define UNIT_H

#include "io/record.h"

struct units;

/* A unit that was understood. */
struct unit {
    struct str text;          /* as it is written out; empty: no unit */
    struct str above, below;  /* dimensions; below is empty without a slash */
    int power;                /* of ten, against the unscaled first units of the dimensions */
    bool scaled;              /* does it begin with a scale word? */
};

/* The table of the program, with the user's rows (columns unit, written, dimension,
 * power; those first) when `reader` is not null; the reader is read to its end and
 * closed.  Rows that cannot be used are told and end the run. */
struct units *units_open(struct mem *mem, struct reader *reader);

/* The i-th spelling that is known without --units, how it is written out, and its dimension;
 * false after the last. */
bool units_known(size_t i, const char **spelling, const char **written, const char **dimension);

/* Another spelling, for mapping files. */
void units_alias(struct units *units, struct str spelling, struct str written);

/* Understands a unit; spaces inside do not matter, nor do full-width signs.  False,
 * with an empty unit, for what is none. */
bool unit_read(struct mem *mem, const struct units *units, struct str text, struct unit *unit);

/* A scale word alone, as in 3.2万: its power of ten, or 0. */
int unit_scale(struct str text);

/* The longest scale word that the text begins with: its length in bytes (0: none). */
size_t unit_scale_length(struct str text);

/* Does it count or weigh something (亿元, 人, 吨), so that no rate, rank or index is measured in it? */
bool unit_is_amount(const struct unit *unit);

/* Are the two of the same dimensions?  Then a value in `from` times 10^*shift is the
 * value in `to`. */
bool unit_shift(const struct unit *from, const struct unit *to, int *shift);

/* Are they of dimensions that a fraction relates (亩 and 公顷)?  Then a value in `from`
 * times 10^*shift times *times / *by is the value in `to`. */
bool unit_ratio(const struct unit *from, const struct unit *to, int *shift, int *times, int *by);

/* Moves the decimal point of a plain number (sign, digits, point) by `shift` places to
 * the right; every digit stays. */
struct str unit_move_point(struct mem *mem, struct str number, int shift);

#endif
