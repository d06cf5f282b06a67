/* reception - answers as they come, long or wide, made into columns
 *
 * Long: a record for each reply, with the columns respondent, question and answer.  Wide: a record for
 * each respondent, with a column for each question (`wide`).  What else is known of a respondent stands in
 * further columns, and in long tables in each of the respondent's records alike: another weight or another
 * stratum in a later one is a mistake that ends the run.
 *
 * A record that `where` does not let through gives no answer; its respondent keeps the place in the
 * design, where those asked are drawn from.
 */
#ifndef RECEPTION_H
#define RECEPTION_H

#include "answers/responses.h"
#include "io/column.h"

struct reception {
    struct mem *mem;
    struct reader *reader;    /* of the answers, not read yet beyond the header; closed here */
    struct columns columns;   /* its header; none where the input is empty */
    struct questions *questions;
    const char *wide;         /* columns of questions, parted by commas; null: long */
    const char *weight;       /* column; null: "weight" if there is one; "none": 1 each */
    const char *probability;  /* column of the probability of being drawn, instead of a weight; or null */
    const char *where;        /* or null */
    const struct str *facet;  /* columns that are true of the respondent */
    uint32_t facets;
    const struct str *replicate; /* columns of replicate weights */
    uint32_t replicates;
    bool factors;             /* of these each is multiplied by the weight */
    bool names;               /* wide: respondents are needed by name */
};

/* Reads all of it.  Cells that are no answer are told (code number) and count as unread; a weight that is
 * none is told (code weight), and ends the run.  The caller ends the answers with responses_close. */
struct responses *reception_read(const struct reception *intake);

#endif
