/* directory - what a code is called: 330200 is 宁波市
 *
 * Gathered from the tables of regions and indicators, and from those tables of the report
 * that carry names beside their codes (the output of assess and compare-peers), for tables
 * that have the codes alone.
 */
#ifndef DIRECTORY_H
#define DIRECTORY_H

#include "meaning/catalog.h"
#include "view/table.h"

struct directory;

/* An empty one, which the caller ends; a null pointer is allowed there. */
struct directory *directory_open(struct mem *mem);
void directory_close(struct directory *directory);

/* Takes in names; what was named first stays.  Either catalogue may be null; the table must be
 * kept. */
void directory_catalogs(struct directory *directory, const struct regions *regions,
                        const struct indicators *indicators);
void directory_table(struct directory *directory, const struct table *table);

/* A table whose first column is the code (owner, pillar, task ...), with name_zh, name_en and short_name, of which it
 * has one at least; else the run ends. */
void directory_names(struct directory *directory, struct reader *reader, const char *file);

/* The places that the catalogue of indicators gives its figures; empty when nobody said. */
struct str directory_decimals(const struct directory *directory, struct str indicator);

/* What the code in a column (F_REGION, F_INDICATOR) is called, in Chinese or in English where both
 * are known; empty when nobody said, or without a directory. */
struct str directory_name(const struct directory *directory, enum field field, struct str code, bool chinese);

/* The domain of an indicator, and its direction in the catalogue's word; empty likewise. */
struct str directory_domain(const struct directory *directory, struct str indicator);
struct str directory_direction(const struct directory *directory, struct str indicator);

#endif
