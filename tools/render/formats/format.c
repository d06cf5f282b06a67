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
