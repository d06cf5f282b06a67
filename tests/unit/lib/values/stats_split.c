/* stats: the same in any order and split, saved and loaded, one by one and many at once. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/str.h"

#include "chance.h"
#include "stats_run.h"

TestSuite(stats_split, .init = open_mem, .fini = close_mem);

enum { CELLS = 40 };

struct table {
    const char *text[CELLS], *order[CELLS], *number[CELLS];
    uint64_t record[CELLS];
};

/* Figures of all kinds, many of them equal. */
static void fill(struct table *table, int kind)
{
    static const char *const odd[] = {"1", "1.0", "01", "+1", "-1", ".5", "0.50", "5e-1", "1e400", "-1e400", "1e-400",
                                      "99999999999999999999999999999999999999", "", "0", "-0", "1e2", "100"};
    static const char *const order[] = {"2021", "2022-Q1", "2022-06", "2022", "spring", "7", "", "2022-01-01/P5M"};
    for (size_t i = 0; i < CELLS; i++) {
        table->record[i] = i;
        table->order[i] = order[chance() % (sizeof order / sizeof *order)];
        if (kind == 0)
            table->text[i] = odd[chance() % (sizeof odd / sizeof *odd)];
        else if (kind == 1)
            table->text[i] = mem_format(mem, "%d.%02d", (int)(chance() % 50), (int)(chance() % 100)).at;
        else
            table->text[i] = mem_format(mem, "%d", (int)(chance() % 7)).at;
    }
    for (size_t i = 0; i < CELLS; i++)
        table->number[i] = i % 5 ? table->text[CELLS - 1 - i] : "";
}

static void shuffle(struct table *table)
{
    for (size_t i = CELLS - 1; i > 0; i--) {
        size_t k = chance() % (i + 1);
        struct table swap = *table;
        table->text[i] = swap.text[k], table->text[k] = swap.text[i];
        table->order[i] = swap.order[k], table->order[k] = swap.order[i];
        table->number[i] = swap.number[k], table->number[k] = swap.number[i];
        table->record[i] = swap.record[k], table->record[k] = swap.record[i];
    }
}

/* A state as texts, roomy ones; with a usual text, or without. */
static struct str *saved(const struct stats_plan *plan, const void *state, const struct stats_saving *how)
{
    struct str *cell = mem_array(mem, STATS_CELLS_MOST, sizeof *cell);
    stats_save(plan, state, how, cell);
    for (size_t i = 0; i < plan->cells; i++) {
        char *roomy = mem_take(mem, STR_ROOM + cell[i].length + 1);
        memset(roomy, (int)chance(), STR_ROOM);
        if (cell[i].length)
            memcpy(roomy + STR_ROOM, cell[i].at, cell[i].length);
        cell[i].at = roomy + STR_ROOM;
    }
    return cell;
}

static struct stats_saving some_saving(void)
{
    static const char *const usual[] = {"", "1", "0.50", "3"};
    return (struct stats_saving){.mem = mem, .rows = chance() % CELLS, .usual = str_of(usual[chance() % 4])};
}

static void check_same(const struct stats_plan *plan, const void *a, const void *b, const char *when)
{
    struct stats_saving how = some_saving();
    const struct str *left = saved(plan, a, &how), *right = saved(plan, b, &how);
    for (size_t i = 0; i < plan->cells; i++)
        cr_assert(str_eq(left[i], right[i]), "%s: %s: %.*s and %.*s", when, stats_saved_name(plan, i),
                  (int)left[i].length, left[i].at, (int)right[i].length, right[i].at);
}

/* Another state taken in by way of its texts. */
static void load(const struct stats_plan *plan, void *state, const void *other)
{
    struct stats_saving how = some_saving();
    cr_assert(stats_load(plan, state, mem, &how, saved(plan, other, &how)));
}

/* The same state by way of its texts, which must be the same again. */
static void *saved_and_loaded(const struct stats_plan *plan, const void *state)
{
    void *copy = mem_take(mem, plan->state_bytes);
    load(plan, copy, state);
    check_same(plan, state, copy, "saved and loaded");
    return copy;
}

static void *state_of(const struct stats_plan *plan, const struct table *table, size_t from, size_t to)
{
    void *state = mem_take(mem, plan->state_bytes);
    if (to - from > 3 && chance() % 3) {
        size_t cut = from + chance() % (to - from);
        void *left = state_of(plan, table, from, cut), *right = state_of(plan, table, cut, to);
        void *into = chance() & 1 ? left : right, *other = into == left ? right : left;
        if (chance() % 4 == 0)
            load(plan, into, other);
        else
            stats_merge(plan, into, mem, chance() % 4 ? other : saved_and_loaded(plan, other));
        return chance() % 4 == 0 ? saved_and_loaded(plan, into) : into;
    }
    for (size_t i = from; i < to; i++) {
        const char *with = plan->paired ? table->number[i] : table->order[i];
        struct stats_cell cell = cell_of(plan, state, table->text[i], with, table->record[i]);
        stats_step(plan, state, mem, &cell);
    }
    return state;
}

static void same_in_any_order(const struct stats_want *want, size_t count, bool with)
{
    struct stats_plan plan;
    stats_plan_init(&plan, want, count, with);
    for (int turn = 0; turn < 90; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct table table;
        fill(&table, turn % 3);
        void *first = state_of(&plan, &table, 0, CELLS);
        for (int order = 0; order < 6; order++) {
            shuffle(&table);
            void *again = state_of(&plan, &table, 0, CELLS);
            for (size_t i = 0; i < count; i++) {
                int places = order % 2 ? NUM_SHORTEST : 2;
                struct stats_result a = stats_finish(&plan, &want[i], first,
                                                     &(struct stats_manner){mem, places, NUM_HALF_UP});
                struct stats_result b = stats_finish(&plan, &want[i], again,
                                                     &(struct stats_manner){mem, places, NUM_HALF_UP});
                cr_assert(str_eq(a.text, b.text) && str_eq(a.reason, b.reason), "%s: %.*s and %.*s", want[i].row->name,
                          (int)a.text.length, a.text.at, (int)b.text.length, b.text.at);
            }
            check_same(&plan, first, again, "saved");
        }
        mem_rewind(mem, mark);
    }
}

static void same_state(const struct stats_plan *plan, const void *a, const void *b, int turn)
{
    check_same(plan, a, b, mem_format(mem, "turn %d", turn).at);
}

/* Rows of several states, one call for all of them, and texts alone; the bytes before a
 * text are now these, now those. */
Test(stats_split, many_rows_at_once_are_as_one_by_one)
{
    enum { STATES = 5, AT = 32 };
    struct stats_want want[3];
    struct stats_plan plan, only;
    stats_find(STR("sd"), &want[0], NULL);
    stats_find(STR("min"), &want[1], NULL);
    stats_find(STR("only"), &want[2], NULL);
    stats_plan_init(&plan, want, 3, false);
    stats_plan_init(&only, want + 2, 1, false);
    for (int turn = 0; turn < 300; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct table table;
        fill(&table, turn % 3);
        char *state[3][STATES], roomy[CELLS][STR_ROOM + 48];
        for (size_t i = 0; i < 3 * STATES; i++)
            state[i / STATES][i % STATES] = mem_take(mem, AT + plan.state_bytes);
        struct stats_cell cell[CELLS];
        struct str text[CELLS];
        void *into[2][CELLS];
        for (size_t i = 0; i < CELLS; i++) {
            size_t which = chance() % STATES;
            if (turn % 2)
                table.text[i] = table.text[which];
            size_t length = strlen(table.text[i]);
            into[0][i] = state[0][which];
            into[1][i] = state[1][which];
            cell[i] = cell_of(&plan, state[0][which] + AT, table.text[i], "", i);
            memset(roomy[i], (int)chance(), STR_ROOM);
            text[i] = (struct str){memcpy(roomy[i] + STR_ROOM, table.text[i], length), length};
            stats_step(&plan, state[2][which] + AT, mem, &cell[i]);
        }
        stats_step_each(&plan, into[0], AT, mem, cell, CELLS);
        for (size_t k = 0; k < STATES; k++)
            same_state(&plan, state[0][k] + AT, state[2][k] + AT, turn);
        stats_step_texts(&only, into[1], AT, mem, text, CELLS);
        for (size_t k = 0; k < STATES; k++)
            memset(state[2][k], 0, AT + plan.state_bytes);
        for (size_t i = 0; i < CELLS; i++)
            for (size_t k = 0; k < STATES; k++)
                if (into[1][i] == state[1][k])
                    stats_step(&only, state[2][k] + AT, mem, &cell[i]);
        for (size_t k = 0; k < STATES; k++)
            same_state(&only, state[1][k] + AT, state[2][k] + AT, turn);
        mem_rewind(mem, mark);
    }
}

Test(stats_split, order_and_split_do_not_matter)
{
    struct stats_want *want = mem_array(mem, count_rows(), sizeof *want);
    for (enum stats_with kind = STATS_ALONE; kind <= STATS_CONDITION; kind++) {
        size_t count = 0;
        for (size_t i = 0; stats_row(i); i++)
            if (stats_row(i)->with == kind) {
                cr_assert(stats_find(str_of(asked_as(stats_row(i))), &want[count], NULL));
                want[count].quantile = 1 + (int)(chance() % 9);
                want[count].exact = 0;
                count++;
            }
        if (kind == STATS_ORDER)
            same_in_any_order(want, count, false);      /* by record number, whatever the order of rows */
        same_in_any_order(want, count, kind == STATS_ORDER || stats_paired(kind));
        /* a few of them, so that less is kept from which the rest would follow */
        for (size_t turn = 0; turn < 6; turn++) {
            struct stats_want some[3];
            for (size_t i = 0; i < 3; i++)
                some[i] = want[chance() % count];
            same_in_any_order(some, 3, kind == STATS_ORDER || stats_paired(kind));
        }
        /* nearly all are rounded; some are; none is */
        static const uint64_t exact[] = {1, 10, 12, 1000};
        for (size_t k = 0; k < sizeof exact / sizeof *exact && kind == STATS_ALONE; k++) {
            for (size_t i = 0; i < count; i++)
                want[i].exact = exact[k];
            same_in_any_order(want, count, false);
        }
    }
}

/* A bare state tells the same two texts, in any order and split, saved or not. */
Test(stats_split, a_bare_state_tells_the_same_texts)
{
    struct stats_want want;
    struct stats_plan plan, bare;
    stats_find(STR("only"), &want, NULL);
    stats_plan_init(&plan, &want, 1, false);
    stats_plan_bare(&bare, &want);
    cr_assert(bare.state_bytes < plan.state_bytes);
    for (int turn = 0; turn < 300; turn++) {
        struct mem_mark mark = mem_mark(mem);
        struct table table;
        fill(&table, turn % 3);
        void *counted = mem_take(mem, plan.state_bytes), *one = mem_take(mem, bare.state_bytes);
        void *other = mem_take(mem, bare.state_bytes);
        for (size_t i = 0, count = chance() % 4; i < count; i++) {
            size_t length = strlen(table.text[i]);
            char roomy[STR_ROOM + 64];
            struct str text = {memcpy(roomy + STR_ROOM, table.text[i], length), length};
            stats_step_texts(&plan, &counted, 0, mem, &text, 1);
            stats_step_texts(&bare, chance() % 2 ? &one : &other, 0, mem, &text, 1);
        }
        if (chance() % 2)
            load(&bare, one, other);
        else
            stats_merge(&bare, one, mem, saved_and_loaded(&bare, other));
        struct str two[2], same[2];
        bool differ = stats_differ(&plan, counted, two);
        cr_assert_eq(stats_differ(&bare, one, same), differ);
        cr_assert(!differ || (str_eq(two[0], same[0]) && str_eq(two[1], same[1])), "turn %d", turn);
        mem_rewind(mem, mark);
    }
}

/* What comes back from a file may be damaged in ways that no digest tells: it is refused,
 * or it gives some answer, and nothing worse happens. */
Test(stats_split, damaged_states_do_no_harm)
{
    size_t refused = 0, taken = 0;
    for (int turn = 0; turn < 6000; turn++) {
        struct mem_mark mark = mem_mark(mem);
        const struct stats_row *row = stats_row(chance() % count_rows());
        bool with = stats_paired(row->with) || (row->with == STATS_ORDER && chance() & 1);
        struct stats_want want;
        struct stats_plan plan;
        struct table table;
        cr_assert(stats_find(str_of(asked_as(row)), &want, NULL));
        want.exact = chance() % 3 ? 0 : 5;
        stats_plan_init(&plan, &want, 1, with);
        fill(&table, turn % 3);
        void *state = state_of(&plan, &table, 0, chance() % CELLS), *copy = mem_take(mem, plan.state_bytes);
        struct stats_saving how = some_saving();
        struct str *cell = saved(&plan, state, &how);
        for (size_t i = 0; i < plan.cells; i++) {
            char *at = (char *)(uintptr_t)cell[i].at;
            for (size_t k = chance() % 3; k > 0 && cell[i].length; k--)
                at[chance() % cell[i].length] = "0123456789;*/:|-. x~e\\!"[chance() % 23];
            if (chance() % 8 == 0)
                cell[i].length = chance() % (cell[i].length + 1);
        }
        bool good = stats_load(&plan, copy, mem, &how, cell);
        if (good)
            stats_finish(&plan, &want, copy, &(struct stats_manner){mem, NUM_SHORTEST, NUM_HALF_UP});
        refused += !good;
        taken += good;
        mem_rewind(mem, mark);
    }
    cr_assert(refused > 100 && taken > 100, "%zu were refused, %zu taken", refused, taken);
}
