/* account - see account.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/account.h"

enum { NAME_WIDTH = 14 };     /* columns of text for the name of a step */

/* ---- steps ---- */

struct str account_result(const struct account *account, struct str name)
{
    for (uint32_t i = account->steps; i-- > 0;)
        if (str_eq(str_of(account->step[i].name), name))
            return account->step[i].result;
    return (struct str){NULL, 0};
}

bool account_tells(const struct account *account, struct str column)
{
    for (uint32_t i = 0; i < account->steps; i++)
        if (account->step[i].column && str_eq(str_of(account->step[i].column), column))
            return true;
    return false;
}

/* What a name in a formula means. */
static struct str meaning_of(const struct account *account, const struct account_step *step, struct str name)
{
    for (int i = 0; i < ACCOUNT_GIVEN && step->given[i].name; i++)
        if (str_eq(str_of(step->given[i].name), name))
            return step->given[i].text;
    struct str result = account_result(account, name);
    return result.length ? result : name;
}

/* The formula, its names as they stand (null account) or filled in. */
static struct str written(struct mem *mem, const struct account *account, const struct account_step *step)
{
    struct str rest = str_of(step->formula), text = {NULL, 0};
    while (rest.length) {
        ptrdiff_t open = str_find(rest, STR("{")), close = str_find(rest, STR("}"));
        bool named = open >= 0 && close > open;
        size_t before = named ? (size_t)open : rest.length;
        struct str name = named ? str_part(rest, before + 1, (size_t)(close - open) - 1) : (struct str){NULL, 0};
        if (named && account)
            name = meaning_of(account, step, name);
        text = mem_join(mem, text, str_part(rest, 0, before), name);
        rest = named ? str_part(rest, (size_t)close + 1, SIZE_MAX) : (struct str){NULL, 0};
    }
    return text;
}

void account_add(struct account *account, struct account_step step)
{
    struct mem *mem = account->mem;
    if (!step.numbers.length)
        step.numbers = written(mem, account, &step);
    if (!step.text.length)
        step.text = !step.numbers.length  ? step.result
                    : !step.result.length ? step.numbers
                                          : mem_join(mem, step.numbers, STR(" = "), step.result);
    account->step = mem_grow(mem, account->step, account->steps, &account->room, sizeof *account->step);
    account->step[account->steps++] = step;
}

/* ---- written ---- */

/* Where the row of a step stands, as messages say it; empty where it comes from none. */
static struct str place_of(const struct account_step *step)
{
    return step->file ? diag_spot(&(struct place){.file = step->file, .line = step->line}).file : (struct str){NULL, 0};
}

void account_tell(struct out *out, const struct account *account)
{
    struct mem *mem = account->mem;
    out_plain(out, plain_of(mem, account->subject));
    out_byte(out, '\n');
    for (uint32_t i = 0; i < account->steps; i++) {
        const struct account_step *step = &account->step[i];
        struct plain name = plain_of(mem, str_of(voice_text(step->name)));
        out_write(out, STR("  "));
        out_plain(out, name);
        size_t width = str_width(name.text, 2);
        do
            out_byte(out, ' ');
        while (++width < NAME_WIDTH);
        out_plain(out, plain_of(mem, step->text));
        if (step->file)
            out_plain(out, plain_of(mem, mem_format(mem, "  [%.*s:%llu]", STR_ARG(place_of(step)),
                                                    (unsigned long long)step->line)));
        out_byte(out, '\n');
    }
}

void account_header(struct writer *writer)
{
    ACCOUNT_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

void account_rows(struct writer *writer, const struct account *account, uint32_t number)
{
    struct mem *mem = account->mem;
    for (uint32_t i = 0; i < account->steps; i++) {
        const struct account_step *step = &account->step[i];
        struct str formula = written(mem, NULL, step);
        ACCOUNT_COLUMNS(ANSWER_CELL)
        writer_end(writer);
    }
}
