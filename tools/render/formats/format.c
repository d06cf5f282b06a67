/* format - the list of formats */

#include "formats/format.h"

#include "base/str.h"
#include "base/voice.h"

static const struct format formats[] = {
#define X(name, what, where, keeps, charts, many) {#name, what, where, keeps, charts, many, write_##name},
#include "formats/formats.def"
#undef X
};

const struct format *format_find(struct str name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (str_eq(name, str_of(formats[i].name)))
            return &formats[i];
    return NULL;
}

struct str format_names_of_charts(struct mem *mem)
{
    struct str names = {NULL, 0};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (formats[i].charts)
            names = mem_append(mem, names, STR(", "), str_of(formats[i].name));
    return mem_copy(mem, names);
}

bool format_is_packed(const struct format *format)
{
    static const char *const packed[] = {"docx", "xlsx"};
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++)
        if (strcmp(format->name, packed[i]) == 0)
            return true;
    return false;
}

/* Formats that write documents: those that walk report->document. */
static const char *const of_documents[] = {"html", "md", "term", "docx"};

bool format_takes_documents(const struct format *format)
{
    for (size_t i = 0; i < sizeof of_documents / sizeof *of_documents; i++)
        if (strcmp(format->name, of_documents[i]) == 0)
            return true;
    return false;
}

struct str format_documents(struct mem *mem)
{
    struct str list = {NULL, 0};
    for (size_t i = 0; i < sizeof of_documents / sizeof *of_documents; i++)
        if (format_find(str_of(of_documents[i])))
            list = mem_append(mem, list, STR(", "), str_of(of_documents[i]));
    return list;
}

struct str report_title(const struct report *report)
{
    return report->title.length ? report->title : report->part[0].summary.lead;
}

void report_more(struct report *report)
{
    size_t count = report->parts - 1;
    struct chart_more *more = mem_array(report->mem, count, sizeof *more);
    for (size_t i = 0; i < count; i++)
        more[i] = (struct chart_more){report->part[i + 1].name, report->part[i + 1].view};
    for (size_t i = 0; i < report->parts; i++) {
        report->part[i].wish.more = more;
        report->part[i].wish.mores = count;
    }
}
