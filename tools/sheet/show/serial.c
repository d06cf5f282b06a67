/* serial - see serial.h */
#include <math.h>
#include <stdio.h>

#include "base/str.h"
#include "show/serial.h"
#include "values/period.h"

enum {
    DAY_1904 = -24107,        /* 1904-01-01 as days since 1970-01-01 */
    DAY_1900 = -25569,        /* 1899-12-30: what day 61 and later count from */
    FALSE_DAY = 60,           /* 1900-02-29 */
    LAST_1900 = 2958465,      /* 9999-12-31 */
    LAST_1904 = 2957003,
    DAY_SECONDS = 86400
};

static void set_day(int64_t day, bool from_1904, struct serial *serial)
{
    serial->real = true;
    if (from_1904) {
        period_date((int32_t)(DAY_1904 + day), &serial->year, &serial->month, &serial->day);
        serial->weekday = (int)((day + 5) % 7);
        return;
    }
    serial->weekday = (int)((day + 6) % 7);
    if (day == 0 || day == FALSE_DAY) {
        serial->year = 1900;
        serial->month = day ? 2 : 1;
        serial->day = day ? 29 : 0;
        serial->real = false;
        return;
    }
    period_date((int32_t)(DAY_1900 + day + (day < FALSE_DAY)), &serial->year, &serial->month, &serial->day);
}

bool serial_read(const struct stored *value, bool from_1904, bool fine, struct serial *serial)
{
    double count = stored_double(value);
    if (count < 0 || count >= (from_1904 ? LAST_1904 : LAST_1900) + 1.0)
        return false;
    double whole = floor(count);
    int64_t milli = llround((count - whole) * DAY_SECONDS * 1000);
    if (!fine)
        milli = (milli + 500) / 1000 * 1000;
    int64_t day = (int64_t)whole + milli / (DAY_SECONDS * 1000);
    milli %= DAY_SECONDS * 1000;
    *serial = (struct serial){.hour = (int)(milli / 3600000), .minute = (int)(milli / 60000 % 60),
                              .second = (int)(milli / 1000 % 60), .milli = (int)(milli % 1000),
                              .seconds = day * DAY_SECONDS + milli / 1000};
    if (day > (from_1904 ? LAST_1904 : LAST_1900))
        return false;
    set_day(day, from_1904, serial);
    return true;
}

/* So many digits at the front, as a number; -1 when they are none. */
static int take_digits(struct str *rest, size_t count)
{
    int number = 0;
    if (rest->length < count)
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (!str_is_digit(rest->at[i]))
            return -1;
        number = number * 10 + (rest->at[i] - '0');
    }
    *rest = str_part(*rest, count, rest->length);
    return number;
}

static bool take_sign(struct str *rest, char sign)
{
    if (!rest->length || rest->at[0] != sign)
        return false;
    *rest = str_part(*rest, 1, rest->length);
    return true;
}

/* A time behind T, in milliseconds; -1 when it is none. */
static int64_t take_time(struct str *rest)
{
    int hour = take_digits(rest, 2), minute = take_sign(rest, ':') ? take_digits(rest, 2) : -1;
    int second = 0, milli = 0;
    if (take_sign(rest, ':'))
        second = take_digits(rest, 2);
    if (take_sign(rest, '.'))
        for (int place = 100; rest->length && str_is_digit(rest->at[0]); place /= 10)
            milli += take_digits(rest, 1) * place;
    take_sign(rest, 'Z');
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return -1;
    return ((hour * 60 + minute) * INT64_C(60) + second) * 1000 + milli;
}

bool serial_of_text(struct str text, bool from_1904, struct stored *value)
{
    struct str rest = text;
    int32_t number = 0;
    int64_t milli = 0;
    bool dated = str_find(text, STR("-")) == 4;
    if (dated) {
        int year = take_digits(&rest, 4), month = take_sign(&rest, '-') ? take_digits(&rest, 2) : -1;
        int day = take_sign(&rest, '-') ? take_digits(&rest, 2) : -1;
        if (!period_day(year, month, day, &number))
            return false;
        number -= from_1904 ? DAY_1904 : DAY_1900;
        number -= !from_1904 && number <= FALSE_DAY;
    }
    if ((!dated || take_sign(&rest, 'T')) && (milli = take_time(&rest)) < 0)
        return false;
    if (rest.length || number < 0)
        return false;
    /* Eleven decimals of a day are less than a thousandth of a millisecond. */
    char digits[48];
    int length = snprintf(digits, sizeof digits, "%ld.%011lld", (long)number,
                          (long long)(milli * INT64_C(100000000000) / (DAY_SECONDS * 1000)));
    return stored_parse((struct str){digits, (size_t)length}, value);
}
