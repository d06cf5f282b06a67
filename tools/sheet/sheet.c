/* sheet: a workbook (XLSX) comes in, the cells of its sheets go out as CSV. */
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "book/filled.h"
#include "files/digest.h"
#include "frame/tool.h"
#include "io/json.h"

/* ---- options ---- */

static struct opt_list sheets;
static const char *range, *schema, *as = "meant";
static bool form, all, hidden, fill_merged, origin, indents;
static uint64_t limit = UINT64_C(2) << 30;

static const struct opt options[] = {
    {'s', "sheet", "NAME", "the sheet of this name or number; may be repeated (default: the first that is visible)",
     OPT_EACH, &sheets, NULL},
    {0, "all", NULL, "all sheets, one below the other", OPT_FLAG, &all, NULL},
    {0, "form", NULL, "a form of render --form that was filled in, as the table of its schema", OPT_FLAG, &form, NULL},
    {0, "schema", "FILE", "the schema that the form is meant to be of; another one is told", OPT_TEXT, &schema, NULL},
    {0, "range", "AREA", "only these cells: A3:H200, B:F, 3:20 or B3:", OPT_TEXT, &range, NULL},
    {0, "as", "WHAT", "what the cell shows with all its decimals, what it shows, or what is stored", OPT_CHOICE, &as,
     "meant|shown|stored"},
    {0, "hidden", NULL, "take hidden rows, columns and, with --all, sheets too", OPT_FLAG, &hidden, NULL},
    {0, "fill-merged", NULL, "every cell of a merged area has the value of its first", OPT_FLAG, &fill_merged, NULL},
    {0, "indents", NULL, "two spaces before a text for each step that the format moves it in", OPT_FLAG, &indents,
     NULL},
    {0, "origin", NULL, "a first column that says which cells each row was made of, for messages of later tools",
     OPT_FLAG, &origin, NULL},
    {0, "limit", "SIZE", "the most bytes that a part of the file may unpack to (default 2G)", OPT_SIZE, &limit, NULL},
    {0}};

/* ---- state ---- */

struct sheet_run {
    struct job *job;
    struct mem *mem;
    struct package *package;
    struct workbook *workbook;
    struct page_how how;
    const struct worksheet **chosen;
    struct extent **extent;   /* of each of the chosen */
    size_t count, room;
};

/* ---- begin: the file and the sheets ---- */

static void open_workbook(struct sheet_run *s)
{
    struct job *job = s->job;
    if (job->files > 1)
        diag_fatal(DIAG_USAGE, NULL, "one workbook at a time (%s came first)", job->file[0]);
    if (!job->files && isatty(STDIN_FILENO))
        diag_fatal(DIAG_USAGE, NULL, "no FILE, and standard input is a terminal (--help says what is expected)");
    if (job->reading.digest)
        job->digest = digest_open(job->mem);
    s->package = package_open(s->mem, job->files ? job->file[0] : "-", limit, job->digest);
    s->workbook = workbook_open(s->mem, s->package);
}

static void choose(struct sheet_run *s, const struct worksheet *sheet)
{
    s->chosen = mem_grow(s->mem, s->chosen, s->count, &s->room, sizeof *s->chosen);
    s->chosen[s->count++] = sheet;
}

static void choose_named(struct sheet_run *s, const char *name)
{
    struct place place = {.file = package_file(s->package)};
    const struct worksheet *sheet = workbook_sheet(s->workbook, str_of(name));
    struct str *known = mem_array(s->mem, s->workbook->sheets, sizeof *known);
    for (uint32_t i = 0; i < s->workbook->sheets; i++)
        known[i] = s->workbook->sheet[i].name;
    if (!sheet)
        diag_fatal(DIAG_USAGE, &place, "there is no sheet \"%s\" among %lu (--list FILE shows them)%.*s", name,
                   (unsigned long)s->workbook->sheets,
                   STR_ARG(nearest_hint(s->mem, str_of(name), known, s->workbook->sheets)));
    if (sheet->kind != SHEET_GRID)
        diag_fatal(DIAG_USAGE, &place, "the sheet \"%.*s\" has no cells: it is a chart or the like",
                   STR_ARG(sheet->name));
    choose(s, sheet);
}

/* Names in quotes, parted by commas. */
static struct str listed(struct mem *mem, struct str list, struct str name)
{
    return list.length ? mem_format(mem, "%.*s, \"%.*s\"", STR_ARG(list), STR_ARG(name))
                       : mem_format(mem, "\"%.*s\"", STR_ARG(name));
}

/* What is there beside the first, and not read. */
static void tell_others(const struct sheet_run *s)
{
    struct place place = {.file = package_file(s->package)};
    struct str seen = {NULL, 0}, unseen = {NULL, 0};
    for (uint32_t i = 0; i < s->workbook->sheets; i++) {
        const struct worksheet *sheet = &s->workbook->sheet[i];
        bool taken = false;
        for (size_t k = 0; k < s->count; k++)
            taken |= s->chosen[k] == sheet;
        if (taken || sheet->kind != SHEET_GRID)
            continue;
        if (sheet->state == SHEET_VISIBLE)
            seen = listed(s->mem, seen, sheet->name);
        else
            unseen = listed(s->mem, unseen, sheet->name);
    }
    if (seen.length)
        diag_report(DIAG_SHEETS, &place, "the sheet \"%.*s\" is read, these are not: %.*s (--sheet names one, --all "
                                         "takes "
                    "all)", STR_ARG(s->chosen[0]->name), STR_ARG(seen));
    if (unseen.length)
        diag_report(DIAG_SHEETS, &place, "sheets that are hidden and not read: %.*s (--sheet names one%s)",
                    STR_ARG(unseen), all ? voice_text(", --hidden takes them") : "");
}

static void choose_sheets(struct sheet_run *s)
{
    struct place place = {.file = package_file(s->package)};
    for (size_t i = 0; i < sheets.count; i++)
        choose_named(s, sheets.value[i]);
    for (uint32_t i = 0; i < s->workbook->sheets && !sheets.count; i++) {
        const struct worksheet *sheet = &s->workbook->sheet[i];
        if (sheet->kind == SHEET_GRID && (sheet->state == SHEET_VISIBLE || (all && hidden)) && (all || !s->count))
            choose(s, sheet);
    }
    if (!s->count)
        diag_fatal(DIAG_WORKBOOK, &place, "none of the %lu sheets is visible and has cells (--sheet names one, "
                                          "--list FILE "
                   "shows them)", (unsigned long)s->workbook->sheets);
    if (!sheets.count)
        tell_others(s);
}

static void read_options(struct sheet_run *s)
{
    static const char *const word[] = {[SHOWN_MEANT] = "meant", [SHOWN_SHOWN] = "shown", [SHOWN_STORED] = "stored"};
    if (all && sheets.count)
        diag_fatal(DIAG_USAGE, NULL, "--sheet and --all contradict each other");
    if (form && (all || sheets.count || range || fill_merged || opt_given("as")))
        diag_fatal(DIAG_USAGE, NULL, "--form reads the form's own cells as they are meant: --sheet, --all, --range, "
                   "--as and --fill-merged are for other workbooks");
    if (schema && !form)
        diag_fatal(DIAG_USAGE, NULL, "--schema is for --form");
    if (opt_given("skip-bad"))
        diag_fatal(DIAG_USAGE, NULL, "--skip-bad is for tables in CSV");
    s->how = (struct page_how){.hidden = hidden, .fill_merged = fill_merged, .origin = origin, .indents = indents};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strcmp(as, word[i]) == 0)
            s->how.as = (enum shown_as)i;
    if (range && !grid_area_parse(str_of(range), &s->how.area))
        diag_fatal(DIAG_USAGE, NULL, "--range takes cells such as A3:H200, B:F, 3:20 or B3:, not \"%s\"", range);
}

static void begin(struct sheet_run *s)
{
    s->mem = s->job->mem;
    read_options(s);
    open_workbook(s);
    if (!form)
        choose_sheets(s);
    s->how.workbook = s->workbook;
    s->how.texts = shared_text_open(s->workbook);
    s->how.styles = styles_open(s->workbook, s->how.as != SHOWN_STORED || s->how.indents);
    s->extent = mem_array(s->mem, s->count, sizeof *s->extent);
    for (size_t i = 0; i < s->count; i++) {
        s->extent[i] = extent_read(s->workbook, s->chosen[i]);
        uint32_t width = page_width(&s->how, s->extent[i]);
        s->how.width = width > s->how.width ? width : s->how.width;
    }
}

/* ---- each ---- */

/* Programs that write workbooks without computing leave it to whoever opens them. */
static void tell_uncomputed(const struct sheet_run *s, const struct worksheet *sheet, const struct extent *extent)
{
    struct place place = {.file = grid_file(s->workbook, sheet)};
    if (s->workbook->recalculate && extent->formulas)
        diag_report(DIAG_UNCOMPUTED, &place,
                    voice_plural("the workbook asks to be computed anew, so the stored result of %llu formula may be "
                                 "none "
                                 "(0, say); open it in a spreadsheet program and save it",
                                 "the workbook asks to be computed anew, so the stored results of %llu formulas may be "
                                 "none (0, say); open it in a spreadsheet program and save it", extent->formulas),
                    (unsigned long long)extent->formulas);
}

static void each_sheet(struct sheet_run *s, size_t i)
{
    tell_uncomputed(s, s->chosen[i], s->extent[i]);
    page_write(&s->how, s->chosen[i], s->extent[i], job_writer(s->job));
}

/* A form of another schema may ask for the same columns and mean something else. */
static void tell_schema(const struct sheet_run *s, const struct filled *filled)
{
    const struct place place = {.file = package_file(s->package)};
    struct digest *digest = digest_open(s->mem);
    digest_add(digest, json_source(json_read(s->mem, schema)));
    if (!str_eq(digest_text(s->mem, digest), filled_digest(filled)))
        diag_report(DIAG_SCHEMA, &place, "the form was made from another schema than %s: from %.*s, SHA-256 %.*s",
                    schema, STR_ARG(filled_schema(filled)), STR_ARG(filled_digest(filled)));
}

static void write_form(struct sheet_run *s)
{
    struct filled *filled = filled_open(&s->how);
    if (schema)
        tell_schema(s, filled);
    filled_write(filled, job_writer(s->job));
    shared_text_close(s->how.texts);
    package_close(s->package);
}

/* ---- finish ---- */

static void finish(struct sheet_run *s)
{
    struct place place = {.file = grid_file(s->workbook, s->chosen[0])};
    if (!writer_rows(job_writer(s->job)))
        diag_fatal(DIAG_SHAPE, &place, "there is no value in the cells that are asked for");
    shared_text_close(s->how.texts);
    package_close(s->package);
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct sheet_run s = {.job = job};
    begin(&s);
    if (form) {
        write_form(&s);
        return;
    }
    for (size_t i = 0; i < s.count; i++)
        each_sheet(&s, i);
    finish(&s);
}

/* ---- the tool: the sheets of a file, for --list FILE ---- */

static void list_count(struct writer *writer, struct mem *mem, uint64_t count)
{
    writer_plain(writer, mem_format(mem, "%llu", (unsigned long long)count));
}

static void list_sheet(struct writer *writer, const struct workbook *workbook, const struct worksheet *sheet)
{
    struct mem *mem = workbook->mem;
    const struct extent *extent =
        sheet->kind == SHEET_GRID ? extent_read(workbook, sheet) : mem_take(mem, sizeof *extent);
    list_count(writer, mem, sheet->number);
    writer_field(writer, sheet->name);
    writer_field(writer, sheet_kind_word(sheet->kind));
    writer_field(writer, sheet_state_word(sheet->state));
    list_count(writer, mem, extent->rows);
    list_count(writer, mem, extent->columns);
    list_count(writer, mem, extent->cells);
    list_count(writer, mem, extent->formulas);
    list_count(writer, mem, extent->areas);
    list_count(writer, mem, extent_count(&extent->hidden_rows, extent->rows));
    list_count(writer, mem, extent_count(&extent->hidden_columns, extent->columns));
    writer_end(writer);
}

static void list_file(struct job *job)
{
    static const char *const column[] = {"number", "sheet", "kind", "state", "rows", "columns", "cells", "formulas",
                                         "merged_areas", "hidden_rows", "hidden_columns"};
    struct sheet_run s = {.job = job, .mem = job->mem};
    struct writer *writer = job_writer(job);
    open_workbook(&s);
    for (size_t i = 0; i < sizeof column / sizeof *column; i++)
        writer_plain(writer, str_of(column[i]));
    writer_end(writer);
    for (uint32_t i = 0; i < s.workbook->sheets; i++)
        list_sheet(writer, s.workbook, &s.workbook->sheet[i]);
    package_close(s.package);
}

static const struct tool_item list_as[] = {
    {"meant", NULL, N_("what the cell shows, with all the decimals that are stored")},
    {"shown", NULL, N_("what the cell shows, rounded as it is there")},
    {"stored", NULL, N_("what the file has: 0.053 for 5.3 %, 44562 for a day")},
    {0}};
static const struct tool_words words[] = {{"as", list_as, NULL}, {0}};
static const struct tool_list list = {{"option", "name", NULL, "meaning"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "sheet samples/raw/zhejiang-income.xlsx",
    "sheet --list samples/raw/zhejiang-income.xlsx",
    NULL};

static const struct tool_column columns[] = {
    {"out", "the origin", "with --origin", "the cells of the row: FILE!SHEET!A7:H7"},
    {"out", "a column for each column of the sheet", "always", "what its cells show"},
    {0}};

static const struct tool tool = {
    .name = "sheet",
    .purpose = "read a sheet of a workbook (XLSX) as CSV, as its cells are meant",
    .operands = "[FILE]",
    .in = "a workbook of the kind .xlsx or .xlsm",
    .out = "its cells as CSV, a row for each row of the sheet",
    .example = examples,
    .option = options,
    .column = columns,
    .list = &list,
    .list_of = list_file,
    .run = run,
};

int main(int argc, char **argv)
{
    return tool_main(&tool, argc, argv);
}
