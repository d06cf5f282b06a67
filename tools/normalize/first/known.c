/* known - see known.h */
#include "base/voice.h"
#include "first/known.h"
#include "io/text.h"
#include "meaning/observation.h"
#include "meaning/unit.h"

bool known_header(size_t i, struct tool_item *item)
{
    static const struct { const char *header; enum observed column; } row[] = {
#define H(NAME, header) {header, OBSERVED_##NAME},
#include "table/roles.def"
#undef H
    };
    if (i < sizeof row / sizeof *row)
        *item = (struct tool_item){row[i].header, observed_row(row[i].column)->name.at,
                                   observed_row(row[i].column)->meaning};
    return i < sizeof row / sizeof *row;
}

static const char *meaning_of_status(char code)
{
    for (enum observation_status status = STATUS_NONE + 1; status < STATUS_COUNT; status++)
        if (observation_status_row(status)->code == code)
            return observation_status_row(status)->meaning;
    return N_("an error");
}

bool known_sign(size_t i, struct tool_item *item)
{
    static const struct { const char *sign, *status; } row[] = {
#define M(sign, status) {sign, status},
#include "cell/symbols.def"
#undef M
    };
    if (i < sizeof row / sizeof *row)
        *item = (struct tool_item){row[i].sign, row[i].status, meaning_of_status(*row[i].status)};
    return i < sizeof row / sizeof *row;
}

bool known_unit(size_t i, struct tool_item *item)
{
    return units_known(i, &item->name, &item->shape, &item->meaning);
}

bool known_encoding(size_t i, struct tool_item *item)
{
    item->meaning = N_("as --from takes it; iconv knows more");
    return text_name(i, &item->name, &item->shape);
}
