/* heading - the name of a column or a row, and what is written around it
 *
 * 地区生产总值（亿元）① is the name 地区生产总值, the unit 亿元 and a footnote mark.  Names
 * keep their own punctuation; only what is invisible goes.
 */
#ifndef HEADING_H
#define HEADING_H

#include "meaning/unit.h"

struct heading {
    struct str name;          /* trimmed, without unit, marks and invisible characters */
    struct unit unit;         /* from brackets, or behind a colon or an underscore; its text empty when none */
    struct str unread;        /* what is written where a unit is, looks like one and is none that is known; or
                                 empty */
    struct str marks;         /* footnote marks, empty when none */
    bool cleaned;             /* were there line ends or invisible characters inside? */
};

/* Takes a heading apart.  A unit may stand in any kind of brackets, wherever they are
 * (年末总人口(万人)某局), beside other remarks (（亿元，当年价）), or behind : or _ where it has no
 * Latin letters.  Brackets whose content is no unit that is known stay in the name: 人口（常住）. */
struct heading heading_read(struct mem *mem, const struct units *units, struct str text);

/* Is the text one pair of brackets?  *inner is what they hold, without 单位：. */
bool heading_is_brackets(struct str text, struct str *inner);

/* What two spellings of one name have in common: narrow, lower case, one kind of
 * dash, without spaces and hyphens between words.  For finding, not for writing. */
struct str heading_key(struct mem *mem, struct str text);

/* What stands before a name in a list of rows without being part of it: 其中：, #,
 * 一、, （一）, 1.  Its length in bytes, 0 when there is none. */
size_t heading_stub(struct str text);

#endif
