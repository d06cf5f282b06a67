/* Fuzz target: a text that is JSON has a place for each value, at which, read again
 * alone, the same value stands. */
#include <stdlib.h>

#include "base/str.h"
#include "io/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

/* The bytes from a line and column on. */
static struct str from_place(struct str text, uint32_t line, uint32_t column)
{
    if (str_starts(text, STR("\xef\xbb\xbf")))
        text = str_part(text, 3, text.length);
    size_t at = 0;
    for (uint32_t l = 1; l < line; at++)
        l += text.at[at] == '\n';
    for (uint32_t c = 1; c < column; c++)
        for (at++; at < text.length && ((unsigned char)text.at[at] & 0xc0) == 0x80;)
            at++;
    return str_part(text, at, text.length);
}

static void walk(struct mem *mem, struct str text, const struct json *node)
{
    static const char *const first[] = {"n", "tf", "-0123456789", "\"", "[", "{"};
    struct str here = from_place(text, node->line, node->column);
    uint32_t count = 0;
    check(here.length > 0 && strchr(first[node->kind], here.at[0]));
    if (node->kind == JSON_KIND_NUMBER)
        check(str_starts(here, node->text));
    for (const struct json *child = node->first; child; child = child->next) {
        check(child->parent == node && child->index == count++);
        walk(mem, text, child);
    }
    check(count == node->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mem *mem = mem_open();
    struct str text = {(const char *)data, size};
    struct json_fault fault = {0};
    const struct json *root = json_parse(mem, text, &fault);
    if (root)
        walk(mem, text, root);
    else
        check(fault.message.length > 0);
    mem_close(mem);
    return 0;
}
