/* arena - the arena that the tests of a unit share, a new one for each test
 *
 * TestSuite(NAME, .init = open_mem, .fini = close_mem);
 *
 * To be included after the headers of the house, where parameters have its name.
 */
#ifndef ARENA_H
#define ARENA_H

#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/mem.h"

static struct mem *mem;

/* Before a test. */
static inline void open_mem(void)
{
    diag_open("unit");
    mem = mem_open();
}

/* After it. */
static inline void close_mem(void)
{
    mem_close(mem);
}

#endif
