/* folder - a folder of files that appears whole under its name, or not at all
 *
 * Its files are written into a folder beside it, which then takes its place in one step, so a reader
 * sees the old folder or the new one.  The last file is manifest.csv (file, bytes, sha256, or a table of
 * the caller's that begins with `file`), which says what the folder holds: a folder that has any other file
 * is somebody's own and is never replaced.
 *
 * The folder beside it is called ".steelyard-" and the other's name.  What a death leaves of it is
 * taken away by the next run to the same place; two runs to one place at a time are refused.  One
 * thread writes.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include "base/mem.h"

#define FOLDER_MANIFEST "manifest.csv"

struct folder;

/* Begins what is to be `path`; the folder that it stands in must be there.  A path that is no folder
 * of ours and not empty, or that cannot be written, ends the run. */
struct folder *folder_open(struct mem *mem, const char *path);

/* A file of it, whole: "index.html", "region/330203.html".  Names have parts of letters, digits, "-", "_",
 * "." and bytes of UTF-8, none beginning with a dot; a name that came before ends the run. */
void folder_file(struct folder *folder, struct str name, struct str bytes);

/* Adds bytes to a file that grows, which the first piece makes: `name`, without a slash, is one that no other file of
 * the folder has, and lives as long as the folder, at one place.  Only the last one stays open, so there may be any
 * number. */
void folder_add(struct folder *folder, const char *name, struct str bytes, bool first);

/* What the manifest is instead of a list of what folder_file wrote: a table with the header whose first column is
 * `file`, none of which needs quotes. */
void folder_list(struct folder *folder, struct str manifest);

/* All is written, the manifest last.  Nothing may be added. */
void folder_commit(struct folder *folder);

/* The folder takes its place, after folder_commit: when all else of the run is well, so that none appears of a run that
 * ends with an error. */
void folder_appear(struct folder *folder);

#endif
