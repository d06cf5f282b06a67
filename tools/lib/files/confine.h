/* confine - a process gives up what it will not need
 *
 * Before a byte of anybody's data is looked at, a tool says which files it may read and in
 * which folders it may write; from then on the kernel (Landlock) refuses it all others, and
 * TCP besides, and (seccomp) running programs, sockets, and looking into other processes.
 * So a mistake in a parser that a crafted file finds is left with the files of the run.
 * What is open already stays open: standard input and output are not touched by it.
 *
 * A kernel that has none of this confines nothing, and the run goes on: confine_close says
 * so.  Builds for tests that must reach more (sanitizers, valgrind) define
 * STEELYARD_UNCONFINED, and are not confined; one with --coverage defines STEELYARD_COUNTS,
 * the folder that its runs count into, and reaches that too.  Works on x86-64 and ARM64 (seccomp) and
 * wherever Linux is 5.13 or newer (Landlock); never undone.
 */
#ifndef CONFINE_H
#define CONFINE_H

#include "base/mem.h"

/* Begins a list of what stays allowed: the folders of the C library's own modules. */
void confine_open(void);

/* A file may be read, or a folder and all below it.  What is not there may not. */
void confine_allow_read(const char *path);

/* A folder may have files made, replaced and read in it; a device or pipe may be written. */
void confine_allow_write(const char *path);

/* The same, and folders may be made, replaced and removed in it. */
void confine_allow_folders(const char *path);

/* Holds from now on.  False when the kernel cannot do it (or was not asked to). */
bool confine_close(void);

/* Is this build one that is to be confined? */
bool confine_is_wanted(void);

#endif
