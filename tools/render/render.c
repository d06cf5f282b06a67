/* render: a table of any of the tools as a person wants to see it: CSV in, a
 * terminal table, Markdown, CSV, JSON, a page, a chart or a Word file out. */

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/fresh.h"
#include "formats/format.h"
#include "frame/aside.h"
#include "frame/asking.h"
#include "frame/opt.h"
#include "frame/tool.h"
#include "publish/publish.h"
#include "sheets/form.h"
#include "site/site.h"
#include "template/filters.h"
#include "template/shipped.h"
#include "view/about.h"

/* ---- options ---- */

static const char *site, *about, *to, *chart, *labels, *title, *shown, *sort, *numbers, *ambiguous, *color, *use, *form;
static struct opt_list data, chart_with, columns_of;
static uint64_t top, width, rows;
static struct opt_list names;
static bool thousands, unicode, bom, crlf, guard, raw;
static struct asking asking;
static struct publish_how filled;         /* of --template */
static const char *edition;

#define X(name, ...) "|" #name
static const char formats[] =
#include "formats/formats.def"
    ;
static const char charts[] =
#include "charts/charts.def"
    "|none";
#undef X

static const struct opt options[] = {
    {0, "to", "FORMAT", "what to write; without it what -o ends in (.docx), a table on a terminal, else Markdown",
     OPT_CHOICE, &to, &formats[1]},
    {0, "chart", "KIND", "chart for html, svg and docx instead of the one that fits", OPT_CHOICE, &chart, &charts[1]},
    {0, "chart-with", "KEY=VALUE", "own, x, y, by: what the chart draws heavily, and its columns; may be repeated",
     OPT_EACH, &chart_with, NULL},
    {0, "labels", "FILE", "words, marks and colors of the project: key, zh, en, mark, mark_ascii, color", OPT_TEXT,
     &labels, NULL},
    {0, "title", "TEXT", "title instead of the lead sentence", OPT_TEXT, &title, NULL},
    {0, "columns", "LIST", "columns to show, NAME or NAME=HEAD", OPT_TEXT, &shown, NULL},
    {0, "columns-of", "NAME=LIST", "the same of the table that --data calls NAME; may be repeated", OPT_EACH,
     &columns_of, NULL},
    {0, "sort", "LIST", "order of rows, -NAME downwards; none keeps it", OPT_TEXT, &sort, NULL},
    {0, "top", "N", "show the first N rows", OPT_COUNT, &top, NULL},
    {0, "data", "NAME=FILE", "a further table for the page; may be repeated", OPT_EACH, &data, NULL},
    {0, "site", "SITE", "a folder of pages instead: one for each plan, domain, indicator, region, department", OPT_TEXT,
     &site, NULL},
    {0, "about", "FILE", "who publishes a document or site: key, value (publisher, contact, next_release, ...)",
     OPT_TEXT, &about, NULL},
    {0, "template", "FILE", "a report to fill in: a file, or a name of --list", OPT_TEXT, &filled.template, NULL},
    {0, "set", "NAME=TEXT", "what the template sets by that name; may be repeated", OPT_EACH, &filled.set, NULL},
    {0, "edition", "EDITION", "who is to read it, which decides columns and chapters (draft)", OPT_CHOICE, &edition,
     "draft|review|public"},
    {0, "split-by", "TABLE.COLUMN", "a document for each of its texts, with index.csv; -o 'out/{{COLUMN}}.html'",
     OPT_TEXT, &filled.split, NULL},
    {0, "words", "DIR", "where the words are that people wrote for the template", OPT_TEXT, &filled.words, NULL},
    {0, "words-begin", NULL, "put files there for those that nobody wrote yet", OPT_FLAG, &filled.begin, NULL},
    {0, "final", NULL, "no draft: words that are missing or out of date are mistakes", OPT_FLAG, &filled.final, NULL},
    {0, "check", NULL, "hold the template against its tables and write nothing", OPT_FLAG, &filled.check, NULL},
    {0, "thousands", NULL, "part the digits of 10000 and more by commas", OPT_FLAG, &thousands, NULL},
    {0, "numbers", "LIST", "columns that JSON writes as numbers", OPT_TEXT, &numbers, NULL},
    {0, "width", "CELLS", "cells of a terminal line (the terminal's own)", OPT_COUNT, &width, NULL},
    {0, "ambiguous", "CELLS", "cells of characters that fonts disagree on (1)", OPT_CHOICE, &ambiguous, "1|2"},
    {0, "unicode", NULL, "marks and bars beyond ASCII on a terminal", OPT_FLAG, &unicode, NULL},
    {0, "color", "WHEN", "color on a terminal (auto)", OPT_CHOICE, &color, "auto|always|never"},
    {0, "bom", NULL, "begin CSV with a byte order mark", OPT_FLAG, &bom, NULL},
    {0, "crlf", NULL, "end CSV lines with CR LF", OPT_FLAG, &crlf, NULL},
    {0, "guard-formulas", NULL, "put an apostrophe before CSV texts that look like a formula", OPT_FLAG, &guard, NULL},
    {0, "form", "FILE", "a workbook to be filled in, drawn from that Table Schema; rows that are given stand in it",
     OPT_TEXT, &form, NULL},
    {0, "rows", "N", "blank rows of a form (100 where no rows are given, else none)", OPT_COUNT, &rows, NULL},
    {0, "raw", NULL, "add the input rows, unchanged, as last sheets of a workbook", OPT_FLAG, &raw, NULL},
    ASKING(asking, ASK_INDICATORS | ASK_REGIONS),
    {0, "names", "FILE",
     "what codes are called: owner (or pillar, task ...), name_zh, name_en, short_name; may be repeated", OPT_EACH,
     &names, NULL},
    {0, "for", "PROGRAM", "CSV for that program: excel is --bom --crlf --guard-formulas", OPT_CHOICE, &use, "excel"},
    {0}};

/* Options that mean something to some formats only. */
static const struct {
    const char *option, *format;
} belongs[] = {
    {"numbers", "json"}, {"width", "term"}, {"ambiguous", "term"}, {"unicode", "term"}, {"color", "term"},
    {"bom", "csv"}, {"crlf", "csv"}, {"guard-formulas", "csv"}, {"for", "csv"}, {"raw", "xlsx"}, {"form", "xlsx"},
    {"rows", "xlsx"},
};

/* ---- state ---- */

/* All that a run knows is the report (formats/format.h), and what its edition must not have. */
static struct edition_rules *rules;

/* ---- begin ---- */

static bool on_terminal(void)
{
    return isatty(STDOUT_FILENO) && !opt_given("output");
}

/* What the name of the output ends in says what is written, where --to does not: nobody wants
 * Markdown in report.docx. */
static const struct format *format_of_output(const char *output)
{
    static const char *const others[] = {"pdf", "png", "doc", "xls"};
    const char *dot = output ? strrchr(output, '.') : NULL;
    const char *end = dot ? dot + 1 : "";
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(end, others[i]) == 0)
            diag_fatal(DIAG_USAGE, NULL, "render writes no .%s (a name that ends in .docx, .xlsx, .html or .svg "
                       "works, and pipelines/on-paper makes PDF and PNG of these)", end);
    const struct format *format = format_find(str_of(end));
    return format ? format : format_find(STR("md"));
}

static const struct format *chosen_format(const struct job *job)
{
    if (site && to && strcmp(to, "html") != 0)
        diag_fatal(DIAG_USAGE, NULL, "--site makes pages of HTML, and this is --to %s", to);
    if (site && opt_given("output"))
        diag_fatal(DIAG_USAGE, NULL, "--site names the folder that is written; expected no --output beside it");
    if (site)
        return format_find(STR("html"));
    if (to || form || on_terminal())
        return format_find(str_of(to ? to : form ? "xlsx" : "term"));
    return format_of_output(job->output);
}

static void check_belonging(const struct format *format)
{
    for (size_t i = 0; i < sizeof belongs / sizeof *belongs; i++)
        if (opt_given(belongs[i].option) && strcmp(format->name, belongs[i].format) != 0)
            diag_fatal(DIAG_USAGE, NULL, "--%s is for --to %s, and this is --to %s", belongs[i].option,
                       belongs[i].format, format->name);
}

/* What a document says of itself stands in its properties, which pages of templates and sites have too. */
static void check_about(const struct format *format)
{
    bool has = strcmp(format->name, "docx") == 0 || ((site || filled.template) && strcmp(format->name, "html") == 0);
    if (about && !has && !form)
        diag_fatal(DIAG_USAGE, NULL, "--about is for --to docx, --site, and --template with --to html or docx");
}

/* A form is what its schema says, for whoever fills it in: nothing of a report's shape is heard. */
static void check_form(void)
{
    static const char *const others[] = {"edition", "columns", "sort", "chart", "chart-with", "data", "about", "names",
                                         "indicators", "regions", "thousands", "raw"};
    for (size_t i = 0; form && i < sizeof others / sizeof *others; i++)
        if (opt_given(others[i]))
            diag_fatal(DIAG_USAGE, NULL, "--%s is not for --form, which has the columns of its schema as they came",
                       others[i]);
}

static void check_options(const struct format *format, struct mem *mem)
{
    check_belonging(format);
    check_form();
    check_about(format);
    const char *option = chart ? "chart" : chart_with.count ? "chart-with" : data.count ? "data" : NULL;
    if (option && !format->charts && !format->many)
        diag_fatal(DIAG_USAGE, NULL, "--%s is for --to %s, and this is --to %s", option, format_names_of_charts(mem).at,
                   format->name);
    if (format_is_packed(format) && on_terminal())
        diag_fatal(DIAG_USAGE, NULL, "--to %s makes a file that a terminal cannot show; name it with -o FILE.%s",
                   format->name, format->name);
    if (opt_given("rows") && !form)
        diag_fatal(DIAG_USAGE, NULL, "--rows is for --form");
    if (thousands && format->where == SHOWN_AS_DATA)
        diag_fatal(DIAG_USAGE, NULL, "--thousands is not for --to %s, whose cells stay as they came", format->name);
    if (top && format->many)
        diag_fatal(DIAG_USAGE, NULL, "--top is not for --to %s, whose counts are of all rows", format->name);
}

static size_t line_width(void)
{
    struct winsize size;
    if (opt_given("width"))
        return (size_t)width;
    if (on_terminal() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        return size.ws_col;
    return 0;
}

static bool colored(void)
{
    if (color && strcmp(color, "auto") != 0)
        return strcmp(color, "always") == 0;
    const char *refused = getenv("NO_COLOR");
    return on_terminal() && !(refused && *refused);
}

/* `keep` is never rewound, as `scratch` is. */
static struct report open_report(struct job *job, struct mem *scratch, struct mem *keep)
{
    bool excel = use && strcmp(use, "excel") == 0;
    struct reader *reader = labels ? job_table(job, labels) : NULL;
    return (struct report){
        .mem = scratch,
        .words = vocabulary_open(scratch, keep, reader),
        .names = directory_open(scratch),
        .part = mem_array(scratch, data.count + 1, sizeof(struct part)),
        .title = str_of(title),
        .delimiter = job->delimiter,
        .bom = bom || excel,
        .crlf = crlf || excel,
        .guard = guard || excel,
        .colored = colored(),
        .unicode = unicode,
        .ambiguous = ambiguous && *ambiguous == '2' ? 2 : 1,
        .raw = raw,
        .width = line_width(),
    };
}

/* ---- each: a part of the report ---- */

/* What the chart of the first table was asked to do; a name or column that is not there ends the run. */
static struct chart_wish chart_wish(const struct chart *drawn, const struct view *view)
{
    struct chart_wish wish = {0};
    for (size_t i = 0; i < chart_with.count; i++)
        if (!chart_wish_take(&wish, str_of(chart_with.value[i])))
            diag_fatal(DIAG_USAGE, NULL, "--chart-with \"%s\": expected own=, x=, y=, by= or bands= and a value",
                       chart_with.value[i]);
    chart_wish_check(drawn, &wish, view);
    return wish;
}

/* The chart that was asked for, or the one that belongs to the kind of table where
 * its columns are all there. */
static const struct chart *chosen_chart(const struct format *format, const struct view *view, bool first)
{
    if (format->charts && !format->many && view->kind->is_account)
        diag_fatal(DIAG_USAGE, NULL, "--to %s draws a chart, and the steps of assess --explain have none: --to html "
                   "makes a book of them, and assess without --explain what a chart shows", format->name);
    if (!format->charts || (!first && !format->many) || (chart && strcmp(chart, "none") == 0 && format->many))
        return NULL;
    const struct chart *asked = chart && first ? chart_find(str_of(chart)) : NULL;
    const struct chart *own = asked ? asked : view->kind->chart ? chart_find(str_of(view->kind->chart)) : NULL;
    if (own && (asked || !format->many))
        chart_check(own, view->table);
    else if (own && chart_lacks(own, view->table) != FIELD_COUNT)
        return NULL;
    else if (!own && !format->many)
        diag_fatal(DIAG_USAGE, NULL, "--to %s draws a chart, and none belongs to this table; name one with --chart",
                   format->name);
    return own;
}

/* Reasons are said by the tool before this one, in its language. */
static void tell_language(const struct view *view)
{
    const struct table *table = view->table;
    bool chinese = false;
    size_t at = table->rows;
    for (size_t i = table->kept && table_has(table, F_REASON) ? table->rows : 0; i-- > 0;) {
        struct str reason = table_cell(table, i, table->at[F_REASON]);
        at = reason.length ? i : at;
        for (size_t k = 0; k < reason.length; k++)
            chinese = chinese || (unsigned char)reason.at[k] >= 0xe3;
    }
    struct place place = {.file = table->columns.file, .name = field_row[F_REASON].name};
    if (at < table->rows && voice_is("zh") && !chinese)
        diag_report(DIAG_LANGUAGE, &place,
                    "the reasons are not in Chinese: give --lang zh to the tool that said them too");
}

/* A code that --indicators or --regions has not is shown as it is, and told. */
static void tell_unknown(struct report *report, const struct table *table)
{
    const struct place place = {.file = table->columns.file};
    struct aside *aside = aside_open(report->mem, asking.indicators, asking.regions);
    for (size_t i = 0; table->kept && i < table->rows; i++) {
        aside_code(aside, OBSERVED_INDICATOR, table_get(table, table_row(table, i), F_INDICATOR), &place, 1);
        aside_code(aside, OBSERVED_REGION, table_get(table, table_row(table, i), F_REGION), &place, 1);
    }
    aside_close(aside);
}

/* A table of more rows than these goes into a workbook row by row, as it is. */
#define ROWS_LOOKED_AT 10000

/* Of a form for which no rows are given. */
#define BLANK_ROWS 100

static bool streams(const struct format *format, struct table *table)
{
    return format->where == SHOWN_IN_CELLS && !table_look(table, ROWS_LOOKED_AT);
}

/* What an edition must not have is not there for any format. */
static void apply_edition(struct report *report, struct table *table, struct str name)
{
    enum edition wanted = EDITION_DRAFT;
    if (!edition || !edition_read(str_of(edition), &wanted))
        return;
    struct withheld withheld = edition_apply(rules, wanted, name, table);
    edition_tell(report->mem, &withheld, wanted, table->columns.file);
}

/* What --columns-of says of a table of --data; null: nothing. */
static const char *columns_for(struct str name)
{
    for (size_t i = 0; name.length && i < columns_of.count; i++)
        if (strncmp(columns_of.value[i], name.at, name.length) == 0 && columns_of.value[i][name.length] == '=')
            return columns_of.value[i] + name.length + 1;
    return NULL;
}

/* It is said of tables that there are, or nobody would see that it does nothing. */
static void check_columns_of(void)
{
    for (size_t i = 0; i < columns_of.count; i++) {
        size_t k = 0, length = strcspn(columns_of.value[i], "=");
        while (k < data.count && strncmp(data.value[k], columns_of.value[i], length + 1) != 0)
            k++;
        if (k == data.count || columns_of.value[i][length] == 0)
            diag_fatal(DIAG_USAGE, NULL, "--columns-of \"%s\": expected NAME=LIST, and --data NAME=FILE beside it",
                       columns_of.value[i]);
    }
}

static void add_part(struct report *report, const struct format *format, struct reader *reader, struct str name,
                     const char *file)
{
    bool first = report->parts == 0;
    struct table *table = table_open(report->mem, reader, file);
    apply_edition(report, table, name);
    const struct wish wish = {.columns = first ? shown : columns_for(name), .sort = first ? sort : NULL,
                              .numbers = numbers, .thousands = thousands,
                              .named = format->many && !streams(format, table), .names = report->names};
    struct part *part = &report->part[report->parts++];
    part->name = name;
    part->reader = reader;
    part->view = view_open(report->mem, report->words, table, format->where, &wish);
    part->chart = chosen_chart(format, part->view, first);
    if (format->keeps)
        view_keep(part->view);
    if (table->kept) {
        part->summary = summary_of(part->view);
        part->digest = reader_digest(report->mem, reader);
    }
    if (first && !part->chart && chart_with.count)
        diag_fatal(DIAG_USAGE, NULL, "--chart-with is for a chart, and this table has none; name one with --chart");
    if (first && part->chart)
        part->wish = chart_wish(part->chart, part->view);
    view_cut(part->view, top);
    directory_table(report->names, table);
    tell_unknown(report, table);
    if (format->charts)
        tell_language(part->view);
}

/* Of two tables of one name the last would win, and the first be lost unseen. */
static void check_names_of_data(void)
{
    for (size_t i = 0; i < data.count; i++)
        for (size_t k = 0; k < i; k++) {
            size_t length = strcspn(data.value[i], "=");
            if (strncmp(data.value[i], data.value[k], length + 1) == 0)
                diag_fatal(DIAG_USAGE, NULL, "--data names \"%.*s\" twice; expected a name for each table", (int)length,
                           data.value[i]);
        }
}

/* What a catalogue says beside the tables is held back like their columns. */
static bool edition_has(struct str column)
{
    enum edition wanted = EDITION_DRAFT;
    return !edition || !edition_read(str_of(edition), &wanted) ||
           edition_last(rules, (struct str){NULL, 0}, column) >= wanted;
}

static void add_data(struct job *job, struct report *report, const struct format *format)
{
    for (size_t i = 0; i < data.count; i++) {
        struct str file = str_of(data.value[i]), name;
        if (str_find(file, STR("=")) < 1 || !str_cut(&file, '=', &name) || file.length == 0)
            diag_fatal(DIAG_USAGE, NULL, "--data \"%s\": expected NAME=FILE", data.value[i]);
        struct reader *reader = job_table(job, file.at);
        add_part(report, format, reader, name, file.at);
        view_keep(report->part[report->parts - 1].view);
        reader_close(reader);
    }
}

/* ---- finish ---- */

static void finish(struct job *job, struct report *report, const struct format *format)
{
    report->out = site ? NULL : job_out(job);
    report_more(report);
    if (site)
        job->folder = site_write(job->mem, report, site);
    else
        format->write(report);
    directory_close(report->names);
    mem_close(report->mem);
}

/* ---- run ---- */

/* No page takes the place of a file that it is made from. */
static void spare_sources(struct job *job)
{
    const char *const file[] = {labels, about, form, asking.indicators_file, asking.regions_file};
    for (size_t i = 0; i < sizeof file / sizeof *file; i++)
        if (file[i])
            fresh_spare(job->mem, file[i]);
    for (size_t i = 0; i < names.count; i++)
        fresh_spare(job->mem, names.value[i]);
    for (size_t i = 0; i < data.count; i++)
        if (strchr(data.value[i], '='))
            fresh_spare(job->mem, strchr(data.value[i], '=') + 1);
}

/* The rows that stand in the form already: none is an answer too, but not a file of no byte. */
static void draw_form(struct job *job)
{
    struct report report = open_report(job, mem_open(), job->mem);
    bool given = job->files || !isatty(STDIN_FILENO);
    job->reading.allow_empty |= job->files == 0;
    struct table *table = given ? table_open(report.mem, job_reader(job), job->files ? job->file[0] : "-") : NULL;
    if (table)
        table_keep(table);
    struct schema *schema = schema_load(job->mem, form);
    const struct form_wish wish = {.schema = schema, .title = report.title, .file = form,
                                   .blank = opt_given("rows") ? rows : table && table->rows ? 0 : BLANK_ROWS};
    form_write(report.mem, report.words, &wish, table, job_out(job));
    schema_close(schema);
    directory_close(report.names);
    mem_close(report.mem);
}

static void begin_report(struct job *job, struct report *report, const struct format *format)
{
    directory_catalogs(report->names, asking.regions, asking.indicators);
    report->indicators = asking.indicators;
    report->has_column = edition ? edition_has : NULL;
    report->regions = asking.regions;
    report->about = about ? about_load(job->mem, job_table(job, about)) : NULL;
    for (size_t i = 0; i < names.count; i++) {
        struct reader *reader = job_table(job, names.value[i]);
        directory_names(report->names, reader, names.value[i]);
        reader_close(reader);
    }
    report->words->ascii = strcmp(format->name, "term") == 0 && !unicode;
}

/* A template says by itself what is shown, and how. */
static void check_template(const struct format *format)
{
    static const char *const others[] = {"chart", "chart-with", "title", "columns", "sort", "top", "site", "thousands"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (opt_given(others[i]))
            diag_fatal(DIAG_USAGE, NULL, "--%s is for tables without a template, which says that by itself", others[i]);
    if (!format_takes_documents(format))
        diag_fatal(DIAG_USAGE, NULL, "--template is for --to %.*s, and this is --to %s",
                   STR_ARG(format_documents(mem_open())), format->name);
    check_belonging(format);
    if (!filled.check)
        check_about(format);
    if (filled.check && opt_given("output"))
        diag_fatal(DIAG_USAGE, NULL, "--check writes nothing; expected no --output beside it");
    if (filled.begin && !filled.words)
        diag_fatal(DIAG_USAGE, NULL, "--words-begin needs --words DIR, where the files are to be");
}

static void run_template(struct job *job, const struct format *format)
{
    check_template(format);
    if (edition)
        edition_read(str_of(edition), &filled.edition);
    filled.labels = labels;
    filled.data = data;
    struct publish *publish = publish_open(job, &filled);
    asking_begin(job, &asking);
    struct mem *keep = mem_open();
    struct report report = open_report(job, job->mem, keep);
    begin_report(job, &report, format);
    publish_write(publish, &report, format);
    directory_close(report.names);
    mem_close(keep);
}

static void run_tables(struct job *job, const struct format *format)
{
    check_options(format, job->mem);
    if (form) {
        draw_form(job);
        return;
    }
    job->reading.digest |= format->many;
    asking_begin(job, &asking);
    struct report report = open_report(job, mem_open(), job->mem);
    begin_report(job, &report, format);
    rules = edition ? edition_open(job->mem, labels ? job_table(job, labels) : NULL) : NULL;
    add_part(&report, format, job_reader(job), (struct str){NULL, 0}, job->files ? job->file[0] : "-");
    add_data(job, &report, format);
    finish(job, &report, format);
}

static void run(struct job *job)
{
    static const char *const its[] = {"set", "split-by", "words", "words-begin", "final", "check"};
    const struct format *format = chosen_format(job);
    for (size_t i = 0; i < sizeof its / sizeof *its && !filled.template; i++)
        if (opt_given(its[i]))
            diag_fatal(DIAG_USAGE, NULL, "--%s is for --template FILE", its[i]);
    check_names_of_data();
    check_columns_of();
    spare_sources(job);
    if (filled.template)
        run_template(job, format);
    else
        run_tables(job, format);
}

/* ---- the tool: words that --list names ---- */

#define X(name, what, ...) {#name, NULL, what},
static const struct tool_item format_items[] = {
#include "formats/formats.def"
    {0}};
static const struct tool_item chart_items[] = {
#include "charts/charts.def"
    {0}};
#undef X

static bool template_item(size_t i, struct tool_item *item)
{
    return shipped_row(i, &item->name, &item->meaning);
}

static bool filter_item(size_t i, struct tool_item *item)
{
    const struct filter *filter = filter_row(i);
    *item = filter ? (struct tool_item){filter->name, NULL, filter->what} : (struct tool_item){0};
    return filter;
}

static bool directive_item(size_t i, struct tool_item *item)
{
    const struct directive_row *row = directive_row(i);
    *item = row ? (struct tool_item){row->word, NULL, row->what} : (struct tool_item){0};
    return row;
}

static const struct tool_words words[] = {
    {"format", format_items, NULL}, {"chart", chart_items, NULL}, {"template", NULL, template_item},
    {"directive", NULL, directive_item}, {"filter", NULL, filter_item}, {0}};
static const struct tool_list list = {{"kind", "name", NULL, "meaning"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "render samples/zhejiang/regions.csv",
    "render --to json --columns region,name_zh samples/zhejiang/regions.csv",
    NULL};

static const struct tool_column columns[] = {
    {"in", "any columns", "required", "shown as they are"},
    {"in", "the columns of assess", "optional",
     "shown with places, units, marks, the lead sentence and the chart indicators"},
    {"in", "the columns of compare-peers", "optional",
     "shown with places, units, the lead sentence and the chart strip"},
    {0}};

static const struct tool tool = {
    .name = "render",
    .purpose = "shows a table of any of the tools to a person",
    .operands = "[FILE]...",
    .in = "a CSV table; best the output of assess or compare-peers",
    .out = "a terminal table, Markdown, CSV, JSON, an HTML page, an SVG chart, a Word file or a workbook",
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
