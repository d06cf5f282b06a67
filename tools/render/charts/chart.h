/* chart - a view drawn on a scene
 *
 * One file chart_NAME.c for each kind with one draw function, and one line in
 * charts.def; help, messages and the manual's list read that.  A chart draws the
 * kept rows of its view in their order and computes nothing: it places marks.
 *
 * Each kind draws itself in two widths: wide for a page or a sheet of paper,
 * compact for a telephone, where a row takes two lines.  A kind whose rows do not
 * stand below each other (a line, a scatter) has rows of 0 pixels: it is drawn whole.
 *
 * What a chart shows is said by its find function, from the same rows: titles are
 * computed, never typed.
 */
#ifndef CHART_H
#define CHART_H

#include "charts/scene.h"
#include "view/summary.h"
#include "view/view.h"

/* A further table by its name: targets, forecast, events, observations. */
struct chart_more {
    struct str name;
    const struct view *view;
};

struct chart_wish {           /* what the user asked for; empty: what the chart takes by itself */
    struct str own;           /* the region, entity or indicator that is drawn heavily */
    struct str x, y, by;      /* columns: of the axes, and what parts the rows into series or panels */
    struct str bands;         /* off: no class bands behind bars */
    const struct chart_more *more; /* the report's other tables, which a chart may look at */
    size_t mores;
};

/* How a chart is to be drawn: the rows from `from` to before `to`, so that a long one can be cut
 * between two rows where paper ends.  Widths are those of all rows up to `all`, so that pieces fit
 * below each other. */
struct chart_how {
    size_t from, to, all;
    bool bare;                /* without a head */
    bool head;                /* nothing but the head */
    bool compact;             /* two lines a row, for a narrow screen */
    bool alone;               /* a picture of its own: title, reading key and caution inside */
    struct str title;         /* what the picture says; always the scene's title */
    struct str under;         /* a line below it */
    struct chart_wish wish;
};

/* Rows of a chart that is cut between rows; more than that nobody reads as a picture. */
enum { CHART_ROWS_MOST = 320 };
#define CHART_OR ((enum field)(FIELD_COUNT + 1))

struct chart {
    const char *name;
    const char *what;         /* for help */
    const char *from;         /* the tool whose output it draws */
    enum word title;          /* of the figure, where nothing was found to say */
    long row;                 /* pixels of a row of the wide picture; 0: it is never cut between rows */
    enum word reading;        /* how to read it */
    enum word caution;        /* what must not be read from it; WORD_COUNT: nothing */
    const enum field *needs;  /* ends with FIELD_COUNT; CHART_OR parts columns that do as well */
    void (*draw)(struct scene *scene, const struct view *view, const struct summary *summary,
                 const struct chart_how *how);
    /* One sentence without a full stop, or empty when nothing is to be said. */
    struct str (*find)(const struct view *view, const struct summary *summary, const struct chart_wish *wish);
};

#define X(name, what, from, title, row, reading, caution) \
    extern const enum field needs_##name[]; \
    void draw_##name(struct scene *, const struct view *, const struct summary *, const struct chart_how *); \
    struct str find_##name(const struct view *, const struct summary *, const struct chart_wish *);
#include "charts/charts.def"
#undef X

/* The chart of that name, or null. */
const struct chart *chart_find(struct str name);

/* The first column that the chart needs and the table lacks, or FIELD_COUNT; of columns parted by CHART_OR the
 * first that is missing of those that are named first. */
enum field chart_lacks(const struct chart *chart, const struct table *table);

/* What the chart shows: what it found, or its name where it found nothing. */
struct str chart_title(const struct chart *chart, const struct view *view, const struct summary *summary,
                       const struct chart_wish *wish);

/* Ends the run when there is one. */
void chart_check(const struct chart *chart, const struct table *table);

/* ---- wishes ---- */

/* Takes "KEY=VALUE" into the wish: own, x, y, by, bands; false when there is no such key. */
bool chart_wish_take(struct chart_wish *wish, struct str pair);

/* Ends the run when a wish names a column or an own row that the table lacks, or what the chart does not hear. */
void chart_wish_check(const struct chart *chart, const struct chart_wish *wish, const struct view *view);

/* The column that a wish names, where it is empty the first of `fields` (which end with FIELD_COUNT) that the
 * table has; COLUMN_NONE when there is none. */
uint32_t chart_column(const struct view *view, struct str wished, const enum field *fields);

/* Is this the row of what is drawn heavily?  Its region, indicator or a name of theirs is `own`. */
bool chart_is_own(const struct view *view, const struct str *cells, const struct chart_wish *wish);

/* The further table of that name, or null. */
const struct view *chart_more(const struct chart_wish *wish, const char *name);

/* The mark of a class as a shape, its middle at (x, y); a mark that is none of the
 * built-in shapes is written. */
void chart_mark(struct scene *scene, long x, long y, const struct mark *mark);

/* The mark of a class, of a status of track, or of any other word that parts rows, of which it is the i-th:
 * every one has a word, those of the first two kinds a shape too.  The empty word is "not stated". */
struct mark chart_class(const struct view *view, struct str key, size_t i);

/* Title and the line below it at the top of a picture that stands alone; returns
 * the y behind them (0 when it does not). */
long chart_top(struct scene *scene, const struct chart_how *how, long width);

/* How to read the chart, and the caution, at the foot of a picture that stands alone; returns the y behind
 * them (the same y when it does not). */
long chart_foot(struct scene *scene, const struct chart *chart, const struct view *view, const struct chart_how *how,
                long y, long width);

/* A picture with a sentence in place of a chart that cannot be drawn; sets the scene's size and description. */
void chart_instead(struct scene *scene, const struct view *view, const struct chart_how *how, struct str sentence);

/* Describes the picture, in at most CHART_SAID characters: what is longer ends in an ellipsis. */
enum { CHART_SAID = 200 };
void chart_describe(struct scene *scene, struct str text);

#endif
