/* schema_type - the table of types; see schema_inside.h
 *
 * A type is one row of `types` and the functions it names.  doc/steelyard-schema.5
 * has an entry for each.
 */
#include "base/voice.h"
#include "meaning/schema_inside.h"
#include "values/moment.h"

/* ---- strings ---- */

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Above ASCII: part of a character that email addresses and URIs may have today. */
static bool is_high(char byte)
{
    return ((unsigned char)byte & 0x80) != 0;
}

static bool is_among(char byte, const char *among)
{
    return byte && strchr(among, byte);
}

/* Labels of letters, digits and inner hyphens, two at least, the last with a letter. */
static bool is_domain(struct str domain)
{
    size_t labels = 0;
    struct str label = {NULL, 0};
    bool lettered = false;
    if (str_ends(domain, STR(".")))
        return false;
    while (str_cut(&domain, '.', &label)) {
        if (!label.length || label.length > 63 || label.at[0] == '-' || label.at[label.length - 1] == '-')
            return false;
        lettered = false;
        for (size_t i = 0; i < label.length; i++) {
            if (!is_letter(label.at[i]) && !str_is_digit(label.at[i]) && label.at[i] != '-' && !is_high(label.at[i]))
                return false;
            lettered |= !str_is_digit(label.at[i]) && label.at[i] != '-';
        }
        labels++;
    }
    return labels >= 2 && lettered;
}

static bool is_email(struct str text)
{
    ptrdiff_t at = str_find(text, STR("@"));
    if (at < 1 || at > 64)
        return false;
    struct str local = str_part(text, 0, (size_t)at);
    for (size_t i = 0; i < local.length; i++) {
        bool dot = local.at[i] == '.';
        if (dot && (i == 0 || i + 1 == local.length || local.at[i + 1] == '.'))
            return false;
        if (!dot && !is_letter(local.at[i]) && !str_is_digit(local.at[i]) && !is_high(local.at[i]) &&
            !is_among(local.at[i], "!#$%&'*+/=?^_`{|}~-"))
            return false;
    }
    return is_domain(str_part(text, (size_t)at + 1, text.length));
}

static bool is_hex(char byte)
{
    return str_is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

/* RFC 3986: a scheme, a colon and something behind it; http and ftp need a host. */
static bool is_uri(struct str text)
{
    ptrdiff_t colon = str_find(text, STR(":"));
    if (colon < 1 || !is_letter(text.at[0]) || (size_t)colon + 1 == text.length)
        return false;
    struct str scheme = str_part(text, 0, (size_t)colon), rest = str_part(text, (size_t)colon + 1, text.length);
    for (size_t i = 0; i < scheme.length; i++)
        if (!is_letter(scheme.at[i]) && !str_is_digit(scheme.at[i]) && !is_among(scheme.at[i], "+-."))
            return false;
    for (size_t i = 0; i < rest.length; i++) {
        unsigned char byte = (unsigned char)rest.at[i];
        if (byte <= ' ' || byte == 0x7f || is_among(rest.at[i], "<>\"{}|\\^`"))
            return false;
        if (byte == '%' && (i + 2 >= rest.length || !is_hex(rest.at[i + 1]) || !is_hex(rest.at[i + 2])))
            return false;
    }
    if (!str_eq(scheme, STR("http")) && !str_eq(scheme, STR("https")) && !str_eq(scheme, STR("ftp")))
        return true;
    return str_starts(rest, STR("//")) && rest.length > 2 && !is_among(rest.at[2], "/?#:");
}

static bool is_uuid(struct str text)
{
    if (text.length != 36)
        return false;
    for (size_t i = 0; i < 36; i++)
        if (i == 8 || i == 13 || i == 18 || i == 23 ? text.at[i] != '-' : !is_hex(text.at[i]))
            return false;
    return true;
}

static bool is_base64(struct str text)
{
    size_t pads = str_ends(text, STR("==")) ? 2 : str_ends(text, STR("=")) ? 1 : 0;
    if (text.length % 4 != 0)
        return false;
    for (size_t i = 0; i < text.length - pads; i++)
        if (!is_letter(text.at[i]) && !str_is_digit(text.at[i]) && text.at[i] != '+' && text.at[i] != '/')
            return false;
    return true;
}

static const struct string_format string_formats[] = {
    {"email", N_("an email address"), is_email},
    {"uri", N_("a URI"), is_uri},
    {"uuid", N_("a UUID"), is_uuid},
    {"binary", N_("text in base64"), is_base64},
    {NULL, NULL, NULL}};

static void open_string(struct schema_inner *field, const struct json *node)
{
    const struct string_format *format = string_formats;
    if (!field->format.length)
        return;
    while (format->name && !str_eq(str_of(format->name), field->format))
        format++;
    if (format->name)
        field->string_format = format;
    else
        json_complain(json_find(node, "format"),
                      "\"%.*s\" is no format of strings (default, email, uri, uuid, binary)",
                      (int)field->format.length, field->format.at);
}

static bool read_string(const struct schema_inner *field, struct str text, struct value *value)
{
    if (field->string_format && !field->string_format->good(text))
        return false;
    value->length = 0;
    for (size_t i = 0; i < text.length; i++)
        value->length += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    return true;
}

static bool read_any(const struct schema_inner *field, struct str text, struct value *value)
{
    (void)field;
    (void)text;
    (void)value;
    return true;
}

/* ---- numbers ---- */

static struct str own_text(struct schema_inner *field, const struct json *node, const char *name, struct str otherwise)
{
    const struct json *own = json_find(node, name);
    if (own && json_text(own).length == 0)
        json_complain(own, "is empty");
    return own ? mem_copy(field->mem, json_text(own)) : otherwise;
}

static void open_integer(struct schema_inner *field, const struct json *node)
{
    const struct json *bare = json_find(node, "bareNumber");
    field->bare = bare ? json_flag(bare) : true;
    field->group = own_text(field, node, "groupChar", STR(""));
    field->decimal = STR(".");
    field->plain = field->bare && !field->group.length;
}

static void open_number(struct schema_inner *field, const struct json *node)
{
    open_integer(field, node);
    field->decimal = own_text(field, node, "decimalChar", STR("."));
    if (str_eq(field->decimal, field->group))
        json_complain(node, "decimalChar and groupChar are the same");
    field->plain = field->plain && str_eq(field->decimal, STR("."));
}

static bool read_number(const struct schema_inner *field, struct str text, struct value *value)
{
    if (field->plain && num_parse(text, &value->num) == NUM_OK)
        return true;
    return read_decimal(field, text, false, value);
}

static bool read_integer(const struct schema_inner *field, struct str text, struct value *value)
{
    size_t digits = 0;
    while (digits < text.length && str_is_digit(text.at[digits]))
        digits++;
    if (digits == 0 || digits < text.length || digits > 38)
        return read_decimal(field, text, true, value);
    return (!field->valued && !value->wanted) || num_parse(text, &value->num) == NUM_OK;
}

static int compare_num(const struct value *a, const struct value *b)
{
    if (a->special == FINITE && b->special == FINITE)
        return num_compare(a->num, b->num);
    if (a->special == NOT_A_NUMBER || b->special == NOT_A_NUMBER)
        return UNORDERED;
    int of_a = a->special == ABOVE_ALL ? 1 : a->special == BELOW_ALL ? -1 : 0;
    int of_b = b->special == ABOVE_ALL ? 1 : b->special == BELOW_ALL ? -1 : 0;
    return (of_a > of_b) - (of_a < of_b);
}

/* The same text for 1, 1.0, 01 and 1e0: without sign of zero, leading and trailing
 * noughts. */
static size_t put_num(char *into, struct num num)
{
    if (num.mantissa == 0)
        num.scale = 0;
    while (num.mantissa != 0 && num.mantissa % 10 == 0) {
        num.mantissa /= 10;
        num.scale--;
    }
    unsigned __int128 rest = num.mantissa < 0 ? -(unsigned __int128)num.mantissa : (unsigned __int128)num.mantissa;
    size_t length = 0;
    into[length++] = num.mantissa < 0 ? '-' : '+';
    do
        into[length++] = (char)('0' + (int)(rest % 10));
    while (rest /= 10);
    memcpy(into + length, &num.scale, sizeof num.scale);
    return length + sizeof num.scale;
}

static struct str canonical_num(const struct schema_inner *field, struct str text, const struct value *value,
                                char into[SCHEMA_CANONICAL_MAX])
{
    (void)field;
    (void)text;
    static const char *const special[] = {"", "NaN", "INF", "-INF"};
    if (value->special != FINITE)
        return str_of(special[value->special]);
    return (struct str){into, put_num(into, value->num)};
}

static struct str canonical_point(const struct schema_inner *field, struct str text, const struct value *value,
                                  char into[SCHEMA_CANONICAL_MAX])
{
    (void)field;
    (void)text;
    size_t length = put_num(into, value->num);
    return (struct str){into, length + put_num(into + length, value->latitude)};
}

/* ---- truth ---- */

static void open_boolean(struct schema_inner *field, const struct json *node)
{
    static struct str yes[] = {{"true", 4}, {"True", 4}, {"TRUE", 4}, {"1", 1}};
    static struct str no[] = {{"false", 5}, {"False", 5}, {"FALSE", 5}, {"0", 1}};
    const struct json *own_yes = json_find(node, "trueValues"), *own_no = json_find(node, "falseValues");
    field->yes = yes;
    field->no = no;
    field->yeses = field->noes = 4;
    if (own_yes)
        field->yes = schema_texts(field->mem, own_yes, &field->yeses);
    if (own_no)
        field->no = schema_texts(field->mem, own_no, &field->noes);
}

static bool read_boolean(const struct schema_inner *field, struct str text, struct value *value)
{
    for (uint32_t i = 0; i < field->yeses; i++)
        if (str_eq(text, field->yes[i])) {
            value->flag = true;
            return true;
        }
    for (uint32_t i = 0; i < field->noes; i++)
        if (str_eq(text, field->no[i])) {
            value->flag = false;
            return true;
        }
    return false;
}

static struct str canonical_boolean(const struct schema_inner *field, struct str text, const struct value *value,
                                    char into[SCHEMA_CANONICAL_MAX])
{
    (void)field;
    (void)text;
    (void)into;
    return value->flag ? STR("true") : STR("false");
}

/* ---- dates and times ---- */

static void open_moment(struct schema_inner *field, const struct json *node)
{
    size_t at;
    const struct json *format = json_find(node, "format");
    if (!field->format.length || str_eq(field->format, STR("any")))
        return;
    if (!moment_pattern(field->format, &at))
        json_complain(format, "\"%.*s\" is no directive of a date pattern", 2, field->format.at + at);
    if (str_find(field->format, STR("%")) < 0)
        schema_note(field->schema, format, "has no directive (%%Y, %%m, ...): only the text \"%.*s\" itself fits",
                    (int)field->format.length, field->format.at);
}

static bool read_moment(const struct schema_inner *field, struct str text, int parts,
                        bool (*plain)(struct str, struct moment *), struct value *value)
{
    struct moment moment;
    bool good = !field->format.length              ? plain(text, &moment)
              : str_eq(field->format, STR("any")) ? moment_any(text, parts, &moment)
                                                   : moment_read(field->format, text, &moment);
    if (good)
        value->num = moment_num(&moment);
    return good;
}

static bool read_date(const struct schema_inner *field, struct str text, struct value *value)
{
    return read_moment(field, text, MOMENT_DATE, moment_date, value);
}

static bool read_time(const struct schema_inner *field, struct str text, struct value *value)
{
    return read_moment(field, text, MOMENT_TIME, moment_time, value);
}

static bool read_datetime(const struct schema_inner *field, struct str text, struct value *value)
{
    return read_moment(field, text, MOMENT_DATE | MOMENT_TIME, moment_datetime, value);
}

/* `length` digits off the front. */
static bool take_digits(struct str *text, size_t length, int *number)
{
    *number = 0;
    if (text->length < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!str_is_digit(text->at[i]))
            return false;
        *number = *number * 10 + (text->at[i] - '0');
    }
    *text = str_part(*text, length, text->length);
    return true;
}

static bool read_year(const struct schema_inner *field, struct str text, struct value *value)
{
    (void)field;
    int year;
    bool good = take_digits(&text, 4, &year) && text.length == 0 && year > 0;
    value->num = num_of(year);
    return good;
}

static bool read_yearmonth(const struct schema_inner *field, struct str text, struct value *value)
{
    (void)field;
    int year, month = 0;
    bool good = take_digits(&text, 4, &year) && str_starts(text, STR("-"));
    text = str_part(text, 1, text.length);
    good = good && take_digits(&text, 2, &month) && text.length == 0 && year > 0 && month >= 1 && month <= 12;
    value->num = num_of((int64_t)year * 12 + month);
    return good;
}

static bool read_period(const struct schema_inner *field, struct str text, struct value *value)
{
    (void)field;
    return period_parse(text, &value->period);
}

static int compare_period(const struct value *a, const struct value *b)
{
    int order = period_compare(a->period, b->period);
    return (order > 0) - (order < 0);
}

static struct str canonical_period(const struct schema_inner *field, struct str text, const struct value *value,
                                   char into[SCHEMA_CANONICAL_MAX])
{
    (void)field;
    (void)text;
    return (struct str){into, period_write(into, value->period)};
}

/* ---- durations: XML Schema's PnYnMnDTnHnMnS ---- */

/* The next "12H" or, for seconds, "1.5S" off the front, when its letter is `letter`. */
static bool take_span(struct str *text, char letter, struct num *number)
{
    size_t length = 0;
    while (length < text->length && (str_is_digit(text->at[length]) || (letter == 'S' && text->at[length] == '.')))
        length++;
    if (length == 0 || length > 30 || length == text->length || text->at[length] != letter)
        return false;
    struct str digits = str_part(*text, 0, length);
    if (!str_is_digit(digits.at[0]) || !str_is_digit(digits.at[length - 1]) || num_parse(digits, number) != NUM_OK)
        return false;
    *text = str_part(*text, length + 1, text->length);
    return true;
}

static bool add_span(struct num *sum, struct num number, int64_t times)
{
    struct num product;
    return num_multiply(number, num_of(times), &product) && num_add(*sum, product, sum);
}

static bool read_duration(const struct schema_inner *field, struct str text, struct value *value)
{
    (void)field;
    static const struct {
        char letter;
        int64_t months, seconds;
    } unit[] = {{'Y', 12, 0}, {'M', 1, 0}, {'D', 0, 86400}, {'H', 0, 3600}, {'M', 0, 60}, {'S', 0, 1}};
    bool negative = str_starts(text, STR("-"));
    text = str_part(text, negative, text.length);
    if (!str_starts(text, STR("P")))
        return false;
    text = str_part(text, 1, text.length);
    struct num months = num_of(0), seconds = num_of(0), number;
    bool some = false, timed = false;
    for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) {
        if (i == 3 && str_starts(text, STR("T"))) {
            timed = true;
            some = false;
            text = str_part(text, 1, text.length);
        }
        if ((i >= 3 && !timed) || !take_span(&text, unit[i].letter, &number))
            continue;
        some = true;
        if (!add_span(unit[i].months ? &months : &seconds, number,
                      (negative ? -1 : 1) * (unit[i].months ? unit[i].months : unit[i].seconds)))
            return false;
    }
    if (!some || text.length || months.mantissa > INT32_MAX || months.mantissa < INT32_MIN)
        return false;
    value->months = (int64_t)months.mantissa;
    value->num = seconds;
    return true;
}

/* The days from some day to the first of a month, counted in months since January of year 0; the calendar comes again
 * with each 400 years. */
static int64_t days_before(int64_t month)
{
    enum { MONTHS = 4800, DAYS = 146097 };
    int64_t cycle = month / MONTHS - (month % MONTHS < 0), within = month - cycle * MONTHS;
    int32_t day = 0;
    period_day(2000 + (int)(within / 12), (int)(within % 12) + 1, 1, &day);
    return day + cycle * DAYS;
}

/* XML Schema's partial order: added to four moments, one must come first each time. */
static int compare_duration(const struct value *a, const struct value *b)
{
    static const int start[4][2] = {{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}};
    int order = UNORDERED;
    for (size_t i = 0; i < 4; i++) {
        struct value sum[2] = {*a, *b};
        for (size_t j = 0; j < 2; j++) {
            int64_t month = start[i][0] * 12 + start[i][1] - 1 + sum[j].months;
            add_span(&sum[j].num, num_of(days_before(month)), 86400);
        }
        int here = num_compare(sum[0].num, sum[1].num);
        here = (here > 0) - (here < 0);
        if (i && here != order)
            return UNORDERED;
        order = here;
    }
    return order;
}

static struct str canonical_duration(const struct schema_inner *field, struct str text, const struct value *value,
                                     char into[SCHEMA_CANONICAL_MAX])
{
    struct str seconds = canonical_num(field, text, value, into);
    memcpy(into + seconds.length, &value->months, sizeof value->months);
    return (struct str){into, seconds.length + sizeof value->months};
}

/* ---- lists ---- */

static void open_list(struct schema_inner *field, const struct json *node)
{
    static const char *const allowed = "string integer boolean number datetime date time";
    const struct json *item = json_find(node, "itemType");
    field->delimiter = own_text(field, node, "delimiter", STR(","));
    field->item = mem_take(field->mem, sizeof *field->item);
    field->item->mem = field->mem;
    field->item->schema = field->schema;
    field->item->type = type_find(item ? json_text(item) : STR("string"));
    if (!field->item->type || !strstr(allowed, field->item->type->name)) {
        json_complain(item, "is not one of %s", allowed);
        return;
    }
    if (field->item->type->open && !json_fault(node))
        field->item->type->open(field->item, NULL);
}

static bool read_list(const struct schema_inner *field, struct str text, struct value *value)
{
    bool more = true;
    for (value->length = 0; more; value->length++) {
        ptrdiff_t end = str_find(text, field->delimiter);
        more = end >= 0;
        struct value item = {.odd = NULL};
        if (!field->item->type->read(field->item, more ? str_part(text, 0, (size_t)end) : text, &item))
            return false;
        if (more)
            text = str_part(text, (size_t)end + field->delimiter.length, text.length);
    }
    return true;
}

/* ---- the table ---- */

const struct type types[] = {
    {"string", N_("a text"), OFFERS_LENGTH | OFFERS_PATTERN | OFFERS_CATEGORIES, .open = open_string,
     .read = read_string},
    {"number", N_("a number"), OFFERS_ORDER, .open = open_number, .read = read_number, .compare = compare_num,
     .canonical = canonical_num},
    {"integer", N_("a whole number"), OFFERS_ORDER | OFFERS_CATEGORIES, .open = open_integer, .read = read_integer,
     .compare = compare_num, .canonical = canonical_num},
    {"boolean", N_("one of its true and false values"), 0, .open = open_boolean, .read = read_boolean,
     .canonical = canonical_boolean},
    {"date", N_("a date (YYYY-MM-DD)"), OFFERS_ORDER, .dear = true, .open = open_moment, .read = read_date,
     .compare = compare_num, .canonical = canonical_num},
    {"time", N_("a time of day (hh:mm:ss)"), OFFERS_ORDER, .dear = true, .open = open_moment, .read = read_time,
     .compare = compare_num, .canonical = canonical_num},
    {"datetime", N_("a date with a time (YYYY-MM-DDThh:mm:ss)"), OFFERS_ORDER, .dear = true, .open = open_moment,
     .read = read_datetime, .compare = compare_num, .canonical = canonical_num},
    {"year", N_("a year (YYYY)"), OFFERS_ORDER, .read = read_year, .compare = compare_num},
    {"yearmonth", N_("a month (YYYY-MM)"), OFFERS_ORDER, .dear = true, .read = read_yearmonth, .compare = compare_num},
    {"period", N_("a period (such as 2022, 2022-Q2, 2022-06 or 2022-01-01/P5M)"), OFFERS_ORDER, .dear = true,
     .read = read_period, .compare = compare_period, .canonical = canonical_period, .spelled_once = true},
    {"duration", N_("a duration (P1Y2M3DT4H5M6S)"), OFFERS_ORDER, .dear = true, .read = read_duration,
     .compare = compare_duration, .canonical = canonical_duration},
    {"array", N_("a JSON array"), OFFERS_LENGTH | OFFERS_SHAPE, .dear = true, .read = read_array,
     .canonical = canonical_json},
    {"object", N_("a JSON object"), OFFERS_LENGTH | OFFERS_SHAPE, .dear = true, .read = read_object,
     .canonical = canonical_json},
    {"list", N_("a list"), OFFERS_LENGTH, .dear = true, .open = open_list, .read = read_list},
    {"geopoint", N_("a point (longitude, latitude)"), 0, .dear = true, .open = open_shape, .read = read_geopoint,
     .canonical = canonical_point},
    {"geojson", N_("a GeoJSON object"), 0, .dear = true, .open = open_shape, .read = read_geojson,
     .canonical = canonical_json},
    {"any", N_("anything"), 0, .read = read_any},
    {NULL, NULL, 0, .read = NULL}};

struct str type_expected(struct mem *mem, const struct schema_inner *field)
{
    if (field->string_format)
        return voice_str(field->string_format->what);
    if (field->type->read == read_boolean)
        return say_format(mem, "one of %s, %s", schema_join(mem, field->yes, field->yeses, ", ").at,
                          schema_join(mem, field->no, field->noes, ", ").at);
    if (field->type->read == read_list)
        return say_format(mem, "a list of items of the type %s, parted by \"%s\"", field->item->type->name,
                          field->delimiter.at);
    if (field->format.length && !str_eq(field->format, STR("any")))
        return say_format(mem, "a %s of the form %s", field->type->name, field->format.at);
    return voice_str(field->type->what);
}

const struct type *type_find(struct str name)
{
    for (const struct type *type = types; type->name; type++)
        if (str_eq(str_of(type->name), name))
            return type;
    return NULL;
}

struct str value_canonical(const struct schema_inner *field, struct str text, const struct value *value,
                           char into[SCHEMA_CANONICAL_MAX])
{
    return field->type->canonical ? field->type->canonical(field, text, value, into) : text;
}

const char *schema_type_name(uint32_t type, const char **meaning)
{
    if (type >= sizeof types / sizeof *types)
        return NULL;
    *meaning = types[type].what;
    return types[type].name;
}
