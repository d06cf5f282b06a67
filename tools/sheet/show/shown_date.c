/* shown_date - dates, and digits in Chinese characters */
#include <stdio.h>

#include "base/str.h"
#include "show/shown.h"

static const struct str month_name[] = {
    STR("January"), STR("February"), STR("March"), STR("April"), STR("May"), STR("June"), STR("July"), STR("August"),
    STR("September"), STR("October"), STR("November"), STR("December")};
static const struct str day_name[] = {STR("Sunday"), STR("Monday"), STR("Tuesday"), STR("Wednesday"), STR("Thursday"),
                                      STR("Friday"), STR("Saturday")};
static const struct str day_name_zh[] = {STR("日"), STR("一"), STR("二"), STR("三"), STR("四"), STR("五"), STR("六")};

/* ---- Chinese characters ---- */

static const struct str numeral[3][10] = {
    {STR("〇"), STR("一"), STR("二"), STR("三"), STR("四"), STR("五"), STR("六"), STR("七"), STR("八"), STR("九")},
    {STR("零"), STR("壹"), STR("贰"), STR("叁"), STR("肆"), STR("伍"), STR("陆"), STR("柒"), STR("捌"), STR("玖")},
    {STR("０"), STR("１"), STR("２"), STR("３"), STR("４"), STR("５"), STR("６"), STR("７"), STR("８"), STR("９")}};
static const struct str step_name[2][4] = {{{NULL, 0}, STR("十"), STR("百"), STR("千")},
                                           {{NULL, 0}, STR("拾"), STR("佰"), STR("仟")}};
static const struct str section_name[] = {{NULL, 0}, STR("万"), STR("亿"), STR("万亿")};

void shown_ideographs(struct ink *shown, struct str digits, int kind, bool by_digit)
{
    enum { MOST = 16 };
    const struct str *name = numeral[kind - 1];
    if (by_digit || kind == 3 || digits.length > MOST) {
        for (size_t i = 0; i < digits.length; i++)
            shown_put(shown, name[digits.at[i] - '0']);
        return;
    }
    bool zero = false, any = false, section = false;
    for (size_t i = 0; i < digits.length; i++) {
        size_t left = digits.length - i - 1;
        int digit = digits.at[i] - '0';
        if (digit) {
            if (zero && any)
                shown_put(shown, kind == 1 ? STR("〇") : name[0]);
            /* 12 is 十二, not 一十二 */
            if (digit != 1 || left % 4 != 1 || any || kind == 2)
                shown_put(shown, name[digit]);
            shown_put(shown, step_name[kind - 1][left % 4]);
            zero = false;
            any = section = true;
        } else {
            zero = true;
        }
        if (left % 4 == 0 && section) {
            shown_put(shown, section_name[left / 4]);
            section = false;
        }
    }
    if (!any)
        shown_put(shown, name[0]);
}

/* ---- in characters ---- */

static void put_count(struct ink *shown, const struct mask_section *section, int64_t number, int least)
{
    enum { LEAST_MOST = 20 };                             /* more zeros than that nobody asks for */
    char text[32];
    int length = snprintf(text, sizeof text, "%0*lld", least < LEAST_MOST ? least : LEAST_MOST, (long long)number);
    struct str digits = {text, (size_t)length};
    if (section->ideographs)
        shown_ideographs(shown, digits, section->ideographs, least > 2);
    else
        shown_put(shown, digits);
}

static void put_month(struct ink *shown, const struct mask_section *section, const struct mask_token *token,
                      int month)
{
    struct str name = month_name[month - 1];
    if (token->count < 3)
        put_count(shown, section, month, token->count);
    else
        shown_put(shown, token->count == 4 ? name : str_part(name, 0, token->count == 5 ? 1 : 3));
}

static void put_weekday(struct ink *shown, const struct mask_token *token, int weekday)
{
    if (token->letter == 'a') {
        shown_put(shown, token->count > 3 ? STR("星期") : STR(""));
        shown_put(shown, day_name_zh[weekday]);
    } else {
        shown_put(shown, str_part(day_name[weekday], 0, token->count == 3 ? 3 : SIZE_MAX));
    }
}

static void put_noon(struct ink *shown, struct str code, bool afternoon)
{
    ptrdiff_t slash = str_find(code, STR("/"));
    shown_put(shown, afternoon ? str_part(code, (size_t)slash + 1, code.length) : str_part(code, 0, (size_t)slash));
}

static void put_letter(struct ink *shown, const struct mask_section *section, const struct mask_token *token,
                       const struct serial *day, bool noon)
{
    int least = token->count > 1 ? 2 : 1;
    switch (token->letter) {
    case 'y':
        put_count(shown, section, token->count > 2 ? day->year : day->year % 100, token->count > 2 ? 4 : 2);
        break;
    case 'm': put_month(shown, section, token, day->month); break;
    case 'd':
        if (token->count > 2)
            put_weekday(shown, token, day->weekday);
        else
            put_count(shown, section, day->day, least);
        break;
    case 'a': put_weekday(shown, token, day->weekday); break;
    case 'h': put_count(shown, section, noon ? (day->hour + 11) % 12 + 1 : day->hour, least); break;
    case 'M': put_count(shown, section, day->minute, least); break;
    case 's': put_count(shown, section, day->second, least); break;
    default: break;
    }
}

static void put_elapsed(struct ink *shown, const struct mask_section *section, const struct mask_token *token,
                        int64_t seconds)
{
    put_count(shown, section, token->letter == 'h' ? seconds / 3600 : token->letter == 'M' ? seconds / 60 : seconds,
              token->count);
}

static void put_parts(struct ink *shown, int milli, int places)
{
    char text[16];
    snprintf(text, sizeof text, ".%03d", milli);
    shown_put(shown, (struct str){text, (size_t)places + 1});
}

static void put_characters(struct ink *shown, const struct mask_section *section, const struct serial *day)
{
    bool noon = false;
    for (int i = 0; i < section->tokens; i++)
        noon |= section->token[i].kind == MASK_NOON;
    for (int i = 0; i < section->tokens; i++) {
        const struct mask_token *token = &section->token[i];
        switch (token->kind) {
        case MASK_WORDS: shown_put(shown, token->text); break;
        case MASK_PAD: shown_put(shown, STR(" ")); break;
        case MASK_DATE: put_letter(shown, section, token, day, noon); break;
        case MASK_ELAPSED: put_elapsed(shown, section, token, day->seconds); break;
        case MASK_PART: put_parts(shown, day->milli, token->count); break;
        case MASK_NOON: put_noon(shown, token->text, day->hour >= 12); break;
        default: break;
        }
    }
    struct str text = str_trim((struct str){shown->at, shown->length});
    memmove(shown->at, text.at, text.length);
    shown->length = text.length;
}

/* ---- as ISO 8601 ---- */

/* What a section shows of a day; the words in it are only what parts its numbers. */
struct parts {
    bool year, month, day, hour, minute, second, part, other;
};

static bool only_parts(struct str words)
{
    static const struct str part[] = {STR("年"), STR("月"), STR("日"), STR("号"), STR("时"), STR("点"), STR("分"), STR("秒"),
                                      STR("T"), STR("Z"), STR("年份"), STR("月份"), STR("/"), STR("-"), STR("."), STR(","),
                                      STR(":"), STR(" "), STR("'")};
    if (!words.length)
        return true;
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (str_starts(words, part[i]) && only_parts(str_part(words, part[i].length, words.length)))
            return true;
    return false;
}

static struct parts parts_of(const struct mask_section *section)
{
    struct parts parts = {.other = false};
    for (int i = 0; i < section->tokens; i++) {
        const struct mask_token *token = &section->token[i];
        bool dated = token->kind == MASK_DATE;
        parts.year |= dated && token->letter == 'y';
        parts.month |= dated && token->letter == 'm';
        parts.day |= dated && token->letter == 'd' && token->count < 3;
        parts.hour |= dated && token->letter == 'h';
        parts.minute |= dated && token->letter == 'M';
        parts.second |= dated && token->letter == 's';
        parts.part |= token->kind == MASK_PART;
        parts.other |= token->kind == MASK_ELAPSED ||
                       (token->kind == MASK_WORDS && !only_parts(token->text));
    }
    return parts;
}

/* A year, a month or a day with a time behind it: what is shown without a gap. */
static bool is_iso(const struct parts *parts)
{
    bool timed = parts->hour || parts->minute || parts->second;
    return parts->year && !parts->other && (parts->month || !parts->day) && (parts->day || !timed) &&
           (!timed || parts->hour);
}

static void put_iso(struct ink *shown, const struct parts *parts, const struct serial *day)
{
    char text[96];
    int length = snprintf(text, sizeof text, "%04d", day->year);
    if (parts->month)
        length += snprintf(text + length, sizeof text - (size_t)length, "-%02d", day->month);
    if (parts->day)
        length += snprintf(text + length, sizeof text - (size_t)length, "-%02d", day->day);
    if (parts->hour)
        length += snprintf(text + length, sizeof text - (size_t)length, "T%02d:%02d", day->hour, day->minute);
    if (parts->second)
        length += snprintf(text + length, sizeof text - (size_t)length, ":%02d", day->second);
    if (parts->part)
        length += snprintf(text + length, sizeof text - (size_t)length, ".%03d", day->milli);
    shown_put(shown, (struct str){text, (size_t)length});
}

bool shown_date(struct ink *shown, const struct mask_section *section, const struct stored *value,
                enum shown_as as, bool from_1904)
{
    struct parts parts = parts_of(section);
    struct serial day;
    if (!serial_read(value, from_1904, parts.part, &day))
        return false;
    if (as == SHOWN_MEANT && is_iso(&parts) && (day.real || !parts.day))
        put_iso(shown, &parts, &day);
    else
        put_characters(shown, section, &day);
    return day.real || (!parts.year && !parts.month && !parts.day);
}
