/* words - what kinds of objects there are, in which stage they stand, and how they are doing
 *
 * A stage is where an object stands in its life, whatever its schedule says; a status is how
 * it stands to its schedule.  Each list makes an enum, whose first member NONE is the empty
 * field, and a table.  Tables may hold the code or the Chinese word.
 */
#ifndef WORDS_H
#define WORDS_H

#include "base/mem.h"

/* kind of an object: name, code, Chinese words parted by |, meaning */
#define OBJECT_KINDS(X) \
    X(TASK, "task", "任务|重点任务", "a task of a plan") \
    X(PLATFORM, "platform", "平台|重大平台", "a platform: a park, a zone, a laboratory") \
    X(PROJECT, "project", "项目|重大项目", "a project with an investment") \
    X(POLICY, "policy", "政策|重大政策", "a policy to be issued or carried out") \
    X(REFORM, "reform", "改革|重大改革", "a reform to be carried out") \
    X(UPPER, "upper", "上级任务|上级重大任务", "a task that a superior level's plan sets")

/* stage: likewise */
#define OBJECT_STAGES(X) \
    X(RESERVE, "reserve", "储备", "planned for later, nothing has begun") \
    X(PREPARATION, "preparation", "前期", "in preparation: design, approval, land") \
    X(NOT_STARTED, "not_started", "未开工", "ready, but work has not begun") \
    X(CONSTRUCTION, "construction", "在建", "under way") \
    X(SUSPENDED, "suspended", "停缓建|停建|缓建", "stopped or put off") \
    X(COMPLETED, "completed", "完工|竣工|已完工|已竣工", "finished")

/* status: likewise, and whether the object counts as in line with its schedule */
#define OBJECT_STATUSES(X) \
    X(DONE, "done", "完成|已完成", true, "finished on the day that counts") \
    X(ON_TIME, "on_time", "按期|正常|按序时", true, "not behind its schedule by more than the threshold slow_points") \
    X(SLOW, "slow", "滞后|偏慢", false, "behind its schedule by more than slow_points") \
    X(STALLED, "stalled", "停滞", false, "no progress in the last reports, as many as stalled_reports says") \
    X(OVERDUE, "overdue", "逾期", false, "past its date and not finished") \
    X(NOT_STARTED, "not_started", "未启动|未开始", false, "no progress; in line only where its start is still to come") \
    X(NOT_REPORTED, "not_reported", "未报|未报送", false, "nobody has reported a progress")

/* what a project must be granted (要素: land, money) and whether it is: likewise */
#define OBJECT_GRANTS(X) \
    X(YES, "yes", "是|有|已落实|已保障", "granted") \
    X(NO, "no", "否|无|未落实|未保障", "not granted")

#define X(name, ...) OBJECT_##name,
enum object_kind { OBJECT_NONE, OBJECT_KINDS(X) OBJECT_KIND_COUNT };
#undef X
#define X(name, ...) STAGE_##name,
enum object_stage { STAGE_NONE, OBJECT_STAGES(X) STAGE_COUNT };
#undef X
#define X(name, ...) STATUS_OF_##name,
enum object_status { STATUS_OF_NONE, OBJECT_STATUSES(X) STATUS_OF_COUNT };
#undef X

#define X(name, ...) GRANT_##name,
enum object_grant { GRANT_NONE, OBJECT_GRANTS(X) GRANT_COUNT };
#undef X

struct word_row {
    const char *code, *zh, *meaning;
};
enum word_list { WORD_KINDS, WORD_STAGES, WORD_STATUSES, WORD_GRANTS };

/* The i-th row of a list, from 1; null behind the last. */
const struct word_row *word_row(enum word_list list, int i);

/* Which row a text is, by its code or one of its Chinese words; 0 for the empty text, -1 for
 * none of them. */
int word_find(enum word_list list, struct str text);

/* The code of a row; the empty text for 0. */
struct str word_code(enum word_list list, int i);

/* The codes of a list: a column that track writes has no other words. */
struct sheet_words;
const struct sheet_words *word_codes(enum word_list list);

/* All codes and Chinese words of a list, in `mem`, for the near word of one that is none. */
const struct str *word_known(struct mem *mem, enum word_list list, size_t *count);

/* Does the status count as in line with the schedule? */
bool status_in_line(enum object_status status);

#endif
