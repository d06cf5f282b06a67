/* mem - see mem.h */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Blocks form a list, newest first; a piece larger than a block gets one of its
 * own size. */
struct block {
    struct block *older;
    size_t room;
    size_t used;
    max_align_t bytes[];
};

/* A buffer that the arena was given. */
struct kept {
    struct kept *next;
    void *buffer;
};

struct mem {
    struct block *newest;
    struct kept *kept;
    struct block *spare;      /* those that were given back, the last first, for the next that is needed */
    size_t spare_bytes;
    size_t bytes;
};

enum { BLOCK_BYTES = 64 * 1024, SPARE_BYTES = 8 * 1024 * 1024, ALIGN = _Alignof(max_align_t) };

static void (*exhausted)(size_t);

void mem_on_exhaustion(void (*handler)(size_t bytes))
{
    exhausted = handler;
}

static _Noreturn void give_up(size_t bytes)
{
    if (exhausted)
        exhausted(bytes);
    exit(2);
}

#ifdef STEELYARD_TORTURE
/* The n-th allocation of the run fails, n from the environment: make torture
 * walks n upwards and wants one message and status 2 each time. */
static bool allocation_fails(void)
{
    static long left = -1;
    if (left == -1) {
        const char *text = getenv("STEELYARD_FAIL_ALLOC");
        left = text ? strtol(text, NULL, 10) : 0;
    }
    return left > 0 && --left == 0;
}
#else
static bool allocation_fails(void)
{
    return false;
}
#endif

void *mem_resize(void *buffer, size_t bytes)
{
    void *moved = allocation_fails() ? NULL : realloc(buffer, bytes ? bytes : 1);
    if (!moved)
        give_up(bytes);
    return moved;
}

void mem_release(void *buffer)
{
    free(buffer);
}

void mem_keep(struct mem *mem, void *buffer)
{
    struct kept *kept = mem_resize(NULL, sizeof *kept);
    *kept = (struct kept){mem->kept, buffer};
    mem->kept = kept;
}

/* A spare block that is large enough and not much larger, or null. */
static struct block *take_spare(struct mem *mem, size_t room)
{
    for (struct block **at = &mem->spare; *at; at = &(*at)->older) {
        struct block *block = *at;
        if (block->room < room || block->room / 2 > room)
            continue;
        *at = block->older;
        mem->spare_bytes -= block->room;
        return block;
    }
    return NULL;
}

static struct block *add_block(struct mem *mem, size_t bytes)
{
    size_t room = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    if (room > SIZE_MAX - sizeof(struct block))
        give_up(bytes);
    struct block *block = take_spare(mem, room);
    if (!block) {
        block = mem_resize(NULL, sizeof *block + room);
        block->room = room;
        mem->bytes += room;
    }
    block->used = 0;
    block->older = mem->newest;
    mem->newest = block;
    return block;
}

struct mem *mem_open(void)
{
    struct mem *mem = mem_resize(NULL, sizeof *mem);
    *mem = (struct mem){0};
    add_block(mem, 0);
    return mem;
}

static void free_blocks(struct block *block)
{
    for (struct block *older; block; block = older) {
        older = block->older;
        free(block);
    }
}

void mem_close(struct mem *mem)
{
    if (!mem)
        return;
    free_blocks(mem->newest);
    free_blocks(mem->spare);
    for (struct kept *kept = mem->kept, *next; kept; kept = next) {
        next = kept->next;
        free(kept->buffer);
        free(kept);
    }
    free(mem);
}

static size_t rounded_up(size_t bytes)
{
    return (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

/* Takes bytes as they are: for texts, which are written over at once. */
static void *take(struct mem *mem, size_t bytes)
{
    if (bytes > SIZE_MAX - ALIGN)
        give_up(bytes);
    size_t rounded = rounded_up(bytes);
    struct block *block = mem->newest;
    if (rounded > block->room - block->used)
        block = add_block(mem, rounded);
    void *at = (char *)block->bytes + block->used;
    block->used += rounded;
    return at;
}

void *mem_take(struct mem *mem, size_t bytes)
{
    return memset(take(mem, bytes), 0, rounded_up(bytes));
}

void *mem_array(struct mem *mem, size_t count, size_t element_bytes)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, element_bytes, &bytes))
        give_up(SIZE_MAX);
    return mem_take(mem, bytes);
}

void *mem_grow(struct mem *mem, void *array, size_t count, size_t *room, size_t element_bytes)
{
    if (count < *room)
        return array;
    size_t larger = *room ? *room * 2 : 8;
    void *moved = mem_array(mem, larger, element_bytes);
    if (count)
        memcpy(moved, array, count * element_bytes);
    *room = larger;
    return moved;
}

size_t mem_bytes(const struct mem *mem)
{
    return mem->bytes;
}

char *mem_room(struct mem *mem, size_t length)
{
    char *at = take(mem, length + 1);
    at[length] = '\0';
    return at;
}

struct str mem_copy(struct mem *mem, struct str text)
{
    char *at = take(mem, text.length + 1);
    if (text.length)
        memcpy(at, text.at, text.length);
    at[text.length] = '\0';
    return (struct str){at, text.length};
}

struct str mem_format_list(struct mem *mem, const char *format, va_list list)
{
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    if (length < 0)
        length = 0;
    char *at = mem_take(mem, (size_t)length + 1);
    vsnprintf(at, (size_t)length + 1, format, again);
    va_end(again);
    return (struct str){at, (size_t)length};
}

struct str mem_format(struct mem *mem, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    struct str text = mem_format_list(mem, format, list);
    va_end(list);
    return text;
}

struct str mem_join_list(struct mem *mem, const struct str *text, size_t texts)
{
    size_t length = 0;
    for (size_t i = 0; i < texts; i++)
        length += text[i].length;
    char *at = take(mem, length + 1), *to = at;
    for (size_t i = 0; i < texts; i++) {
        if (text[i].length)
            memcpy(to, text[i].at, text[i].length);
        to += text[i].length;
    }
    *to = '\0';
    return (struct str){at, length};
}

struct str mem_append(struct mem *mem, struct str list, struct str mark, struct str text)
{
    return list.length ? mem_join(mem, list, mark, text) : mem_copy(mem, text);
}

struct str mem_whole(struct mem *mem, int64_t number)
{
    char digits[24], *end = digits + sizeof digits, *at = end;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        *--at = '-';
    return mem_copy(mem, (struct str){at, (size_t)(end - at)});
}

struct mem_mark mem_mark(const struct mem *mem)
{
    return (struct mem_mark){mem->newest, mem->newest->used};
}

/* Keeps a block as a spare one, since what is done again and again from one mark needs it anew each time; gives
 * it back to the system where there are enough of them. */
static void release(struct mem *mem, struct block *block)
{
    if (mem->spare_bytes + block->room <= SPARE_BYTES) {
        mem->spare_bytes += block->room;
        block->older = mem->spare;
        mem->spare = block;
        return;
    }
    mem->bytes -= block->room;
    free(block);
}

void mem_rewind(struct mem *mem, struct mem_mark mark)
{
    while (mem->newest != mark.block) {
        struct block *block = mem->newest;
        mem->newest = block->older;
        release(mem, block);
    }
    mem->newest->used = mark.used;
}
