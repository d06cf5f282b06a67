/* chart_gantt - projects, platforms, policies and reforms in time: planned span, what is done of it, the end that
 * is foreseen, milestones, and the day that counts; the furthest behind stands first
 *
 * Which row is behind is what track says (slip_days); nothing is judged here.
 */

#include "charts/chart.h"

#include "base/diag.h"
#include "base/str.h"
#include "charts/axis.h"
#include "view/figure.h"

#include <stdlib.h>

const enum field needs_gantt[] = {F_START, F_DUE, FIELD_COUNT};

#define ROW PX(30)
#define COMPACT_ROW PX(58)
#define SPAN PX(520)
#define MOST 200              /* objects; more than that is a table */
#define TEXT PX(14)
#define SMALL PX(12)

struct milestone {
    int32_t day;
    struct str task;
    bool done;
};

struct task {
    const struct str *cells;
    int32_t start, due, done, finish, delay; /* delay: in days; INT32_MIN where track says none */
    bool dated, is_done, has_finish;
    size_t order;
};

struct gantt {
    const struct view *view;
    struct task *task;
    size_t tasks, undated, late; /* undated: without start or end; late: behind by a day and more */
    struct milestone *milestone;
    size_t milestones;
    int32_t first, last, today;
    bool has_today;
    struct str today_text;
};

static struct str cell(const struct view *view, const struct str *cells, enum field field)
{
    return table_get(view->table, cells, field);
}

/* ---- reading ---- */

static bool day_of(struct str text, bool end, int32_t *day)
{
    struct period period;
    if (!period_parse(text, &period))
        return false;
    *day = end ? period.last : period.first;
    return true;
}

static struct task task_of(const struct view *view, const struct str *cells)
{
    struct task task = {.cells = cells, .delay = INT32_MIN};
    struct num delay;
    task.dated = day_of(cell(view, cells, F_START), false, &task.start) &&
                 day_of(cell(view, cells, F_DUE), true, &task.due) && task.start <= task.due;
    task.is_done = day_of(cell(view, cells, F_DONE_ON), true, &task.done);
    task.has_finish = !task.is_done && day_of(cell(view, cells, F_FINISH), true, &task.finish) && task.dated &&
                      task.finish > task.start;
    static const enum field delays[] = {F_SLIP_DAYS, F_OVERDUE_DAYS, F_FINISH_LATE_DAYS};
    for (size_t i = 0; i < sizeof delays / sizeof *delays && task.delay == INT32_MIN; i++)
        if (num_parse(cell(view, cells, delays[i]), &delay) == NUM_OK) {
            delay = num_round(delay, 0, NUM_HALF_UP);
            if (delay.mantissa > -1000000 && delay.mantissa < 1000000)
                task.delay = (int32_t)delay.mantissa;
        }
    return task;
}

static int by_delay(const void *a, const void *b)
{
    const struct task *left = a, *right = b;
    if (left->dated != right->dated)
        return left->dated ? -1 : 1;
    if (left->delay != right->delay)
        return left->delay > right->delay ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

/* Rows of the table `milestones`: task, date and perhaps done_on. */
static void read_milestones(struct gantt *gantt, const struct view *more)
{
    if (more == NULL)
        return;
    uint32_t task = column_need(&more->table->columns, STR("task"), "--data milestones"),
             date = column_need(&more->table->columns, STR("date"), "--data milestones");
    gantt->milestone = mem_array(more->mem, more->table->rows, sizeof *gantt->milestone);
    for (size_t i = 0; i < more->table->rows; i++) {
        const struct str *cells = table_row(more->table, i);
        struct milestone one = {.task = cells[task], .done = cell(more, cells, F_DONE_ON).length > 0};
        if (day_of(cells[date], true, &one.day))
            gantt->milestone[gantt->milestones++] = one;
    }
}

/* The day that counts: as_of where the table has it, else that of the latest report. */
static void find_today(struct gantt *gantt)
{
    static const enum field fields[] = {F_AS_OF, F_REPORTED_ON};
    const struct table *table = gantt->view->table;
    for (size_t k = 0; k < sizeof fields / sizeof *fields && !gantt->has_today; k++)
        for (size_t i = 0; i < table->rows; i++) {
            struct str text = table_get(table, table_row(table, i), fields[k]);
            int32_t day;
            if (!day_of(text, true, &day) || (gantt->has_today && day <= gantt->today))
                continue;
            gantt->today = day;
            gantt->today_text = text;
            gantt->has_today = true;
        }
}

static void find_ends(struct gantt *gantt)
{
    bool known = false;
    for (size_t i = 0; i < gantt->tasks; i++) {
        const struct task *task = &gantt->task[i];
        const int32_t day[] = {task->start, task->due, task->is_done ? task->done : task->due,
                               task->has_finish ? task->finish : task->due};
        for (size_t k = 0; task->dated && k < sizeof day / sizeof *day; k++) {
            gantt->first = !known || day[k] < gantt->first ? day[k] : gantt->first;
            gantt->last = !known || day[k] > gantt->last ? day[k] : gantt->last;
            known = true;
        }
    }
    if (known && gantt->has_today && gantt->today > gantt->last)
        gantt->last = gantt->today;
}

/* As track says; of a table that does not say it, whose slip is above 0. */
static bool is_behind(const struct view *view, const struct task *task)
{
    return table_has(view->table, F_IN_LINE) ? str_eq(cell(view, task->cells, F_IN_LINE), STR("no")) : task->delay > 0;
}

static struct gantt gantt_of(const struct view *view, const struct chart_wish *wish)
{
    const struct table *table = view->table;
    struct gantt gantt = {.view = view, .task = mem_array(view->mem, table->rows, sizeof *gantt.task)};
    for (size_t i = 0; i < table->rows; i++) {
        gantt.task[i] = task_of(view, table_row_in(view->mem, table, i));
        gantt.task[i].order = i;
        gantt.undated += !gantt.task[i].dated;
        gantt.late += gantt.task[i].dated && is_behind(view, &gantt.task[i]);
    }
    gantt.tasks = table->rows;
    if (gantt.tasks)
        qsort(gantt.task, gantt.tasks, sizeof *gantt.task, by_delay);
    gantt.tasks -= gantt.undated;
    read_milestones(&gantt, chart_more(wish, "milestones"));
    find_today(&gantt);
    find_ends(&gantt);
    return gantt;
}

/* ---- what it says ---- */

static struct str name_of(const struct view *view, const struct str *cells)
{
    const enum field order[] = {view->words->chinese ? F_NAME_ZH : F_NAME_EN, F_NAME_ZH, F_NAME_EN, F_TASK};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (cell(view, cells, order[i]).length)
            return cell(view, cells, order[i]);
    return (struct str){NULL, 0};
}

/* What kind of object it is, in brackets. */
static struct str kind_of(const struct view *view, const struct str *cells)
{
    struct str kind = cell(view, cells, F_KIND);
    if (kind.length == 0)
        return kind;
    return vocabulary_fill(view->words, W_PAREN, "text", word_under(view->words, "kind.", kind), NULL);
}

static struct str delay_text(const struct gantt *gantt, const struct task *task)
{
    const struct vocabulary *words = gantt->view->words;
    if (task->delay == INT32_MIN)
        return (struct str){NULL, 0};
    if (task->delay == 0)
        return word(words, W_GANTT_LEVEL);
    long days = labs((long)task->delay);
    bool months = days >= 60;
    struct str n = words_number(words, months ? days * 12 / 365 : days);
    enum word id = task->delay > 0 ? months ? W_GANTT_LATE_MONTHS : W_GANTT_LATE_DAYS
                                   : months ? W_GANTT_EARLY_MONTHS : W_GANTT_EARLY_DAYS;
    return vocabulary_fill(words, id, "n", n, NULL);
}

static struct str found(const struct gantt *gantt)
{
    const struct vocabulary *words = gantt->view->words;
    if (gantt->tasks == 0)
        return (struct str){NULL, 0};
    const struct task *worst = &gantt->task[0];
    struct str n = words_number(words, (long long)gantt->tasks);
    if (worst->delay <= 0)
        return vocabulary_fill(words, W_GANTT_FOUND_NONE, "n", n, NULL);
    return vocabulary_fill(words, W_GANTT_FOUND, "n", n, "m", words_number(words, (long long)gantt->late), "name",
                           name_of(gantt->view, worst->cells), "delay", delay_text(gantt, worst), NULL);
}

struct str find_gantt(const struct view *view, const struct summary *summary, const struct chart_wish *wish)
{
    (void)summary;
    struct gantt gantt = gantt_of(view, wish);
    return found(&gantt);
}

/* ---- drawing ---- */

struct lane {
    struct scene *scene;
    const struct gantt *gantt;
    struct calendar calendar;
    long left, name_room, status, delay, right, row;
    bool compact;
};

static void diamond(struct scene *scene, long x, long y, long r, struct paint paint)
{
    const struct spot spot[] = {{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}};
    scene_path(scene, spot, 4, true, paint);
}

/* The planned span; the part of it that the progress covers; the end that is foreseen behind it. */
static void draw_span(const struct lane *at, const struct task *task, struct str color, long y)
{
    struct scene *scene = at->scene;
    long from = calendar_at(&at->calendar, task->start), to = calendar_at(&at->calendar, task->due), length;
    struct num progress, ratio;
    scene_rect(scene, from, y - PX(7), to > from ? to - from : PX(1), PX(14),
               (struct paint){.fill = TRACK, .stroke = EDGE, .width = 60});
    if (num_parse(cell(at->gantt->view, task->cells, F_PROGRESS), &progress) == NUM_OK &&
        num_divide(progress, num_of(100), 6, NUM_HALF_UP, &ratio)) {
        length = figure_between(ratio, num_of(0), num_of(1), to - from);
        length = length < 0 ? 0 : length > to - from ? to - from : length;
        if (length)
            scene_rect(scene, from, y - PX(4), length, PX(8), (struct paint){.fill = color});
    }
    if (task->has_finish) {
        long finish = calendar_at(&at->calendar, task->finish);
        if (finish > to)
            scene_line(scene, to, y, finish, y, (struct paint){.stroke = color, .width = 150, .dash = PX(3)});
        scene_dot(scene, finish, y, 350, (struct paint){.fill = PAPER, .stroke = color, .width = 150});
    }
    if (task->is_done)
        scene_dot(scene, calendar_at(&at->calendar, task->done), y, 480,
                  (struct paint){.fill = color, .stroke = PAPER, .width = 120});
    for (size_t i = 0; i < at->gantt->milestones; i++) {
        const struct milestone *one = &at->gantt->milestone[i];
        if (str_eq(one->task, cell(at->gantt->view, task->cells, F_TASK)))
            diamond(scene, calendar_at(&at->calendar, one->day), y, PX(5),
                    (struct paint){.fill = one->done ? INK : PAPER, .stroke = INK, .width = 120});
    }
}

static struct mark status_of(const struct gantt *gantt, const struct task *task)
{
    return chart_class(gantt->view, cell(gantt->view, task->cells, F_STATUS), 0);
}

static struct str progress_of(const struct gantt *gantt, const struct task *task)
{
    struct str text = cell(gantt->view, task->cells, F_PROGRESS);
    return text.length ? mem_format(gantt->view->mem, "%.*s%%", STR_ARG(text)) : text;
}

static void draw_name(const struct lane *at, const struct task *task, long y, long room)
{
    struct scene *scene = at->scene;
    struct str kind = kind_of(at->gantt->view, task->cells);
    struct str name = scene_fit(scene->mem, name_of(at->gantt->view, task->cells),
                                room - scene_measure(kind, SMALL, false), TEXT, false);
    scene_text_then(scene, at->left, y, name, (struct lettering){0}, kind,
                    (struct lettering){.size = SMALL, .color = DIM});
}

static void draw_task(const struct lane *at, const struct task *task, long y)
{
    struct scene *scene = at->scene;
    struct mark mark = status_of(at->gantt, task);
    bool has_status = mark.key.length > 0;
    struct str color = has_status ? mark.color : GOOD, delay = delay_text(at->gantt, task);
    long middle = y + at->row / 2, line = middle + PX(5);
    if (at->compact) {
        long room = scene_measure(delay, SMALL, true) + PX(8);
        middle = y + PX(42);
        draw_name(at, task, y + PX(17), scene->width - room - PX(12));
        scene_text(scene, scene->width, y + PX(17), delay,
                   (struct lettering){.size = SMALL, .bold = true, .anchor = ANCHOR_END, .color = color});
    } else {
        draw_name(at, task, line, at->name_room);
        scene_text(scene, at->delay, line, delay,
                   (struct lettering){.size = SMALL, .bold = true, .anchor = ANCHOR_END, .color = color});
        scene_text(scene, at->right, line, progress_of(at->gantt, task),
                   (struct lettering){.size = SMALL, .anchor = ANCHOR_END});
    }
    if (has_status && !at->compact) {
        if (mark.mark.length)
            chart_mark(scene, at->status + PX(6), middle, &mark);
        scene_text(scene, at->status + PX(17), line, mark.text,
                   (struct lettering){.size = SMALL, .bold = true, .color = color});
    }
    draw_span(at, task, color, middle);
}

/* From top to bottom; on a telephone only beside the bars, since names stand between them. */
static void draw_day(const struct lane *at, long x, long top, long bottom, struct paint paint)
{
    if (!at->compact) {
        scene_line(at->scene, x, top, x, bottom, paint);
        return;
    }
    for (long y = top; y < bottom; y += at->row)
        scene_line(at->scene, x, y + PX(28), x, y + PX(56), paint);
}

static void draw_time(const struct lane *at, long top, long bottom)
{
    struct scene *scene = at->scene;
    const struct gantt *gantt = at->gantt;
    int32_t day = gantt->first - 1;
    struct str text;
    while (calendar_tick(&at->calendar, gantt->view, &day, &text)) {
        long x = calendar_at(&at->calendar, day);
        draw_day(at, x, top, bottom, (struct paint){.stroke = HAIR, .width = PX(1)});
        scene_text(scene, x - PX(3), top - PX(4), text,
                   (struct lettering){.size = PX(11), .anchor = ANCHOR_END, .color = DIM});
    }
    if (!gantt->has_today)
        return;
    long x = calendar_at(&at->calendar, gantt->today);
    draw_day(at, x, top, bottom, (struct paint){.stroke = INK, .width = 160});
    scene_text(scene, x, bottom + PX(14), figure_period(gantt->view->words, gantt->today_text),
               (struct lettering){.size = PX(11), .bold = true,
                                  .anchor = x > scene->width - PX(60) ? ANCHOR_END : ANCHOR_MIDDLE});
}

static void widen(long *width, struct str text, long size, bool bold)
{
    long needed = scene_measure(text, size, bold);
    *width = needed > *width ? needed : *width;
}

static void lay_out(struct lane *at, size_t count)
{
    const struct gantt *gantt = at->gantt;
    long name = PX(80), status = 0, delay = 0, progress = 0, span = at->scene->width;
    for (size_t i = 0; i < count; i++) {
        const struct task *task = &gantt->task[i];
        struct mark mark = status_of(gantt, task);
        long called = scene_measure(name_of(gantt->view, task->cells), TEXT, false) +
                      scene_measure(kind_of(gantt->view, task->cells), SMALL, false);
        name = called > name ? called : name;
        if (mark.key.length)
            widen(&status, mark.text, SMALL, true);
        widen(&delay, delay_text(gantt, task), SMALL, true);
        widen(&progress, progress_of(gantt, task), SMALL, false);
    }
    at->name_room = name < PX(320) ? name : PX(320);
    long from = at->compact ? PX(6) : at->left + at->name_room + PX(18);
    if (!at->compact) {
        at->status = from + SPAN + PX(18);
        at->delay = at->status + (status ? status + PX(34) : 0) + delay;
        at->right = at->delay + PX(18) + progress;
        at->scene->width = at->right + at->left;
        span = SPAN;
    } else
        span -= PX(12);
    at->calendar = calendar_over(gantt->first, gantt->last, from, span, PX(60));
}

static long draw_notes(struct scene *scene, const struct gantt *gantt, size_t drawn, long x, long y, long width)
{
    const struct vocabulary *words = gantt->view->words;
    const struct { enum word id; size_t count; } note[] = {
        {W_GANTT_CUT, gantt->tasks - drawn}, {W_GANTT_UNDATED, gantt->undated},
    };
    for (size_t i = 0; i < sizeof note / sizeof *note; i++)
        if (note[i].count)
            y = scene_lines(scene, x, y, width, PX(18),
                            vocabulary_fill(words, note[i].id, "n", words_number(words, (long long)note[i].count),
                                            NULL), (struct lettering){.size = SMALL, .color = DIM});
    return y;
}

void draw_gantt(struct scene *scene, const struct view *view, const struct summary *summary,
                const struct chart_how *how)
{
    (void)summary;
    struct gantt gantt = gantt_of(view, &how->wish);
    size_t count = gantt.tasks < MOST ? gantt.tasks : MOST;
    struct lane at = {.scene = scene, .gantt = &gantt, .left = how->compact ? 0 : how->alone ? PX(24) : PX(4),
                      .row = how->compact ? COMPACT_ROW : ROW, .compact = how->compact};
    scene->title = how->title;
    scene->width = PX(360);
    if (count)
        lay_out(&at, count);
    if (count == 0) {
        chart_instead(scene, view, how, word(view->words, W_CHART_EMPTY));
        return;
    }
    long y = chart_top(scene, how, scene->width);
    long top = y + PX(22), bottom = top + at.row * (long)count;
    draw_time(&at, top, bottom);
    for (size_t i = 0; i < count; i++)
        draw_task(&at, &gantt.task[i], top + at.row * (long)i);
    y = draw_notes(scene, &gantt, count, at.left, bottom + PX(34), scene->width - 2 * at.left);
    chart_describe(scene, vocabulary_fill(view->words, W_DESC_GANTT, "n",
                                          words_number(view->words, (long long)gantt.tasks), "text", found(&gantt),
                                          NULL));
    scene->height = chart_foot(scene, chart_find(STR("gantt")), view, how, y - PX(20), scene->width) + PX(4);
}
