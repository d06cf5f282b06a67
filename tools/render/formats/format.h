/* format - what a report is written as
 *
 * One file for each format with one function write_NAME, and one line in
 * formats.def; the option table, the checks and the manual's list read that.
 * A format takes cells from a view and puts them through the sink that fits.
 */
#ifndef FORMAT_H
#define FORMAT_H

#include "charts/chart.h"
#include "document/document.h"
#include "io/out.h"
#include "view/view.h"

/* One table of the report. */
struct part {
    struct str name;          /* of --data; empty for the operands */
    struct view *view;
    struct summary summary;   /* of kept views */
    const struct chart *chart; /* or null */
    struct chart_wish wish;
    struct reader *reader;    /* good while the table streams */
    struct str digest;        /* SHA-256 of the input, once the whole of it was read; or empty */
};

struct report {
    struct mem *mem;
    struct vocabulary *words;
    struct directory *names;  /* what codes are called */
    struct out *out;
    struct part *part;        /* the operands first */
    size_t parts;
    struct str title;         /* the user's; empty for the lead sentence */
    struct document *document; /* of a template; or null */
    const struct indicators *indicators; /* of the catalogues; or null */
    const struct regions *regions;
    bool (*has_column)(struct str column); /* may the edition have that column?  null: any */
    const struct about *about; /* who publishes it, and when the next comes; or null */
    char delimiter;           /* csv */
    bool bom, crlf, guard;    /* csv */
    bool colored, unicode;    /* term */
    int ambiguous;            /* term: width of ambiguous characters */
    bool raw;                 /* xlsx: the rows as they came, too */
    size_t width;             /* term: cells of a line, 0 for as many as it takes */
};

struct format {
    const char *name;
    const char *what;         /* for help */
    enum place_shown where;
    bool keeps;               /* reads all rows before it writes one */
    bool charts;              /* --chart */
    bool many;                /* --data */
    void (*write)(struct report *report);
};

/* The format of that name, or null. */
const struct format *format_find(struct str name);

/* "html, svg": the formats that take a chart. */
struct str format_names_of_charts(struct mem *mem);

/* Is it no text, but a file for other programs that a terminal cannot show? */
bool format_is_packed(const struct format *format);

/* Can it write the document of a template?  And the list of those that can: "html, md". */
bool format_takes_documents(const struct format *format);
struct str format_documents(struct mem *mem);

/* A document as Markdown; for a terminal without its signs. */
void md_document(struct report *report, bool terminal);

/* What stands above the table: the user's title, or the lead sentence. */
struct str report_title(const struct report *report);

/* The tables that charts may look at beside their own, as they are called; set into the wish of each part. */
void report_more(struct report *report);

/* A cell as RFC 4180 has it; an empty one that is the `only` one of its row in quotes. */
void csv_cell(struct out *out, struct str cell, char delimiter, bool only);

#define X(name, what, where, keeps, charts, many) void write_##name(struct report *);
#include "formats/formats.def"
#undef X

#endif
