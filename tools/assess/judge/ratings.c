/* ratings - see ratings.h */
#include "base/str.h"
#include "base/voice.h"
#include "judge/ratings.h"

struct rater {
    enum rater_kind kind;
    struct str rater;         /* who, where that is told */
    struct str grade;         /* as it came; of a class the word in use */
    struct grade_steps steps;
};

/* A grade that is a class is called so; a letter or a percentage is itself. */
static struct str called(struct str grade)
{
    enum progress_class class = progress_class_find(grade);
    return class == CLASS_NONE ? grade : judge_class_called(class);
}

static void compare(struct mem *mem, struct rated *rated, struct remark *remark, const struct rater *a,
                    const struct rater *b)
{
    int apart = grade_apart(a->steps, b->steps);
    if (apart < GRADES_DISAGREE)
        return;
    if (!rated->apart.length)
        remark_flag(remark, "raters_disagree");
    rated->apart = mem_append(mem, rated->apart, STR(";"), mem_join(mem, grade_rater(mem, a->kind, a->rater), STR("-"),
                                                                    grade_rater(mem, b->kind, b->rater)));
    remark_say(remark, "{1} {2}, {3} {4}: {5} steps apart", grade_rater_called(mem, a->kind, a->rater), a->grade,
               grade_rater_called(mem, b->kind, b->rater), b->grade, answer_count(mem, apart, true));
}

static bool is_of(const struct grade *row, const struct target *target)
{
    return !row->region.length || str_eq(row->region, target->region);
}

static void add_class(struct rater *list, size_t *count, enum rater_kind kind, enum progress_class class)
{
    struct grade_steps steps = grade_steps_of(grade_of_class(class));
    if (steps.at)
        list[(*count)++] = (struct rater){kind, {NULL, 0}, judge_class_called(class), steps};
}

static void take_self(struct rated *rated, const struct grade *row)
{
    enum progress_class own = progress_class_find(row->grade);
    rated->self = own == CLASS_NONE ? row->grade : str_of(progress_class_row(own)->word);
    rated->ground = row->ground;
    rated->file = row->file;
    rated->line = row->line;
}

struct rated ratings_hold(struct mem *mem, struct grades *grades, const struct target *target,
                          enum progress_class class, struct remark *remark)
{
    struct rated rated = {0};
    uint32_t of = 0;
    struct grade *row = grades ? grades_of(grades, target->indicator, &of) : NULL;
    struct rater *list = mem_array(mem, of + 2, sizeof *list);
    size_t count = 0;
    add_class(list, &count, RATER_COMPUTED, class);
    add_class(list, &count, RATER_OFFICIAL, target->more->official);
    for (uint32_t i = 0; i < of; i++) {
        if (!is_of(&row[i], target))
            continue;
        bool self = row[i].kind == RATER_SELF;
        row[i].held = true;
        list[count++] = (struct rater){(enum rater_kind)row[i].kind, self ? (struct str){NULL, 0} : row[i].rater,
                                       called(row[i].grade), row[i].steps};
        if (self)
            take_self(&rated, &row[i]);
    }
    for (size_t i = 0; i < count; i++)
        rated.steps = mem_append(mem, rated.steps, STR(";"),
                                 mem_join(mem, grade_rater(mem, list[i].kind, list[i].rater), STR("="),
                                          answer_count(mem, list[i].steps.at, true)));
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            compare(mem, &rated, remark, &list[i], &list[k]);
    return rated;
}
