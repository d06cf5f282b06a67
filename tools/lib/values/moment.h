/* moment - dates and times of day, in the spelling that a pattern names
 *
 * Reads the default forms of Table Schema (2022-06-30, 16:30:00,
 * 2022-06-30T16:30:00.5+08:00), forms described by a strptime pattern, and for
 * "any" a short list of forms that can be read in one way only.  Years run from
 * 1 to 9999, proleptic Gregorian; a date must exist, 23:59:59 is the last second.
 * Month and weekday names are English; locale never matters.
 *
 * Directives: %Y %y (69-99 are 19xx) %m %d %e %j %b %B %h %a %A %H %I %M %S %f
 * (fraction, up to 9 digits) %p %z (Z, +0800 or +08:00) %Z (UTC, GMT or Z) %F %T
 * %R %D %n %t %%.  Numbers may lack leading zeros, %Y has four digits.  A space
 * stands for one or more spaces or tabs; any other byte for itself.
 */
#ifndef MOMENT_H
#define MOMENT_H

#include "base/mem.h"
#include "values/num.h"

/* What a text or a pattern holds. */
enum moment_part { MOMENT_DATE = 1, MOMENT_TIME = 2, MOMENT_ZONE = 4 };

struct moment {
    int parts;                /* a sum of enum moment_part */
    int32_t day;              /* since 1970-01-01 */
    int32_t second;           /* of the day */
    int32_t nanosecond;
    int32_t zone;             /* minutes east of UTC */
};

/* The default forms; false for anything else. */
bool moment_date(struct str text, struct moment *moment);
bool moment_time(struct str text, struct moment *moment);
bool moment_datetime(struct str text, struct moment *moment);

/* Is the pattern made of known directives?  *at is the offset of the first that
 * is not. */
bool moment_pattern(struct str pattern, size_t *at);

/* Reads a text by a pattern, the whole of it.  Without a year it is 1900, without
 * month or day the first. */
bool moment_read(struct str pattern, struct str text, struct moment *moment);

/* Reads any of the forms known, the whole text: `parts` is MOMENT_DATE,
 * MOMENT_TIME or both.  Dates: 2022-6-30 with - / or ., 20220630, 2022年6月30日,
 * 30 June 2022, June 30th, 2022, all with or without a weekday before them; times:
 * 16:30[:05[.5]], 4:30[:05] pm, 4 pm, each with or without a zone.  Forms that
 * could be read in two ways (03/04/2022) are refused. */
bool moment_any(struct str text, int parts, struct moment *moment);

/* Seconds since 1970-01-01T00:00:00 UTC, exact to the nanosecond; what has no zone
 * counts as UTC, what has no date as that day. */
struct num moment_num(const struct moment *moment);

#endif
