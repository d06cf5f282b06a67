/* closed - see closed.h */
#include "base/str.h"
#include "language/closed.h"
#include "meaning/catalog.h"
#include "meaning/observation.h"

#define LIST(list) {list, sizeof(list) / sizeof *(list)}

#define X(code, actual, meaning) STR(#code),
static const struct str statuses[] = {OBSERVATION_STATUSES(X)};
#undef X
#define X(name, word, ...) STR(word),
static const struct str bounds[] = {OBSERVATION_BOUNDS(X)};
static const struct str attributes[] = {ATTRIBUTES(X)};
static const struct str directions[] = {DIRECTIONS(X)};
static const struct str kinds[] = {TARGET_KINDS(X)};
static const struct str ops[] = {TARGET_OPS(X)};
static const struct str classes[] = {PROGRESS_CLASSES(X)};
static const struct str outlooks[] = {OUTLOOKS(X)};
#undef X
static const struct str answers[] = {STR("yes"), STR("no")};

struct closed {
    struct str column;
    struct sheet_words words;
};
static const struct closed observed[] = {{STR("status"), LIST(statuses)}, {STR("qualifier"), LIST(bounds)}};
static const struct closed judged[] = {
    {STR("attribute"), LIST(attributes)}, {STR("direction"), LIST(directions)}, {STR("target_kind"), LIST(kinds)},
    {STR("op"), LIST(ops)}, {STR("class"), LIST(classes)}, {STR("class_plan"), LIST(classes)},
    {STR("class_revised"), LIST(classes)}, {STR("class_original"), LIST(classes)}, {STR("class_next"), LIST(classes)},
    {STR("outlook"), LIST(outlooks)}, {STR("agrees"), LIST(answers)}};

static const struct sheet_words *find(const struct closed *closed, size_t count, struct str column)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(closed[i].column, column))
            return &closed[i].words;
    return NULL;
}

const struct sheet_words *closed_observed(void *state, struct str column)
{
    (void)state;
    return find(observed, sizeof observed / sizeof *observed, column);
}

const struct sheet_words *closed_judged(void *state, struct str column)
{
    const struct sheet_words *words = closed_observed(state, column);
    return words ? words : find(judged, sizeof judged / sizeof *judged, column);
}
