/* guise: files that are something else than CSV, by their first bytes, and what makes a table of them */
#include <criterion/criterion.h>

#include "base/str.h"
#include "files/guise.h"

#include "arena.h"

TestSuite(guise, .init = open_mem, .fini = close_mem);

Test(guise, is_told_by_the_first_bytes)
{
    static const struct {
        struct str head;
        const char *file, *why;   /* a part of the sentence; empty: it may be CSV */
    } row[] = {
        {STR("PK\3\4....xl/workbook.xml"), "b.xlsx", "sheet b.xlsx | ..."},
        {STR("PK\3\4....xl/workbook.xml"), "-", "sheet FILE | ..."},
        {STR("PK\3\4....xl/workbook.xml"), "a b.xlsx", "sheet 'a b.xlsx' | ..."},
        {STR("PK\3\4....[Content_Types].xml"), "b", "an XLSX workbook or a Word document"},
        {STR("PK\3\4mimetypeapplication/vnd.oasis.opendocument"), "b", "an OpenDocument file"},
        {STR("PK\3\4a.csv"), "b.zip", "unzip -p b.zip | ..."},
        {STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "b.xls", "an old Excel workbook"},
        {STR("%PDF-1.7"), "b.pdf", "pdftotext -layout b.pdf"},
        {STR("PAR1"), "it's", "from 'FILE'"},
        {STR("PAR1"), "b", "from 'b'"},
        {STR("\x1f\x8b\x08"), "b.gz", "gzip -dc b.gz"},
        {STR("BZh9"), "b", "bzip2 -dc b"},
        {STR("CHARSET=\"ANSI\";\nAXIS-VERSION=\"2006\";"), "b.px", "a PC-Axis file"},
        {STR("charset=\"ANSI\";\nDATA="), "b.px", "a PC-Axis file"},
        {STR("CHARSET,b\n1,2\n"), "b", ""},
        {STR("CHARSET=1,b\n1,2\n"), "b", ""},
        {STR("\xef\xbb\xbf \t\r\n<!DOCTYPE html>"), "b", "a web page"},
        {STR("\n\n<HTML>"), "b", "a web page"},
        {STR("<?xml version=\"1.0\"?>"), "b", "is XML"},
        {STR("{\"fields\": []}"), "s.json", "validate --schema s.json"},
        {STR("{\"a\":1}"), "b", "is JSON"},
        {STR("{\n  \"a\": 1}"), "b", "is JSON"},
        {STR("[{\"a\": 1}]"), "b", "is JSON"},
        {STR("[1, 2]"), "b", ""},
        {STR("{a},b\n1,2\n"), "b", ""},
        {STR("a,b\n1,2\n"), "b", ""},
        {STR(" \t\r\n"), "b", ""},
        {STR(""), "b", ""},
        {STR("\xef\xbb\xbf"), "b", ""},
        {STR("gdp 330200\n  indicator     unit 年  [indicators.csv:10]\n"), "b", "what assess --explain says to people"},
        {STR("gdp 330200\n  indicator     unit 年  [indicators.csv:x]\n"), "b", ""},
        {STR("gdp 330200\n  indicator     unit 年  [indicators.csv10]\n"), "b", ""},
        {STR("gdp 330200\n  indicator     unit 年 (indicators.csv:10]\n"), "b", ""},
        {STR("gdp 330200\n  indicator     unit 年  [indicators.csv:10\n"), "b", ""},
        {STR("gdp 330200\n   indicator    unit 年  [indicators.csv:10]\n"), "b", ""},
        {STR("gdp 330200\nindicator     unit 年  [indicators.csv:10]\n"), "b", ""},
        {STR("gdp 330200\n  \n"), "b", ""},
        {STR("gdp 330200\n 1\n"), "b", ""},
        {STR("gdp 330200\n"), "b", ""},
        {STR("gdp 330200\n  indicator     unit 年  [indicators.csv:10]"), "b", ""},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct str why = guise_why(mem, row[i].head, row[i].file);
        cr_expect(row[i].why[0] ? str_find(why, str_of(row[i].why)) >= 0 : !why.length, "row %zu: <%.*s>", i,
                  STR_ARG(why));
    }
}
