/* footing - how one object stands to its schedule and its money on a day
 *
 * Progress is that of the last report by the day, else of the object's own column, else, of a
 * bundle, the mean of its parts, weighted by their planned investment where all have one, else by
 * their weights where all have one, else equally.  The status is the first of these that holds:
 *
 *   done          finished by the day: done_on, 100 percent, or the stage or status that says so
 *                 where nothing contradicts it
 *   not_started   no progress and the start is still to come, or 0 percent
 *   not_reported  no progress is known
 *   overdue       the day due is over
 *   stalled       the last reports (stalled_reports) all tell the same progress
 *   slow          more than slow_points behind what is planned
 *   on_time       otherwise; none where nothing is planned
 *
 * Work and money never stand for each other: the share of the money is told beside the progress
 * and the plan, and flagged where it runs ahead of the work.
 *
 * The date of finishing is forecast from the pace of the last reports (pace_reports): what they
 * gained a month, going on as it went, in months where they lie whole months apart.
 */
#ifndef FOOTING_H
#define FOOTING_H

#include "frame/answer.h"
#include "judge/marks.h"
#include "object/objects.h"
#include "object/filings.h"
#include "object/schedule.h"

/* Flags: name, word, meaning */
#define FOOTING_FLAGS(X) \
    X(OF_PARTS, "of_parts", "the progress is the mean of the parts") \
    X(STALE, "stale", "the last report is older than stale_months") \
    X(OVERSPEND, "overspend", "the share of the money is before the progress by more than overspend_points") \
    X(CONTRADICTION, "contradiction", "the columns of the object say different things of its end") \
    X(LATE_START, "late_start", "it has not begun, though its start is over")
#define X(name, ...) FOOTING_##name,
enum footing_flag { FOOTING_FLAGS(X) FOOTING_FLAG_COUNT };
#undef X

/* What all standings go by. */
struct footing_basis {
    const struct objects *objects;
    const struct filings *reports; /* or null */
    const struct schedule *schedule;
    struct marks marks;
    int32_t at;               /* the day that counts */
};

struct footing {
    enum object_status status; /* STATUS_OF_NONE: it could not be told, with the reason */
    bool in_line;             /* with the schedule */
    enum object_stage stage;  /* of the last report that has one, else the object's */
    struct day stage_since;   /* the first report in a row that has it */
    bool has_progress;
    struct num progress;
    struct day reported;      /* the report that it is of; not known where it is the object's column */
    const struct filing *report;
    struct planned planned;
    struct measure gap;       /* progress less plan, in points */
    bool has_slip;
    int32_t slip_days;        /* behind the plan; negative: before it */
    int slip_months;
    int32_t overdue_days;     /* past the day due; 0: not */
    int overdue_months;
    bool has_finish;
    int32_t finish;           /* when it is done at the pace of the last reports */
    int32_t finish_late_days; /* past the day due; negative: before it */
    int finish_late_months;
    struct measure pace;      /* points a month */
    bool has_invest;
    struct num invest_done;
    struct measure invest_share; /* percent of what is planned */
    struct measure invest_gap; /* that less the planned progress: money against time */
    struct measure money_gap; /* that less the progress: money against work */
    struct measure invest_change; /* what is planned against what was at first, in percent of that */
    struct remark remark;
};

/* How an object stands.  Texts are in `mem`. */
struct footing footing_of(struct mem *mem, const struct footing_basis *basis, uint32_t object);

#endif
