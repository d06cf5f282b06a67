/* normalize: statistical CSV as offices send it comes in, tidy observations go out. */
#include <inttypes.h>
#include <string.h>

#include "base/diag.h"
#include "base/match.h"
#include "base/str.h"
#include "base/voice.h"
#include "cell/heading.h"
#include "figure/decimal.h"
#include "files/digest.h"
#include "first/delimiter.h"
#include "first/known.h"
#include "first/look.h"
#include "frame/aside.h"
#include "frame/tool.h"
#include "io/text.h"
#include "line/ends.h"
#include "line/row.h"
#include "line/sense.h"
#include "line/swift.h"
#include "table/columns.h"
#include "table/shape.h"
#include "table/sieve.h"

/* ---- options ---- */

static const char *mapping_file, *from, *pattern, *parts, *symbols_file, *units_file, *regions_file,
    *indicators_file, *within, *level, *dimensions, *notes_file, *decimal_mark,
    *log_file, *begins_at, *fill_down, *outline, *to, *flow, *plan, *wide, *vintage, *serials;
static struct span reference;
static struct opt_list constants;
static const char *header_rows;
static uint64_t header_line, header_end, pivot;
static bool pad, numerals, pairs, quotients, explain, nfc, draft_mapping, first_look, per_line, short_doubles, origins;

static const struct opt options[] = {
    {'m', "mapping", "FILE", "what is known about the source: columns what, from, to", OPT_TEXT, &mapping_file, NULL},
    {0, "look", NULL, "a first look, and nothing else: what the file is, its columns, ten rows, what is open", OPT_FLAG,
     &first_look, NULL},
    {0, "draft-mapping", NULL, "write a first mapping for this source, to be edited, and nothing else", OPT_FLAG,
     &draft_mapping, NULL},
    {0, "set", "COLUMN=VALUE", "a constant for rows that have none", OPT_EACH, &constants, NULL},
    {'i', "indicators", "FILE", "turn names of indicators into codes, values into their units", OPT_TEXT,
     &indicators_file, NULL},
    {'r', "regions", "FILE", "turn names of regions into codes", OPT_TEXT, &regions_file, NULL},
    {0, "within", "CODE", "admit only regions inside this one", OPT_TEXT, &within, NULL},
    {0, "level", "LEVEL", "admit only regions of this level, as the table of regions calls it", OPT_TEXT, &level, NULL},
    {'l', "log", "FILE", "write a row for each change: line, column, key, old, new, rule", OPT_TEXT, &log_file, NULL},
    {0, "at", "PLACE", "where this part begins in the whole, as the manifest of partition says: FILE:LINE:RECORD",
     OPT_TEXT, &begins_at, NULL},
    {0, "origin", NULL, "add the column origin: file, line and field that each figure was taken from", OPT_FLAG,
     &origins, NULL},
    {0, "notes", "FILE", "keep titles and the notes around tables: file, line, kind, text", OPT_TEXT, &notes_file,
     NULL},
    {0, "from", "ENC", "encoding of the input instead of deciding", OPT_TEXT, &from, NULL},
    {0, "per-line", NULL, "each line is UTF-8 or else GB18030, as in files that were joined", OPT_FLAG, &per_line,
     NULL},
    {0, "nfc", NULL, "put all text into Unicode's normal form C", OPT_FLAG, &nfc, NULL},
    {0, "long", "PATTERN", "make rows of the columns whose whole header this matches", OPT_TEXT, &pattern, NULL},
    {0, "columns-like", "PATTERN", "headers of figures have parts: the named groups of this pattern say what they are",
     OPT_TEXT, &parts, NULL},
    {0, "header-line", "N", "the header is this line", OPT_COUNT, &header_line, NULL},
    {0, "header-rows", "N-M", "the header is these lines, joined", OPT_TEXT, &header_rows, NULL},
    {0, "fill-down", "COLUMN,...", "blank cells of these columns repeat the one above", OPT_TEXT, &fill_down, NULL},
    {0, "outline", "COLUMN", "add level, parent and row_type from indents, 其中, # and 一、 (一) 1. in this column",
     OPT_TEXT, &outline, NULL},
    {0, "pad", NULL, "take lines that end early as having blank cells at the end", OPT_FLAG, &pad, NULL},
    {0, "serial-dates", "YEAR", "periods of five digits are days as a spreadsheet counts them, from 1900 or 1904",
     OPT_CHOICE, &serials, "1900|1904"},
    {0, "pivot-year", "YEAR", "years of two digits are of the hundred years that begin here", OPT_COUNT, &pivot,
     "1 to 9900"},
    {0, "reference-period", "PERIOD", "the period that 本期, 本月, 上年同期 and the like speak of", OPT_PERIOD,
     &reference, NULL},
    {0, "decimal-mark", "WHICH", "what stands before the decimals of the input's figures: a comma or a point",
     OPT_CHOICE, &decimal_mark, "comma|point"},
    {0, "short-doubles", NULL, "write 66.400000000000006 and the like as the shortest figure of the same double: 66.4",
     OPT_FLAG, &short_doubles, NULL},
    {0, "cn-numerals", NULL, "read numbers in Chinese characters: 一百二十三", OPT_FLAG, &numerals, NULL},
    {0, "pairs", NULL, "take ranges and ratios apart, into the columns first and second", OPT_FLAG, &pairs, NULL},
    {0, "ratio", NULL, "divide fractions and ratios: 3/4 is 0.75; and 12.3% is 0.123", OPT_FLAG, &quotients, NULL},
    {0, "explain-notes", NULL, "put the text of the notes under a table behind the marks that they explain", OPT_FLAG,
     &explain, NULL},
    {0, "vintage", "WHICH", "keep one release of each figure: latest, first, the last by a DATE, or NAME", OPT_TEXT,
     &vintage, NULL},
    {0, "dimensions", "COLUMN,...", "other columns that tell figures apart, for --vintage; '' for none", OPT_TEXT,
     &dimensions, NULL},
    {0, "wide", "COLUMN", "make columns of the periods or of the indicators", OPT_CHOICE, &wide, "period|indicator"},
    {0, "to", "FORM", "write another form than tidy observations", OPT_CHOICE, &to,
     "sdmx-csv|open-sdg|targets|indicators"},
    {0, "plan", "NAME", "the plan that --to targets and indicators name in each row", OPT_TEXT, &plan, NULL},
    {0, "flow", "ID", "the data flow that sdmx-csv names: AGENCY:ID(VERSION)", OPT_TEXT, &flow, NULL},
    {0, "symbols", "FILE", "signs for missing figures: columns sign, status, value", OPT_TEXT, &symbols_file, NULL},
    {0, "units", "FILE", "more units: columns unit, written, dimension, power", OPT_TEXT, &units_file, NULL},
    {0}};

/* ---- state ---- */

struct normalize {
    struct job *job;
    struct mapping *mapping;
    struct shape shape;
    struct rows rows;
    struct raw_table *first;  /* of the first file: the others must have its columns */
    struct out *preview;      /* of --look: where the first rows go; or null */
    struct legend *legend;    /* the notes of the file that is read; null: they are not asked for */
};

/* ---- begin ---- */

static void add_constant(struct normalize *n, struct str column, struct str value, const struct place *place,
                         const struct place *value_place)
{
    struct str known[ROLE_COUNT], canonical, why;
    for (int r = 0; r < ROLE_COUNT; r++)
        known[r] = role_name((enum role)r);
    enum role role = role_find(column);
    if (role == ROLE_OTHER)
        diag_fatal(DIAG_COLUMN, place, "observations have no column \"%.*s\"%.*s", STR_ARG(column),
                   STR_ARG(nearest_hint(n->job->mem, column, known, ROLE_COUNT)));
    if (role == ROLE_VALUE)
        diag_fatal(DIAG_USAGE, place, "a constant value is no observation");
    if (role == ROLE_PERIOD) {
        if (!sense_period_text(n->job->mem, n->mapping, &n->rows.sensing.periods, value, 0, &canonical, &why))
            diag_fatal(DIAG_PERIOD, value_place, "\"%.*s\" %.*s", STR_ARG(value), STR_ARG(why));
        value = canonical;
    }
    if (value.length)
        changes_note(n->rows.changes, 0, role_name(role), STR(""), value, "constant");
    n->rows.constant[role] = value;
    n->shape.given[role] = value.length > 0;
}

/* set,reference-period,2023-06; the option goes before it. */
static bool set_reference(struct normalize *n, const struct mapping_row *row)
{
    struct periods *periods = &n->rows.sensing.periods;
    if (!str_eq(row->from, STR("reference-period")))
        return false;
    if (periods->referred)
        return true;
    if (!period_parse(row->to, &periods->reference))
        diag_fatal(DIAG_PERIOD, &row->to_place, "\"%.*s\" %s", STR_ARG(row->to), period_why(n->job->mem, row->to));
    periods->referred = true;
    return true;
}

/* set,decimal-mark,comma: false for what sets something else. */
static bool set_decimal_mark(struct normalize *n, const struct mapping_row *row)
{
    if (!str_eq(row->from, STR("decimal-mark")))
        return false;
    if (!str_eq(row->to, STR("comma")) && !str_eq(row->to, STR("point")))
        diag_fatal(DIAG_CATALOG, &row->to_place, "the decimal mark is comma or point, not \"%.*s\"", STR_ARG(row->to));
    if (!decimal_mark)
        n->rows.numbers.decimal = str_eq(row->to, STR("comma")) ? ',' : '.';
    return true;
}

static void read_constants(struct normalize *n)
{
    if (decimal_mark)
        n->rows.numbers.decimal = str_eq(str_of(decimal_mark), STR("comma")) ? ',' : '.';
    for (size_t i = 0; i < n->mapping->count; i++)
        if (n->mapping->row[i].kind == MAPPING_SET)
            set_reference(n, &n->mapping->row[i]);
    for (size_t i = 0; i < n->mapping->count; i++)
        if (n->mapping->row[i].kind == MAPPING_SET && !set_decimal_mark(n, &n->mapping->row[i]) &&
            !set_reference(n, &n->mapping->row[i]))
            add_constant(n, n->mapping->row[i].from, n->mapping->row[i].to, &n->mapping->row[i].from_place,
                         &n->mapping->row[i].to_place);
    for (size_t i = 0; i < constants.count; i++) {
        struct str value = str_of(constants.value[i]);
        ptrdiff_t equals = str_find(value, STR("="));
        if (equals < 0)
            diag_fatal(DIAG_USAGE, NULL, "--set takes COLUMN=VALUE, as in region=330200, not \"%s\"",
                       constants.value[i]);
        add_constant(n, str_part(value, 0, (size_t)equals), str_part(value, (size_t)equals + 1, value.length), NULL,
                     NULL);
    }
}

/* Ends the run where a row of the mapping names a code that its list does not have. */
static void demand_code(struct mem *mem, const struct mapping_row *row, bool known, const char *file, struct str near)
{
    if (!known)
        diag_fatal(DIAG_CATALOG, &row->to_place, "\"%.*s\" is no code of %s%.*s", STR_ARG(row->to), file,
                   STR_ARG(near_hint(mem, near)));
}

static void apply_sign(struct numbers *numbers, const struct mapping_row *row)
{
    const struct {
        struct str sign;
        char *means;
    } known[] = {{STR("▲"), &numbers->triangle}, {STR("△"), &numbers->open_triangle}, {STR("▼"), &numbers->fallen[0]},
                 {STR("▽"), &numbers->fallen[1]}, {STR("↓"), &numbers->fallen[2]}, {STR("↑"), &numbers->risen}};
    char of_name, *sign = str_eq(row->key, STR("()")) ? &numbers->brackets : falls_is_name(row->from) ? &of_name : NULL;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(row->from, known[i].sign))
            sign = known[i].means;
    if (!sign)
        diag_fatal(DIAG_CATALOG, &row->from_place, "\"%.*s\" is no sign that can mean - or +: ▲, △, ▼, ▽, ↓, ↑ or ()",
                   STR_ARG(row->from));
    if (row->to.length != 1 || !memchr("+-", row->to.at[0], 2))
        diag_fatal(DIAG_CATALOG, &row->to_place, "a sign means - or +, not \"%.*s\"", STR_ARG(row->to));
    *sign = row->to.at[0];
}

/* What a mapping may speak of; null where there is no list. */
struct lists {
    struct units *units;
    struct symbols *symbols;
    const struct indicators *indicators;
    const struct regions *regions;
};

/* What a row of the mapping says goes where it is kept, or is checked before it is needed. */
static void apply_mapping(struct normalize *n, const struct mapping_row *row, const struct lists *lists)
{
    const struct indicators *indicators = lists->indicators;
    const struct regions *regions = lists->regions;
    struct period period;
    struct unit unit;
    switch (row->kind) {
    case MAPPING_UNIT:
        if (!unit_read(n->rows.scratch, lists->units, row->to, &unit))
            diag_fatal(DIAG_UNIT, &row->to_place, "\"%.*s\" is no unit that is known (--units adds one)",
                       STR_ARG(row->to));
        units_alias(lists->units, row->from, row->to);
        break;
    case MAPPING_SYMBOL:
        if (!status_is_code(row->to) && !str_eq(row->to, STR("!")))
            diag_fatal(DIAG_CATALOG, &row->to_place, "\"%.*s\" is no status (A, E, F, P, O, L, M, N, Q ...), nor ! "
                       "for an error", STR_ARG(row->to));
        symbols_add(lists->symbols, row->from, row->to, STR(""));
        break;
    case MAPPING_SIGN:
        apply_sign(&n->rows.numbers, row);
        break;
    case MAPPING_PERIOD:
        if (!period_parse(row->to, &period))
            diag_fatal(DIAG_PERIOD, &row->to_place, "\"%.*s\" %s", STR_ARG(row->to), period_why(n->job->mem, row->to));
        break;
    case MAPPING_REGION:
        if (regions)
            demand_code(n->job->mem, row, regions_find(regions, row->to), regions->file,
                        regions_near(regions, row->to));
        break;
    case MAPPING_INDICATOR:
        if (indicators)
            demand_code(n->job->mem, row, indicators_find(indicators, row->to), indicators->file,
                        indicators_near(indicators, row->to));
        break;
    case MAPPING_LINE:
        if (!str_eq(row->to, STR("note")))
            diag_fatal(DIAG_CATALOG, &row->to_place, "a line can only be a note, not \"%.*s\"; did you mean \"note\"?",
                       STR_ARG(row->to));
        break;
    case MAPPING_COLUMN: case MAPPING_SET: case MAPPING_COUNT:
        break;
    }
}

static struct reader *table_of(struct normalize *n, const char *file)
{
    return file ? job_table(n->job, file) : NULL;
}

/* --header-rows 3-4 */
static void read_header_rows(void)
{
    struct num first, last;
    struct str rest = str_of(header_rows), start;
    if (!header_rows)
        return;
    if (!str_cut(&rest, '-', &start) || num_parse(start, &first) != NUM_OK || num_parse(rest, &last) != NUM_OK ||
        first.scale || last.scale || first.mantissa < 1 || last.mantissa < first.mantissa || last.mantissa > 1000)
        diag_fatal(DIAG_USAGE, NULL, "--header-rows takes two line numbers such as 3-4, not \"%s\"", header_rows);
    header_line = (uint64_t)first.mantissa;
    header_end = (uint64_t)last.mantissa;
}

/* --pivot-year and --reference-period */
static void read_periods(struct periods *periods)
{
    periods->reference = reference.value;
    periods->referred = reference.known;
    periods->pivot = (int)pivot;
}

/* AGENCY:ID(VERSION), none of them empty. */
static bool is_flow(struct str text)
{
    ptrdiff_t colon = str_find(text, STR(":")), open = str_find(text, STR("("));
    return colon > 0 && open > colon + 1 && str_ends(text, STR(")")) && (size_t)open + 2 < text.length;
}

static void open_ends(struct normalize *n)
{
    static const char *const forms[] = {"sdmx-csv", "open-sdg", "targets", "indicators"};
    int form = ENDS_TIDY;
    for (int i = 0; to && i < ENDS_INDICATORS; i++)
        form = str_eq(str_of(to), str_of(forms[i])) ? ENDS_SDMX_CSV + i : form;
    bool aims = form == ENDS_TARGETS || form == ENDS_INDICATORS;
    struct ends_how how = {.form = form,
                           .plan = str_of(plan), .indicators = n->shape.indicators,
                           .flow = flow ? str_of(flow) : STR("STEELYARD:OBSERVATIONS(1.0)"),
                           .wide = wide ? role_find(str_of(wide)) : ROLE_NONE,
                           .vintage = str_of(vintage), .dimensions = str_of(dimensions),
                           .dimensions_said = dimensions != NULL,
                           .notes = explain};
    if (flow && !is_flow(str_of(flow)))
        diag_fatal(DIAG_USAGE, NULL, "--flow is AGENCY:ID(VERSION) such as NB:PLAN(1.0), not \"%s\"", flow);
    n->rows.words_are_goals = aims;
    if (plan && !aims)
        diag_fatal(DIAG_USAGE, NULL, "--plan is for --to targets and --to indicators");
    if (dimensions && !vintage)
        diag_fatal(DIAG_USAGE, NULL, "--dimensions is for --vintage");
    n->rows.ends = ends_open(n->job->mem, n->rows.writer, n->rows.changes, &how);
}

static void begin(struct normalize *n)
{
    struct mem *mem = n->job->mem;
    struct match_fault fault;

    if (per_line && from)
        diag_fatal(DIAG_USAGE, NULL, "--per-line and --from contradict each other");
    read_header_rows();
    n->mapping = mapping_open(mem, table_of(n, mapping_file));
    struct units *units = units_open(mem, table_of(n, units_file));
    struct symbols *symbols = symbols_open(mem, table_of(n, symbols_file));
    struct indicators *indicators = indicators_file ? indicators_load(mem, job_table(n->job, indicators_file)) : NULL;
    struct regions *regions = regions_file ? regions_load(mem, job_table(n->job, regions_file)) : NULL;
    struct names *names = names_open(mem, indicators, regions, within, level);
    struct changes *changes = changes_open(mem, log_file);

    n->rows = (struct rows){.mem = mem, .scratch = mem_open(), .changes = changes};
    n->rows.short_doubles = short_doubles;
    n->rows.sensing = (struct sensing){.scratch = n->rows.scratch, .mapping = n->mapping, .units = units,
                                       .names = names};
    n->rows.numbers = (struct numbers){.units = units, .symbols = symbols, .numerals = numerals, .pairs = pairs,
                                          .quotients = quotients};
    n->shape = (struct shape){.mem = mem, .scratch = n->rows.scratch, .mapping = n->mapping, .units = units,
                              .periods = &n->rows.sensing.periods, .names = names,
                              .indicators = indicators, .changes = changes, .header_line = header_line,
                              .header_end = header_end, .pad = pad};
    n->shape.notes = notes_open(mem, notes_file);
    n->rows.sensing.epoch = !serials ? 0 : str_eq(str_of(serials), STR("1904")) ? 1904 : 1900;
    read_periods(&n->rows.sensing.periods);
    sense_begin(&n->rows.sensing);
    for (size_t i = 0; i < n->mapping->count; i++)
        apply_mapping(n, &n->mapping->row[i], &(struct lists){units, symbols, indicators, regions});
    n->rows.falls = falls_open(mem, n->rows.scratch, n->mapping, indicators, names);
    n->rows.signs_have_digits = symbols_have_digits(symbols);
    read_constants(n);
    if (pattern && !(n->shape.wide = match_compile(mem, str_of(pattern), MATCH_WHOLE, &fault)))
        diag_fatal(DIAG_PATTERN, NULL, "--long: %.*s, at character %zu", STR_ARG(fault.message), fault.at + 1);
    n->shape.pattern = parts ? columns_pattern(mem, str_of(parts)) : NULL;
    n->preview = first_look ? out_gather(mem) : NULL;
    n->rows.writer = first_look ? writer_open(mem, n->preview, n->job->delimiter) : job_writer(n->job);
    if (draft_mapping || first_look)
        n->rows.draft = draft_open(mem);
    else
        open_ends(n);
    n->rows.shown = draft_mapping ? LOOK_ROWS : 0;
    n->shape.lenient = n->rows.draft;
}

static void write_header(struct normalize *n, const struct raw_table *table)
{
    size_t room = ROLE_COUNT + ADDED_COUNT + (size_t)table->other.count + table->mores;
    struct str *name = mem_array(n->job->mem, room, sizeof *name);
    uint32_t count = 0;
    n->rows.row = mem_array(n->job->mem, room, sizeof *name);
    for (int r = 0; r < ROLE_COUNT; r++)
        name[count++] = role_name((enum role)r);
    for (int a = 0; a < ADDED_COUNT; a++)
        if (n->rows.added[a])
            name[count++] = added_name((enum added)a);
    for (uint32_t i = 0; i < table->other.count; i++)
        name[count++] = table->column[table->other.at[i]].name;
    for (uint32_t i = 0; i < table->mores; i++)
        name[count++] = table->more[i];
    if (n->rows.ends) {
        ends_header(n->rows.ends, name, count);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        writer_field(n->rows.writer, name[i]);
    writer_end(n->rows.writer);
}

/* What options add, unless the table has such columns already. */
static void choose_added(struct normalize *n, const struct raw_table *table)
{
    for (int a = 0; a < ADDED_COUNT; a++) {
        n->rows.added[a] = a <= ADDED_SECOND   ? pairs
                           : a == ADDED_ORIGIN ? origins || reader_hides_origin(n->job->reader)
                                               : outline != NULL;
        for (uint32_t i = 0; i < table->other.count; i++)
            if (str_eq(table->column[table->other.at[i]].name, added_name((enum added)a)))
                n->rows.added[a] = false;
    }
}

/* Later files must bring the same columns along, in the same order. */
static void compare_headers(const struct normalize *n, const struct raw_table *table)
{
    const struct raw_table *first = n->first;
    struct place place = {.file = table->file, .line = table->line};
    bool same = first->other.count == table->other.count;
    for (uint32_t i = 0; same && i < table->other.count; i++)
        same = str_eq(first->column[first->other.at[i]].name, table->column[table->other.at[i]].name);
    if (!same)
        diag_fatal(DIAG_HEADER_DIFFERS, &place, "other columns come along than in %s", first->file);
}

/* ---- each ---- */

/* What was decided about bytes and delimiter. */
static void log_bytes(struct normalize *n, const struct decoding *decoding, char delimiter, bool wide_comma)
{
    struct str encoding = text_encoding(decoding), why = text_decided(decoding);
    if (!str_eq(encoding, STR("ASCII")) && !(str_eq(encoding, STR("UTF-8")) && str_starts(why, STR("every"))))
        changes_note(n->rows.changes, 0, STR("encoding"), encoding, STR("UTF-8"), voice_text(why.at));
    if (wide_comma)
        changes_note(n->rows.changes, 0, STR("delimiter"), STR("，"), STR(","), "delimiter");
    if (delimiter != n->job->delimiter)
        changes_note(n->rows.changes, 0, STR("delimiter"), delimiter == '\t' ? STR("tab") : STR(";"), STR(","),
                     "delimiter");
}

/* Byte order marks inside, lone euro signs, and damage that nothing repairs. */
static void tell_events(struct normalize *n, const struct decoding *decoding, const char *file)
{
    const struct text_event *event;
    size_t count = text_events(decoding, &event);
    for (size_t i = 0; i < count; i++) {
        uint64_t line = changes_line(n->rows.changes, event[i].line);
        struct place place = {.file = file, .line = line};
        if (event[i].kind == TEXT_DAMAGE)
            diag_report(DIAG_DAMAGED, &place, "\"%.*s\" is what a wrong decoding left behind before the file came "
                        "here; the text is lost, ask for the file anew", STR_ARG(event[i].found));
        else if (event[i].kind == TEXT_LINE)
            changes_note(n->rows.changes, line, STR("encoding"), event[i].found, STR("UTF-8"), "line");
        else
            changes_note(n->rows.changes, line, STR("encoding"),
                         event[i].kind == TEXT_EURO ? STR("80") : STR("BOM"),
                         event[i].kind == TEXT_EURO ? event[i].found : STR(""), "bytes");
    }
}

/* A line with more cells than the table has columns, or fewer, has lost or gained a
 * delimiter somewhere: which of its cells still stand under their header is unknown. */
static void tell_left_out(const struct normalize *n, const struct reader *reader, const struct record *record,
                          const struct raw_table *table, enum shape_line kind)
{
    struct finding finding = {.code = DIAG_UNRESOLVED, .place = reader_place(reader, RECORD_WHOLE)};
    finding.value = record_raw(record);
    if (kind == LINE_DELETED)
        finding.message = voice_str("the line takes a figure back (ACTION D) and is left out: no observation says so");
    else
        finding.message = say_format(
            n->rows.scratch, "the line holds %u fields for %u columns and is left out: %s", record->count, table->count,
            voice_text(kind == LINE_LONG ? N_("is a number with thousands commas not in quotes?")
                                         : N_("is a delimiter missing? (--pad takes the cells at the end as blank)")));
    diag_tell(&finding);
}

/* The cells of a line that hold something, for a note that commas have parted. */
static struct str line_text(struct mem *mem, const struct record *record)
{
    struct str text = STR("");
    for (uint32_t i = 0; i < record->count; i++) {
        struct str cell = text_trim(record_field(record, i));
        if (cell.length)
            text = text.length ? mem_format(mem, "%.*s,%.*s", STR_ARG(text), STR_ARG(cell)) : cell;
    }
    return text;
}

static void each_line(struct normalize *n, struct raw_table *table, const struct reader *reader,
                      const struct record *record)
{
    struct mem_mark mark = mem_mark(n->rows.scratch);
    enum shape_line kind = shape_line(&n->shape, table, reader, record);
    if (kind == LINE_BODY)
        row_write(&n->rows, table, reader, record);
    else if (kind == LINE_SECTION)
        row_section(&n->rows, record);
    else if (kind == LINE_NOTE && n->legend)
        legend_line(n->legend, line_text(n->rows.scratch, record));
    else if (kind == LINE_LONG || kind == LINE_SHORT || kind == LINE_DELETED)
        tell_left_out(n, reader, record, table, kind);
    mem_rewind(n->rows.scratch, mark);
}

/* Most lines need nothing, or little; the others are looked at closely.  A first look ends after
 * LOOK_BYTES, and is told so. */
static bool each_record(struct normalize *n, struct raw_table *table, struct reader *reader)
{
    struct swift *swift = swift_open(&n->rows, table);
    struct record record[SWIFT_BATCH];
    for (size_t count; (count = reader_batch(reader, record, swift ? SWIFT_BATCH : 1));) {
        if (n->rows.draft && reader_bytes(reader) > LOOK_BYTES)
            return true;
        if (swift)
            swift_look(swift, reader, record, count);
        for (size_t i = 0; i < count; i++) {
            if (swift && table->lines && swift_line(swift, i)) {
                table->ended = false;
                continue;
            }
            reader_point(reader, record, i, count);
            each_line(n, table, reader, &record[i]);
        }
    }
    return false;
}

/* What --look prints of a file. */
static void show_look(struct normalize *n, const struct decoding *decoding, char delimiter,
                      const struct raw_table *table, bool cut)
{
    char sign[1] = {delimiter};
    struct look look = {.file = table->file, .encoding = text_encoding(decoding), .table = table, .cut = cut,
                        .decided = voice_str(text_decided(decoding).at),
                        .delimiter = delimiter == '\t' ? STR("tab") : (struct str){sign, 1}};
    look.rows = out_gathered(n->preview);
    look_print(n->job->mem, job_out(n->job), &look, n->rows.draft);
    n->rows.shown = 0;
}

/* Verdicts on 2009/10 hold for the files only that have the same way with it. */
static struct raw_table *begin_table(struct normalize *n, struct reader *reader, const char *file)
{
    bool before = n->rows.sensing.periods.fiscal;
    struct raw_table *table = shape_begin(&n->shape, reader, file);
    if (n->rows.sensing.periods.fiscal != before) {
        sense_end(&n->rows.sensing);
        sense_begin(&n->rows.sensing);
    }
    return table;
}

static void each_file(struct normalize *n, const char *file)
{
    const struct text_how bytes = {.from = per_line ? TEXT_BY_LINE : from, .digest = n->job->digest};
    struct decoding *decoding = text_open(n->job->mem, file, &bytes);
    struct reading how = n->job->reading;
    bool wide_comma, told = opt_given("delimiter") || opt_given("tsv");
    how.delimiter = delimiter_of(text_head(decoding), told, n->job->delimiter, &wide_comma);
    how.headless = how.loose = true;
    struct mem *looking = mem_open(); /* a file's worth */
    struct peek peek = peek_open(looking, delimiter_narrow(looking, text_head(decoding), wide_comma),
                                 how.delimiter);
    struct decimal_head decimals = decimal_look(n->job->mem, text_head(decoding), how.delimiter);
    struct sieve *sieve = sieve_open(n->job->mem, decoding, n->rows.changes, wide_comma, nfc);
    if (how.at) {
        changes_begin_part(n->rows.changes, how.at, text_head(decoding));
        file = how.at->file;
    }
    struct reader *reader = reader_open_source(n->job->mem, (struct source){sieve_read, sieve, file}, &how);

    n->job->reader = reader;
    log_bytes(n, decoding, how.delimiter, wide_comma);
    if (how.allow_empty && text_head(decoding).length == 0 && reader_bytes(reader) == 0) {
        mem_close(looking);
        return;
    }
    n->shape.peek = &peek;
    struct raw_table *table = begin_table(n, reader, file);
    for (uint32_t i = 0; !n->rows.numbers.decimal && i < table->count; i++)
        table->column[i].comma = decimal_comma_of(&decimals, i);
    if (n->first && !n->rows.draft) {
        compare_headers(n, table);
    } else {
        choose_added(n, table);
        n->first = table;
        if (!draft_mapping)
            write_header(n, table);
    }
    if (n->rows.draft)
        draft_table(n->rows.draft, &n->shape, table);
    n->legend = explain ? legend_open(n->job->mem) : NULL;
    n->rows.outline = outline ? outline_open(n->job->mem, table, str_of(outline)) : NULL;
    n->rows.fill = fill_down ? fill_open(n->job->mem, table, str_of(fill_down)) : NULL;
    if (table->next)
        each_line(n, table, reader, table->next);
    bool cut = each_record(n, table, reader);
    if (first_look)
        show_look(n, decoding, how.delimiter, table, cut);
    if (!table->lines && !n->rows.draft && !reading_goes_on(&how))
        aside_bare(file);
    columns_close(&n->shape, table);
    ends_notes(n->rows.ends, n->legend);
    fill_close(n->rows.fill);
    outline_close(n->rows.outline);
    tell_events(n, decoding, file);
    sieve_close(sieve);
    text_close(decoding);
    mem_close(looking);
}

/* ---- finish ---- */

static void finish(struct normalize *n)
{
    falls_close(n->rows.falls);
    if (n->rows.dusty)
        diag_report(DIAG_BINARY, &n->rows.dust, "%" PRIu64 " figures have digits that a program's binary fractions "
                    "left behind (%.*s; --short-doubles writes them short)", n->rows.dusty, STR_ARG(n->rows.dust_text));
    ends_close(n->rows.ends);
    if (draft_mapping)
        draft_write(n->rows.draft, n->rows.writer);
    draft_close(n->rows.draft);
    changes_close(n->rows.changes);
    notes_close(n->shape.notes);
    names_close(n->rows.sensing.names);
    sense_end(&n->rows.sensing);
    mem_close(n->rows.scratch);
}

/* ---- run ---- */

static void run(struct job *job)
{
    static const char *const standard_input[] = {"-"};
    struct normalize n = {.job = job};
    size_t files = job->files ? job->files : 1;

    job_at(job, begins_at);
    if (job->reading.digest)
        job->digest = digest_open(job->mem);
    job->reading.digest = false;
    begin(&n);
    for (size_t i = 0; i < files; i++) {
        if (job->reader) {
            job->records += reader_records(job->reader);
            reader_close(job->reader);
        }
        each_file(&n, job->files ? job->file[i] : standard_input[0]);
    }
    finish(&n);
}

/* ---- the tool: words that --list names ---- */

static const struct tool_words words[] = {
    {"header", NULL, known_header}, {"sign", NULL, known_sign}, {"unit", NULL, known_unit},
    {"encoding", NULL, known_encoding}, {0}};
static const struct tool_list list = {{"kind", "name", "becomes", "meaning"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "normalize --log changes.csv --indicators samples/national/indicators.csv --regions samples/national/regions.csv "
    "samples/raw/national.csv",
    "normalize --set indicator=population --regions samples/zhejiang/regions.csv "
    "samples/raw/zhejiang-population.gb18030.csv",
    NULL};

static const struct tool_column columns[] = {
#define X(NAME, member, column, needed, part, coded, meaning) {"out", column, "always", meaning},
    OBSERVATION_STATED(X)
#undef X
    {"out", "region", NULL, "code or name of the region"},
    {"out", "indicator", NULL, "code or name of the indicator"},
    {"out", "value", NULL, "a decimal number; empty when missing; as found when it could not be read"},
    {"out", "status", NULL, "code of SDMX CL_OBS_STATUS; A for a number that carries no mark"},
    {"out", "caliber", NULL,
     "the definition where it is not the plain one; cumulative5 for a five-year total; yoy, target, plan by a header"},
    {"out", "note", NULL, "footnote marks, and cells whose words were taken off"},
#define A(NAME, column, meaning) {"out", column, "when asked", meaning},
#include "table/roles.def"
#undef A
    {"out", "the other columns of the input", "always", "as they came, under the names of the mapping"},
    {"in", "a column or headers for region, indicator, period and value", "required",
     "named as in roles.def, by --mapping, or filled by --set"},
    {0}};

static const struct tool tool = {
    .name = "normalize",
    .purpose = "turn statistical CSV as offices send it into tidy observations, and log every change",
    .operands = "[FILE]...",
    .in = "raw CSV in UTF-8, GB18030 or UTF-16: titles, units in headers, years in columns, notes below",
    .out = "one observation a row, columns region to note and those that come along",
    .example = examples,
    .option = options,
    .column = columns,
    .list = &list,
    .run = run,
};

int main(int argc, char **argv)
{
    return tool_main(&tool, argc, argv);
}
