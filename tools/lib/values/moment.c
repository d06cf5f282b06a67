/* moment - see moment.h */
#include <strings.h>

#include "base/str.h"
#include "values/moment.h"
#include "values/period.h"

/* What a pattern gathers before it is known whether the date exists. */
struct gathered {
    int parts;
    int year, month, day, day_of_year;
    int hour, minute, second, nanosecond, zone;
    bool twelve, afternoon, halved;
};

/* ---- pieces ---- */

/* At most `most` digits off the front, at least `least`. */
static bool take_digits(struct str *text, size_t least, size_t most, int *value)
{
    size_t length = 0;
    int sum = 0;
    while (length < most && length < text->length && str_is_digit(text->at[length]))
        sum = sum * 10 + (text->at[length++] - '0');
    if (length < least)
        return false;
    *value = sum;
    *text = str_part(*text, length, text->length);
    return true;
}

static bool take_byte(struct str *text, char byte)
{
    if (text->length == 0 || text->at[0] != byte)
        return false;
    *text = str_part(*text, 1, text->length);
    return true;
}

static bool take_word(struct str *text, const char *word)
{
    size_t length = strlen(word);
    if (text->length < length || strncasecmp(text->at, word, length) != 0)
        return false;
    *text = str_part(*text, length, text->length);
    return true;
}

static size_t take_spaces(struct str *text)
{
    size_t length = 0;
    while (length < text->length && (text->at[length] == ' ' || text->at[length] == '\t'))
        length++;
    *text = str_part(*text, length, text->length);
    return length;
}

/* A fraction of a second, 1 to 9 digits, as nanoseconds. */
static bool take_fraction(struct str *text, int *nanosecond)
{
    size_t before = text->length;
    if (!take_digits(text, 1, 9, nanosecond))
        return false;
    for (size_t digits = before - text->length; digits < 9; digits++)
        *nanosecond *= 10;
    return true;
}

enum { ZONE_MOST = 14 * 60 }; /* as in XML Schema, in minutes */

static bool take_zone(struct str *text, int *zone)
{
    if (take_byte(text, 'Z')) {
        *zone = 0;
        return true;
    }
    bool west = take_byte(text, '-');
    int hour, minute;
    if (!west && !take_byte(text, '+'))
        return false;
    if (!take_digits(text, 2, 2, &hour))
        return false;
    take_byte(text, ':');
    if (!take_digits(text, 2, 2, &minute) || minute > 59)
        return false;
    *zone = (west ? -1 : 1) * (hour * 60 + minute);
    return *zone >= -ZONE_MOST && *zone <= ZONE_MOST;
}

static const char *const month_name[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
static const char *const weekday_name[] = {"Monday", "Tuesday", "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday"};

/* A name in full or its first three letters: its number from 1, or 0. */
static int take_name(struct str *text, const char *const *name, int count)
{
    for (int i = 0; i < count; i++) {
        char shorter[4] = {name[i][0], name[i][1], name[i][2], 0};
        if (take_word(text, name[i]) || take_word(text, shorter))
            return i + 1;
    }
    return 0;
}

/* "1st", "2nd", "3rd", "4th"; the ending may be missing. */
static void take_ordinal(struct str *text)
{
    if (!take_word(text, "st") && !take_word(text, "nd") && !take_word(text, "rd"))
        take_word(text, "th");
}

/* ---- patterns ---- */

/* A directive that is short for others, or null. */
static const char *longer(char directive)
{
    return directive == 'F' ? "%Y-%m-%d" : directive == 'T' ? "%H:%M:%S" : directive == 'R' ? "%H:%M"
         : directive == 'D' ? "%m/%d/%y" : NULL;
}

static bool take_year_of_century(struct str *text, int *year)
{
    if (!take_digits(text, 2, 2, year))
        return false;
    *year += *year >= 69 ? 1900 : 2000;
    return true;
}

static bool take_date_part(char directive, struct str *text, struct gathered *g)
{
    g->parts |= MOMENT_DATE;
    switch (directive) {
    case 'Y':
        return take_digits(text, 4, 4, &g->year);
    case 'y':
        return take_year_of_century(text, &g->year);
    case 'm':
        return take_digits(text, 1, 2, &g->month);
    case 'e':
        take_spaces(text);
        return take_digits(text, 1, 2, &g->day);
    case 'd':
        return take_digits(text, 1, 2, &g->day);
    case 'j':
        return take_digits(text, 1, 3, &g->day_of_year) && g->day_of_year > 0;
    case 'b':
    case 'B':
    case 'h':
        g->month = take_name(text, month_name, 12);
        return g->month > 0;
    default:
        return take_name(text, weekday_name, 7) > 0;
    }
}

static bool take_time_part(char directive, struct str *text, struct gathered *g)
{
    g->parts |= MOMENT_TIME;
    switch (directive) {
    case 'H':
        return take_digits(text, 1, 2, &g->hour) && g->hour < 24;
    case 'I':
        g->twelve = true;
        return take_digits(text, 1, 2, &g->hour) && g->hour >= 1 && g->hour <= 12;
    case 'M':
        return take_digits(text, 1, 2, &g->minute) && g->minute < 60;
    case 'S':
        return take_digits(text, 1, 2, &g->second) && g->second < 60;
    case 'f':
        return take_fraction(text, &g->nanosecond);
    case 'p':
        g->halved = true;
        g->afternoon = take_word(text, "pm") || take_word(text, "p.m.");
        return g->afternoon || take_word(text, "am") || take_word(text, "a.m.");
    case 'z':
        g->parts |= MOMENT_ZONE;
        return take_zone(text, &g->zone);
    default:
        g->parts |= MOMENT_ZONE;
        return take_word(text, "UTC") || take_word(text, "GMT") || take_byte(text, 'Z');
    }
}

#define DATE_DIRECTIVES "YymdejbBhaA"
#define TIME_DIRECTIVES "HIMSfpzZ"
#define OTHER_DIRECTIVES "FTRDnt%"

bool moment_pattern(struct str pattern, size_t *at)
{
    for (size_t i = 0; i < pattern.length; i++) {
        if (pattern.at[i] != '%')
            continue;
        *at = i++;
        if (i == pattern.length || !pattern.at[i] ||
            !strchr(DATE_DIRECTIVES TIME_DIRECTIVES OTHER_DIRECTIVES, pattern.at[i]))
            return false;
    }
    return true;
}

/* Takes what the pattern describes off the front of the text. */
static bool take(struct str pattern, struct str *text, struct gathered *g)
{
    for (size_t i = 0; i < pattern.length; i++) {
        char byte = pattern.at[i];
        bool space = byte == ' ' || byte == '\t';
        char directive = '\0';
        if (byte == '%' && i + 1 < pattern.length)
            directive = pattern.at[++i];
        if (space || (directive && strchr("nt", directive))) {
            if (!take_spaces(text))
                return false;
        } else if (!directive || directive == '%') {
            if (!take_byte(text, byte))
                return false;
        } else if (longer(directive)) {
            if (!take(str_of(longer(directive)), text, g))
                return false;
        } else if (strchr(DATE_DIRECTIVES, directive) ? !take_date_part(directive, text, g)
                                                      : !take_time_part(directive, text, g))
            return false;
    }
    return true;
}

/* From what was gathered to a moment, if there is such a day. */
static bool settle(const struct gathered *g, struct moment *moment)
{
    int hour = g->hour;
    if (g->halved && g->twelve)
        hour = hour % 12 + (g->afternoon ? 12 : 0);
    *moment = (struct moment){.parts = g->parts,
                              .second = (hour * 60 + g->minute) * 60 + g->second,
                              .nanosecond = g->nanosecond,
                              .zone = g->zone};
    if (!(g->parts & MOMENT_DATE))
        return true;
    if (!g->day_of_year)
        return period_day(g->year, g->month, g->day, &moment->day);
    int32_t last = 0;
    if (!period_day(g->year, 1, 1, &moment->day))
        return false;
    period_day(g->year, 12, 31, &last);
    moment->day += g->day_of_year - 1;
    return moment->day <= last;
}

static const struct gathered nothing = {.year = 1900, .month = 1, .day = 1};

bool moment_read(struct str pattern, struct str text, struct moment *moment)
{
    struct gathered g = nothing;
    return take(pattern, &text, &g) && text.length == 0 && settle(&g, moment);
}

/* ---- default forms ---- */

static bool take_plain_date(struct str *text, struct gathered *g)
{
    g->parts |= MOMENT_DATE;
    return take_digits(text, 4, 4, &g->year) && take_byte(text, '-') && take_digits(text, 2, 2, &g->month) &&
           take_byte(text, '-') && take_digits(text, 2, 2, &g->day);
}

static bool take_plain_time(struct str *text, struct gathered *g)
{
    g->parts |= MOMENT_TIME;
    if (!take_digits(text, 2, 2, &g->hour) || !take_byte(text, ':') || !take_digits(text, 2, 2, &g->minute) ||
        !take_byte(text, ':') || !take_digits(text, 2, 2, &g->second))
        return false;
    if (take_byte(text, '.') && !take_fraction(text, &g->nanosecond))
        return false;
    if (text->length) {
        g->parts |= MOMENT_ZONE;
        /* XML Schema's zones have their colon. */
        if (text->at[0] != 'Z' && (text->length != 6 || text->at[3] != ':'))
            return false;
        if (!take_zone(text, &g->zone))
            return false;
    }
    return g->hour < 24 && g->minute < 60 && g->second < 60;
}

bool moment_date(struct str text, struct moment *moment)
{
    struct gathered g = nothing;
    return text.length == 10 && take_plain_date(&text, &g) && settle(&g, moment);
}

bool moment_time(struct str text, struct moment *moment)
{
    struct gathered g = nothing;
    return take_plain_time(&text, &g) && text.length == 0 && settle(&g, moment);
}

bool moment_datetime(struct str text, struct moment *moment)
{
    struct gathered g = nothing;
    return take_plain_date(&text, &g) && take_byte(&text, 'T') && take_plain_time(&text, &g) && text.length == 0 &&
           settle(&g, moment);
}

/* ---- any form ---- */

/* A form with "%d" followed by an ordinal's ending is written with "%d~". */
static const char *const date_form[] = {"%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d~ %B %Y", "%d~ %B, %Y", "%d-%B-%Y",
                                        "%B %d~, %Y", "%B %d~ %Y", "%Y\xe5\xb9\xb4%m\xe6\x9c\x88%d\xe6\x97\xa5"};
static const char *const time_form[] = {"%H:%M:%S.%f", "%H:%M:%S", "%I:%M:%S %p", "%I:%M:%S%p", "%I:%M %p",
                                        "%I:%M%p",     "%I %p",    "%I%p",        "%H:%M"};

static bool take_form(const char *form, struct str *text, struct gathered *g)
{
    struct str rest = str_of(form), piece;
    while (str_cut(&rest, '~', &piece)) {
        if (!take(piece, text, g))
            return false;
        if (rest.length)
            take_ordinal(text);
    }
    return true;
}

/* 20220630, which has nothing between its parts. */
static bool take_packed_date(struct str *text, struct gathered *g)
{
    g->parts |= MOMENT_DATE;
    return take_digits(text, 4, 4, &g->year) && take_digits(text, 2, 2, &g->month) &&
           take_digits(text, 2, 2, &g->day);
}

/* Of all forms the one that reaches farthest. */
static bool take_longest(const char *const *form, size_t forms, struct str *text, struct gathered *g)
{
    bool found = false;
    struct str before = *text;
    struct gathered start = *g;
    for (size_t i = 0; i <= forms; i++) {
        struct str rest = before;
        struct gathered trial = start;
        bool good = i < forms ? take_form(form[i], &rest, &trial)
                              : form == date_form && take_packed_date(&rest, &trial);
        if (good && (!found || rest.length < text->length)) {
            *text = rest;
            *g = trial;
            found = true;
        }
    }
    return found;
}

static bool take_any_date(struct str *text, struct gathered *g)
{
    if (take_name(text, weekday_name, 7)) {
        take_byte(text, ',');
        take_spaces(text);
    }
    return take_longest(date_form, sizeof date_form / sizeof *date_form, text, g);
}

static bool take_any_time(struct str *text, struct gathered *g)
{
    if (!take_longest(time_form, sizeof time_form / sizeof *time_form, text, g))
        return false;
    struct str rest = *text;
    take_spaces(&rest);
    if (rest.length) {
        g->parts |= MOMENT_ZONE;
        if (!take_word(&rest, "UTC") && !take_zone(&rest, &g->zone))
            return false;
    }
    *text = rest;
    return true;
}

bool moment_any(struct str text, int parts, struct moment *moment)
{
    struct gathered g = nothing;
    text = str_trim(text);
    if (parts & MOMENT_DATE) {
        if (!take_any_date(&text, &g))
            return false;
        if (text.length == 0)
            return settle(&g, moment);
        if (!(parts & MOMENT_TIME) || (!take_byte(&text, 'T') && !take_spaces(&text)))
            return false;
    }
    return take_any_time(&text, &g) && text.length == 0 && settle(&g, moment);
}

struct num moment_num(const struct moment *moment)
{
    __int128 seconds = (__int128)moment->day * 86400 + moment->second - moment->zone * 60;
    return (struct num){seconds * 1000000000 + moment->nanosecond, 9};
}
