/* kind - see kind.h */
#include "kinds/kind.h"

const struct rule_kind *const kind_lists[] = {
#define X(file) kinds_##file,
    KIND_FILES(X)
#undef X
    NULL};

const char *kind_name(uint32_t number, const char **meaning)
{
    for (const struct rule_kind *const *list = kind_lists; *list; list++)
        for (const struct rule_kind *kind = *list; kind->name; kind++)
            if (number-- == 0) {
                *meaning = kind->meaning;
                return kind->name;
            }
    return NULL;
}
