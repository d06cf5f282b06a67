/* submissions - what was to be handed in, and when it came
 *
 * A table with a row for each item, or for each version of one: item, owner, due, and perhaps
 * phase, submitted_on, returned_on, return_reason, version, reminded_on.  What came and was
 * returned counts as not handed in until it comes again.  Days are working days after the day due
 * (workdays.h); what happened after the day that counts has not happened.
 *
 *   in_time    accepted by the day due
 *   late       accepted after it
 *   returned   sent back, and not come again
 *   overdue    not come, and the day due is over
 *   open       not come, and still in time
 */
#ifndef SUBMISSIONS_H
#define SUBMISSIONS_H

#include "frame/answer.h"
#include "ledger/workdays.h"
#include "object/days.h"

#define SUBMISSION_STATES(X) \
    X(IN_TIME, "in_time", "accepted by the day due") \
    X(LATE, "late", "accepted after it") \
    X(RETURNED, "returned", "sent back, and not come again") \
    X(OVERDUE, "overdue", "not come, and the day due is over") \
    X(OPEN, "open", "not come, and still in time")
#define X(name, ...) SUBMISSION_##name,
enum submission_state { SUBMISSION_STATES(X) SUBMISSION_STATE_COUNT };
#undef X

/* One item, its versions taken together. */
struct submission {
    struct str item, owner, phase, return_reason;
    struct day due, accepted, reminded;
    uint32_t versions, returns;
    enum submission_state state;
    int32_t late_days;        /* working days after the day due, until it was accepted or until the day that counts */
    int32_t since_reminder;   /* those after a reminder, where the table has reminders; else the same */
    bool has_reminder;
    bool guessed;             /* the table of holidays leaves out a year */
    const char *file;
    uint64_t line;            /* of the first version */
};

#define SUBMISSION_COLUMNS(X) \
    X(item, "as it came", s->item) \
    X(owner, "as it came", s->owner) \
    X(phase, "as it came", s->phase) \
    X(due, "the last day", submission_day(mem, s->due)) \
    X(submitted_on, "the day on which the version came that was kept", submission_day(mem, s->accepted)) \
    X(versions, "that came", mem_whole(mem, s->versions)) \
    X(returns, "how often it was sent back", mem_whole(mem, s->returns)) \
    X(return_reason, "of the last return", s->return_reason) \
    X(state, "in_time, late, returned, overdue or open", submission_word(s->state)) \
    X(late_days, "working days after the day due", mem_whole(mem, s->late_days)) \
    X(days_since_reminder, "working days after a reminder; without reminders the same as late_days", \
      answer_count(mem, s->since_reminder, s->has_reminder)) \
    X(reason, "what should be known, in words", submission_reason(mem, s)) \
    X(file, "where the item stands", str_of(s->file)) \
    X(line, "its line", answer_count(mem, (int64_t)s->line, true))

#define PUNCTUALITY_COLUMNS(X) \
    X(owner, "who hands in", p->owner) \
    X(items, "that were due by the day", mem_whole(mem, p->items)) \
    X(in_time, "of that state", mem_whole(mem, p->state[SUBMISSION_IN_TIME])) \
    X(late, "of that state", mem_whole(mem, p->state[SUBMISSION_LATE])) \
    X(returned, "of that state", mem_whole(mem, p->state[SUBMISSION_RETURNED])) \
    X(overdue, "of that state", mem_whole(mem, p->state[SUBMISSION_OVERDUE])) \
    X(returns, "how often something was sent back", mem_whole(mem, p->returns)) \
    X(late_days, "working days, all items together", mem_whole(mem, p->late_days)) \
    X(in_time_share, "percent of the items", submission_share(mem, p)) \
    X(rank, "by in_time_share, then the share that has not come, late_days, returns; equal ones share the better", \
      mem_whole(mem, p->rank))

struct punctuality {
    struct str owner;
    uint32_t items, state[SUBMISSION_STATE_COUNT], returns, rank;
    int64_t late_days;
};

struct submissions {
    struct submission *row;
    uint32_t count;
};

/* Reads the table as it stood on the day `at`; mistakes end the run. */
struct submissions *submissions_load(struct mem *mem, struct reader *reader, const struct workdays *workdays,
                                     int32_t at);

/* The texts of an item under these names, which an empty one ends; made in `mem`. */
extern const struct str submission_name[], punctuality_name[];
const struct str *submission_texts(struct mem *mem, const struct submission *submission);

/* The closed list of words that a text under such a name is one of, or null; for expr_hold_words,
 * whose `state` it does not need. */
struct sheet_words;
const struct sheet_words *submission_closed(void *state, struct str name);

/* Owners in the order of their ranks; how many. */
struct punctuality *submissions_by_owner(struct mem *mem, const struct submissions *submissions, uint32_t *count);
const struct str *punctuality_texts(struct mem *mem, const struct punctuality *punctuality);

#endif
