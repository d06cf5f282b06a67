/* document - a report as it is before anybody thinks of a file format
 *
 * A list of blocks in reading order: headings, paragraphs, items, tables, charts, and what decides
 * the page.  A template makes one (template/template.h), and so does a table that has none
 * (document_of_parts in formats/format.h); a writer (HTML, DOCX, Markdown, a terminal) walks the list, and
 * a workbook takes its tables.  Whoever makes a document never escapes and knows no format;
 * whoever writes one never looks at data.
 *
 * Texts must live as long as the document, which lives in an arena and is never changed after
 * document_finish.
 */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "charts/chart.h"

/* ---- texts ---- */

enum doc_style {
    RUN_STRONG = 1,
    RUN_EMPHASIS = 2,
    RUN_CODE = 4,
    RUN_CHANGED = 8,         /* differs from what it was when the words around it were written */
    RUN_BREAK = 16           /* the line ends behind it */
};

/* Where a figure comes from: the row of a table, what decided it, and the line of the raw file
 * that it was read from, as far as the table tells them. */
struct citation {
    struct str table;         /* as the report calls it; its row's anchor is document_anchor */
    uint64_t row;             /* from 1 */
    uint64_t rows;            /* of how many rows it is a count, a sum or the like, the first of which is row; or 0 */
    struct str column, rule, file;
    uint64_t line;            /* of the file; 0 unknown */
};

/* A stretch of text in one style. */
struct doc_run {
    struct str text;
    unsigned style;           /* of enum doc_style */
    struct str link;          /* an address or "#anchor"; or empty */
    const struct doc_block *footnote; /* a mark at this place, whose text this is; or null */
    const struct citation *citation; /* of a value; or null */
    struct str figure;        /* the number that it shows, as the data have it; or empty */
    struct doc_run *next;
};

/* ---- tables ---- */

struct grid_column {
    struct str head;
    struct str name;          /* of the data's column; empty when made of several or written by hand */
    bool right;               /* figures stand on the right */
    long share;               /* of the table's width, in 1/1000; all add up to 1000 */
};

struct doc_cell {
    struct shown shown;       /* as a person reads it */
    struct str figure;        /* the number behind it as the data have it (a ratio behind a percentage); or empty */
    struct str link;          /* an address or "#anchor"; or empty */
};

/* A table as it is shown: `columns` heads, then rows * columns cells, row by row. */
struct grid {
    struct str name;          /* of the table that it was made from; or empty */
    struct str caption;       /* without a number */
    struct str file;          /* beside the document, with its rows as data; or empty */
    struct grid_column *column;
    size_t columns;
    struct doc_cell *cell;
    const struct citation **citation; /* a row each; or null */
    bool *strong;             /* rows in bold: binding indicators, totals; or null */
    size_t rows;
    struct str *note;         /* below it: what its marks mean, rounding, what was left out */
    size_t notes;
};

/* ---- blocks ---- */

enum block_kind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_ITEM,               /* of a list */
    BLOCK_TABLE,
    BLOCK_CHART,
    BLOCK_CONTENTS,           /* the table of contents */
    BLOCK_PAGE_END,
    BLOCK_PAPER,              /* what follows is on paper of the other direction, from a new page on */
};

/* What a paragraph or a heading is in its document; a writer has one style for each. */
enum doc_role {
    ROLE_PLAIN,
    ROLE_TITLE, ROLE_SUBTITLE, ROLE_DOCUMENT_NUMBER, /* 抄告单 甬发改〔2023〕1号 */
    ROLE_LEAD, ROLE_FINDING,  /* the sentence that says most; what a table or a chart shows */
    ROLE_NOTE, ROLE_QUOTE, ROLE_CODE,
    ROLE_ADDRESSEE, ROLE_COPY, /* 主送, 抄送 */
    ROLE_SIGNATURE, ROLE_DATE, /* 署名, 成文日期 */
    ROLE_ANNEX,               /* a heading that begins an annex on a new page, counted by itself */
    ROLE_ALERT                /* words that somebody wrote about numbers that have changed since */
};

/* A chart and what it is drawn from. */
struct drawn {
    const struct chart *chart;
    const struct view *view;
    const struct summary *summary;
    struct str title;         /* the finding, computed; empty: chart_title */
    struct chart_wish wish;
    struct grid *twin;        /* the same as a table; or null */
};

struct doc_block {
    enum block_kind kind;
    enum doc_role role;
    int level;                /* heading: 1 to 4; item: 1 for the outermost */
    long number;              /* ordered item: from 1, 0 for a dot; chart, table with a caption: in the document */
    bool landscape;           /* BLOCK_PAPER */
    struct str label;         /* heading: 一、 or (一), 1., (1); annex: 附件1; by document_finish */
    struct str anchor;        /* unique in the document; by document_finish where empty */
    struct doc_run *run;        /* heading, paragraph, item */
    struct grid *grid;        /* table */
    struct drawn drawn;       /* chart */
    struct doc_block *next;
};

/* ---- the document ---- */

/* Of paper and typeface: an official document after GB/T 9704, a page of the web, or neither. */
enum manner { MANNER_GONGWEN, MANNER_WEB, MANNER_PLAIN };

struct property {
    struct str key, value;    /* "cut-off", "2022-12-31"; in the document's properties and its last note */
};

struct document {
    struct mem *mem;
    struct vocabulary *words; /* language of all that writers say themselves */
    enum manner manner;
    struct str title, subject, publisher;
    struct str annex;         /* what annexes are called: 附表; empty: 附件 */
    struct property *property; /* version, cut-offs, digest of the inputs, edition */
    size_t properties;
    bool numbered;            /* headings carry their labels */
    bool draft;               /* 草稿 on every page */
    struct doc_block *first, *last;
};

/* An empty one, in the language of the words. */
struct document *document_new(struct mem *mem, struct vocabulary *words);

/* Adds an empty block at the end, which the caller fills. */
struct doc_block *document_add(struct document *document, enum block_kind kind);

/* Adds a run to a block; the text is not copied. */
struct doc_run *document_text(struct document *document, struct doc_block *block, struct str text, unsigned style);

/* A property for the writers; an empty value adds none. */
void document_property(struct document *document, const char *key, struct str value);

/* Numbers headings, annexes, tables and charts and gives what has none its anchor; call it once, at the end. */
void document_finish(struct document *document);

/* The rows and columns of a view as a grid: all rows that the view shows, in its order. */
struct grid *document_grid(struct document *document, const struct view *view, struct str caption);

/* Shares the width of a grid out to its columns, by what stands in them. */
void document_share(struct grid *grid);

/* What an annex of that number is called in front of its title: "附件1 ". */
struct str document_annex(const struct document *document, struct str number);

/* All the text of a block's runs, joined: for titles, anchors and contents. */
struct str document_plain(const struct document *document, const struct doc_block *block);

/* "#assess-12": where row 12 of the table stands in a page. */
struct str document_anchor(struct mem *mem, struct str table, uint64_t row);

#endif
