/* fresh - files that appear under their names when all is well, or not at all
 *
 * What is written goes to a file without a name in the target's folder.  When it is
 * sealed it has been synced and closed, and when all files of the run are sealed they
 * get their names together, so a reader sees the old file or the new one and never half
 * of it, and the outputs of a run are of one run.  A file without a name is gone with
 * the process, whatever ends it.  For the moment in which a file takes the place of
 * another it has a second name (".steelyard-" and 16 digits that depend on the target);
 * should the machine or SIGKILL end the process just then, the next run to the same
 * target takes that away.
 *
 * Where the file system has no files without names, the second name is there from the
 * beginning, and is removed by whatever signal can be caught.
 *
 * A file that is replaced hands down its mode (0777 of it, never set-user-ID) and, where
 * that is allowed, its owner and group; where the group cannot be kept, the group may do
 * no more than all others.  A link stays a link, also one that leads nowhere yet.  The
 * list of files is the process's own; one thread opens, seals and shows them.
 */
#ifndef FRESH_H
#define FRESH_H

#include "base/mem.h"

#include <sys/stat.h>

struct fresh;

/* Opens what is to be written for `path`, and gives the descriptor.  `*fresh` is null where
 * the path is a device, a pipe or the like, which is written in place.  A path that cannot
 * be written, and one that goes where another fresh file of the run or a reserved one
 * goes, ends the run. */
int fresh_open(struct mem *mem, const char *path, struct fresh **fresh);

/* Where a path leads, links followed; also where nothing is there. */
const char *fresh_target(struct mem *mem, const char *path);

/* Keeps a path for somebody else of this run, named by `option`: no fresh file may go there,
 * and no file that is read may be it.  Gives what stat said of it, or null when there is
 * nothing there; a folder that nothing can be made in ends the run. */
const struct stat *fresh_reserve(struct mem *mem, const char *path, const char *option);

/* Ends the run if an open file is the one that is reserved. */
void fresh_refuse_reserved(int file);

/* Keeps a file that people wrote and the run reads from being replaced by an output, which ends the run; `mem`
 * lasts as long as the run.  What is no file, or not there, is nothing to keep. */
void fresh_spare(struct mem *mem, const char *path);

/* All is written: syncs and closes it, so that nothing but its name is missing.  What cannot
 * be finished ends the run. */
void fresh_seal(struct fresh *fresh);

/* Gives all sealed files their names, `last` (null: none) behind the others, and syncs their
 * folders. */
void fresh_appear(const struct fresh *last);

/* ---- files that never get a name ---- */

/* The folder for temporary files: `folder`, or TMPDIR, or /tmp; an empty name is none. */
const char *scratch_folder(const char *folder);

/* A file of that folder to write to and to read back, which is gone when it is closed.
 * Below 0 when none can be made; errno says why. */
int scratch_open(struct mem *mem, const char *folder);

#endif
