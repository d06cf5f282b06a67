/* convert - see convert.h */
#include <string.h>

#include "base/str.h"
#include "figure/convert.h"
#include "values/num.h"

/* More places than a factor of 3 in 15 could need to end, if it ends. */
#define PLACES_MORE 8

struct str convert_shift(struct mem *mem, struct str text, int shift)
{
    struct num value;
    if (!shift || !text.length)
        return text;
    if (!memchr(text.at, 'e', text.length) && !memchr(text.at, 'E', text.length))
        return unit_move_point(mem, text, shift);
    return num_parse(text, &value) == NUM_OK && num_shift(value, shift, &value) ? num_text(mem, value) : text;
}

/* As few places as hold the number, but not fewer than it came with. */
static struct num without_zeros(struct num value, int places)
{
    for (struct num less; value.scale > places; value = less) {
        less = num_round(value, value.scale - 1, NUM_HALF_UP);
        if (num_compare(less, value) != 0)
            break;
    }
    return value;
}

static enum convert divided(struct mem *mem, int shift, int times, int by, int places, struct str *text)
{
    struct num value, result, back;
    if (num_parse(*text, &value) != NUM_OK)
        return CONVERT_ENDLESS;
    int wanted = value.scale > 0 ? value.scale : 0;
    if (!num_shift(value, shift, &value) || !num_multiply(value, num_of(times), &value))
        return CONVERT_ENDLESS;
    if (num_divide(value, num_of(by), (value.scale > wanted ? value.scale : wanted) + PLACES_MORE, NUM_HALF_UP,
                   &result) &&
        num_multiply(result, num_of(by), &back) && num_compare(back, value) == 0) {
        *text = num_text(mem, without_zeros(result, wanted));
        return CONVERT_EXACT;
    }
    if (places < 0 || !num_divide(value, num_of(by), places, NUM_HALF_UP, &result))
        return CONVERT_ENDLESS;
    *text = num_text(mem, result);
    return CONVERT_ROUNDED;
}

enum convert convert_value(struct mem *mem, const struct unit *from, const struct unit *to, int places,
                           struct str *value)
{
    int shift, times, by;
    if (!unit_ratio(from, to, &shift, &times, &by))
        return CONVERT_UNLIKE;
    if (!value->length)
        return CONVERT_EXACT;
    if (times != by)
        return divided(mem, shift, times, by, places, value);
    *value = convert_shift(mem, *value, shift);
    return CONVERT_EXACT;
}
