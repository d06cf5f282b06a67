/* report - the findings as an ESS validation report
 *
 * A JSON array after the generic standard for validation reports of the European
 * Statistical System (van der Loo and ten Bosch, ESSnet ValidatIntegration): an object
 * of type "validation" for each finding (value "0"), one with "1" or "NA" for each rule
 * that found nothing, and for each rule of a rules file an object of type
 * "aggregation" with the share of items that pass.  The structure is given from
 * memory of that standard.
 */
#ifndef REPORT_H
#define REPORT_H

#include "rules.h"

struct report;

/* Opens the file.  Events carry the time of SOURCE_DATE_EPOCH, or else of now. */
struct report *report_open(struct mem *mem, const char *path);

/* A finding. */
void report_note(void *report, const struct finding *finding);

/* What became of the rules, which may be null; completes the file. */
void report_finish(struct report *report, const struct rules *rules, const char *file);

#endif
