/* report - the findings as an ESS validation report
 *
 * A JSON array after the generic standard for validation reports of the European
 * Statistical System (van der Loo and ten Bosch, ESSnet ValidatIntegration, JSON schema
 * validation_report 1.0.0, where source and target are lists of texts): an object
 * of type "validation" for each finding (value "0"), one with "1" or "NA" for each rule
 * that found nothing, and for each rule of a rules file an object of type
 * "aggregation" with the share of items that pass.
 */
#ifndef REPORT_H
#define REPORT_H

#include "rules/rules.h"

struct report;

/* Opens the file.  Events carry the time of SOURCE_DATE_EPOCH, or else of now. */
struct report *report_open(struct mem *mem, const char *path);

/* A finding. */
void report_note(void *report, const struct finding *finding);

/* The rules, which must live until the end; findings of theirs are told with what they
 * say. */
void report_rules(struct report *report, const struct rules *rules);

/* What became of the rules; completes the file. */
void report_finish(struct report *report, const char *file);

#endif
