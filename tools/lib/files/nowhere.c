/* nowhere - see nowhere.h */
#include <dirent.h>
#include <errno.h>

#include "base/diag.h"
#include "base/near.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/nowhere.h"

enum { ENTRIES = 4096 };

/* A path as its folder, with the slash at its end, and the name in it. */
static struct str name_of(struct str path, struct str *folder)
{
    size_t from = path.length;
    while (from && path.at[from - 1] != '/')
        from--;
    *folder = str_part(path, 0, from);
    return str_part(path, from, path.length);
}

static struct str near_file(struct mem *mem, struct str path)
{
    struct str folder, name = name_of(path, &folder), *known = mem_array(mem, ENTRIES, sizeof *known);
    size_t count = 0;
    DIR *open = opendir(folder.length ? mem_copy(mem, folder).at : ".");
    if (!open)
        return STR("");
    for (struct dirent *entry; count < ENTRIES && (entry = readdir(open));)
        if (entry->d_name[0] != '.')
            known[count++] = mem_copy(mem, str_of(entry->d_name));
    closedir(open);
    ptrdiff_t near = near_find(name, known, count);
    return near < 0 ? STR("") : mem_format(mem, "%.*s%.*s", STR_ARG(folder), STR_ARG(known[near]));
}

/* How the sentence ends about a path that is not there. */
static struct str likely(struct mem *mem, struct str path)
{
    static const struct str dash[] = {STR("—"), STR("–"), STR("−"), STR("－－"), STR("－")};
    for (size_t i = 0; i < sizeof dash / sizeof *dash; i++)
        if (str_starts(path, dash[i]))
            return say(mem, "; a dash stands where an option has two hyphens; did you mean \"--{1}\"?",
                       str_part(path, dash[i].length, path.length));
    struct str near = near_hint(mem, near_file(mem, path));
    bool bare = str_find(path, STR(".")) < 0 && str_find(path, STR("/")) < 0;
    if (bare && (str_find(path, STR(",")) >= 0 || str_find(path, STR("，")) >= 0 || str_find(path, STR("、")) >= 0))
        return say(mem, "; a file is expected where a list stands: write a table with each of them in a row");
    return bare ? say(mem, "{1} (a list that an option takes is parted by commas, and a value with a space in it "
                           "stands in quotes)", near) : near;
}

_Noreturn void nowhere_stop(struct mem *mem, const char *file)
{
    int number = errno;
    struct str hint = number == ENOENT ? likely(mem, str_of(file)) : STR("");
    diag_fatal(DIAG_OPEN, NULL, "cannot open %s: %s%.*s", file, voice_error(number), STR_ARG(hint));
}
