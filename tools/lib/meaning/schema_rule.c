/* schema_rule - the table of rules, and how a field is judged; see schema_inside.h
 *
 * A rule is one row of `rule_rows` and the functions it names.
 * doc/steelyard-schema.5 has an entry for each.
 */
#include "base/diag.h"
#include "base/voice.h"
#include "meaning/schema_inside.h"
#include "meaning/sheet.h"

/* ---- values written in the schema ---- */

/* Reads a value of the schema as the field would: as written, and canonical. */
static bool take_value(struct schema_inner *field, const struct json *node, struct value *value, struct str *written,
                       struct str *canonical)
{
    char into[SCHEMA_CANONICAL_MAX];
    bool good = false;
    *value = (struct value){.odd = NULL};
    *written = mem_copy(field->mem, node->text);
    if (node->kind == JSON_KIND_LIST || node->kind == JSON_KIND_OBJECT) {
        *written = STR("(JSON)");
        *canonical = canonical_node(field->mem, node);
        good = field->type->canonical == canonical_json;
    } else if (node->kind == JSON_KIND_FLAG) {
        *written = node->flag ? STR("true") : STR("false");
        value->flag = node->flag;
        good = field->type->read(field, *written, value) || field->type == type_find(STR("boolean"));
        *canonical = mem_copy(field->mem, value_canonical(field, *written, value, into));
    } else if (node->kind != JSON_KIND_NULL) {
        good = field->type->read(field, node->text, value);
        if (!good && (field->type == type_find(STR("number")) || field->type == type_find(STR("integer"))))
            good = num_parse(node->text, &value->num) == NUM_OK;
        if (good)
            *canonical = mem_copy(field->mem, value_canonical(field, *written, value, into));
    }
    if (!good)
        json_complain(node, "is not %s, as the type %s asks", voice_text(field->type->what), field->type->name);
    return good;
}

static bool open_flag(struct schema_inner *field, struct constraint *rule, const struct json *node)
{
    (void)field;
    (void)rule;
    return json_flag(node);
}

static bool open_length(struct schema_inner *field, struct constraint *rule, const struct json *node)
{
    (void)field;
    rule->count = json_whole(node);
    return true;
}

static bool open_limit(struct schema_inner *field, struct constraint *rule, const struct json *node)
{
    struct str canonical;
    field->valued = true;
    return take_value(field, node, &rule->limit, &rule->text, &canonical);
}

static bool open_pattern(struct schema_inner *field, struct constraint *rule, const struct json *node)
{
    struct match_fault fault;
    rule->text = mem_copy(field->mem, json_text(node));
    if (json_fault(node))
        return false;
    rule->match = match_compile(field->mem, rule->text, MATCH_WHOLE, &fault);
    if (!rule->match)
        json_complain(node, fault.at < rule->text.length ? N_("%.*s (byte %zu of the pattern, before %.*s)")
                                                         : N_("%.*s (byte %zu of the pattern, its end%.*s)"),
                      STR_ARG(fault.message), fault.at + 1, STR_ARG(str_part(rule->text, fault.at, 40)));
    return rule->match != NULL;
}

static bool open_json_schema(struct schema_inner *field, struct constraint *rule, const struct json *node)
{
    rule->shape = shape_open(field, node);
    return true;
}

/* ---- lists of codes ---- */

static void codes_add(struct schema_inner *field, struct codes *codes, struct str name, struct str canonical)
{
    *(char *)group_at(codes->group, &canonical) = 1;
    codes->name = mem_grow(field->mem, codes->name, codes->count, &codes->room, sizeof *codes->name);
    codes->name[codes->count++] = name;
}

static struct codes *codes_make(struct schema_inner *field)
{
    struct codes *codes = mem_take(field->mem, sizeof *codes);
    codes->group = group_open(1, 1);
    codes->near = group_open(1, sizeof(uint32_t));
    field->valued = true;
    return codes;
}

void codes_close(struct codes *codes)
{
    group_close(codes->group);
    group_close(codes->near);
}

/* An enum, or categories, whose items may be objects with a "value". */
static bool open_enum(struct schema_inner *field, struct constraint *rule, const struct json *node)
{
    rule->codes = codes_make(field);
    if (!json_items(node))
        json_complain(node, "is an empty list");
    for (const struct json *item = json_items(node); item; item = item->next) {
        bool labelled = rule->row->place == IN_FIELD && item->kind == JSON_KIND_OBJECT;
        const struct json *own = labelled ? json_need(item, "value") : item;
        struct value value;
        struct str written, canonical;
        if (own && take_value(field, own, &value, &written, &canonical))
            codes_add(field, rule->codes, written, canonical);
    }
    return true;
}

/* "regions.csv", or an object with "file" and "column". */
static bool open_codelist(struct schema_inner *field, struct constraint *rule, const struct json *node)
{
    const struct json *column = node->kind == JSON_KIND_OBJECT ? json_find(node, "column") : NULL;
    rule->file = schema_file_name(field->mem, node->kind == JSON_KIND_OBJECT ? json_need(node, "file") : node);
    rule->column = mem_copy(field->mem, json_text(column));
    field->valued = true;
    return true;
}

/* What a field of the list is a code of. */
struct coded {
    struct schema_inner *field;
    struct codes *codes;
};

static void read_code(struct sheet *sheet, const struct sheet_column *column, struct str text, void *member)
{
    const struct coded *coded = column->about;
    struct schema_inner *field = coded->field;
    char into[SCHEMA_CANONICAL_MAX];
    struct value value = {.odd = NULL};
    (void)member;
    if (field_missing(field, text))
        return;
    if (field->type->read(field, text, &value))
        codes_add(field, coded->codes, mem_copy(field->mem, text), value_canonical(field, text, &value, into));
    else
        sheet_wrong(sheet, column->name, "the code \"%.*s\" is not %s, as column \"%.*s\" asks", STR_ARG(text),
                    voice_text(field->type->what), STR_ARG(field->face->name));
}

/* The column that has the codes: the one that was named, or that is called as the field, or
 * the first. */
static const char *code_column(const struct schema_inner *field, const struct constraint *rule,
                               const struct reader *reader)
{
    const struct columns columns = column_header(field->mem, reader);
    struct str name = rule->column.length ? rule->column : field->face->name;
    if (!rule->column.length && column_find(&columns, name) == COLUMN_NONE)
        return NULL;
    return mem_copy(field->mem, name).at;
}

void codes_read(struct schema_inner *field, struct constraint *rule, const char *path)
{
    struct reader *reader = sheet_reader(field->mem, path, 0, false);
    const struct coded coded = {field, codes_make(field)};
    const struct sheet_column column[] = {{code_column(field, rule, reader), SHEET_COLUMN, read_code, 0, &coded}};
    const struct sheet_form form = SHEET_FORM(char, column, DIAG_CODE_LIST, "codelist");
    struct sheet *sheet = sheet_open(field->mem, reader, &form);
    char row;
    rule->codes = coded.codes;
    rule->codes->source = mem_copy(field->mem, str_of(path));
    while (sheet_next(sheet, &row))
        ;
    if (rule->codes->count == 0 && !sheet_mistakes(sheet))
        sheet_wrong_table(sheet, "has no codes");
    sheet_close(sheet);
}

/* ---- does it hold? ---- */

static bool holds_minimum(const struct schema_inner *field, const struct constraint *rule, struct str text,
                          const struct value *value)
{
    (void)text;
    int order = field->type->compare(value, &rule->limit);
    return order == 0 || order == 1;
}

static bool holds_maximum(const struct schema_inner *field, const struct constraint *rule, struct str text,
                          const struct value *value)
{
    (void)text;
    return field->type->compare(value, &rule->limit) <= 0;
}

static bool holds_exclusive_minimum(const struct schema_inner *field, const struct constraint *rule, struct str text,
                                    const struct value *value)
{
    (void)text;
    return field->type->compare(value, &rule->limit) == 1;
}

static bool holds_exclusive_maximum(const struct schema_inner *field, const struct constraint *rule, struct str text,
                                    const struct value *value)
{
    (void)text;
    return field->type->compare(value, &rule->limit) < 0;
}

static bool holds_min_length(const struct schema_inner *field, const struct constraint *rule, struct str text,
                             const struct value *value)
{
    (void)field;
    (void)text;
    return value->length >= rule->count;
}

static bool holds_max_length(const struct schema_inner *field, const struct constraint *rule, struct str text,
                             const struct value *value)
{
    (void)field;
    (void)text;
    return value->length <= rule->count;
}

static bool holds_pattern(const struct schema_inner *field, const struct constraint *rule, struct str text,
                          const struct value *value)
{
    (void)field;
    (void)value;
    return match_test(rule->match, text) == MATCH_YES;
}

static bool holds_codes(const struct schema_inner *field, const struct constraint *rule, struct str text,
                        const struct value *value)
{
    char into[SCHEMA_CANONICAL_MAX];
    if (!rule->codes)
        return true;
    if (field->type->canonical != canonical_json) {
        struct str canonical = value_canonical(field, text, value, into);
        return group_find(rule->codes->group, &canonical) != NULL;
    }
    struct mem_mark mark = mem_mark(field->mem);
    struct str canonical = value_canonical(field, text, value, into);
    bool found = group_find(rule->codes->group, &canonical) != NULL;
    mem_rewind(field->mem, mark);
    return found;
}

static bool holds_shape(const struct schema_inner *field, const struct constraint *rule, struct str text,
                        const struct value *value)
{
    struct mem_mark mark = mem_mark(field->mem);
    struct shape_breach breach;
    bool good = shape_holds(field->mem, rule->shape, text, &breach);
    (void)value;
    mem_rewind(field->mem, mark);
    return good;
}

/* ---- the table ---- */

static const struct rule_row rule_rows[] = {
    {"type", 0, IN_NOTHING, NULL, NULL, explain_type},
    {"required", 0, IN_CONSTRAINTS, open_flag, NULL, explain_required},
    {"unique", 0, IN_CONSTRAINTS, open_flag, NULL, NULL},
    {"minLength", OFFERS_LENGTH, IN_CONSTRAINTS, open_length, holds_min_length, explain_length},
    {"maxLength", OFFERS_LENGTH, IN_CONSTRAINTS, open_length, holds_max_length, explain_length},
    {"minimum", OFFERS_ORDER, IN_CONSTRAINTS, open_limit, holds_minimum, explain_limit},
    {"maximum", OFFERS_ORDER, IN_CONSTRAINTS, open_limit, holds_maximum, explain_limit},
    {"exclusiveMinimum", OFFERS_ORDER, IN_CONSTRAINTS, open_limit, holds_exclusive_minimum, explain_limit},
    {"exclusiveMaximum", OFFERS_ORDER, IN_CONSTRAINTS, open_limit, holds_exclusive_maximum, explain_limit},
    {"pattern", OFFERS_PATTERN, IN_CONSTRAINTS, open_pattern, holds_pattern, explain_pattern},
    {"enum", 0, IN_CONSTRAINTS, open_enum, holds_codes, explain_codes},
    {"categories", OFFERS_CATEGORIES, IN_FIELD, open_enum, holds_codes, explain_codes},
    {"codelist", 0, IN_FIELD, open_codelist, holds_codes, explain_codes},
    {"jsonSchema", OFFERS_SHAPE, IN_CONSTRAINTS, open_json_schema, holds_shape, explain_shape},
    {NULL, 0, IN_NOTHING, NULL, NULL, NULL}};

enum { RULES = sizeof rule_rows / sizeof *rule_rows - 1 };
_Static_assert(RULES <= SCHEMA_RULES_MAX, "a field has a bit and a place for each rule");

const char *schema_rule_name(uint32_t rule)
{
    return rule < RULES ? rule_rows[rule].name : NULL;
}

bool schema_has_rule(const struct schema_field *field, uint32_t rule)
{
    return rule < RULES && (field->inside->has & 1u << rule);
}

bool schema_rule_tested(uint32_t rule)
{
    return rule < RULES && rule_rows[rule].explain;
}

bool schema_applies(uint32_t type, uint32_t rule)
{
    return rule_rows[rule].needs == 0 || (types[type].offers & rule_rows[rule].needs);
}

/* ---- reading a field's rules ---- */

/* Gives a field a rule of that row; it is still without its limit. */
static struct constraint *rule_make(struct schema_inner *field, const struct rule_row *row)
{
    struct constraint *rule = &field->rule[field->rules++];
    *rule = (struct constraint){.row = row};
    field->has |= 1u << (row - rule_rows);
    return rule;
}

struct constraint *rule_add(struct schema_inner *field, const char *name)
{
    const struct rule_row *row = rule_rows;
    while (strcmp(row->name, name) != 0)
        row++;
    for (uint32_t i = 0; i < field->rules; i++)
        if (field->rule[i].row == row)
            return &field->rule[i];
    return rule_make(field, row);
}

static void open_rule(struct schema_inner *field, const struct rule_row *row, const struct json *node)
{
    if (row->needs && !(field->type->offers & row->needs)) {
        json_complain(node, "does not apply to the type %s", field->type->name);
        return;
    }
    struct constraint *rule = rule_make(field, row);
    bool tested = row->open(field, rule, node);
    if (!tested)
        field->has &= ~(1u << (row - rule_rows));
    if (!tested || !row->holds)
        field->rules--;
}

/* A name that no rule has is an error: a rule that is not there never fails. */
static void refuse_unknown(struct mem *mem, const struct json *constraints)
{
    struct str name[RULES];
    for (size_t i = 0; i < RULES; i++)
        name[i] = rule_rows[i].place == IN_CONSTRAINTS ? str_of(rule_rows[i].name) : STR("");
    for (const struct json *member = json_members(constraints); member; member = member->next) {
        bool known = false;
        for (size_t i = 0; i < RULES; i++)
            known |= name[i].length && str_eq(name[i], member->key);
        if (!known)
            json_complain(member, "is no constraint%.*s", STR_ARG(nearest_hint(mem, member->key, name, RULES)));
    }
}

static const struct constraint *rule_find(const struct schema_inner *field, const char *name)
{
    for (uint32_t i = 0; i < field->rules; i++)
        if (strcmp(field->rule[i].row->name, name) == 0)
            return &field->rule[i];
    return NULL;
}

/* Rules that no value can keep together. */
static void note_contradictions(struct schema_inner *field, const struct json *node)
{
    static const char *const low[] = {"minimum", "exclusiveMinimum"}, *const high[] = {"maximum", "exclusiveMaximum"};
    for (size_t i = 0; i < 4; i++) {
        const struct constraint *a = rule_find(field, low[i / 2]), *b = rule_find(field, high[i % 2]);
        int order = a && b ? field->type->compare(&a->limit, &b->limit) : -1;
        if (order == 1 || (order == 0 && i > 0))
            schema_note(field->schema, node, "%s and %s leave no value that fits", low[i / 2], high[i % 2]);
    }
    const struct constraint *a = rule_find(field, "minLength"), *b = rule_find(field, "maxLength");
    if (a && b && a->count > b->count)
        schema_note(field->schema, node, "minLength and maxLength leave no value that fits");
}

/* The least and the greatest mantissa that a limit allows at a scale; false when 64 bits
 * are not enough. */
static bool limit_at(const struct constraint *rule, int scale, bool lower, int64_t *mantissa)
{
    struct num shifted, whole;
    bool exclusive = str_starts(str_of(rule->row->name), STR("exclusive"));
    if (rule->limit.special != FINITE || !num_shift(rule->limit.num, scale, &shifted))
        return false;
    whole = num_round(shifted, 0, NUM_HALF_UP);
    int order = num_compare(whole, shifted);
    int64_t step = lower ? order < 0 || (order == 0 && exclusive) : -(order > 0 || (order == 0 && exclusive));
    if (whole.scale != 0 || whole.mantissa > INT64_MAX / 2 || whole.mantissa < INT64_MIN / 2)
        return false;
    *mantissa = (int64_t)whole.mantissa + step;
    return true;
}

/* Numbers that have no other rules than limits have them ready at every scale. */
static void prepare_quick(struct schema_inner *field)
{
    struct quick quick;
    if (!field->plain || field->type->read != types[1].read || field->rules == 0 || field->missings > 1 ||
        (field->missings && !field->missing_empty))
        return;
    for (int scale = 0; scale < QUICK_SCALES; scale++) {
        quick.low[scale] = INT64_MIN;
        quick.high[scale] = INT64_MAX;
        for (const struct constraint *rule = field->rule; rule < field->rule + field->rules; rule++) {
            bool lower = str_find(str_of(rule->row->name), STR("inimum")) >= 0;
            int64_t limit;
            if (rule->row->open != open_limit || !limit_at(rule, scale, lower, &limit))
                return;
            if (lower && limit > quick.low[scale])
                quick.low[scale] = limit;
            if (!lower && limit < quick.high[scale])
                quick.high[scale] = limit;
        }
    }
    field->quick = mem_take(field->mem, sizeof *field->quick);
    *field->quick = quick;
}

void rules_open(struct schema_inner *field, const struct json *node)
{
    const struct json *constraints = json_find(node, "constraints");
    field->has |= 1u << SCHEMA_RULE_TYPE;
    if (constraints)
        refuse_unknown(field->mem, constraints);
    for (const struct rule_row *row = rule_rows; row->name; row++) {
        const struct json *from = row->place == IN_CONSTRAINTS ? constraints : row->place == IN_FIELD ? node : NULL;
        const struct json *own = json_find(from, row->name);
        if (own && !json_fault(node))
            open_rule(field, row, own);
    }
    if (json_fault(node))
        return;
    note_contradictions(field, node);
    prepare_quick(field);
}

void rules_close(struct schema_inner *field)
{
    for (uint32_t i = 0; i < field->rules; i++) {
        if (field->rule[i].match)
            match_close(field->rule[i].match);
        if (field->rule[i].shape)
            shape_close(field->rule[i].shape);
        if (field->rule[i].codes)
            codes_close(field->rule[i].codes);
    }
}

/* ---- judging ---- */

static bool requires(const struct schema_inner *field)
{
    return field->has & 1u << SCHEMA_RULE_REQUIRED;
}

static enum schema_verdict judge(const struct schema_inner *field, struct str text)
{
    if (field_missing(field, text))
        return requires(field) ? SCHEMA_BAD : SCHEMA_MISSING;
    struct value value = {.odd = NULL};
    if (!field->type->read(field, text, &value))
        return SCHEMA_BAD;
    for (const struct constraint *rule = field->rule; rule < field->rule + field->rules; rule++)
        if (!rule->row->holds(field, rule, text, &value))
            return SCHEMA_BAD;
    return value.odd ? SCHEMA_ODD : SCHEMA_GOOD;
}

/* A plain number within limits: parsed, and held against limits that were brought to
 * its scale beforehand.  What is not as simple as that is judged as anything else.  `parse`
 * is num_parse, or num_parse_field for what a reader handed out. */
static inline enum schema_verdict judge_quickly(const struct schema_inner *field, struct str text,
                                                enum num_verdict (*parse)(struct str text, struct num *value))
{
    const struct quick *quick = field->quick;
    struct num num;
    if (text.length == 0 || parse(text, &num) != NUM_OK)
        return judge(field, text);
    int64_t mantissa = (int64_t)num.mantissa;
    if ((uint32_t)num.scale >= QUICK_SCALES || mantissa != num.mantissa)
        return judge(field, text);
    return mantissa >= quick->low[num.scale] && mantissa <= quick->high[num.scale] ? SCHEMA_GOOD : SCHEMA_BAD;
}

enum schema_verdict schema_judge(const struct schema_field *face, struct str text)
{
    const struct schema_inner *field = face->inside;
    if (field->quick)
        return judge_quickly(field, text, num_parse);
    enum schema_verdict verdict = judge(field, text);
    if (face->memo.brief)
        memo_keep(&field->face->memo, text, verdict);
    return verdict;
}

enum schema_verdict schema_check_all(const struct schema_field *face, uint32_t at, const struct record *record,
                                     size_t count, uint32_t *missing)
{
    const struct schema_inner *field = face->inside;
    uint32_t worst = SCHEMA_GOOD, gaps = 0;
    for (size_t i = 0; i < count; i++) {
        struct str text = record_field(&record[i], at);
        uint32_t verdict = field->quick ? judge_quickly(field, text, num_parse_field) : schema_check(face, text);
        worst = verdict > worst ? verdict : worst;
        gaps += verdict == SCHEMA_MISSING;
    }
    *missing = gaps;
    return (enum schema_verdict)worst;
}

uint32_t schema_broken(const struct schema_field *face, struct str text, bool *query)
{
    const struct schema_inner *field = face->inside;
    struct value value = {.odd = NULL};
    uint32_t broken = 0;
    *query = false;
    if (field_missing(field, text))
        return requires(field) ? 1u << SCHEMA_RULE_REQUIRED : 0;
    if (!field->type->read(field, text, &value))
        return 1u << SCHEMA_RULE_TYPE;
    *query = value.odd != NULL;
    for (const struct constraint *rule = field->rule; rule < field->rule + field->rules; rule++)
        if (!rule->row->holds(field, rule, text, &value))
            broken |= 1u << (rule->row - rule_rows);
    return broken;
}

static struct schema_fault *fault_of(struct schema_fault *fault, const struct rule_row *row)
{
    *fault = (struct schema_fault){.rule = (uint32_t)(row - rule_rows)};
    return fault;
}

uint32_t schema_explain(struct mem *mem, const struct schema_field *face, struct str text,
                        struct schema_fault fault[SCHEMA_RULES_MAX])
{
    const struct schema_inner *field = face->inside;
    struct value value = {.odd = NULL};
    uint32_t count = 0;
    if (field_missing(field, text)) {
        const struct rule_row *row = &rule_rows[SCHEMA_RULE_REQUIRED];
        if (requires(field))
            row->explain(mem, field, NULL, text, &value, fault_of(&fault[count++], row));
        return count;
    }
    bool good = field->type->read(field, text, &value);
    if (!good)
        value.odd = NULL;
    if (!good || value.odd)
        explain_type(mem, field, NULL, text, &value, fault_of(&fault[count++], &rule_rows[SCHEMA_RULE_TYPE]));
    for (const struct constraint *rule = field->rule; good && rule < field->rule + field->rules; rule++)
        if (!rule->row->holds(field, rule, text, &value))
            rule->row->explain(mem, field, rule, text, &value, fault_of(&fault[count++], rule->row));
    return count;
}

bool schema_missing(const struct schema_field *face, struct str text)
{
    return field_missing(face->inside, text);
}

size_t schema_missing_bytes(const struct schema_field *face)
{
    size_t most = 0;
    for (uint32_t i = 0; i < face->inside->missings; i++)
        most = face->inside->missing[i].length > most ? face->inside->missing[i].length : most;
    return 2 * most;
}

bool schema_canonical(const struct schema_field *face, struct str text, char into[SCHEMA_CANONICAL_MAX],
                      struct str *canonical)
{
    const struct schema_inner *field = face->inside;
    struct value value = {.wanted = true};
    if (field_missing(field, text))
        return false;
    bool spelled_once = !field->type->canonical || field->type->spelled_once;
    if (face->textual || (spelled_once && text.length <= MEMO_SHORT_MAX && schema_check(face, text) == SCHEMA_GOOD)) {
        *canonical = text;
        return true;
    }
    if (!field->type->read(field, text, &value))
        return false;
    *canonical = value_canonical(field, text, &value, into);
    return true;
}
