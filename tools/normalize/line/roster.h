/* roster - a plan's own table, as a draft of the table of indicators
 *
 * A plan prints 指标, 单位, 属性, 2020年, 2025年目标, 责任单位.  Each name that the table has becomes
 * a row of a table of indicators (steelyard-tables(5)) with the code I01, I02 and so on.  What the
 * table prints (unit, attribute, owner, domain) is taken over; the kind follows from unit, name and
 * notation by the rows of a table in roster.c, the direction from the sign, from words, or from the
 * way from the base to the target, and the decimals are the most that the figures have.  The column
 * note says what kind and direction rest on.  It is a draft: what nothing decides is left empty and
 * told.
 */
#ifndef ROSTER_H
#define ROSTER_H

#include "io/record.h"
#include "meaning/catalog.h"
#include "table/role.h"

struct roster;

/* Begins.  `plan` stands in each row. */
struct roster *roster_open(struct mem *mem, struct writer *writer, struct str plan);

/* The columns of the rows: those of observations, then what comes along.  Once. */
void roster_header(struct roster *roster, const struct str *name, uint32_t count);

/* Takes a row of observations. */
void roster_row(struct roster *roster, const struct str *field, const char *file, uint64_t line);

/* Writes the table. */
void roster_close(struct roster *roster);

#endif
