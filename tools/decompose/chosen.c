/* chosen - see chosen.h */
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "chosen.h"
#include "frame/opt.h"

/* Was anything given for this role?  Values are always there, and so is whom they are held against. */
static bool is_given(const struct chosen_given *given, enum taken_for role)
{
    return role == ROLE_VALUE || role == ROLE_REFERENCE || given->pattern[role] ||
           (role == ROLE_ACTIVITY && given->factors);
}

/* The first role that a method needs and nobody gave; ROLE_COUNT where nothing is missing. */
static enum taken_for missing_role(const struct decomposition *method, const struct chosen_given *given)
{
    enum taken_for missing = ROLE_COUNT;
    for (enum taken_for role = ROLE_VALUE; role < ROLE_COUNT; role++)
        if ((method->needs & 1u << role) && !is_given(given, role))
            return role;
    for (enum taken_for role = ROLE_VALUE; role < ROLE_COUNT; role++) {
        if ((method->either & 1u << role) && is_given(given, role))
            return ROLE_COUNT;
        if ((method->either & 1u << role) && missing == ROLE_COUNT)
            missing = role;
    }
    return missing;
}

static _Noreturn void refuse_kind(struct mem *mem, struct str word)
{
    const struct decomposition *row;
    struct str *known = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; (row = methods_at(i)); i++) {
        known = mem_grow(mem, known, count, &room, sizeof *known);
        known[count++] = str_of(row->name);
        known = mem_grow(mem, known, count, &room, sizeof *known);
        known[count++] = str_of(row->family);
    }
    diag_fatal(DIAG_USAGE, NULL, "--kind: there is no method \"%.*s\"%.*s (--list names them)", STR_ARG(word),
               STR_ARG(nearest_hint(mem, word, known, count)));
}

/* Is the method meant by the word, and does it have what it needs? */
static bool is_meant(const struct decomposition *row, struct str word, const struct chosen_given *given)
{
    bool named = str_eq(str_of(row->name), word);
    bool family = !methods_find(word) && str_eq(str_of(row->family), word);
    enum taken_for missing = missing_role(row, given);
    if (named && missing < ROLE_COUNT)
        diag_fatal(DIAG_USAGE, NULL, "--kind %s needs --%s: %s", row->name, role_option(missing),
                   voice_text(role_meaning(missing)));
    return named || (family && missing == ROLE_COUNT);
}

const struct decomposition **chosen_methods(struct mem *mem, const struct str *word, size_t words,
                                            const struct chosen_given *given)
{
    const struct decomposition **method, *row;
    size_t count = 0, all = 0;
    while (methods_at(all))
        all++;
    method = mem_array(mem, words * all + 1, sizeof *method);
    for (size_t w = 0; w < words; w++) {
        if (!methods_find(word[w]) && !methods_family(word[w]))
            refuse_kind(mem, word[w]);
        for (size_t i = 0; (row = methods_at(i)); i++)
            if (is_meant(row, word[w], given))
                method[count++] = row;
    }
    if (!words)
        diag_fatal(DIAG_USAGE, NULL, "--kind says what is to be done (--list names the methods)");
    if (!count)
        diag_fatal(DIAG_USAGE, NULL, "--kind: no method of that family has what it needs (--help)");
    return method;
}

/* ---- options that no method uses ---- */

/* Contributions as published stand beside those that are computed from growth as published. */
static bool takes(const struct decomposition *row, enum taken_for role)
{
    if (role == ROLE_PUBLISHED)
        return strcmp(row->family, "contribution") == 0 && takes(row, ROLE_GROWTH);
    return (row->needs | row->either | row->uses) & 1u << role;
}

/* Tells of the option of a role that no method takes, and names those that do. */
static void tell_role(struct mem *mem, const struct decomposition *const *method, enum taken_for role)
{
    struct str users = STR("--kind ");
    bool used = false;
    for (size_t i = 0; method[i]; i++)
        used = used || takes(method[i], role);
    for (size_t i = 0, count = 0; methods_at(i); i++)
        if (takes(methods_at(i), role))
            users = mem_append(mem, users, count++ ? STR(", ") : STR(""), str_of(methods_at(i)->name));
    opt_serves(role_option(role), used, users.at);
}

void chosen_tell_unused(struct mem *mem, const struct decomposition *const *method)
{
    bool atkinson = false, factors = false, units = false, spans = false;
    for (size_t i = 0; method[i]; i++) {
        atkinson = atkinson || strcmp(method[i]->name, "atkinson") == 0;
        factors = factors || takes(method[i], ROLE_ACTIVITY);
        units = units || method[i]->units;
        spans = spans || method[i]->span != METHODS_NOW;
    }
    for (enum taken_for role = ROLE_VALUE + 1; role < ROLE_REFERENCE; role++)
        tell_role(mem, method, role);
    opt_serves("factors", factors, "--kind lmdi, lmdi-multiplicative");
    opt_serves("epsilon", atkinson, "--kind atkinson");
    opt_serves("groups", units, "--kind inequality, convergence");
    opt_serves("since", spans, "--kind contribution, shift-share, lmdi, price-volume, shares, convergence");
    opt_serves("tolerance", opt_given("published"), "--published");
    opt_serves("parts", opt_given("by"), "--by");
    opt_serves("total", opt_given("by"), "--by");
}
