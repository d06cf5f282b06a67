/* archive - an office document as the parts that it is made of
 *
 * A ZIP archive after the Open Packaging Conventions (ECMA-376, part 2): parts by name, each with
 * its content type, and relations between them.  Whoever writes a document opens parts and tells
 * relations; [Content_Types].xml and the .rels parts follow by themselves.
 *
 * The archive is made in memory and goes out at once, so nothing of it touches the disk before all is
 * well.  Entries bear no date but 1980-01-01, the first that ZIP can say, and stand in the order in
 * which they were opened: the same parts give the same bytes.
 *
 * The only module of render that includes zip.h.
 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "io/out.h"

struct archive;

/* An empty one in the arena, which must not be rewound before it is written: parts grow there. */
struct archive *archive_open(struct mem *mem);

/* Opens a part by its path without a slash before it: "word/document.xml".  What is written to it counts
 * until archive_write.  The content type may be null for an ending that is known by itself (.emf). */
struct out *archive_part(struct archive *archive, const char *path, const char *type);

/* A relation from a part (null: from the package itself) to another, named as it is seen from there, or to
 * an address elsewhere.  `kind` is the end of its type's address, "styles", or the whole of it; this and `from` are not
 * copied.  Gives the
 * number n of its name rIdn, which is the same for the same target. */
int archive_relate(struct archive *archive, const char *from, const char *kind, struct str target, bool elsewhere);

/* All parts as an archive.  Cannot make it: ends the run. */
void archive_write(struct archive *archive, struct out *out);

/* ---- for tests ---- */

/* The i-th part's path and what was written to it; false behind the last.  To be asked once, instead of
 * archive_write. */
bool archive_look(struct archive *archive, size_t i, struct str *path, struct str *bytes);

#endif
