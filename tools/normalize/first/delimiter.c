/* delimiter - see delimiter.h */
#include "base/str.h"
#include "first/delimiter.h"

/* Does a line hold the character outside quotes? */
static bool holds(struct str line, char wanted)
{
    bool quoted = false;
    for (size_t i = 0; i < line.length; i++) {
        quoted ^= line.at[i] == '"';
        if (line.at[i] == wanted && !quoted)
            return true;
    }
    return false;
}

char delimiter_of(struct str head, bool told, char told_delimiter, bool *wide_comma)
{
    static const char sign[] = {',', '\t', ';'};
    size_t lines[sizeof sign] = {0}, best = 0, all = 0, commas = 0;
    struct str line, rest = str_part(head, 0, 4096);
    *wide_comma = false;
    if (told)
        return told_delimiter;
    for (; str_cut(&rest, '\n', &line); all++) {
        for (size_t i = 0; i < sizeof sign; i++)
            lines[i] += holds(line, sign[i]);
        commas += str_find(line, STR("，")) >= 0;
    }
    for (size_t i = 1; i < sizeof sign; i++) /* commas in cells between tabs are more common than tabs in cells */
        best = lines[i] > lines[best] || (lines[i] && lines[i] == lines[best] && sign[i] == '\t') ? i : best;
    *wide_comma = !lines[best] && 2 * commas > all;
    return sign[best];
}

struct str delimiter_narrow(struct mem *mem, struct str head, bool wide_comma)
{
    if (!wide_comma)
        return head;
    char *narrow = mem_take(mem, head.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < head.length; i++) {
        bool comma = str_starts(str_part(head, i, 3), STR("，"));
        narrow[length++] = comma ? ',' : head.at[i];
        i += comma ? 2 : 0;
    }
    return (struct str){narrow, length};
}
