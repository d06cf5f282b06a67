/* inside - a tool that is run again and again in one process, or in a child of it
 *
 * What a process can be asked for is bent while a tool runs: exit comes back here, no file is made
 * or read but those of the stage and what is built, handlers of signals stay as they are, and there
 * is one thread.  In a build for long campaigns (FUZZ_INSIDE) all that a run leaves is taken back as
 * well: its static places, its memory, its descriptors, so that a run knows nothing of the one
 * before.
 */
#ifndef INSIDE_H
#define INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INSIDE_PARTS = 10, INSIDE_NAME_BYTES = 64 };

/* Makes the stage, a folder in memory, once for a process. */
void inside_open(void);

/* Where part `i` of an input stands, and a folder that a tool may make. */
const char *inside_part_name(int i);
const char *inside_folder_name(void);

/* Puts bytes there; they stay those until the next run has begun. */
void inside_part(int i, const uint8_t *at, size_t length);
const uint8_t *inside_part_bytes(int i, size_t *length);

/* Standard input is that part; below 0: nothing. */
void inside_input(int part);

/* Takes away what runs have made on the stage, and the parts. */
void inside_sweep(void);

/* One run; gives what it would have ended with. */
int inside_run(int (*entry)(int count, char **argument), int count, char **argument);

/* The same in a child of its own: gives what waitpid says.  `end` is called with the status in the
 * child before it ends. */
int inside_child(int (*entry)(int count, char **argument), int count, char **argument, void (*end)(int status));

#endif
