/* guise - see guise.h */
#include "base/str.h"
#include "base/voice.h"
#include "files/guise.h"

/* The sentence has {1} where the file's name goes as the shell takes it, {2} where a command does, {3} where
 * the name goes into quotes that are there. */
struct kind {
    struct str begins;        /* its first bytes */
    struct str holds;         /* and what stands somewhere behind them; empty: nothing more is asked */
    const char *why;
    const char *command;      /* {2} */
};

#define BYTES(literal) {literal, sizeof(literal) - 1}

static const char px[] = N_("is a PC-Axis file (.px), not CSV; save the table as CSV where it comes from");
static const char page[] =
    N_("is a web page (HTML), not CSV; its tables become a workbook by: "
       "libreoffice --infilter=calc_HTML_WebQuery --convert-to xlsx {1}");
static const char json[] = N_("is JSON, not CSV; Miller makes CSV of it: mlr --ijson --ocsv cat {1} | ...");
static const char packed[] = N_("is packed, not CSV; unpack it: {2} {1} | ...");

static const struct kind kinds[] = {
    {BYTES("PK\3\4"), BYTES("xl/"),
     N_("is an XLSX workbook, not CSV; its cells come out by: sheet {1} | ..."), ""},
    {BYTES("PK\3\4"), BYTES("[Content_Types].xml"),
     N_("is an XLSX workbook or a Word document, not CSV; a workbook's cells come out by: sheet {1} | ..."), ""},
    {BYTES("PK\3\4"), BYTES("opendocument"),
     N_("is an OpenDocument file (ODS), not CSV; save it as CSV in UTF-8, or: "
        "libreoffice --convert-to xlsx {1}"), ""},
    {BYTES("PK\3\4"), BYTES(""), N_("is a ZIP archive, not CSV; unpack it: unzip -p {1} | ..."), ""},
    {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), BYTES(""),
     N_("is an old Excel workbook (.xls), not CSV; save it as CSV in UTF-8, or: "
        "libreoffice --convert-to xlsx {1}"), ""},
    {BYTES("%PDF"), BYTES(""),
     N_("is a PDF, not CSV; ask for the workbook it was printed from, or take the text out (pdftotext -layout {1}) and "
        "make a table of it by hand"), ""},
    {BYTES("PAR1"), BYTES(""),
     N_("is a Parquet file, not CSV; DuckDB writes it as CSV: duckdb -csv -c \"from '{3}'\" | ..."), ""},
    {BYTES("SQLite format 3"), BYTES(""),
     N_("is an SQLite database, not CSV; write a table as CSV: sqlite3 -csv -header {1} "
        "'select * from TABLE' | ..."), ""},
    {BYTES("\x1f\x8b"), BYTES(""), packed, "gzip -dc"},
    {BYTES("BZh"), BYTES(""), packed, "bzip2 -dc"},
    {BYTES("\xfd" "7zXZ"), BYTES(""), packed, "xz -dc"},
    {BYTES("\x28\xb5\x2f\xfd"), BYTES(""), packed, "zstd -dc"},
    {BYTES("CHARSET="), BYTES("AXIS-VERSION"), px, ""},
    {BYTES("AXIS-VERSION="), BYTES(""), px, ""},
    {BYTES("CHARSET="), BYTES("DATA="), px, ""},
    {BYTES("<!doctype html"), BYTES(""), page, ""},
    {BYTES("<html"), BYTES(""), page, ""},
    {BYTES("<?xml"), BYTES(""), N_("is XML, not CSV; save the table as CSV in the program that made it"), ""},
    {BYTES("{"), BYTES("\"fields\""), N_("is a schema (JSON), not CSV: validate --schema {1}"), ""},
    {BYTES("{\""), BYTES("\":"), json, ""},
    {BYTES("{\n"), BYTES("\":"), json, ""},
    {BYTES("{\r"), BYTES("\":"), json, ""},
    {BYTES("{ "), BYTES("\":"), json, ""},
    {BYTES("["), BYTES("{\""), json, ""},
};

/* Letters count as small ones; for the first bytes only. */
static bool begins(struct str head, struct str start)
{
    if (head.length < start.length)
        return false;
    for (size_t i = 0; i < start.length; i++) {
        char byte = head.at[i];
        if ((byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte) !=
            (start.at[i] >= 'A' && start.at[i] <= 'Z' ? start.at[i] + ('a' - 'A') : start.at[i]))
            return false;
    }
    return true;
}

/* Texts may stand behind a byte order mark, blanks and line ends. */
static struct str without_margin(struct str head)
{
    if (str_starts(head, STR("\xef\xbb\xbf")))
        head = str_part(head, 3, head.length);
    while (head.length && (head.at[0] == ' ' || head.at[0] == '\t' || head.at[0] == '\r' || head.at[0] == '\n'))
        head = str_part(head, 1, head.length);
    return head;
}

/* The steps of an account as text: its subject, and below it indented lines of which the first says where
 * its row stands: "  indicator     unit 年  [indicators.csv:10]". */
static bool is_account(struct str head)
{
    struct str line;
    if (!str_cut(&head, '\n', &line) || !str_cut(&head, '\n', &line) || !head.at)
        return false;
    bool indented = str_starts(line, STR("  ")) && line.length > 2 && line.at[2] != ' ';
    size_t at = line.length > 1 ? line.length - 1 : 0;
    while (at > 0 && line.at[at - 1] >= '0' && line.at[at - 1] <= '9')
        at--;
    return indented && str_ends(line, STR("]")) && at + 1 < line.length && line.at[at - 1] == ':' &&
           str_find(line, STR("  [")) >= 0;
}

struct str guise_why(struct mem *mem, struct str head, const char *file)
{
    struct str name = strcmp(file, "-") == 0 ? STR("FILE") : str_of(file), shown = str_for_shell(mem, name);
    struct str inner = str_eq(shown, name) ? name : STR("FILE");
    head = without_margin(head);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (begins(head, kinds[i].begins) && (!kinds[i].holds.length || str_find(head, kinds[i].holds) >= 0))
            return say(mem, kinds[i].why, shown, str_of(kinds[i].command), inner);
    if (is_account(head))
        return say(mem, "is what assess --explain says to people, not CSV; as a table it comes with --explain-form "
                        "csv, of which render --to html makes a book");
    return (struct str){NULL, 0};
}
