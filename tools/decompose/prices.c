/* prices - see prices.h */
#include "base/str.h"
#include "prices.h"

static const char *const current[] = {"现价", "当年价", "当期价", "现行价", "名义", "current price", "current_price",
                                      "nominal", "Nominal", "Current price"};
static const char *const constant[] = {"不变价", "可比价", "实际", "constant price", "constant_price", "Constant price",
                                       "real ", "real_", "Real ", "volume", "Volume"};
static const char *const money[] = {"元", "yuan", "CNY", "RMB", "USD", "EUR", "dollars", "euro"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool has(struct str text, const char *const *word, size_t words)
{
    for (size_t i = 0; i < words; i++)
        if (str_find(text, str_of(word[i])) >= 0)
            return true;
    return false;
}

enum prices prices_of(const struct observation *row, const struct indicator *indicator, struct str unit)
{
    const struct str text[] = {row->caliber, row->note, row->indicator, indicator->name_zh, indicator->name_en};
    enum prices found = PRICES_UNSAID;
    if (!has(unit, money, COUNT(money)))
        return PRICES_NONE;
    for (size_t i = 0; i < COUNT(text) && found == PRICES_UNSAID; i++) {
        if (has(text[i], constant, COUNT(constant)))
            found = PRICES_CONSTANT;
        else if (has(text[i], current, COUNT(current)))
            found = PRICES_CURRENT;
    }
    return found;
}
