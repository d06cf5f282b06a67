/* diag - how trouble is told, and with which exit status a run ends
 *
 * Every complaint is a row of the list DIAG_CODES: its code word, its level,
 * and the exit status that it makes the run end with.  One function prints all
 * of them, in one of three forms:
 *
 *   text  tool: file:line:column: level: sentence [code]     (the default)
 *   csv   the findings table, one row a message
 *   json  the same, one object a line
 *
 * The first 20 messages of a code are shown, the rest are counted, and
 * diag_finish says how many there were.  A name that nobody knows (codes region,
 * indicator, unknown, no-match) is told once, at the end of the run and the first of its
 * places, with the number of cells that have it.  On a terminal the line is shown too,
 * with a caret under the field.  Control characters from the input are shown
 * escaped.  The state is the process's own: there is one standard error.
 */
#ifndef DIAG_H
#define DIAG_H

#include "base/mem.h"

#include <stdarg.h>

enum diag_level { DIAG_HINT, DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/* name, code word as printed, level, exit status, what it means (manual page) */
#define DIAG_CODES(X) \
    X(USAGE, "usage", ERROR, 2, "an option or operand is wrong") \
    X(OPEN, "open", ERROR, 2, "a file cannot be opened") \
    X(READ, "read", ERROR, 2, "reading failed") \
    X(WRITE, "write", ERROR, 2, "writing failed: full disk, closed file") \
    X(STAYS, "stays", WARNING, 0, "what a new folder took the place of could not be taken away") \
    X(MEMORY, "memory", ERROR, 2, "memory ran out") \
    X(UNCONFINED, "unconfined", HINT, 0, "the kernel cannot confine the run to its files (it has no Landlock)") \
    X(GUISE, "not-csv", ERROR, 2, "a file that is something else than CSV: a workbook, a PDF, a packed file") \
    X(EMPTY, "empty-input", ERROR, 2, "the input has not one byte: did an earlier stage die?") \
    X(QUOTE, "csv-quote", ERROR, 2, "a quote stands where RFC 4180 has none, or is never closed") \
    X(RAGGED, "csv-ragged", ERROR, 2, "a record has more or fewer fields than the header") \
    X(ENCODING, "encoding", ERROR, 2, "bytes that do not fit the encoding that was named or decided") \
    X(TAKEN, "encoding-taken", NOTE, 0, "an encoding that was decided from the bytes, and may be another") \
    X(DAMAGED, "damaged", ERROR, 1, "traces of a wrong decoding that happened before the file came here") \
    X(NUL, "csv-nul", ERROR, 2, "a NUL byte") \
    X(UTF8, "csv-utf8", ERROR, 2, "bytes that are not UTF-8") \
    X(CR, "csv-cr", ERROR, 2, "a carriage return that ends no line") \
    X(LIMIT, "csv-limit", ERROR, 2, "a field, record or header beyond the stated limits") \
    X(SKIPPED, "skipped", WARNING, 1, "records were refused and set aside by --skip-bad") \
    X(BLANK, "blank-line", NOTE, 0, "blank lines were left out") \
    X(HEADER_EMPTY, "header-empty", ERROR, 2, "a column has no name") \
    X(HEADER_DOUBLE, "header-double", ERROR, 2, "two columns have one name") \
    X(HEADER_DIFFERS, "header-differs", ERROR, 2, "input files have different headers") \
    X(COLUMN, "no-column", ERROR, 2, "a column that the header does not have") \
    X(NUMBER, "number", ERROR, 1, "text where a number is expected") \
    X(PERIOD, "period", ERROR, 1, "text where a period is expected") \
    X(UNRESOLVED, "unresolved", ERROR, 1, "a cell or line that could not be read and was left as it was, or left out") \
    X(UNIT, "unit", ERROR, 1, "a unit that contradicts another one, or is not the catalogue's kind") \
    X(REGION, "region", ERROR, 1, "a region, or another code of a tree, that no list settles") \
    X(INDICATOR, "indicator", ERROR, 1, "the name of an indicator that no list settles") \
    X(WORKBOOK, "workbook", ERROR, 2, "a file that is no workbook, or one that cannot be read: broken, with a password, beyond the limits") \
    X(CELL, "cell", ERROR, 1, "a cell of a workbook without a value: an error, a formula without a result, no day of the calendar") \
    X(DIGITS, "digits", WARNING, 0, "a number of more digits than a spreadsheet keeps") \
    X(CUT_TEXT, "cut-text", ERROR, 1, "a text that is longer than a cell of a workbook holds, and was cut") \
    X(HIDDEN, "hidden", WARNING, 0, "what a sheet hides and what was therefore left out") \
    X(UNCOMPUTED, "uncomputed", WARNING, 0, "formulas whose stored results may not be theirs") \
    X(SHEETS, "sheets", NOTE, 0, "which sheets of a workbook were not read") \
    X(UNKNOWN, "unknown", WARNING, 0, "a code of the observations that a table beside them does not have") \
    X(NO_SUCH_WORD, "no-such-word", WARNING, 0, "a word in a condition that the column never has") \
    X(PASSED_OVER, "passed-over", WARNING, 0, "a column that is not read, though its name is nearly that of one that would be") \
    X(NO_RECORD, "no-record", WARNING, 0, "a table with a header alone, or a condition that no record fulfils") \
    X(SHAPE, "shape", ERROR, 2, "no table can be made out in the input") \
    X(CATALOG, "catalog", ERROR, 2, "a mistake in a table of indicators, targets, regions or labels") \
    X(OBSERVATION, "observation", WARNING, 0, "an observation that cannot be used: a cell that cannot be read, or two values for one key") \
    X(VINTAGE, "vintage", HINT, 0, "which of several vintages of one figure was taken") \
    X(NO_VINTAGE, "no-vintage", ERROR, 2, "no row has a vintage that --vintage names, so there is no figure") \
    X(BINARY, "binary-digits", NOTE, 0, "figures whose last digits a program's binary fractions left behind") \
    X(PREFERENCE, "preference", NOTE, 0, "a vintage that --vintage names before others and no row has") \
    X(DRAWN, "drawn", NOTE, 0, "what a chart could not show as it is: a name too long, rows that share a place") \
    X(LANGUAGE, "language", NOTE, 0, "reasons in another language than the words around them") \
    X(VERIFIED, "verified", WARNING, 0, "a word of the column verified that says nothing of how far a figure was checked") \
    X(WITHDRAWN, "withdrawn", NOTE, 0, "a figure that a later vintage takes back, so that it has no value") \
    X(SEVERAL, "several", ERROR, 1, "several rows of the other table have one key and differ, so that nothing is taken of them") \
    X(NO_MATCH, "no-match", ERROR, 1, "a row whose key the other table does not have, and --unmatched refuse") \
    X(NO_KEY, "no-key", NOTE, 0, "rows for which nothing is looked up because their key is empty") \
    X(DROPPED, "dropped", NOTE, 0, "how many rows are left out, or make no column, and why") \
    X(SORTED_AS_TEXT, "sorted-as-text", NOTE, 0, "a column that is sorted as text because some cells of it are no numbers") \
    X(TIE, "tie", NOTE, 0, "rows that are equal in what they are sorted by, of which --top leaves some out") \
    X(CUT_OFF, "cut-off", NOTE, 0, "figures that end after the day that counts, and where they are listed") \
    X(UNDATED, "undated", NOTE, 0, "a figure whose vintage is no date, left out because only what was known on a day counts") \
    X(ABSENT, "absent", WARNING, 0, "figures that are needed and did not come, and what came under nearly their code") \
    X(SUBSET, "subset", NOTE, 0, "how many targets a subset leaves out") \
    X(PREVIOUS, "previous", NOTE, 0, "what an earlier run has, or lacks, and is compared with nothing") \
    X(RATERS, "raters", WARNING, 0, "grades of one object that are far apart, or of what nobody asked about") \
    X(FAIL_ON, "fail-on", ERROR, 1, "something that --fail-on names has occurred") \
    X(UNREAD, "unread", ERROR, 1, "observations could not be used, and --fail-on asks for that") \
    X(UNLIKE, "unlike", ERROR, 1, "values of unlike units or calibers in one comparison") \
    X(UNDECOMPOSED, "undecomposed", WARNING, 0, "a change or difference that could not be taken apart, and why") \
    X(PRICES, "prices", WARNING, 0, "values at current prices where growth at constant ones is meant") \
    X(PRICES_UNSAID, "prices-unsaid", NOTE, 0, "values of money, and nothing says at which prices they are") \
    X(DISAGREES, "disagrees", WARNING, 0, "a published figure that is further from the computed one than rounding explains") \
    X(OUTSIDE, "outside", NOTE, 0, "a region that is no unit among others: it contains them, or is what they are held against") \
    X(MIXED_UNITS, "mixed-units", ERROR, 1, "records of several units or calibers in one group") \
    X(MIXED_TOTALS, "mixed-totals", NOTE, 0, "totals that would add up several units or calibers") \
    X(NO_SUM, "no-sum", ERROR, 1, "figures in one group that do not add up: a year and its months, bounds, forecasts") \
    X(APPROXIMATE, "approximate", NOTE, 0, "results found from rounded values, as --approx allows, or rounded to 38 digits") \
    X(LONE, "no-weight", WARNING, 0, "values left out because their weight, or the number beside them, is missing") \
    X(OBJECT, "object", ERROR, 1, "a task, or a report or a link of one, that contradicts itself or another table") \
    X(ITEM, "item", ERROR, 1, "an item of a ledger without what its kind needs: a decision, a reason, a measure, evidence") \
    X(PEER, "peer", HINT, 0, "a region that is not compared, and why") \
    X(APART, "apart", WARNING, 0, "a peer in another unit or caliber, listed apart while the rest is ranked") \
    X(TRAIT, "trait", WARNING, 0, "what describes a unit, and so decides on its neighbours, is missing or tells nobody apart") \
    X(DESCRIBES, "describes", NOTE, 0, "an indicator that describes the units, and is therefore not compared") \
    X(WITHHELD, "withheld", WARNING, 0, "a value withheld beside a suppressed one, which would follow from it and the total") \
    X(STATE, "state", ERROR, 2, "a partial result that is cut off, damaged, doubled, missing or of another request") \
    X(ROLLUP, "rollup", HINT, 0, "an observation that is part of no whole that a roll-up makes") \
    X(KIND, "kind", ERROR, 1, "a computation that the kind or the unit of an indicator forbids") \
    X(POINT, "point", NOTE, 0, "a day that is taken as the end of a period, as other figures of its series are of such periods") \
    X(STEP, "step", NOTE, 0, "how far apart the figures of a series are taken to be, since they are dated by days or months") \
    X(NOTHING, "nothing", NOTE, 0, "a rule that gives no value of a series, and why of its last period") \
    X(SERIES, "series", WARNING, 0, "something in a series that looks wrong: a year to date that falls, reductions above 0") \
    X(NO_FORECAST, "no-forecast", WARNING, 0, "a series, or a period of it, for which nothing can be forecast") \
    X(THIN, "thin", NOTE, 0, "a forecast that rests on less than it seems: gaps, a break, bounds left out") \
    X(KNOWN, "known", HINT, 0, "a period that is known already, or gone by, and is not forecast") \
    X(TOTAL, "total", NOTE, 0, "a total that its parts do not add up to") \
    X(LEFT_OUT, "left-out", WARNING, 0, "an indicator or a unit that an index leaves out, and why") \
    X(NO_SCORE, "no-score", WARNING, 0, "units, or runs, without a score") \
    X(OUTLIER, "outlier", NOTE, 0, "indicators with outliers, and what was done about them") \
    X(WEIGHTS, "weights", WARNING, 0, "weights that could not be found as asked, so that the given ones count") \
    X(CONSISTENCY, "consistency", ERROR, 1, "pairwise comparisons that contradict each other") \
    X(NO_EFFECT, "no-effect", WARNING, 0, "a choice that makes no difference in any run, or an option in this one") \
    X(WEIGHT, "weight", ERROR, 2, "a weight that is none: zero, negative, no number, missing") \
    X(DESIGN, "design", ERROR, 2, "a design that cannot be: a blank stratum, more drawn than there were, a respondent told in two ways") \
    X(LONELY, "lonely", ERROR, 2, "a stratum from which one cluster was drawn, so that no variance can be told") \
    X(MARGINS, "margins", ERROR, 2, "margins of a population that no weights can meet, or that do not agree with each other") \
    X(FITTED, "fitted-weights", NOTE, 0, "how weights were fitted or trimmed, and how nearly the margins are met") \
    X(NEGATIVE, "negative-weights", WARNING, 0, "weights that the fitting has made negative") \
    X(UNWEIGHTED, "unweighted", NOTE, 0, "answers without weights: each respondent counts as one") \
    X(NOBODY, "nobody", WARNING, 0, "a question or a group in which nobody gave an answer") \
    X(SMALL_BASE, "small-base", NOTE, 0, "estimates that are hidden: too few respondents, or a few who are nearly all of it") \
    X(TEMPLATE, "template", ERROR, 2, "a template that cannot be used: a name, a filter, a section, a file that it may not have") \
    X(NO_FIGURE, "no-figure", WARNING, 0, "a figure that a template names and that is missing") \
    X(EDITION, "edition", NOTE, 0, "what an edition leaves out of a report") \
    X(REWORD, "reword", WARNING, 0, "words of a report whose figures have changed since, or that nobody has written yet") \
    X(FORMULA, "formula", ERROR, 2, "a formula that cannot be used") \
    X(EXPRESSION, "expression", ERROR, 2, "an expression that cannot be compiled") \
    X(PATTERN, "pattern", ERROR, 2, "a regular expression that cannot be compiled or ran out of steps") \
    X(JSON, "json", ERROR, 2, "a JSON file that cannot be used") \
    X(SCHEMA, "schema", WARNING, 0, "something in a schema that is not used, or that nothing can fit") \
    X(CODE_LIST, "codelist", ERROR, 2, "a list of codes that cannot be used") \
    X(FIELD, "field", ERROR, 1, "a field that is not what its schema asks") \
    X(FIELD_QUERY, "field-query", WARNING, 0, "a field that fits its schema, but that other tools stumble over") \
    X(RECORD, "record", ERROR, 1, "a record without a value, or with a key that is there already, or that leads nowhere") \
    X(HEADER, "header", ERROR, 1, "a header that does not fit the schema") \
    X(RULES, "rules", ERROR, 2, "a rule, or a table beside the rules, that cannot be used") \
    X(RULE, "rule", ERROR, 1, "a rule of severity error is broken") \
    X(RULE_QUERY, "rule-query", WARNING, 0, "a rule of severity query is broken: correct it, or explain it") \
    X(RULE_HINT, "rule-hint", HINT, 0, "a rule of severity hint is broken") \
    X(RULE_IDLE, "rule-idle", WARNING, 0, "a rule that could be evaluated on nothing") \
    X(EXPOSED, "exposed", WARNING, 0, "hidden figures that the whole gives away, whatever else is hidden") \
    X(FORM_ONLY, "form-only", NOTE, 0, "a table that was held against neither a schema nor rules") \
    X(NOT_JUDGED, "not-judged", NOTE, 0, "values that a rule could not judge, and why") \
    X(ACCEPTED, "accepted", NOTE, 0, "a query or hint that has been explained") \
    X(EXPLANATION, "explanation", WARNING, 0, "an explanation that is stale, or is for an error")

enum diag_code {
#define X(name, word, level, status, meaning) DIAG_##name,
    DIAG_CODES(X)
#undef X
    DIAG_COUNT
};

/* One row of the list, for help, manuals and tests. */
struct diag_row {
    const char *word;
    enum diag_level level;
    int status;
    const char *meaning;
};
const struct diag_row *diag_row(enum diag_code code);

/* Where something is wrong.  Zero or empty members are left out of the message.
 * Lines, records and columns count from 1; the header is record 0, the first
 * record after it 1; `line` is the physical line where the record starts. */
struct place {
    const char *file;
    uint64_t line;
    uint64_t record;
    uint32_t column;
    struct str name;       /* the column's header name */
    struct str origin;     /* the cells that it was made from (origin.h), named instead of the line; or empty */
    uint32_t before;       /* columns of the record that stand before those of the origin's cells */
    struct str text;       /* the record as it came, for the caret; may be empty */
    size_t at, length;     /* the field inside text */
    bool again;            /* the record is the header once more: that is told, once, and nothing else of it */
};

/* A place as it is shown: of a row that was made from a workbook the sheet, the row and, from 1,
 * the column in it, which is 0 for the whole row; otherwise the file, the line and the field, of
 * the row's origin where it has one. */
struct diag_spot {
    struct str file;
    struct str named;         /* the same, or the one cell or field: what tables of findings have as the file */
    uint64_t line;
    uint32_t column;
    bool made;                /* from a workbook: columns have letters */
};
struct diag_spot diag_spot(const struct place *place);

/* A file as it is called in sentences: "-" is <stdin>. */
const char *diag_file(const char *file);

/* A message in full: a row of the findings table of the design.  All texts may
 * be empty; `rule` replaces the code word where a user's own rule speaks. */
struct finding {
    enum diag_code code;
    struct str rule;
    struct place place;
    struct str key, value, expected, imbalance, tolerance, message, fix;
    uint64_t times;           /* in how many cells it is so; 0 means 1 */
};

enum diag_form { DIAG_AS_TEXT, DIAG_AS_CSV, DIAG_AS_JSON };

/* Begins: `program` is the name printed before each message. */
void diag_open(const char *program);
void diag_set_form(enum diag_form form);

/* Quiet drops notes and hints; hints are shown only when verbose is set. */
void diag_set_quiet(bool quiet);
void diag_set_verbose(bool verbose);

/* Tells one thing and goes on.  `where` may be null.  The sentence is without
 * program, place, level and code, begins in lower case, has no full stop, and
 * says what was expected. */
void diag_report(enum diag_code code, const struct place *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a list of arguments, for functions that stand before this one. */
void diag_report_list(enum diag_code code, const struct place *where, const char *format, va_list list);

/* The same with every member; for tools whose findings are data. */
void diag_tell(const struct finding *finding);

/* Would a message of this code still be shown?  Once it would not, it never will: for what costs
 * something to put together, such as the near word. */
bool diag_hears(enum diag_code code);

/* As many findings of a code as are past those shown: they are only counted. */
void diag_more(enum diag_code code, uint64_t count);

/* Tells it, runs the exit hooks and ends the process with the code's status (at
 * least 2). */
_Noreturn void diag_fatal(enum diag_code code, const struct place *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same after what was told already, with status 2. */
_Noreturn void diag_stop(void);

/* Has `hook` called before the process ends through diag_fatal or diag_stop (files that must
 * not stay behind).  At most 8 hooks, the last set runs first. */
void diag_at_exit(void (*hook)(void));

/* Says how far a long run has come: bytes read, of `total` where that is known (0: not).
 * Shown on a terminal only, after two seconds, twice a second, and wiped away by the
 * next message or the end; quiet drops it.  One thread may call it. */
void diag_progress(uint64_t bytes, uint64_t total);

/* Raises the status that the run will end with, when no message does. */
void diag_status(int status);

/* Has the code of that word end the run with `status` instead of its row's: of those so set, the
 * first that was told decides, before all others.  False when no code has that word, or when
 * its row says 2: what could not be answered stays so. */
bool diag_set_status(struct str word, int status);

/* The words for which that is true, for a hint. */
size_t diag_words(struct str word[DIAG_COUNT]);

/* How often a code was told, shown or not. */
uint64_t diag_count(enum diag_code code);

/* Sums up what was not shown, and returns the run's exit status: 0, 1 or 2, or one of
 * diag_set_status. */
int diag_finish(void);

/* How a message ends that is about a word nobody knows: `; did you mean "region"?` for the
 * near one, nothing where that is empty.  A sentence of its own, whatever stands before it. */
struct str near_hint(struct mem *mem, struct str near);

/* The same for the nearest of `count` names. */
struct str nearest_hint(struct mem *mem, struct str word, const struct str *name, size_t count);

/* For %.*s: a text as two printf arguments. */
#define STR_ARG(text) (int)(text).length, diag_bytes(text)
const char *diag_bytes(struct str text);

#endif
