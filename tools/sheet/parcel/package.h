/* package - a workbook file as the parts that it is made of
 *
 * An XLSX file is a ZIP archive of XML parts.  What is no archive, or one of something else,
 * is named for what it is, with the command that makes a workbook of it: an old .xls, a file
 * with a password, an .ods, a page or a CSV that only bears the name.
 *
 * Standard input, and any other file that cannot be read at any place, is first copied into
 * a file without a name in the folder for temporary files (TMPDIR, or /tmp).  A part is
 * unpacked while it is read and is never held as a whole.  How far one may unpack is
 * limited, whatever the archive says of it; going beyond ends the run, as does an archive that is
 * broken (code `workbook`).
 *
 * The only module that includes zip.h.
 */
#ifndef PACKAGE_H
#define PACKAGE_H

#include "files/digest.h"

struct package;
struct part;

/* Opens a file, "-" for standard input; its bytes are added to `digest` unless that is null.  No
 * part may unpack to more than `limit` bytes. */
struct package *package_open(struct mem *mem, const char *file, uint64_t limit, struct digest *digest);

/* What messages call the file. */
const char *package_file(const struct package *package);

/* Opens a part by its path in the archive, without a slash before it, letters large or small;
 * null where there is none. */
struct part *part_open(struct package *package, struct str path);

/* What messages call the part: FILE!PATH. */
const char *part_place(const struct part *part);

/* Fills `into` with up to `room` bytes of it; 0 at the end. */
size_t part_read(struct part *part, char *into, size_t room);

/* Closes a part, before its package, and the package.  Null pointers are allowed. */
void part_close(struct part *part);
void package_close(struct package *package);

#endif
