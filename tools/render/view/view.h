/* view - a table as a person is to see it: which columns, in which order, in words
 *
 * The columns that come in decide the kind of view: the output of assess, the slips of
 * track, the estimates of survey, or any table.  One row of the list in kinds.c says for
 * each kind what it is known by, which columns are shown on a terminal and on a
 * page, how rows are sorted, which chart belongs to it and what its lead
 * sentence counts.  Any table is shown as it is; that of a tool shows its known
 * columns in words, with the places, units and class marks that belong to them.
 *
 * A view computes nothing that a tool has computed: it rounds, words and counts.
 */
#ifndef VIEW_H
#define VIEW_H

#include "meaning/catalog.h"
#include "view/directory.h"
#include "view/table.h"
#include "view/vocabulary.h"

struct view;

/* Where a view is shown, which decides its columns when the user names none. */
enum place_shown { SHOWN_AS_DATA, SHOWN_ON_TERMINAL, SHOWN_ON_PAGE, SHOWN_IN_CELLS };

struct view_kind {
    const char *name;
    const enum field *known_by; /* ends with FIELD_COUNT */
    const char *tool;         /* whose codes its columns have; or null */
    const enum field *own;    /* what its columns are where several fields have one name; ends as above; or null */
    const char *terminal;     /* columns; null: those of the page */
    const char *workbook;     /* likewise */
    const char *page;         /* columns; null: all of them, as they are */
    const char *sort;         /* null: as they came */
    const char *chart;        /* a name of charts.def; null: none */
    const char *counts;       /* the column whose codes the lead sentence counts; null: none */
    bool grouped;             /* the columns before the first that it is known by make its groups, and come first */
    bool streams;             /* may be longer than anybody would keep: nothing is sorted or left out */
    bool totals;              /* has totals with their parts */
    bool has_truth;           /* official classes may stand beside the computed */
    bool is_account;          /* the steps of computations: a page makes a book of them */
};

struct view_column {
    uint32_t at;              /* position in the table; COLUMN_NONE when made of several */
    enum field field;         /* FIELD_COUNT when unknown */
    enum form form;
    struct str name;          /* as data calls it, or as the user renamed it */
    struct str head;          /* as a person reads it */
    bool right;               /* figures stand on the right */
    bool figure;              /* a plain table's column of nothing but figures */
    bool numeric;             /* JSON: numbers stay numbers */
};

/* What is true of most rows, so that it can stand in a head once; empty when the
 * table has no such column. */
struct usual {
    struct str base_period, period, target_period, time_progress, since, known;
    struct str until;         /* up to when the data go, in words: what assess was told, else the latest period */
    struct str method;        /* of assess; rows of another are shown, not counted */
    struct str unit;          /* of all rows, and so in the head of their values */
    bool units;               /* some row has a unit */
    bool shares;              /* all estimates of a survey are shares */
    bool many_regions, many_plans;
};

struct view {
    struct mem *mem;
    struct vocabulary *words;
    struct table *table;
    const struct view_kind *kind;
    struct view_column *column;
    size_t columns;
    struct usual usual;
    bool known;               /* its rows were counted */
    bool thousands;
    bool chosen;              /* the user named its columns */
    const struct directory *names; /* who has which code; or null */
    uint64_t left_out;        /* rows behind --top */
    struct seen *seen;        /* what its cells have shown so far that needs a note */
};

/* A cell as it is shown. */
struct shown {
    struct str before;        /* in a lower voice, in front of it */
    struct str text;
    const struct mark *mark;  /* of a class, or null */
    bool strong;
};

/* What the user asked for; null and 0 where he did not. */
struct wish {
    const char *columns, *sort;
    const char *numbers;
    bool thousands;
    bool named;               /* a plain table too is shown in words, with names beside codes */
    const struct directory *names; /* or null */
};

/* Chooses the kind; rows are kept and sorted where the kind or the wish needs it. */
struct view *view_open(struct mem *mem, struct vocabulary *words, struct table *table, enum place_shown where,
                       const struct wish *wish);

/* Reads all rows, so that the usual values and counts are known. */
void view_keep(struct view *view);

/* Leaves the first `top` rows to be shown (0: all); after counting. */
void view_cut(struct view *view, uint64_t top);

/* A column made or known by that field, worded, whether the view shows it or not. */
struct view_column view_column_of(const struct view *view, enum field field);

/* Is it a row that is wanted? */
typedef bool view_test(const struct view *view, const struct str *cells);

/* Is the column empty in every row, or in every one of those wanted? */
bool view_shows_nothing(const struct view *view, const struct view_column *column, view_test *only);

/* The kind of a table: the first whose columns are all there. */
const struct view_kind *view_kind_of(const struct table *table);

/* What a column of that name is in a view of its kind, or FIELD_COUNT. */
enum field view_field(const struct view *view, struct str name);

/* Sorts kept rows by a list of columns, -NAME downwards; classes and other codes worst first.  Whether the user has
 * named them decides what becomes of a column that is not there. */
void view_sort(struct view *view, const char *list, bool users);

/* Is a statistic of a survey a share, which is shown in percent? */
bool view_is_share(struct str statistic);

/* What notes are made of, with nothing in it. */
struct seen *view_seen(struct mem *mem);

/* A cell of the row, for a person: an empty one of what was observed as the sign for it. */
struct shown view_show(const struct view *view, const struct str *cells, const struct view_column *column);

/* The same without that sign. */
struct shown view_cell(const struct view *view, const struct str *cells, const struct view_column *column);

/* What the cells shown so far need below them: what their signs and marks mean (the marks where no
 * remarks of the report do), and that parts are rounded each by itself.  Each a sentence; how many, VIEW_NOTES at
 * most. */
#define VIEW_NOTES 24
size_t view_notes(const struct view *view, bool marks, struct str *note);

/* ---- codes in words ---- */

/* A code of that column in words; its place among the codes, worst first, or SIZE_MAX. */
struct str view_word(const struct view *view, enum field field, struct str code);
size_t view_order(const struct view *view, enum field field, struct str code);

/* What has that code; the code's word, or the code itself, when nobody said. */
struct str view_called(const struct view *view, enum field field, struct str code);

/* Is a cell of that form said in words, and how? */
bool view_says(enum form form);
struct shown view_said(const struct view *view, const struct view_column *column, struct str text);

/* What the target aims at, going by its kind; AIM_NONE without one that is known. */
enum aim view_aim(const struct view *view, const struct str *cells);

/* Pieces that charts and sentences need too. */
struct str view_name(const struct view *view, const struct str *cells);
struct str view_target(const struct view *view, const struct str *cells);

/* How a bound or a test is written before a figure: ≥ for ge; empty for none. */
struct str view_sign(const struct view *view, struct str op);
struct str view_marks(const struct view *view, const struct str *cells);
struct str view_held(const struct view *view, const struct str *cells);
struct str view_region(const struct view *view, const struct str *cells);
struct str view_figure(const struct view *view, const struct str *cells, enum field field);
struct str view_gap(const struct view *view, const struct str *cells, enum field field, int *sign);
struct str view_unit(const struct view *view, const struct str *cells);
bool view_of_method(const struct view *view, const struct str *cells);
bool view_binding(const struct view *view, const struct str *cells);

/* What decides beside a figure; empty where there is nothing.  A figure never reaches what it has not
 * reached. */
struct deciding {
    struct str thresholds, target, target_high;
};

/* A text as the column of that field shows it: a ratio in percent, a value with the row's places. */
struct str view_printed(const struct view *view, const struct str *cells, enum field field, struct str text,
                        const struct deciding *by);

/* A sentence that a tool has said, without the words of machines: periods as people write them and,
 * between Chinese characters, names for codes and classes. */
struct str view_sentence(const struct view *view, struct str text);

/* ---- marks at figures, from the strongest doubt on ---- */

extern const size_t view_mark_count;

/* Does a cell of its column deserve the i-th mark?  Its column, and what the mark says. */
bool view_mark_fits(size_t i, struct str text);
enum field view_mark_field(size_t i);
enum word view_mark_meaning(size_t i);

/* What the target is judged by: the value behind its qualifier; [what the years add up to] and the
 * average yearly change where the target is one of these. */
struct str view_judged(const struct view *view, const struct str *cells);

/* "value" behind its qualifier. */
struct str view_value(const struct view *view, const struct str *cells);

/* The period of a row in front of its figure where it is not the usual one: "2019: ". */
struct str view_odd_period(const struct view *view, const struct str *cells, enum field field, struct str usual);

/* A head with the usual period in it: 2022年实际, Actual 2022. */
struct str view_head(const struct view *view, enum word id, struct str period);

#endif
