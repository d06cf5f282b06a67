/* catalog - the small tables beside the data: indicators, targets, regions
 *
 * Each is a CSV file that a statistician edits in a spreadsheet; the columns
 * are those of steelyard-tables(5), the required ones first, any others are
 * passed over.  A table is read whole, checked, and kept for the run.
 *
 * Whatever is wrong in a catalogue (a word that the column does not know, a
 * number that is none, a code twice, a target without its value) is told with
 * file, line and column and with the near word; the run then ends with status 2,
 * since every later answer would rest on it.  All mistakes of a file are told,
 * not only the first.
 *
 * The load functions take an open reader (job_table makes one), read it to its
 * end and close it.  All texts live in the arena.
 */
#ifndef CATALOG_H
#define CATALOG_H

#include "meaning/sheet.h"

#define CATALOG_NONE UINT32_MAX

/* ---- the words that columns may hold, one row each ----
 *
 * Each list makes an enum, whose first member NONE is the empty field, and a
 * table with the same rows. */

/* kind of an indicator: name, word, adds up within a year, in words */
#define INDICATOR_KINDS(X) \
    X(STOCK, "stock", false, "a level at a point in time: population at year end") \
    X(FLOW, "flow", true, "an amount over a period, year to date until the year is full: GDP") \
    X(RATE, "rate", false, "parts of a hundred or a thousand: unemployment") \
    X(RATIO, "ratio", false, "one quantity for each of another: doctors per 1000 people") \
    X(INDEX, "index", false, "a number against a base of 100 or 1") \
    X(GROWTH, "growth", false, "a signed yearly change in percent; a fall of 2.7 % is -2.7")

/* direction: name, word, sign that turns more into better (0: neither) */
#define DIRECTIONS(X) \
    X(UP, "up", 1) \
    X(DOWN, "down", -1) \
    X(RANGE, "range", 0)

/* attribute of an indicator in its plan: name, word, in Chinese */
#define ATTRIBUTES(X) \
    X(BINDING, "binding", "约束性") \
    X(ANTICIPATORY, "anticipatory", "预期性")

/* how values of parts make the whole: name, word, number of codes it takes */
#define ROLLUPS(X) \
    X(SUM, "sum", 0) \
    X(MEAN, "mean", 0) \
    X(LAST, "last", 0) \
    X(WEIGHTED, "weighted", 1) \
    X(RATIO, "ratio", 2) \
    X(NOTHING, "none", 0)

/* target_kind: name, word, what it aims at, strictness when `op` is empty, what the row must
 * hold beside it (v value, h target_high, r related, b base_period), whether it is about
 * yearly changes, so that the base is only where the span begins, in words */
#define TARGET_KINDS(X) \
    X(LEVEL_MIN, "level_min", LEVEL, GE, "v", false, N_("a level to reach from below")) \
    X(LEVEL_MAX, "level_max", LEVEL, LE, "v", false, N_("a level to reach from above")) \
    X(LEVEL_MIN_KEEP, "level_min_keep", KEEP, GE, "v", false, N_("a level to stay above, every year")) \
    X(LEVEL_MAX_KEEP, "level_max_keep", KEEP, LE, "v", false, N_("a level to stay below, every year")) \
    X(RANGE, "range", RANGE, GE, "vh", false, N_("between target_value and target_high, every year")) \
    X(LEVEL_ABOUT, "level_about", ABOUT, NONE, "v", false, N_("a level to reach within the tolerance")) \
    X(AVG_GROWTH_MIN, "avg_growth_min", GROWTH, GE, "vb", true, N_("average yearly growth in percent")) \
    X(CUMULATIVE_CHANGE_MIN, "cumulative_change_min", TOTAL, GE, "vb", false, \
      N_("a difference from the base, in the indicator's unit")) \
    X(CUMULATIVE_REDUCTION_MIN, "cumulative_reduction_min", TOTAL, GE, "vb", true, \
      N_("a fall in percent over the whole span")) \
    X(CUMULATIVE_SUM_MIN, "cumulative_sum_min", TOTAL, GE, "vb", true, N_("a sum of the flows of the whole span, at least")) \
    X(CUMULATIVE_SUM_MAX, "cumulative_sum_max", TOTAL, LE, "vb", true, N_("a sum of the flows of the whole span, at most")) \
    X(DIRECTION_UP, "direction_up", DIRECTION, GE, "", false, N_("to rise from the base, by no number")) \
    X(DIRECTION_DOWN, "direction_down", DIRECTION, LE, "", false, N_("to fall from the base, by no number")) \
    X(RELATIVE_TO, "relative_to", RELATION, GE, "rb", true, N_("not below another indicator, on average over the span")) \
    X(QUALITATIVE, "qualitative", WORDS, NONE, "", false, N_("words without a number"))

/* strictness: name, word, sign of the side that is met, strict */
#define TARGET_OPS(X) \
    X(GE, "ge", 1, false) \
    X(GT, "gt", 1, true) \
    X(LE, "le", -1, false) \
    X(LT, "lt", -1, true)

/* class of progress: name, word, the official class that it counts as, in words */
#define PROGRESS_CLASSES(X) \
    X(ACHIEVED, "achieved", "提前实现", "met, at or before its time") \
    X(AHEAD, "ahead", "快于预期", "faster than time") \
    X(ON_TRACK, "on_track", "基本符合预期", "as fast as time, or a level that is kept") \
    X(LAGGING, "lagging", "滞后", "slower than time, or a level that is not kept") \
    X(REVERSED, "reversed", "滞后", "further away than at the base") \
    X(NOT_COMPUTABLE, "not_computable", "", "no answer, with the reason")

/* will a target be met: name, word, how it is called */
#define OUTLOOKS(X) \
    X(LIKELY, "likely", N_("likely to be met")) \
    X(EFFORT, "with_effort", N_("can be met with effort")) \
    X(HARD, "hard", N_("hard to meet")) \
    X(UNCLEAR, "unclear", N_("cannot be told yet"))

/* What kinds of targets aim at, and so how people write them. */
enum aim {
    AIM_NONE,
    AIM_LEVEL,                /* a level to reach */
    AIM_ABOUT,                /* a level to come near to */
    AIM_KEEP,                 /* a level to hold every year: it is kept or not, never complete */
    AIM_RANGE,                /* two levels to stay between, every year */
    AIM_GROWTH,               /* an average of yearly changes */
    AIM_TOTAL,                /* what is summed over the span: [13.5] */
    AIM_DIRECTION,            /* a way to go, without a number */
    AIM_RELATION,             /* what another indicator does */
    AIM_WORDS                 /* no number */
};

#define CATALOG_ENUM(prefix, name) prefix##_##name,
#define X(name, ...) CATALOG_ENUM(KIND, name)
enum indicator_kind { KIND_NONE, INDICATOR_KINDS(X) KIND_COUNT };
#undef X
#define X(name, ...) CATALOG_ENUM(DIRECTION, name)
enum direction { DIRECTION_NONE, DIRECTIONS(X) DIRECTION_COUNT };
#undef X
#define X(name, ...) CATALOG_ENUM(ATTRIBUTE, name)
enum attribute { ATTRIBUTE_NONE, ATTRIBUTES(X) ATTRIBUTE_COUNT };
#undef X
#define X(name, ...) CATALOG_ENUM(ROLLUP, name)
enum rollup_kind { ROLLUP_NONE, ROLLUPS(X) ROLLUP_COUNT };
#undef X
#define X(name, ...) CATALOG_ENUM(TARGET, name)
enum target_kind { TARGET_NONE, TARGET_KINDS(X) TARGET_COUNT };
#undef X
#define X(name, ...) CATALOG_ENUM(OP, name)
enum target_op { OP_NONE, TARGET_OPS(X) OP_COUNT };
#undef X
#define X(name, ...) CATALOG_ENUM(CLASS, name)
enum progress_class { CLASS_NONE, PROGRESS_CLASSES(X) CLASS_COUNT };
#undef X
#define X(name, ...) CATALOG_ENUM(OUTLOOK, name)
enum outlook { OUTLOOK_NONE, OUTLOOKS(X) OUTLOOK_COUNT };
#undef X
#undef CATALOG_ENUM

/* The rows behind the words; the row of NONE has the empty word. */
struct indicator_kind_row { const char *word; bool adds_up; const char *meaning; };
struct direction_row { const char *word; int sign; };
struct attribute_row { const char *word, *zh; };
struct target_kind_row {
    const char *word;
    enum aim aim;
    enum target_op op;
    const char *needs;
    bool yearly;
    const char *meaning;
};
struct target_op_row { const char *word; int sign; bool strict; };
struct progress_class_row { const char *word, *official, *meaning; };

/* The row of a word; never null. */
const struct indicator_kind_row *indicator_kind_row(enum indicator_kind kind);
const struct direction_row *direction_row(enum direction direction);
const struct attribute_row *attribute_row(enum attribute attribute);
const struct target_kind_row *target_kind_row(enum target_kind kind);
const struct target_op_row *target_op_row(enum target_op op);
const struct progress_class_row *progress_class_row(enum progress_class class);

/* The kind of a word, TARGET_NONE when there is none such. */
enum target_kind target_kind_find(struct str word);

/* The class of a word, CLASS_NONE when there is none such; the official Chinese
 * words are understood too (滞后 is CLASS_LAGGING). */
enum progress_class progress_class_find(struct str word);

/* The word of an outlook in tables; how it is called in the language in use. */
struct str outlook_word(enum outlook outlook);
struct str outlook_called(enum outlook outlook);

/* ---- indicators ---- */

struct rollup {
    enum rollup_kind kind;
    struct str weight;        /* weighted:CODE, or the numerator of ratio:NUM/DEN */
    struct str below;         /* the denominator */
};

struct indicator {
    struct str code, name_zh, name_en, unit, short_name, domain, owner, plan, parent;
    struct str aliases;       /* other names, parted by | */
    struct str field;         /* of a benchmark, several parted by | */
    enum indicator_kind kind;
    enum direction direction;
    enum attribute attribute;
    int decimals;             /* -1 when not told */
    struct figure natural_min, natural_max;
    struct figure weight;     /* in its group of an index; not below 0 */
    struct str denominator;   /* the indicator that it is divided by there */
    struct str combine;       /* how the parts of a group are combined there, in the word of score */
    struct rollup rollup;
    uint64_t line;
    uint32_t parent_row, first_child, next_sibling; /* CATALOG_NONE at the ends */
};

/* Rows in the order of the file. */
struct indicators {
    const char *file;
    struct indicator *row;
    uint32_t count;
    struct catalog_index *code, *name;
};

/* A code stands once; a parent may be missing, but may not go in a circle. */
struct indicators *indicators_load(struct mem *mem, struct reader *reader);

/* The indicator with this code, or null. */
const struct indicator *indicators_find(const struct indicators *indicators, struct str code);

/* Does its name say that its figures are reductions (降低率, 降幅, reduction)?  A yearly change is a signed number
 * all the same: what fell is below 0. */
bool indicator_says_fall(const struct indicator *indicator);

/* ---- targets ---- */

/* What few targets have, and most none of. */
struct target_more {
    struct figure target_high, tolerance;
    struct figure upper_value; /* what the superior plan wants of us; empty: nothing, or not told */
    bool tolerance_percent;   /* the tolerance was written "2%": of the target's value */
    struct str related;       /* an indicator's code */
    struct str related_region; /* whose figures of it are meant: the target's own where the field is empty; empty
                                  without `related` */
    struct str related_text;  /* both as one text: "gdp_growth", "gdp_growth@330200" */
    struct str caliber;       /* the caliber that the plan means; empty: the plain one */
    enum progress_class official;
    struct str official_class, reason, vintage; /* as they came */
};

/* A plan for a nation has half a million of them, so what few have stands elsewhere. */
struct target {
    struct str plan, indicator, region;
    struct span base_period, target_period;
    struct figure base_value, target_value;
    enum target_kind kind;
    enum target_op op;        /* the kind's own when the field is empty */
    const struct target_more *more; /* never null; all that have none of it share one */
    uint64_t line;
};

/* Rows in the order of the file. */
struct targets {
    const char *file;
    struct target *row;
    uint32_t count;
};

/* How a value stands to the level where the target is met: its op, turned round for a change below 0, which
 * asks for a fall of so much and more. */
enum target_op target_held_op(const struct target *target);

/* Is it about every year, as a level to keep and a range are?  Then its outlook is that of the worst year from now
 * on. */
bool target_is_kept(const struct target *target);

/* The key is plan, indicator, region, target_period, target_kind and vintage. */
struct targets *targets_load(struct mem *mem, struct reader *reader);

/* ---- regions ---- */

struct region {
    struct str code, name_zh, name_en, level, parent, short_name, successor, group;
    struct str aliases;       /* other names, parted by | */
    struct span valid_from, valid_to;
    struct figure population;
    uint64_t line;
    uint32_t parent_row, first_child, next_sibling; /* CATALOG_NONE at the ends */
};

/* Rows in the order of the file. */
struct regions {
    const char *file;
    struct region *row;
    uint32_t count;
    struct catalog_index *code, *name;
};

/* A code may stand in several rows if their valid_from differ. */
struct regions *regions_load(struct mem *mem, struct reader *reader);

/* The same of any codes that make a tree: industries, kinds of expense.  The first column,
 * whatever its name, has the codes; level and parent must be there, names need not. */
struct regions *codes_load(struct mem *mem, struct reader *reader);

/* The region with this code, or null; where a code has several rows, the one
 * that came last in the file. */
const struct region *regions_find(const struct regions *regions, struct str code);

/* Was it there on some day from `first` to `last` (days since 1970-01-01)? */
bool region_valid(const struct region *region, int32_t first, int32_t last);

/* Is `row` above `below` in the tree (its parent, the parent's parent ...)? */
bool region_above(const struct regions *regions, const struct region *row, const struct region *below);

/* How many digits of a GB/T 2260 code say something: 0 for the country, 2 for a province, 4 for
 * a city, 6 for a county; -1 for a code of another kind.  Of two such codes, does the first contain the other
 * (330000 contains 330100, 330100 contains 330106)? */
int region_code_digits(struct str code);
bool region_code_contains(struct str whole, struct str part);

/* ---- names ---- */

/* Rows that a name may mean: positions in the table, in the table's order. */
struct candidates {
    const uint32_t *row;
    uint32_t count;
};

/* All rows that carry this name as code, name_zh, name_en, short_name or among
 * their aliases, letter for letter except that ASCII case is ignored.  A name
 * can mean several (two 江北区): the caller decides or refuses. */
struct candidates indicators_named(const struct indicators *indicators, struct str name);
struct candidates regions_named(const struct regions *regions, struct str name);

/* All rows with just this code. */
struct candidates regions_coded(const struct regions *regions, struct str code);

/* The known code or name that is nearest to a word, for "did you mean"; empty
 * when none is near. */
struct str indicators_near(const struct indicators *indicators, struct str word);
struct str regions_near(const struct regions *regions, struct str word);

/* ---- what people call a region beside its names ---- */

/* A word for a kind of place, and what it is in Latin letters. */
struct byname_ending {
    const char *name, *latin[4];
};
extern const struct byname_ending byname_ending[];
extern const size_t byname_endings;

/* What a name is beside itself, where two characters or more are left: without its ending
 * (江北), without the peoples before 自治州 and the like (大理 of 大理白族自治州), and with the last
 * character of the ending again (大理州).  Returns how many. */
enum { BYNAME_FORMS = 8 };
size_t byname_forms(struct mem *mem, struct str name, struct str form[BYNAME_FORMS]);

/* Does the region go by this word: by its code, a name, a form of its name, or one of
 * these behind what a region above it goes by (宁波江北, 宁波市江北区)?  ASCII case is ignored. */
bool byname_fits(struct mem *mem, const struct regions *regions, const struct region *row, struct str word);

/* 330205 宁波市江北区; with the years of a region that was not always there. */
struct str byname_described(struct mem *mem, const struct regions *regions, const struct region *row);

/* Several of them parted by commas, the first eight. */
struct str byname_list(struct mem *mem, const struct regions *regions, const struct region *const *row, size_t count);

#endif
