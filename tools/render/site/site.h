/* site - a report as a folder of pages
 *
 * index.html, a page for each plan, domain, indicator, region and department, each table as CSV, one style sheet, and
 * a list of all files with their digests.  The folder appears whole, or not at all (files/folder.h).
 */
#ifndef SITE_H
#define SITE_H

#include "files/folder.h"
#include "formats/format.h"

/* Writes it; every part must be kept.  It is committed, and appears when the caller says so. */
struct folder *site_write(struct mem *mem, struct report *report, const char *folder);

#endif
