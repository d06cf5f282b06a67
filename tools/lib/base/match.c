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
    struct mem *mem;
    pcre2_match_data *groups; /* with room for all groups; null until somebody asks */
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
    unsigned char sentence[256] = N_("cannot be compiled");      /* stays where PCRE2 has no sentence for it */
    pcre2_get_error_message(error, sentence, sizeof sentence);
    return (struct match_fault){at, mem_copy(mem, voice_str((const char *)sentence))};
}

/* All that a match needs of its own, beside the code. */
static struct match *prepare(struct mem *mem, pcre2_code *code, bool fast, bool kept)
{
    pcre2_general_context *general = pcre2_general_context_create(take, keep, mem);
    struct match *match = mem_take(mem, sizeof *match);
    match->code = code;
    match->mem = mem;
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

static enum match_verdict run(struct match *match, struct str text, pcre2_match_data *data)
{
    if (text.length > MATCH_TEXT_MAX)
        return MATCH_LIMIT;
    PCRE2_SPTR at = (PCRE2_SPTR)(text.length ? text.at : "");
    int found = match->stack ? pcre2_jit_match(match->code, at, text.length, 0, PCRE2_NO_UTF_CHECK, data,
                                               match->context)
                             : pcre2_match(match->code, at, text.length, 0, PCRE2_NO_UTF_CHECK, data, match->context);
    return found >= 0 ? MATCH_YES : found == PCRE2_ERROR_NOMATCH ? MATCH_NO : MATCH_LIMIT;
}

enum match_verdict match_test(struct match *match, struct str text)
{
    if (!match->memo.brief)
        return run(match, text, match->data);
    uint32_t verdict;
    if (!memo_find(&match->memo, text, &verdict)) {
        verdict = run(match, text, match->data);
        memo_keep(&match->memo, text, verdict);
    }
    return (enum match_verdict)verdict;
}

/* A row of PCRE2's table of names: two bytes of the number, the name, a NUL. */
size_t match_groups(const struct match *match, struct str *name, size_t room)
{
    uint32_t count = 0, bytes = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(match->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(match->code, PCRE2_INFO_NAMEENTRYSIZE, &bytes);
    pcre2_pattern_info(match->code, PCRE2_INFO_NAMETABLE, &table);
    for (uint32_t i = 0; i < count; i++) {
        const unsigned char *row = table + (size_t)i * bytes;
        uint32_t before = 0, number = (uint32_t)row[0] << 8 | row[1];
        for (uint32_t k = 0; k < count; k++) {
            const unsigned char *other = table + (size_t)k * bytes;
            before += ((uint32_t)other[0] << 8 | other[1]) < number;
        }
        if (before < room)
            name[before] = str_of((const char *)row + 2);
    }
    return count;
}

enum match_verdict match_take(struct match *match, struct str text, struct str *value)
{
    if (!match->groups)
        match->groups = pcre2_match_data_create_from_pattern(
            match->code, pcre2_general_context_create(take, keep, match->mem));
    enum match_verdict verdict = run(match, text, match->groups);
    struct str name[64];
    size_t count = match_groups(match, name, sizeof name / sizeof *name);
    for (size_t i = 0; i < count && i < sizeof name / sizeof *name && verdict == MATCH_YES; i++) {
        const size_t *ends = pcre2_get_ovector_pointer(match->groups);
        int number = pcre2_substring_number_from_name(match->code, (PCRE2_SPTR)name[i].at);
        size_t from = ends[2 * number], to = ends[2 * number + 1];
        value[i] = from == PCRE2_UNSET ? STR("") : str_part(text, from, to - from);
    }
    return verdict;
}

void match_close(struct match *match)
{
    pcre2_jit_stack_free(match->stack);
    if (!match->lent)
        pcre2_code_free(match->code);
}
