/* trail - which files a run read and wrote, for --provenance
 *
 * The file that the line about the run goes to is looked at before any other is opened:
 * it must be one that can be appended to, and no other file of the run may be it.  Each
 * file that is read or written afterwards is noted with the SHA-256 of its bytes.  Where
 * no trail was opened nothing is noted and nothing costs anything.  The state is the
 * process's own; one thread notes files.
 */
#ifndef TRAIL_H
#define TRAIL_H

#include "files/digest.h"

/* Opens the trail: the line will go to `path`, which `option` named.  Ends the run where that
 * cannot be. */
void trail_open(struct mem *mem, const char *path, const char *option);

/* A file that has just been opened to be read, or to be written: gives the digest that its
 * bytes are to be added to, null where there is no trail.  Ends the run if it is the trail's
 * own file. */
struct digest *trail_read(const char *name, int file);
struct digest *trail_written(const char *name, int file);

/* One that was noted; its digest is finished. */
struct trail_file {
    const char *name;
    struct str sha256;
};

/* The i-th file that was read, or written, in the order of opening; false behind the last. */
bool trail_next_read(size_t i, struct trail_file *file);
bool trail_next_written(size_t i, struct trail_file *file);

/* Appends the line to the file, in one piece, so that lines of programs running side by side
 * do not mix, and syncs it.  What fails ends the run, and the file is as it was. */
void trail_append(struct str line);

#endif
