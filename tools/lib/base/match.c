/* match - see match.h */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/match.h"
#include "base/memo.h"
#include "base/str.h"
#include "base/voice.h"

enum { STEPS = 10000, NESTED = 10000, HEAP_KIB = 4096, STACK_FIRST = 32 << 10, STACK_MOST = 4 << 20 };

struct match {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;   /* null: no machine code */
    bool lent;                /* the code is another's */
    struct memo memo;         /* no places: nothing is kept */
};

/* PCRE2's memory comes from the arena, and goes with it. */
static void *take(size_t bytes, void *mem)
{
    return mem_take(mem, bytes);
}

static void keep(void *at, void *mem)
{
    (void)at;
    (void)mem;
}

static struct match_fault fault_of(struct mem *mem, int error, size_t at)
{
    unsigned char sentence[256];
    int length = pcre2_get_error_message(error, sentence, sizeof sentence);
    if (length < 0)
        return (struct match_fault){at, voice_str("cannot be compiled")};
    return (struct match_fault){at, mem_copy(mem, voice_str((const char *)sentence))};
}

/* All that a match needs of its own, beside the code. */
static struct match *prepare(struct mem *mem, pcre2_code *code, bool fast, bool kept)
{
    pcre2_general_context *general = pcre2_general_context_create(take, keep, mem);
    struct match *match = mem_take(mem, sizeof *match);
    match->code = code;
    match->data = pcre2_match_data_create(1, general);
    match->context = pcre2_match_context_create(general);
    pcre2_set_match_limit(match->context, STEPS);
    pcre2_set_depth_limit(match->context, NESTED);
    pcre2_set_heap_limit(match->context, HEAP_KIB);
    if (fast)
        match->stack = pcre2_jit_stack_create(STACK_FIRST, STACK_MOST, general);
    if (match->stack)
        pcre2_jit_stack_assign(match->context, NULL, match->stack);
    if (kept)
        match->memo = memo_open(mem);
    return match;
}

struct match *match_compile(struct mem *mem, struct str pattern, int how, struct match_fault *fault)
{
    pcre2_general_context *general = pcre2_general_context_create(take, keep, mem);
    pcre2_compile_context *compiling = pcre2_compile_context_create(general);
    pcre2_set_max_pattern_length(compiling, MATCH_TEXT_MAX);
    uint32_t options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY;
    if (how & MATCH_WHOLE)
        options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
    int error;
    size_t at;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)(pattern.length ? pattern.at : ""), pattern.length, options, &error,
                                     &at, compiling);
    if (!code) {
        *fault = fault_of(mem, error, at);
        return NULL;
    }
    bool fast = !(how & MATCH_SLOW) && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;
    return prepare(mem, code, fast, how & MATCH_KEPT);
}

struct match *match_twin(struct mem *mem, const struct match *match)
{
    struct match *twin = prepare(mem, match->code, match->stack, match->memo.brief);
    twin->lent = true;
    return twin;
}

static enum match_verdict run(struct match *match, struct str text)
{
    if (text.length > MATCH_TEXT_MAX)
        return MATCH_LIMIT;
    PCRE2_SPTR at = (PCRE2_SPTR)(text.length ? text.at : "");
    int found = match->stack ? pcre2_jit_match(match->code, at, text.length, 0, PCRE2_NO_UTF_CHECK, match->data,
                                               match->context)
                             : pcre2_match(match->code, at, text.length, 0, PCRE2_NO_UTF_CHECK, match->data,
                                           match->context);
    return found >= 0 ? MATCH_YES : found == PCRE2_ERROR_NOMATCH ? MATCH_NO : MATCH_LIMIT;
}

enum match_verdict match_test(struct match *match, struct str text)
{
    if (!match->memo.brief)
        return run(match, text);
    uint32_t verdict;
    if (!memo_find(&match->memo, text, &verdict)) {
        verdict = run(match, text);
        memo_keep(&match->memo, text, verdict);
    }
    return (enum match_verdict)verdict;
}

void match_close(struct match *match)
{
    pcre2_jit_stack_free(match->stack);
    if (!match->lent)
        pcre2_code_free(match->code);
}
