/* role - see role.h */
#include "base/str.h"
#include "cell/heading.h"
#include "cell/period_zh.h"
#include "io/text.h"
#include "table/role.h"
#include "values/num.h"

/* ---- the tables ---- */

static const struct {
    enum role role;
    struct str header;
} synonym[] = {
#define H(NAME, header) {ROLE_##NAME, {header, sizeof header - 1}},
#include "table/roles.def"
#undef H
};

/* What is it only where no other column is. */
static const struct {
    enum role role;
    struct str header;
} perhaps[] = {
#define W(NAME, header) {ROLE_##NAME, {header, sizeof header - 1}},
#include "table/roles.def"
#undef W
};

static const struct str scale_header[] = {
#define K(header) {header, sizeof header - 1},
#include "table/roles.def"
#undef K
};

static const struct {
    struct str word;
    struct gloss measure;
} period_word[] = {
#define S(text) {text, sizeof text - 1}
#define P(text, sign, kind, own) {S(text), {.status = S(sign), .caliber = S(kind), .unit = S(own)}},
#include "table/roles.def"
#undef P
#undef S
};

/* Words of which the names of region columns are made, and their levels. */
static const struct {
    struct str word;
    enum role_level level;
} region_word[] = {
#define R(text, LEVEL) {{text, sizeof text - 1}, LEVEL_##LEVEL},
#include "table/roles.def"
#undef R
};

/* Words that say from where a figure is counted. */
static const struct {
    struct str word;
    enum reach from;
} reach[] = {
#define T(text, FROM) {{text, sizeof text - 1}, REACH_##FROM},
#include "table/roles.def"
#undef T
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

struct str role_name(enum role role)
{
    return observed_row((enum observed)role)->name;
}

struct str added_name(enum added added)
{
    static const struct str name[] = {
#define A(NAME, column, meaning) {column, sizeof column - 1},
#include "table/roles.def"
#undef A
    };
    return name[added];
}

enum role role_find(struct str name)
{
    enum observed column = observed_find(name);
    return column < (enum observed)ROLE_COUNT ? (enum role)column : ROLE_OTHER;
}

/* ---- names of columns ---- */

static struct str without_end(struct str text, const char *const *end, size_t ends)
{
    for (size_t i = 0; i < ends; i++)
        if (str_ends(text, str_of(end[i])) && text.length > str_of(end[i]).length)
            return str_part(text, 0, text.length - str_of(end[i]).length);
    return text;
}

static struct str without_start(struct str text, const char *const *start, size_t starts)
{
    for (size_t i = 0; i < starts; i++)
        if (str_starts(text, str_of(start[i])) && text.length > str_of(start[i]).length)
            return str_part(text, str_of(start[i]).length, text.length);
    return text;
}

/* 区（县、市）, 各区县, 县（市）区: nothing but words for regions.  Of several levels the lowest counts,
 * but 省市 are provinces. */
static bool is_region_key(struct str key, enum role_level *level)
{
    static const char *const start[] = {"所属", "所在", "各", "全部"}, *const end[] = {"名称", "名字", "名", "别", "별", "names",
                                                                                          "name"},
                             *const between[] = {"(", ")", "、", ",", "/", "和", "或", "及", "_", "·"};
    bool province = false;
    struct str rest = without_start(without_end(key, end, LENGTH(end)), start, LENGTH(start));
    *level = LEVEL_ANY;
    for (bool begun = false; rest.length && !str_eq(key, STR("单位名称")); begun = true) {
        size_t length = 0;
        for (size_t i = 0; begun && i < LENGTH(between); i++)
            length = str_starts(rest, str_of(between[i])) ? str_of(between[i]).length : length;
        enum role_level found = LEVEL_ANY;
        for (size_t i = 0; i < LENGTH(region_word); i++)
            if (region_word[i].word.length > length && str_starts(rest, region_word[i].word)) {
                length = region_word[i].word.length;
                found = region_word[i].level;
            }
        if (!length)
            return false;
        *level = found > *level ? found : *level;
        province = province || found == LEVEL_PROVINCE;
        rest = str_part(rest, length, rest.length);
    }
    *level = province && *level == LEVEL_CITY ? LEVEL_PROVINCE : *level;
    return key.length > 0;
}

/* observationstatus, flagcodes, 数据性质. */
static bool is_status_key(struct str key)
{
    static const char *const start[] = {"数据", "数值", "指标值", "观测值", "统计"},
                             *const end[] = {"状态", "性质", "类型", "标志", "标识", "标记"},
                             *const word[] = {"observation", "obs", "data", "value", "flag", "status", "codes",
                                              "code", "_"};
    struct str rest = without_start(key, start, LENGTH(start));
    for (size_t i = 0; rest.length < key.length && i < LENGTH(end); i++)
        if (str_eq(rest, str_of(end[i])))
            return true;
    bool told = str_find(key, STR("flag")) >= 0 || str_find(key, STR("status")) >= 0;
    for (rest = key; rest.length && told;) {
        struct str less = without_start(rest, word, LENGTH(word));
        for (size_t i = 0; i < LENGTH(word); i++)
            if (str_eq(rest, str_of(word[i])))
                return true;
        if (str_eq(rest, STR("s")))
            return true;
        told = less.length < rest.length;
        rest = less;
    }
    return false;
}

static struct role_guess role_by_mapping(const struct mapping_row *row, struct str key)
{
    struct role_guess guess = {role_find(row->to), ROLE_BY_MAPPING, LEVEL_ANY, row};
    if (!is_region_key(key, &guess.level))
        guess.level = LEVEL_ANY;
    if (!row->to.length)
        guess.role = ROLE_NONE;
    else if (str_eq(row->to, STR("scale")))
        guess.role = ROLE_SCALE;
    return guess;
}

/* The role that has the very name, or is called so by others. */
static enum role role_called(struct str key)
{
    enum role role = role_find(key);
    for (size_t i = 0; role == ROLE_OTHER && i < LENGTH(synonym); i++)
        if (str_eq(key, synonym[i].header))
            role = synonym[i].role;
    for (size_t i = 0; role == ROLE_OTHER && i < LENGTH(scale_header); i++)
        if (str_eq(key, scale_header[i]))
            role = ROLE_SCALE;
    return role;
}

static struct role_guess role_by_key(struct str key)
{
    static const char *const code[] = {"代码", "编码", "编号", "_codes", "_code", "codes", "code", "_id", "id"};
    struct str bare = without_end(key, code, LENGTH(code));
    bool coded = bare.length < key.length;
    struct role_guess guess = {role_called(key), coded ? ROLE_BY_CODE : ROLE_BY_NAME, LEVEL_ANY, NULL};
    bool region = is_region_key(coded ? bare : key, &guess.level);
    if (guess.role != ROLE_OTHER)
        return guess;
    guess.surety = coded ? ROLE_BY_CODE : ROLE_BY_RULE;
    if (region)
        guess.role = ROLE_REGION;
    else if (is_status_key(key)) {
        guess.role = ROLE_STATUS;
        guess.surety = ROLE_BY_RULE;
    } else if (coded && role_called(bare) == ROLE_INDICATOR)
        guess.role = ROLE_INDICATOR;
    for (size_t i = 0; i < LENGTH(perhaps) && guess.role == ROLE_OTHER; i++)
        if (str_eq(key, perhaps[i].header))
            guess.role = perhaps[i].role;
    return guess;
}

struct role_guess role_of(struct mem *mem, const struct mapping *mapping, struct str header, struct str name,
                          uint32_t number)
{
    const struct mapping_row *mapped = NULL;
    if (mapping->count && number)
        mapped = mapping_find(mem, mapping, MAPPING_COLUMN, mem_format(mem, "#%u", number));
    if (!mapped && name.length)
        mapped = mapping_find(mem, mapping, MAPPING_COLUMN, header);
    if (!mapped && name.length)
        mapped = mapping_find(mem, mapping, MAPPING_COLUMN, name);
    struct str key = heading_key(mem, name);
    return mapped ? role_by_mapping(mapped, key) : role_by_key(key);
}

bool role_is_sdmx_frame(struct str header)
{
    return str_eq(header, STR("STRUCTURE")) || str_eq(header, STR("STRUCTURE_ID")) || str_eq(header, STR("ACTION")) ||
           str_eq(header, STR("DATAFLOW"));
}

/* ---- periods ---- */

static size_t digits_at(struct str text, size_t at)
{
    size_t length = 0;
    while (at + length < text.length && str_is_digit(text.at[at + length]))
        length++;
    return length;
}

/* Does the text begin with a year of our time? */
static bool begins_with_year(struct str text)
{
    return digits_at(text, 0) == 4 && (str_starts(text, STR("19")) || str_starts(text, STR("20")));
}

/* A bare number is a period only where it looks like one of our time: 2021, 202106, 20210630,
 * 2021.06. */
static bool is_likely_period(struct str text)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK)
        return true;
    bool ours = str_starts(text, STR("19")) || str_starts(text, STR("20"));
    size_t digits = digits_at(text, 0);
    bool month = digits == 4 && digits < text.length && text.at[4] == '.' && text.length - digits <= 3;
    return ours && (month || (digits == text.length && (digits == 4 || digits == 6 || digits == 8)));
}

/* ---- measures ---- */

/* The text without what it ends with, and spaces before that; false where it does not. */
static bool take_end(struct str *text, struct str end)
{
    if (!end.length || !str_ends(*text, end))
        return false;
    *text = text_trim(str_part(*text, 0, text->length - end.length));
    return true;
}

static bool take_unit(struct str *text, struct str unit)
{
    return take_end(text, unit) || (str_eq(unit, STR("%")) && take_end(text, STR("％")));
}

/* The longest word of the table that the text ends with, its unit behind it or not. */
static bool take_word(struct str *text, struct gloss *measure)
{
    size_t longest = 0;
    struct str whole = *text;
    for (size_t i = 0; i < LENGTH(period_word); i++) {
        struct str rest = whole;
        struct gloss found = period_word[i].measure;
        found.unit_said = take_unit(&rest, found.unit);
        if (period_word[i].word.length <= longest || !take_end(&rest, period_word[i].word))
            continue;
        longest = period_word[i].word.length;
        *text = rest;
        *measure = found;
    }
    return longest > 0;
}

/* 累计 or 本月, whose words may hold others: 1-本月累计. */
static bool take_reach(struct str *text, struct gloss *measure)
{
    size_t longest = 0;
    struct str whole = *text;
    for (size_t i = 0; i < LENGTH(reach); i++) {
        struct str rest = whole;
        if (reach[i].word.length <= longest || !take_end(&rest, reach[i].word))
            continue;
        longest = reach[i].word.length;
        *text = rest;
        measure->to_date = reach[i].from == REACH_YEAR;
        measure->current = reach[i].from != REACH_YEAR;
        measure->of = reach[i].from;
    }
    return longest > 0;
}

/* A measure at the end of a text: 累计, 累计同比±%, 当季值, 目标. */
static bool take_measure(struct str *text, struct gloss *measure)
{
    *measure = (struct gloss){.to_date = false};
    struct str whole = *text;
    bool word = take_word(text, measure), reached = take_reach(text, measure);
    if (word && !reached) {   /* 同比累计 is 累计同比 */
        struct str rest = whole;
        struct gloss alone = {.to_date = false}, inner;
        if (take_reach(&rest, &alone) && take_word(&rest, &inner) && rest.length < text->length) {
            *text = rest;
            *measure = inner;
            measure->to_date = alone.to_date;
            measure->current = alone.current;
            measure->of = alone.of;
        }
    }
    return word || reached;
}

/* The text without brackets around its end: 2021年（实际） is 2021年 and 实际. */
static bool split_brackets(struct str text, struct str *before, struct str *inner)
{
    static const struct { struct str open, close; } kind[] = {{{"（", 3}, {"）", 3}}, {{"(", 1}, {")", 1}}};
    for (size_t i = 0; i < LENGTH(kind); i++) {
        ptrdiff_t open = str_find(text, kind[i].open);
        if (open < 0 || !str_ends(text, kind[i].close))
            continue;
        size_t from = (size_t)open + kind[i].open.length;
        *before = text_trim(str_part(text, 0, (size_t)open));
        *inner = text_trim(str_part(text, from, text.length - kind[i].close.length - from));
        return true;
    }
    return false;
}

/* The text before a measure that it ends with, in brackets or not. */
static bool before_measure(struct str text, struct str *before, struct gloss *measure)
{
    struct str inner;
    if (split_brackets(text, before, &inner))
        return inner.length && take_measure(&inner, measure) && !inner.length;
    *before = text;
    return take_measure(before, measure);
}

bool role_measure(struct str name, struct gloss *measure)
{
    struct str before;
    return before_measure(text_trim(name), &before, measure) && !before.length;
}

bool role_measure_behind(struct str name, struct str *before, struct gloss *measure)
{
    static const char *const sign[] = {"_", "＿", ":", "：", "-", "－", "—", "/", "／", "·", "，", ",", " ", "　"};
    struct str text = text_trim(name), inner;
    *before = text;
    if (split_brackets(text, before, &inner))
        return before->length && inner.length && take_measure(&inner, measure) && !inner.length;
    if (!take_measure(before, measure) || !before->length)
        return false;
    bool never_named = measure->to_date || measure->current;
    struct str behind = str_part(text, before->length, text.length), bare = text_trim(behind);
    bool apart = bare.length < behind.length;
    for (size_t i = 0; i < LENGTH(sign) && !apart; i++)
        apart = take_end(before, str_of(sign[i])) && before->length;
    if (apart)
        return true;
    struct gloss reached;
    struct str rest = text;
    bool bare_reach = take_reach(&rest, &reached) && rest.length == before->length;
    return str_starts(bare, STR("同比")) || (never_named && !bare_reach);
}

bool role_reach_unsaid(struct str name)
{
    struct str text = text_trim(name);
    for (size_t i = 0; i < LENGTH(reach); i++)
        if (reach[i].from == REACH_YEAR && reach[i].word.length < text.length &&
            (str_starts(text, reach[i].word) || str_ends(text, reach[i].word)))
            return true;
    return false;
}

static bool before_word_of_period(struct mem *mem, const struct periods *how, struct str name, int year,
                                  struct str *period, struct gloss *measure)
{
    struct period_zh read;
    struct str before;
    if (!before_measure(text_trim(name), &before, measure) || !before.length || !is_likely_period(before) ||
        !period_zh_read(mem, how, before, year, &read))
        return false;
    /* 2030年3月累计 may be counted from January or not, whatever word is behind. */
    if (measure->to_date)
        return false;
    *period = before;
    return true;
}

/* Is a text that was refused a period all the same?  One that begins with a year, or X and a year,
 * and has nothing but digits and signs behind, or 累计 at its end; or two digits and 年. */
static bool is_nearly_period(struct str key)
{
    bool exported = str_starts(key, STR("x")) || str_starts(key, STR("X"));
    struct str rest = str_part(key, exported, key.length);
    if (digits_at(key, 0) == 2 && str_eq(str_part(key, 2, key.length), STR("年")))
        return true;
    if (!begins_with_year(rest))
        return false;
    for (size_t i = 0; i < rest.length; i++)
        if (!str_is_digit(rest.at[i]) && !memchr("./-", rest.at[i], 3))
            return str_starts(str_part(rest, 4, rest.length), STR("年")) && str_find(rest, STR("累计")) >= 0;
    return exported || rest.length > 4;
}

bool role_period(struct mem *mem, const struct periods *how, struct str name, int year, struct str *period,
                 struct gloss *measure, struct str *why)
{
    struct period_zh read = {.why = {NULL, 0}};
    *measure = (struct gloss){.unit_said = false};
    *period = name;
    *why = (struct str){NULL, 0};
    struct str text = text_fold(mem, text_trim(name), TEXT_WIDE | TEXT_SPACE | TEXT_DASH | TEXT_HIDDEN | TEXT_BIDI,
                                NULL);
    if (!name.length)
        return false;
    bool likely = is_likely_period(text);
    if (likely && period_zh_read(mem, how, name, year, &read))
        return true;
    if (likely && before_word_of_period(mem, how, name, year, period, measure))
        return true;
    *period = name;
    *measure = (struct gloss){.unit_said = false};
    if (!read.why.length && str_ends(text, STR(".0")))
        period_zh_read(mem, how, name, year, &read);
    if (read.why.length && is_nearly_period(text))
        *why = read.why;
    return false;
}

bool role_has_own_unit(struct str caliber)
{
    for (size_t i = 0; caliber.length && i < LENGTH(period_word); i++)
        if (str_eq(period_word[i].measure.caliber, caliber))
            return period_word[i].measure.unit.length > 0;
    return false;
}

bool role_is_relative(struct str name)
{
    static const char *const amount[] = {"功率", "频率", "汇率"};
    static const char *const end[] = {"率", "比", "比重", "占比", "比例", "位次", "排名", "名次", "增速", "增长", "增减",
                                      "增幅", "速度", "进度", "指数", "系数", "序号", "编号", "行次", "代码", "编码"};
    for (size_t i = 0; i < LENGTH(amount); i++)
        if (str_ends(name, str_of(amount[i])))
            return false;
    for (size_t i = 0; i < LENGTH(end); i++)
        if (str_ends(name, str_of(end[i])))
            return true;
    return false;
}
