/* filings - what was reported of the objects' progress, and when
 *
 * A table with a row for each report: task, period (the day of the report, or a period whose
 * last day it is) and progress in percent; it may have stage, invest_done, reported_on and
 * note.  What was reported after the day that counts is left aside, with a note and its number.
 * Two reports of one object for one day that differ are told, and neither is used.  A progress
 * that falls without a note is told and stands, since the later report may be the true one.
 * Rows of objects that are none are told and left out.
 */
#ifndef FILINGS_H
#define FILINGS_H

#include "object/objects.h"

/* A report.  The progress, the investment or the stage may be missing in it. */
struct filing {
    int64_t progress, invest; /* decimals without their points */
    int32_t day;
    uint32_t line;
    uint32_t object;          /* row of the objects */
    int8_t progress_scale, invest_scale; /* FILING_NONE: there is none */
    uint8_t stage;            /* enum object_stage */
    bool noted;               /* it has a note */
    bool unused;              /* another of the same day contradicts it */
};
enum { FILING_NONE = -1 };

struct filings;

/* Reads the table; reports after the day `at` are left aside. */
struct filings *filings_load(struct mem *mem, struct reader *reader, const struct objects *objects, int32_t at);

/* Releases what filings_load made; null is allowed. */
void filings_close(struct filings *filings);

/* Those of an object, by day; how many.  `reports` may be null. */
const struct filing *filings_of(const struct filings *reports, uint32_t object, uint32_t *count);

/* The figures of a report; false where it has none. */
bool filing_progress(const struct filing *report, struct num *value);
bool filing_invest(const struct filing *report, struct num *value);

#endif
