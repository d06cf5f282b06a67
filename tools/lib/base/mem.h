/* mem - where memory comes from, and what a piece of text is
 *
 * One arena serves a whole run: tool_main opens it, everything that must
 * outlive a record is copied into it, and it is freed once at the end.  There
 * are no other lifetimes but the record's own ("until the next reader_next")
 * and a stretch of work between mem_mark and mem_rewind.
 *
 * Nothing here returns null.  When memory runs out the handler set by
 * mem_on_exhaustion is called and must not return; without one the process
 * ends with status 2.
 */
#ifndef MEM_H
#define MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of text: first byte and number of bytes.  It is not terminated by a
 * NUL, may hold any byte, and never owns what it points to.  `at` is never
 * null in a piece of length above 0; {NULL, 0} is the empty text. */
struct str {
    const char *at;
    size_t length;
};

/* The text of a string literal: STR("region"). */
#define STR(literal) ((struct str){"" literal, sizeof literal - 1})

/* An arena.  Not for several threads at once: each thread opens its own. */
struct mem;

/* Opens an empty arena; the caller ends it with mem_close. */
struct mem *mem_open(void);

/* Frees the arena and all that was taken from it.  A null pointer is allowed. */
void mem_close(struct mem *mem);

/* Takes `bytes` zeroed bytes, aligned for any type.  Never null, not even for 0. */
void *mem_take(struct mem *mem, size_t bytes);

/* Takes an array of `count` zeroed elements; a product that overflows counts
 * as exhaustion. */
void *mem_array(struct mem *mem, size_t count, size_t element_bytes);

/* Makes room for one more element in an array that grows by doubling.
 * `*array` holds `count` elements and room for `*room`; both are updated when
 * it moves.  The old place stays in the arena, so an array costs at most twice
 * its final size. */
void *mem_grow(struct mem *mem, void *array, size_t count, size_t *room, size_t element_bytes);

/* How many bytes the arena holds of the system's. */
size_t mem_bytes(const struct mem *mem);

/* Copies a text into the arena and ends the copy with a NUL that the length
 * does not count, so that copy.at also serves as a C string. */
struct str mem_copy(struct mem *mem, struct str text);

/* Room for a text of so many bytes, which the caller writes; behind them stands a NUL as above. */
char *mem_room(struct mem *mem, size_t length);

/* Formats into the arena as printf does; the result ends with a NUL as above.
 * Numbers that a user reads go through num_write, never through %f or %g. */
struct str mem_format(struct mem *mem, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str mem_format_list(struct mem *mem, const char *format, va_list list) __attribute__((format(printf, 2, 0)));

/* Texts one behind the other, ended likewise: mem_join(mem, STR("≥ "), limit).  A tenth of the time
 * of mem_format, for what is made anew for every row. */
#define mem_join(mem, ...) \
    mem_join_list(mem, (const struct str[]){__VA_ARGS__}, sizeof((struct str[]){__VA_ARGS__}) / sizeof(struct str))
struct str mem_join_list(struct mem *mem, const struct str *text, size_t texts);

/* A list with one more text behind it, parted by `mark` from what was there. */
struct str mem_append(struct mem *mem, struct str list, struct str mark, struct str text);

/* A whole number in digits. */
struct str mem_whole(struct mem *mem, int64_t number);

/* A place in the arena to come back to. */
struct mem_mark {
    void *block;
    size_t used;
};

/* Remembers how much has been taken, and gives back all that was taken since. */
struct mem_mark mem_mark(const struct mem *mem);
void mem_rewind(struct mem *mem, struct mem_mark mark);

/* Resizes a buffer outside any arena, as realloc does but never null; for the
 * few buffers that grow without bound (reading, writing, hash tables).
 * New bytes are not zeroed.  Release with mem_release. */
void *mem_resize(void *buffer, size_t bytes);
void mem_release(void *buffer);

/* Gives such a buffer, which has stopped growing, to an arena: it is released with the arena, and
 * not before, whatever is rewound. */
void mem_keep(struct mem *mem, void *buffer);

/* Sets what happens when memory runs out: `handler` gets the size that could
 * not be had and must end the run (diag does this with status 2). */
void mem_on_exhaustion(void (*handler)(size_t bytes));

#endif
