/* flag - see flag.h */
#include "base/str.h"
#include "cell/flag.h"

enum { FLAGS_MOST = 3 };

/* A letter and its status; none: the note alone keeps it. */
static const struct {
    char letter;
    struct str status;
} known[] = {
    {'b', {"B", 1}},          /* break in the series */
    {'c', {"Q", 1}},          /* confidential */
    {'d', {"D", 1}},          /* the definition differs */
    {'e', {"E", 1}},          /* estimated */
    {'f', {"F", 1}},          /* forecast */
    {'n', {NULL, 0}},         /* not significant */
    {'p', {"P", 1}},          /* provisional */
    {'r', {NULL, 0}},         /* revised */
    {'s', {"E", 1}},          /* estimated by Eurostat */
    {'u', {"U", 1}},          /* of low reliability */
};

/* Is the letter a flag?  The user's signs go before. */
static bool is_flag(struct mem *mem, const struct symbols *symbols, struct str letter, struct str *status)
{
    const struct symbol *own = symbol_find(mem, symbols, letter);
    *status = own ? own->status : (struct str){NULL, 0};
    if (own && own->own)
        return !str_eq(own->status, STR("!"));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (letter.at[0] == known[i].letter) {
            *status = known[i].status;
            return true;
        }
    return false;
}

size_t flag_split(struct mem *mem, const struct symbols *symbols, struct str text, struct str *flags,
                  struct str *status)
{
    size_t end = text.length - (str_ends(text, STR("]")) ? 1 : 0), at = end;
    *status = (struct str){NULL, 0};
    while (at && ((text.at[at - 1] | 32) >= 'a' && (text.at[at - 1] | 32) <= 'z'))
        at--;
    *flags = str_part(text, at, end - at);
    bool apart = at && (end < text.length ? text.at[at - 1] == '[' : text.at[at - 1] == ' ');
    if (!apart || !flags->length || flags->length > FLAGS_MOST)
        return text.length;
    for (size_t i = 0; i < flags->length; i++) {
        struct str one;
        if (!is_flag(mem, symbols, str_part(*flags, i, 1), &one))
            return text.length;
        *status = status->length ? *status : one;
    }
    return at - 1;
}
