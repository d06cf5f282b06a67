/* gazetteer - which regions of a list a text may mean
 *
 * A region goes by its code, its full and short name, its English name and its aliases;
 * by its name without the suffix (江北) and without peoples before it (大理, 大理州), and in Latin
 * letters with one (Jiangbei Qu, Jiangbei District); and by any of these behind what regions above
 * it go by (宁波市江北区, 宁波市/江北区, 北京市市辖区朝阳区, Ningbo Jiangbei, Jiangbei, Ningbo).  Width,
 * case, spaces, hyphens, slashes and apostrophes do not matter, nor does ü against v, nor
 * traditional characters against simplified ones.
 *
 * A code may have its name beside it (532901 大理市, 大理市(532901)) or zeros behind it
 * (532901000000): code and name must agree, else both are candidates.
 *
 * Lists change: a region is there from valid_from to valid_to.  Times are compared by
 * year, since a figure of the year of a change may be of either list.
 */
#ifndef GAZETTEER_H
#define GAZETTEER_H

#include "meaning/catalog.h"

struct gazetteer;

/* `within`: only regions inside this one, and itself, are meant; null: all.  `level`: only
 * those of this level; empty: all. */
struct gazetteer *gazetteer_open(struct mem *mem, const struct regions *regions, const struct region *within,
                                 struct str level);

/* Candidates, each code once; how they were found: name, path, suffix,
 * pinyin, traditional or code. */
struct places_meant {
    const struct region **row;
    size_t count;
    const char *rule;
};

/* All that the text may mean.  A full name and an alias come before a path, a short name
 * and a name without its suffix: 朝阳市 is one city, 朝阳 also four districts.  What bears its
 * parent's full name stands in for it in the list's lowest level, and is meant only where a
 * path says so. */
struct places_meant gazetteer_find(struct gazetteer *gazetteer, struct str text);

enum region_time {
    REGION_THERE,
    REGION_ENDED,             /* before the period does */
    REGION_TO_COME            /* after the period's end */
};

/* Was the region, under any of its code's rows, there in the year in which a period ends? */
enum region_time gazetteer_time(const struct regions *regions, const struct region *row, struct period period);

/* 330205 宁波市江北区 (until 2016), parted by commas. */
struct str gazetteer_list(struct mem *mem, const struct regions *regions, const struct places_meant *meant);

/* What regions became of this one, or it was made of: codes and names; empty when the
 * list does not say. */
struct str gazetteer_successor(struct mem *mem, const struct regions *regions, const struct region *row);
struct str gazetteer_predecessors(struct mem *mem, const struct regions *regions, const struct region *row);

#endif
