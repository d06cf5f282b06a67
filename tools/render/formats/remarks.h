/* remarks - what a reader must know to trust the figures of a report
 *
 * Which figures are not checked, how classes were found, how figures are rounded, where they
 * come from: gathered from the rows of all its tables, whatever the report is written as.
 */
#ifndef REMARKS_H
#define REMARKS_H

#include "formats/format.h"

/* A heading, or an item of the list that stands below the last one. */
struct footnote {
    struct str text;
    int list;                 /* of which list it is, from 1; 0: a heading */
    bool numbered;            /* the items of its list are counted */
};

struct remarks {
    struct footnote *remark;
    size_t remarks, room;
};

/* In the report's arena; none where nothing in the report needs any.  Every part must be kept, or
 * streams and has none. */
struct remarks remarks_of(const struct report *report);

/* A list of thresholds with its keys in words: ahead>=1.05;on_track>=0.95. */
struct str remarks_in_words(const struct vocabulary *words, struct str list);

#endif
