/* grade - what raters say of an object, as steps that can be held against each other
 *
 * A table with the columns object, rater_kind and grade, and perhaps region, rater, scale, low,
 * high, date and ground.  A rater_kind is one of RATERS, in our word or a Chinese one.  A grade is a
 * class, in our words or the official ones, or a letter from A to D; with the scale top2 it is the
 * percentage of answers in the best two of five, and low and high are the ends of its interval.
 *
 * As steps: achieved and ahead, A, top2 from 80 on are 4; on track, B, from 65 on 3; lagging, C,
 * from 50 on 2; moved away, D, below 50 1.  Two grades that are two or more steps apart disagree.
 * One with an interval is held against another by the end that is nearer to it, so that what a
 * sample cannot tell is no disagreement.  Nothing is averaged.
 */
#ifndef GRADE_H
#define GRADE_H

#include "meaning/catalog.h"
#include "meaning/sheet.h"

/* name, word, Chinese words parted by |, how it is called */
#define RATERS(X) \
    X(COMPUTED, "computed", "", N_("computed")) \
    X(OFFICIAL, "official", "", N_("official")) \
    X(SELF, "self", "自评|自我评价|自评估", N_("self-assessed")) \
    X(THIRD, "third", "第三方|第三方评估|第三方评价", N_("third party")) \
    X(PUBLIC, "public", "公众|公众评价|社会公众|群众", N_("public")) \
    X(NPC, "npc", "人大|人大代表|人大评价", N_("people's congress"))
#define X(name, ...) RATER_##name,
enum rater_kind { RATERS(X) RATER_KINDS };
#undef X

/* Steps from 4, the best, to 1; 0: none. */
enum { GRADE_NONE, GRADE_WORST, GRADE_LOW, GRADE_GOOD, GRADE_BEST, GRADES_DISAGREE = 2 };

/* Where a grade lies, and the ends of its interval: the same where it has none. */
struct grade_steps {
    int at, low, high;
};

struct grade {
    struct str object, region, rater, grade, scale, date, ground;
    int kind;                 /* enum rater_kind */
    struct figure low, high;  /* percent */
    struct grade_steps steps;
    _Atomic bool held;        /* by any of the callers: somebody asked about its object */
    const char *file;
    uint64_t line;
    uint32_t order;           /* as it came */
};

/* ---- one grade ---- */

/* A step that stands alone; that of a class, of a grade as it was written (0: it is none). */
struct grade_steps grade_steps_of(int step);
int grade_of_class(enum progress_class class);
int grade_read(struct str text, struct str scale);

/* How many steps two grades are apart, by their nearer ends; 0 where one of them is none. */
int grade_apart(struct grade_steps a, struct grade_steps b);

/* "third:Institute", or the kind alone; how it is called in the language in use: "third party (Institute)". */
struct str grade_rater(struct mem *mem, enum rater_kind kind, struct str rater);
struct str grade_rater_called(struct mem *mem, enum rater_kind kind, struct str rater);

/* ---- the table ---- */

struct grades;

/* What the caller knows of a row (is there such an object?) it tells with sheet_wrong. */
typedef void grades_check(void *state, struct sheet *sheet, const struct grade *grade);

/* Reads a table and closes its reader; null: one without rows.  All mistakes are told, and end the run: a
 * rater_kind or a grade that is none, an object graded twice by one rater.  `check` may be null. */
struct grades *grades_read(struct mem *mem, struct reader *reader, grades_check *check, void *state);

/* One more, behind those of its object. */
void grades_add(struct grades *grades, const struct grade *grade);

/* Those of an object, in the order in which they came; good until one is added. */
struct grade *grades_of(struct grades *grades, struct str object, uint32_t *count);

/* How many were not held. */
uint32_t grades_left(const struct grades *grades);

#endif
