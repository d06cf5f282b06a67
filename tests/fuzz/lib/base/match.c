/* Fuzz target: a pattern, a NUL, and a text.  With and without machine code the
 * verdicts agree unless one was stopped, a whole match is a match somewhere, and a
 * verdict that was kept is the verdict. */
#include <stdlib.h>

#include "base/match.h"
#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size}, pattern, text = {NULL, 0};
    struct match_fault fault = {0};
    if (!str_cut(&rest, '\0', &pattern))
        return 0;
    str_cut(&rest, '\0', &text);
    if (str_utf8(text) != text.length)
        return 0;
    struct mem *mem = mem_open();
    struct match *whole = match_compile(mem, pattern, MATCH_WHOLE, &fault);
    struct match *kept = match_compile(mem, pattern, MATCH_WHOLE | MATCH_KEPT, &fault);
    struct match *slow = match_compile(mem, pattern, MATCH_WHOLE | MATCH_SLOW, &fault);
    struct match *somewhere = match_compile(mem, pattern, MATCH_SOMEWHERE, &fault);
    check(!whole == !kept && !whole == !slow && !whole == !somewhere);
    if (whole) {
        enum match_verdict verdict = match_test(whole, text), by_hand = match_test(slow, text);
        check(match_test(kept, text) == verdict && match_test(kept, text) == verdict);
        check(verdict == by_hand || verdict == MATCH_LIMIT || by_hand == MATCH_LIMIT);
        check(verdict != MATCH_YES || match_test(somewhere, text) != MATCH_NO);
        match_close(whole);
        match_close(kept);
        match_close(slow);
        match_close(somewhere);
    } else
        check(fault.message.length && fault.at <= pattern.length);
    mem_close(mem);
    return 0;
}
