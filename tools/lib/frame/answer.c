/* answer - see answer.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/answer.h"

/* The number of a name. */
static uint32_t find_name(struct mem *mem, struct str wanted, const struct str *name, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (str_eq(name[i], wanted))
            return i;
    diag_fatal(DIAG_COLUMN, NULL, "the answer has no column \"%.*s\" (--columns)%.*s", STR_ARG(wanted),
               STR_ARG(nearest_hint(mem, wanted, name, count)));
}

struct choice answer_choose(struct mem *mem, struct str list, const struct str *name, uint32_t count)
{
    struct choice choice = {mem_array(mem, count, sizeof *choice.at), 0};
    struct str piece, given = list;
    size_t room = count;
    while (str_cut(&list, ',', &piece)) {
        choice.at = mem_grow(mem, choice.at, choice.count, &room, sizeof *choice.at);
        choice.at[choice.count++] = find_name(mem, str_trim(piece), name, count);
    }
    if (given.at && choice.count == 0)
        diag_fatal(DIAG_USAGE, NULL, "--columns names no column; without it all are written");
    if (choice.count == 0)
        for (; choice.count < count; choice.count++)
            choice.at[choice.count] = choice.count;
    return choice;
}

bool answer_has(const struct choice *columns, uint32_t column)
{
    for (uint32_t i = 0; i < columns->count; i++)
        if (columns->at[i] == column)
            return true;
    return false;
}

struct str answer_count(struct mem *mem, int64_t count, bool asked)
{
    return asked ? mem_whole(mem, count) : (struct str){NULL, 0};
}

/* ---- whom a row is about ---- */

const struct region *identity_region(const struct regions *regions, struct str code)
{
    static const struct region nothing;
    const struct region *region = regions && code.length ? regions_find(regions, code) : NULL;
    return region ? region : &nothing;
}

const struct indicator *identity_indicator(const struct indicators *indicators, struct str code)
{
    static const struct indicator nothing = {.decimals = -1};
    const struct indicator *indicator = indicators ? indicators_find(indicators, code) : NULL;
    return indicator ? indicator : &nothing;
}

struct identity identity_of(const struct regions *regions, struct str region, const struct indicators *indicators,
                            struct str code)
{
    const struct indicator *indicator = identity_indicator(indicators, code);
    return (struct identity){.region = region, .code = code, .place = identity_region(regions, region),
                             .indicator = indicator, .unit = indicator->unit, .direction = indicator->direction};
}

struct str identity_decimals(struct mem *mem, const struct identity *identity)
{
    return answer_count(mem, identity->indicator->decimals, identity->indicator->decimals >= 0);
}

/* ---- what should be known of it ---- */

void remark_flag(struct remark *remark, const char *flag)
{
    if (remark->mem)
        remark->flags = mem_append(remark->mem, remark->flags, STR(";"), str_of(flag));
}

void remark_because(struct remark *remark, struct str sentence)
{
    if (!remark->mem)
        return;
    remark->reason =
        mem_grow(remark->mem, remark->reason, remark->reasons, &remark->room, sizeof *remark->reason);
    remark->reason[remark->reasons++] = sentence;
}

struct str remark_reason(const struct remark *remark)
{
    return remark->reasons ? voice_join_all(remark->mem, remark->reason, remark->reasons) : (struct str){NULL, 0};
}

struct str remark_first(const struct remark *remark)
{
    return remark->reasons ? remark->reason[0] : (struct str){NULL, 0};
}
