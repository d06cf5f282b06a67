/* manner - see manner.h */
#include "base/diag.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "table/manner.h"
#include "values/num.h"

enum { MANNERS_MOST = 32 };

const struct manner *manner_at(const struct manners *family, size_t i)
{
    return (const void *)((const char *)family->row + i * family->bytes);
}

/* What is said of a name that no row has. */
static struct str unknown(struct mem *mem, const struct manners *family, struct str name)
{
    struct str known[MANNERS_MOST];
    for (size_t i = 0; i < family->count; i++)
        known[i] = str_of(manner_at(family, i)->name);
    struct str hint = nearest_hint(mem, name, known, family->count);
    return say_format(mem, "%s: \"%.*s\" is no method; --list has them%.*s", family->option, STR_ARG(name),
                      STR_ARG(hint));
}

static bool read_numbers(struct mem *mem, const struct manner *manner, struct str rest, struct pick *pick,
                         struct str *why)
{
    struct str piece;
    for (uint32_t i = 0; i < MANNER_NUMBERS; i++)
        pick->number[i] = manner->usual[i];
    for (uint32_t i = 0; str_cut(&rest, ':', &piece); i++) {
        struct num number;
        if (i == manner->numbers) {
            *why = manner->numbers ? say(mem, "{1} takes no more than {2} numbers: {1}{3}", str_of(manner->name),
                                         mem_whole(mem, manner->numbers), str_of(manner->shape))
                                   : say(mem, "{1} takes no number", str_of(manner->name));
            return false;
        }
        if (num_parse(piece, &number) != NUM_OK || !num_to_double(number, &pick->number[i])) {
            *why = say(mem, "\"{1}\" is no number, which {2}{3} takes", piece, str_of(manner->name),
                       str_of(manner->shape));
            return false;
        }
    }
    return true;
}

/* The word in full: the name and all numbers. */
static struct str in_full(struct mem *mem, const struct manner *manner, const struct pick *pick)
{
    struct str text = str_of(manner->name);
    for (uint32_t i = 0; i < manner->numbers; i++) {
        char digits[NUM_TEXT_MAX];
        size_t length = num_write_double(digits, pick->number[i]);
        text = mem_join(mem, text, STR(":"), (struct str){digits, length});
    }
    return text;
}

bool manner_read(struct mem *mem, const struct manners *family, struct str word, struct pick *pick, struct str *why)
{
    struct str rest = word, name = {NULL, 0};
    str_cut(&rest, ':', &name);
    for (uint32_t i = 0; i < family->count; i++) {
        const struct manner *manner = manner_at(family, i);
        if (!str_eq(name, str_of(manner->name)))
            continue;
        *pick = (struct pick){.row = i, .written = mem_copy(mem, word)};
        if (!manner->texted && !read_numbers(mem, manner, rest, pick, why))
            return false;
        if (!manner->texted) {
            pick->written = in_full(mem, manner, pick);
            return true;
        }
        pick->text = mem_copy(mem, rest);
        if (!rest.length)
            *why = say(mem, "{1} needs what stands behind it: {1}{2}", name, str_of(manner->shape));
        return rest.length > 0;
    }
    *why = unknown(mem, family, name);
    return false;
}

struct pick manner_pick(struct mem *mem, const struct manners *family, const char *word)
{
    struct pick pick;
    struct str why;
    if (!manner_read(mem, family, str_of(word ? word : manner_at(family, 0)->name), &pick, &why))
        diag_fatal(DIAG_USAGE, NULL, "%.*s", STR_ARG(why));
    return pick;
}
