/* mask - see mask.h */
#include "base/str.h"
#include "show/mask.h"

/* ---- a code's letters ---- */

struct scan {
    struct mem *mem;
    struct str rest;
    struct mask *mask;
    struct mask_section *section;
    struct mask_token room[MASK_TOKENS];
    bool broken;
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool starts(struct str text, struct str start)
{
    if (text.length < start.length)
        return false;
    for (size_t i = 0; i < start.length; i++)
        if (lower(text.at[i]) != lower(start.at[i]))
            return false;
    return true;
}

static void put(struct scan *scan, enum mask_token_kind kind, char letter, int count, struct str text)
{
    if (scan->section->tokens == MASK_TOKENS)
        scan->broken = true;
    else
        scan->room[scan->section->tokens++] = (struct mask_token){kind, letter, count, text};
}

static struct str take(struct scan *scan, size_t length)
{
    struct str taken = str_part(scan->rest, 0, length);
    scan->rest = str_part(scan->rest, length, scan->rest.length);
    return taken;
}

/* One character, as many bytes as it has. */
static struct str take_rune(struct scan *scan)
{
    struct str behind = scan->rest;
    if (!behind.length)
        return behind;
    str_rune(&behind);
    return take(scan, scan->rest.length - behind.length);
}

static void take_quoted(struct scan *scan)
{
    take(scan, 1);
    ptrdiff_t end = str_find(scan->rest, STR("\""));
    if (end < 0)
        scan->broken = true;
    put(scan, MASK_WORDS, 0, 0, take(scan, end < 0 ? scan->rest.length : (size_t)end));
    take(scan, 1);
}

/* A condition: >=100. */
static void take_condition(struct mask_section *section, struct str inside)
{
    struct stored limit;
    char first = inside.at[0], second = inside.length > 1 ? inside.at[1] : 0;
    bool twice = second == '=' || (first == '<' && second == '>');
    if (!stored_parse(str_trim(str_part(inside, twice ? 2 : 1, inside.length)), &limit))
        return;
    section->limit = stored_double(&limit);
    section->comparison = !twice ? first : second == '>' ? '!' : first == '<' ? 'l' : first == '>' ? 'g' : '=';
}

static bool all_of(struct str text, char letter)
{
    for (size_t i = 0; i < text.length; i++)
        if (lower(text.at[i]) != letter)
            return false;
    return text.length > 0;
}

/* Brackets: a color, a condition, a currency, kinds of digits, hours beyond the day. */
static void take_bracket(struct scan *scan)
{
    take(scan, 1);
    ptrdiff_t end = str_find(scan->rest, STR("]"));
    if (end < 0) {
        scan->broken = true;
        return;
    }
    struct str inside = take(scan, (size_t)end);
    take(scan, 1);
    if (!inside.length)
        return;
    if (inside.at[0] == '$') {
        ptrdiff_t dash = str_find(inside, STR("-"));
        struct str sign = str_part(inside, 1, dash < 0 ? inside.length : (size_t)dash - 1);
        if (sign.length)
            put(scan, MASK_WORDS, 0, 0, sign);
    } else if (inside.at[0] == '<' || inside.at[0] == '>' || inside.at[0] == '=') {
        take_condition(scan->section, inside);
    } else if (starts(inside, STR("dbnum")) && inside.length == 6 && inside.at[5] >= '1' && inside.at[5] <= '3') {
        scan->section->ideographs = inside.at[5] - '0';
    } else if (all_of(inside, 'h') || all_of(inside, 'm') || all_of(inside, 's')) {
        char letter = lower(inside.at[0]);
        put(scan, MASK_ELAPSED, letter == 'm' ? 'M' : letter, (int)inside.length, (struct str){NULL, 0});
    }
}

/* Words that stand without quotes and are more than letters of dates. */
static bool take_word(struct scan *scan)
{
    static const struct {
        struct str word;
        enum mask_token_kind kind;
    } word[] = {{STR("General"), MASK_GENERAL}, {STR("G/通用格式"), MASK_GENERAL}, {STR("AM/PM"), MASK_NOON},
                {STR("A/P"), MASK_NOON}, {STR("上午/下午"), MASK_NOON}};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (starts(scan->rest, word[i].word)) {
            put(scan, word[i].kind, 0, 0, take(scan, word[i].word.length));
            return true;
        }
    return false;
}

/* A run of one letter of dates: yyyy. */
static bool take_date(struct scan *scan)
{
    char letter = lower(scan->rest.at[0]);
    size_t count = 1;
    if (!memchr("ymdhsegab", letter, 9))
        return false;
    while (count < scan->rest.length && lower(scan->rest.at[count]) == letter)
        count++;
    if (letter == 'a' && count < 3)
        return false;
    take(scan, count);
    if (letter == 'e' || letter == 'b')                   /* the year in full, or of another era: the year */
        letter = 'y', count = 4;
    put(scan, MASK_DATE, letter, (int)count, (struct str){NULL, 0});
    return true;
}

/* E+00: digits follow the sign. */
static bool is_exponent(struct str rest)
{
    return rest.length > 2 && lower(rest.at[0]) == 'e' && (rest.at[1] == '+' || rest.at[1] == '-') &&
           memchr("0#?", rest.at[2], 3);
}

static void take_sign(struct scan *scan)
{
    static const struct {
        char sign;
        enum mask_token_kind kind;
    } sign[] = {{'0', MASK_DIGIT}, {'#', MASK_DIGIT}, {'?', MASK_DIGIT}, {'.', MASK_POINT}, {',', MASK_COMMA},
                {'%', MASK_PERCENT}, {'/', MASK_SLASH}, {'@', MASK_TEXT}};
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
        if (scan->rest.at[0] == sign[i].sign) {
            put(scan, sign[i].kind, sign[i].sign, 1, take(scan, 1));
            return;
        }
    put(scan, MASK_WORDS, 0, 0, take_rune(scan));
}

static void take_token(struct scan *scan)
{
    char c = scan->rest.at[0];
    if (c == '"') {
        take_quoted(scan);
    } else if ((c == '\\' || c == '!') && scan->rest.length > 1) {
        take(scan, 1);
        put(scan, MASK_WORDS, 0, 0, take_rune(scan));
    } else if (c == '_') {
        take(scan, 1);
        take_rune(scan);
        put(scan, MASK_PAD, 0, 0, (struct str){NULL, 0});
    } else if (c == '*') {
        take(scan, 1);
        take_rune(scan);
    } else if (c == '[') {
        take_bracket(scan);
    } else if (is_exponent(scan->rest)) {
        char sign = scan->rest.at[1];
        put(scan, MASK_EXPONENT, sign, 1, take(scan, 2));
    } else if (!take_word(scan) && !take_date(scan)) {
        take_sign(scan);
    }
}

/* ---- what a section does ---- */

/* Which m are minutes: those behind an hour or before a second.  A point before zeros,
 * behind a second, begins its parts; other signs are mere text. */
static void settle_date(struct mask_section *section)
{
    char before = 0;
    for (int i = 0; i < section->tokens; i++) {
        struct mask_token *token = &section->token[i];
        if (token->kind == MASK_POINT && before == 's' && i + 1 < section->tokens && token[1].letter == '0') {
            int zeros = 0;
            for (int k = i + 1; k < section->tokens && section->token[k].kind == MASK_DIGIT; k++) {
                section->token[k].kind = MASK_WORDS;
                section->token[k].text = (struct str){NULL, 0};
                zeros++;
            }
            token->kind = MASK_PART;
            token->count = zeros > 3 ? 3 : zeros;
        } else if (token->kind == MASK_DATE || token->kind == MASK_ELAPSED) {
            char after = 0;
            for (int k = i + 1; k < section->tokens && !after; k++)
                if (section->token[k].kind == MASK_DATE || section->token[k].kind == MASK_ELAPSED)
                    after = section->token[k].letter;
            if (token->letter == 'm' && (before == 'h' || after == 's'))
                token->letter = 'M';
            before = token->letter;
        } else if (token->kind == MASK_POINT || token->kind == MASK_COMMA || token->kind == MASK_SLASH ||
                   token->kind == MASK_PERCENT || token->kind == MASK_DIGIT) {
            token->kind = MASK_WORDS;
        }
    }
}

/* Does a place for a digit follow at once? */
static bool digit_follows(const struct mask_section *section, int i)
{
    return i + 1 < section->tokens && section->token[i + 1].kind == MASK_DIGIT;
}

/* Counts the places for digits, and what scales. */
static void settle_number(struct mask_section *section)
{
    bool behind = false, exponent = false;
    int written = 0;
    for (int i = 0; i < section->tokens; i++) {
        struct mask_token *token = &section->token[i];
        if (token->kind == MASK_DIGIT && exponent) {
            section->exponent++;
        } else if (token->kind == MASK_DIGIT && behind) {
            section->places++;
            section->least_places = token->letter != '#' ? section->places : section->least_places;
        } else if (token->kind == MASK_DIGIT) {
            section->whole++;
            section->least_whole += token->letter == '0' || section->least_whole;
            written += written > 0;
        } else if (token->kind == MASK_POINT) {
            behind = true;
        } else if (token->kind == MASK_EXPONENT) {
            exponent = true;
        } else if (token->kind == MASK_PERCENT) {
            section->power += 2;
        } else if (token->kind == MASK_COMMA && section->whole && digit_follows(section, i)) {
            section->grouped = true;
        } else if (token->kind == MASK_COMMA && (section->whole || section->places)) {
            section->power -= 3;
        } else if (token->kind == MASK_WORDS && str_eq(token->text, STR(".")) && section->whole && !behind) {
            written = digit_follows(section, i);
        }
    }
    section->written_point = behind || !written ? 0 : written - 1;
}

static bool has(const struct mask_section *section, enum mask_token_kind kind)
{
    for (int i = 0; i < section->tokens; i++)
        if (section->token[i].kind == kind)
            return true;
    return false;
}

/* Between places for digits, so that 1/2 can come of it. */
static bool has_fraction(const struct mask_section *section)
{
    bool before = false, slash = false;
    for (int i = 0; i < section->tokens; i++) {
        if (section->token[i].kind == MASK_DIGIT && slash)
            return true;
        before |= section->token[i].kind == MASK_DIGIT;
        slash |= before && section->token[i].kind == MASK_SLASH;
    }
    return false;
}

static void settle(struct scan *scan)
{
    struct mask_section *section = scan->section;
    section->token = mem_array(scan->mem, (size_t)section->tokens, sizeof *section->token);
    memcpy(section->token, scan->room, (size_t)section->tokens * sizeof *section->token);
    section->unused = section->tokens == 0;
    if (has(section, MASK_DATE) || has(section, MASK_ELAPSED) || has(section, MASK_NOON)) {
        section->kind = MASK_IS_DATE;
        settle_date(section);
    } else if (has(section, MASK_GENERAL)) {
        section->kind = MASK_IS_GENERAL;
    } else if (has_fraction(section)) {
        section->kind = MASK_IS_FRACTION;
    } else if (has(section, MASK_DIGIT)) {
        section->kind = MASK_IS_NUMBER;
        settle_number(section);
    } else if (has(section, MASK_TEXT)) {
        section->kind = MASK_IS_TEXT;
    }
}

/* ---- the whole ---- */

static const struct mask *general(struct mem *mem)
{
    struct mask *mask = mem_take(mem, sizeof *mask);
    mask->sections = 1;
    mask->section[0].kind = MASK_IS_GENERAL;
    mask->section[0].token = mem_take(mem, sizeof(struct mask_token));
    mask->section[0].token[0].kind = MASK_GENERAL;
    mask->section[0].tokens = 1;
    return mask;
}

const struct mask *mask_read(struct mem *mem, struct str code)
{
    struct scan scan = {.mem = mem, .rest = code};
    if (!code.length || code.length > MASK_CODE_MAX || str_utf8(code) < code.length)
        return general(mem);
    scan.mask = mem_take(mem, sizeof *scan.mask);
    scan.section = scan.mask->section;
    scan.mask->sections = 1;
    while (scan.rest.length && !scan.broken) {
        if (scan.rest.at[0] != ';') {
            take_token(&scan);
            continue;
        }
        take(&scan, 1);
        settle(&scan);
        if (scan.mask->sections == MASK_SECTIONS)
            scan.broken = true;
        else
            scan.section = &scan.mask->section[scan.mask->sections++];
    }
    if (scan.broken)
        return general(mem);
    settle(&scan);
    scan.mask->text_last = scan.mask->sections == MASK_SECTIONS || has(scan.section, MASK_TEXT);
    return scan.mask;
}

static bool holds(const struct mask_section *section, double value)
{
    switch (section->comparison) {
    case '<': return value < section->limit;
    case '>': return value > section->limit;
    case '=': return value == section->limit;
    case 'l': return value <= section->limit;
    case 'g': return value >= section->limit;
    default: return value != section->limit;
    }
}

const struct mask_section *mask_for_number(const struct mask *mask, const struct stored *value, bool *unsigned_)
{
    const struct mask_section *section = mask->section;
    int numbers = mask->sections - (mask->text_last && mask->sections > 1);
    *unsigned_ = false;
    if (numbers == 1)
        return section;
    if (section[0].comparison || section[1].comparison) {
        double number = stored_double(value);
        int at = numbers - 1;
        if (section[0].comparison ? holds(&section[0], number) : number > 0)
            at = 0;
        else if (section[1].comparison && holds(&section[1], number))
            at = 1;
        char sign = section[at].comparison;
        *unsigned_ = section[at].limit <= 0 && (sign == '<' || sign == 'l');
        return &section[at];
    }
    if (value->negative && value->count) {
        *unsigned_ = true;
        return &section[1];
    }
    return !value->count && numbers > 2 ? &section[2] : section;
}

const struct mask_section *mask_for_text(const struct mask *mask)
{
    const struct mask_section *last = &mask->section[mask->sections - 1];
    return mask->text_last && (mask->sections == MASK_SECTIONS || has(last, MASK_TEXT)) ? last : NULL;
}

/* ---- codes by number ---- */

static const struct {
    unsigned number;
    const char *code;
} builtin[] = {
    {0, "General"}, {1, "0"}, {2, "0.00"}, {3, "#,##0"}, {4, "#,##0.00"}, {5, "¥#,##0;¥-#,##0"},
    {6, "¥#,##0;[Red]¥-#,##0"}, {7, "¥#,##0.00;¥-#,##0.00"}, {8, "¥#,##0.00;[Red]¥-#,##0.00"}, {9, "0%"},
    {10, "0.00%"}, {11, "0.00E+00"}, {12, "# ?/?"}, {13, "# ?\?/?\?"}, {14, "yyyy/m/d"}, {15, "d-mmm-yy"},
    {16, "d-mmm"}, {17, "mmm-yy"}, {18, "h:mm AM/PM"}, {19, "h:mm:ss AM/PM"}, {20, "h:mm"}, {21, "h:mm:ss"},
    {22, "yyyy/m/d h:mm"}, {27, "yyyy年m月"}, {28, "m月d日"}, {29, "m月d日"}, {30, "m-d-yy"}, {31, "yyyy年m月d日"},
    {32, "h时mm分"}, {33, "h时mm分ss秒"}, {34, "上午/下午h时mm分"}, {35, "上午/下午h时mm分ss秒"}, {36, "yyyy年m月"},
    {37, "#,##0;-#,##0"}, {38, "#,##0;[Red]-#,##0"}, {39, "#,##0.00;-#,##0.00"}, {40, "#,##0.00;[Red]-#,##0.00"},
    {41, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ "}, {42, "_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* \"-\"_ ;_ @_ "},
    {43, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ "},
    {44, "_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"?\?_ ;_ @_ "}, {45, "mm:ss"}, {46, "[h]:mm:ss"},
    {47, "mm:ss.0"}, {48, "##0.0E+0"}, {49, "@"}, {50, "yyyy年m月"}, {51, "m月d日"}, {52, "yyyy年m月"}, {53, "m月d日"},
    {54, "m月d日"}, {55, "上午/下午h时mm分"}, {56, "上午/下午h时mm分ss秒"}, {57, "yyyy年m月"}, {58, "m月d日"}};

const char *mask_builtin(unsigned number)
{
    for (size_t i = 0; i < sizeof builtin / sizeof *builtin; i++)
        if (builtin[i].number == number)
            return builtin[i].code;
    return NULL;
}
