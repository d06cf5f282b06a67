/* infer - see infer.h */
#include "base/group.h"
#include "base/str.h"
#include "findings/jot.h"
#include "findings/spool.h"
#include "kinds/kind.h"
#include "report/infer.h"

enum { ENUM_MOST = 12, SUM_MOST = 12, SUM_TIMES = 3 };

/* What all values of a column are. */
struct trait {
    bool whole, number, period, date, negative;
    uint64_t filled, empty;
    struct group *values;     /* distinct ones, up to ENUM_MOST + 1 */
};

struct infer {
    struct mem *mem;
    const struct columns *columns;
    char delimiter;
    struct trait *trait;
    struct spool *spool;
    struct group *indicator;  /* state: bool, some value is negative */
    uint32_t at_indicator, at_value;
    struct rules *trial;
    uint64_t ordinal;
};

struct infer *infer_open(struct mem *mem, const struct columns *columns, const struct record *header, char delimiter)
{
    struct infer *infer = mem_take(mem, sizeof *infer);
    *infer = (struct infer){.mem = mem, .columns = columns, .delimiter = delimiter};
    infer->trait = mem_array(mem, columns->count, sizeof *infer->trait);
    for (uint32_t i = 0; i < columns->count; i++)
        infer->trait[i] = (struct trait){true, true, true, true, false, 0, 0, group_open(1, 1)};
    infer->spool = spool_open(mem, header, delimiter);
    infer->indicator = group_open(1, sizeof(bool));
    infer->at_indicator = column_find(columns, observed_row(OBSERVED_INDICATOR)->name);
    infer->at_value = column_find(columns, observed_row(OBSERVED_VALUE)->name);
    return infer;
}

static void look(struct trait *trait, struct str text)
{
    struct num number;
    struct period period;
    if (!text.length) {
        trait->empty++;
        return;
    }
    trait->filled++;
    bool numeric = num_parse(text, &number) == NUM_OK;
    /* What begins with a zero, or with a plus, is a code. */
    bool code = text.length > 1 && ((*text.at == '0' && text.at[1] != '.') || *text.at == '+');
    bool dated = period_parse(text, &period);
    trait->number &= numeric && !code;
    trait->whole &= numeric && !code && number.scale == 0 && str_find(text, STR("e")) < 0;
    trait->negative |= numeric && num_sign(number) < 0;
    trait->period &= dated;
    trait->date &= dated && text.length == 10 && period.grain == PERIOD_DAY;
    if (group_count(trait->values) <= ENUM_MOST)
        group_at(trait->values, &text);
}

void infer_add(struct infer *infer, const struct record *record, const struct reader *reader)
{
    for (uint32_t i = 0; i < infer->columns->count; i++)
        look(&infer->trait[i], record_field(record, i));
    spool_add(infer->spool, record, reader_place(reader, RECORD_WHOLE).line);
    if (infer->at_indicator == COLUMN_NONE || infer->at_value == COLUMN_NONE)
        return;
    struct str code = record_field(record, infer->at_indicator);
    struct num value;
    bool *negative = group_at(infer->indicator, &code);
    *negative |= num_parse(record_field(record, infer->at_value), &value) == NUM_OK && num_sign(value) < 0;
}

/* ---- the schema ---- */

static bool is_period(const struct infer *infer, uint32_t column)
{
    const struct trait *trait = &infer->trait[column];
    return trait->filled && trait->period && str_ends(infer->columns->name[column], STR("period"));
}

static const char *type_of(const struct infer *infer, uint32_t column)
{
    const struct trait *trait = &infer->trait[column];
    struct str name = infer->columns->name[column];
    enum observed known = observed_find(name);
    if (!trait->filled || (known < OBSERVED_COUNT && observed_row(known)->coded))
        return "string";
    if (is_period(infer, column))
        return "string";
    return trait->date ? "date" : trait->whole ? "integer" : trait->number ? "number" : "string";
}

static void put_enum(const struct infer *infer, const struct trait *trait, struct out *out, const char *mark)
{
    void **state = group_sorted(infer->mem, trait->values);
    out_format(out, "%s\"enum\": [", mark);
    for (uint32_t i = 0; i < group_count(trait->values); i++) {
        out_write(out, i ? STR(", ") : STR(""));
        jot_text(out, group_key(trait->values, state[i], 0));
    }
    out_byte(out, ']');
}

static void put_field(const struct infer *infer, struct out *out, uint32_t column, const char *indent)
{
    const struct trait *trait = &infer->trait[column];
    const char *type = type_of(infer, column);
    bool text = str_eq(str_of(type), STR("string")) && !is_period(infer, column);
    bool numeric = str_eq(str_of(type), STR("integer")) || str_eq(str_of(type), STR("number"));
    bool listed = text && group_count(trait->values) > 1 && group_count(trait->values) <= ENUM_MOST &&
                  trait->filled >= 5 * (uint64_t)group_count(trait->values);
    const char *mark = "";
    out_write(out, str_of(indent));
    jot_member(out, "{", "name", infer->columns->name[column]);
    jot_member(out, ", ", "type", str_of(type));
    if (is_period(infer, column))
        out_write(out, STR(", \"period\": true"));
    out_write(out, STR(", \"constraints\": {"));
    if (!trait->empty && trait->filled) {
        out_write(out, STR("\"required\": true"));
        mark = ", ";
    }
    if (numeric && !trait->negative && infer->at_indicator == COLUMN_NONE) {
        out_format(out, "%s\"minimum\": 0", mark);
        mark = ", ";
    }
    if (listed)
        put_enum(infer, trait, out, mark);
    out_write(out, STR("}}"));
}

static void put_schema(const struct infer *infer, struct out *out, const char *indent)
{
    out_format(out, "{\n%s  \"fields\": [\n", indent);
    struct str inner = mem_format(infer->mem, "%s    ", indent);
    for (uint32_t i = 0; i < infer->columns->count; i++) {
        put_field(infer, out, i, inner.at);
        out_write(out, i + 1 < infer->columns->count ? STR(",\n") : STR("\n"));
    }
    out_format(out, "%s  ]\n%s}", indent, indent);
}

/* ---- the rules ---- */

struct draft {
    struct str *text;         /* the file, by and by */
    struct mem *mem;
    struct str parts;         /* columns that part series, each with a comma before it */
    const char *by_block, *by_series; /* without them: region, period; region, indicator; caliber if there is one */
    size_t rules;
};

/* Does the column part series?  Text may, and so may a few whole numbers that come again. */
static bool parts_series(const struct infer *infer, uint32_t column)
{
    const struct trait *trait = &infer->trait[column];
    uint32_t distinct = group_count(trait->values);
    bool few = trait->whole && distinct > 1 && distinct <= ENUM_MOST && trait->filled >= 2 * (uint64_t)distinct;
    return observed_parts(infer->columns->name[column]) && trait->filled &&
           (few || str_eq(str_of(type_of(infer, column)), STR("string")));
}

/* `by`: the columns that the kind groups by of itself, where those that part series make it more. */
static void add(struct draft *draft, const char *id, const char *severity, const char *kind, struct str scope,
                struct str expr, const char *by)
{
    if (draft->rules == 900)
        return;
    draft->rules++;
    struct str more = mem_format(draft->mem, ",\"%s%.*s\"", by, STR_ARG(*by ? draft->parts : STR("")));
    *draft->text = mem_format(draft->mem, "%.*s%s,%s,%s,\"%.*s\",\"%.*s\"%.*s\n", STR_ARG(*draft->text), id, severity,
                              kind, STR_ARG(scope), STR_ARG(expr), STR_ARG(draft->parts.length ? more : STR("")));
}

static bool has(const struct infer *infer, enum observed column)
{
    return column_find(infer->columns, observed_row(column)->name) != COLUMN_NONE;
}

/* Could the code stand in a list, in notation and in quotes? */
static bool plain(struct str code)
{
    for (size_t i = 0; i < code.length; i++)
        if (strchr(",\"` \t\r\n", code.at[i]))
            return false;
    return code.length > 0;
}

static void draft_sums(const struct infer *infer, struct draft *draft)
{
    struct str code[SUM_MOST];
    uint32_t count = 0;
    struct group_walk walk = {0};
    if (group_count(infer->indicator) > SUM_MOST)
        return;
    while (group_next(infer->indicator, &walk))
        if (plain(group_key(infer->indicator, walk.state, 0)))
            code[count++] = group_key(infer->indicator, walk.state, 0);
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = 0; b < count; b++)
            for (uint32_t c = b + 1; c < count; c++)
                if (a != b && a != c) {
                    struct str id = mem_format(draft->mem, "sum-%u-%u-%u", a + 1, b + 1, c + 1);
                    add(draft, id.at, "error", "balance", STR(""),
                        mem_format(draft->mem, "`%.*s`=`%.*s`+`%.*s`", STR_ARG(code[a]), STR_ARG(code[b]),
                                   STR_ARG(code[c])), draft->by_block);
                }
}

static struct str key_of(const struct infer *infer, struct str parts)
{
    struct str key = STR("");
    for (enum observed_part part = OBSERVED_KEY; part <= OBSERVED_RELEASE; part++)
        for (enum observed i = 0; i < OBSERVED_COUNT; i++)
            if (observed_row(i)->part == part && has(infer, i))
                key = mem_format(infer->mem, "%.*s%s%.*s", STR_ARG(key), key.length ? "," : "",
                                 STR_ARG(observed_row(i)->name));
    return key.length ? mem_format(infer->mem, "%.*s%.*s", STR_ARG(key), STR_ARG(parts)) : key;
}

static struct str draft_rules(const struct infer *infer)
{
    struct str text = STR("id,severity,kind,scope,expr"), positive = STR("");
    struct draft draft = {.text = &text, .mem = infer->mem};
    struct group_walk walk = {0};
    bool calibers = has(infer, OBSERVED_CALIBER);
    draft.by_block = calibers ? "region,period,caliber" : "region,period";
    draft.by_series = calibers ? "region,indicator,caliber" : "region,indicator";
    for (uint32_t i = 0; i < infer->columns->count; i++)
        if (parts_series(infer, i) && plain(infer->columns->name[i]))
            draft.parts = mem_format(infer->mem, "%.*s,%.*s", STR_ARG(draft.parts), STR_ARG(infer->columns->name[i]));
    text = mem_format(infer->mem, "%.*s%s\n", STR_ARG(text), draft.parts.length ? ",by" : "");
    struct str key = key_of(infer, draft.parts);
    if (key.length)
        add(&draft, "key", "error", "key", STR(""), key, "");
    if (infer->at_indicator == COLUMN_NONE || infer->at_value == COLUMN_NONE || !has(infer, OBSERVED_PERIOD) ||
        !has(infer, OBSERVED_REGION))
        return text;
    while (group_next(infer->indicator, &walk)) {
        struct str code = group_key(infer->indicator, walk.state, 0);
        if (!*(bool *)walk.state && plain(code))
            positive = mem_format(infer->mem, "%.*s%s%.*s", STR_ARG(positive), positive.length ? "," : "",
                                  STR_ARG(code));
    }
    if (positive.length)
        add(&draft, "positive", "query", "row", positive, STR("value >= 0"), "");
    add(&draft, "complete", "query", "complete", STR(""), STR(""), "");
    add(&draft, "gaps", "query", "sequence", STR(""), STR(""), draft.by_series);
    if (has(infer, OBSERVED_UNIT))
        add(&draft, "unit", "query", "mixed", STR(""), STR("columns=unit"), "region,indicator");
    if (calibers)
        add(&draft, "caliber", "query", "mixed", STR(""), STR("columns=caliber"), "region,indicator");
    add(&draft, "slip", "query", "unit_slip", positive, STR(""), draft.by_series);
    add(&draft, "swing", "query", "growth", positive, STR("min=-50 max=100"), draft.by_block);
    draft_sums(infer, &draft);
    return text;
}

static size_t from_text(void *state, char *into, size_t room)
{
    struct str *rest = state;
    size_t part = rest->length < room ? rest->length : room;
    if (part)
        memcpy(into, rest->at, part);
    *rest = str_part(*rest, part, rest->length);
    return part;
}

static struct reader *read_text(struct infer *infer, struct str *text)
{
    struct reading how = {0};
    return reader_open_source(infer->mem, (struct source){from_text, text, "the drafted rules"}, &how);
}

static void try_record(void *state, const struct record *record)
{
    struct infer *infer = state;
    rules_each(infer->trial, record, record->reader, ++infer->ordinal);
}

/* Holds the drafts against the records and says which are kept: passes, no fails. */
static void try_rules(struct infer *infer, struct str text)
{
    struct findings findings = {.mem = infer->mem};
    struct rules_setting setting = {.mem = infer->mem, .kinds = kind_lists, .columns = infer->columns,
                                    .findings = &findings, .trial = true};
    infer->trial = rules_load(&setting, read_text(infer, &text));
    spool_finish(infer->spool, &(struct spool_sink){try_record, NULL, infer});
    rules_finish(infer->trial);
}

static bool kept(const struct rules_count *count)
{
    uint64_t least = str_eq(str_of(count->kind), STR("balance")) ? SUM_TIMES : 1;
    return count->fails == 0 && count->passes >= least;
}

void infer_write(struct infer *infer, const char *name)
{
    struct out *out = out_open(infer->mem, mem_format(infer->mem, "%s.schema.json", name).at);
    put_schema(infer, out, "");
    out_byte(out, '\n');
    out_commit(out);
    out = out_open(infer->mem, mem_format(infer->mem, "%s.rules.csv", name).at);
    struct str text = draft_rules(infer), rest = text;
    struct writer *writer = writer_open(infer->mem, out, ',');
    struct reader *reader;
    const struct record *record;
    struct rules_count count;
    bool any = str_find(text, STR("\n")) + 1 < (ptrdiff_t)text.length;
    if (any)
        try_rules(infer, text);
    reader = read_text(infer, &rest);
    writer_record(writer, reader_header(reader));
    for (uint32_t i = 0; (record = reader_next(reader)); i++)
        if (any && rules_counted(infer->trial, i, &count) && kept(&count))
            writer_record(writer, record);
    reader_close(reader);
    out_commit(out);
    if (any)
        rules_done(infer->trial);
}

void infer_close(struct infer *infer)
{
    for (uint32_t i = 0; i < infer->columns->count; i++)
        group_close(infer->trait[i].values);
    group_close(infer->indicator);
    spool_close(infer->spool);
}

/* ---- the data package ---- */

void infer_package(struct infer *infer, struct out *out, const char *const *file, size_t files, const char *schema,
                   char delimiter)
{
    const char *path = files ? file[0] : "-";
    bool standard = str_eq(str_of(path), STR("-"));
    struct str base = standard ? STR("data.csv") : str_of(path), piece, rest = base;
    while (str_cut(&rest, '/', &piece))
        base = piece;
    ptrdiff_t dot = str_find(base, STR("."));
    out_write(out, STR("{\n  \"$schema\": \"https://datapackage.org/profiles/2.0/datapackage.json\",\n"));
    out_write(out, STR("  \"resources\": [{\n"));
    jot_member(out, "    ", "name", dot > 0 ? str_part(base, 0, (size_t)dot) : base);
    out_write(out, STR(",\n    \"path\": "));
    out_write(out, files > 1 ? STR("[") : STR(""));
    for (size_t i = 0; i < files || i == 0; i++) {
        out_write(out, i ? STR(", ") : STR(""));
        jot_text(out, standard ? STR("data.csv") : str_of(file[i]));
    }
    out_write(out, files > 1 ? STR("]") : STR(""));
    out_write(out, STR(",\n    \"type\": \"table\", \"format\": \"csv\", \"mediatype\": \"text/csv\", "
                       "\"encoding\": \"utf-8\",\n"));
    char mark[2] = {delimiter, '\0'};
    jot_member(out, "    \"dialect\": {", "delimiter", str_of(mark));
    out_write(out, STR("},\n    \"schema\": "));
    if (schema)
        jot_text(out, str_of(schema));
    else
        put_schema(infer, out, "    ");
    out_write(out, STR("\n  }]\n}\n"));
}
