/* What is hidden cannot be worked out: an attacker who knows the totals, all that is shown, that nothing
 * hidden is 0, and the threshold tries every table that fits. */
#include <criterion/criterion.h>
#include <string.h>

#include "rollup/veil.h"

#include "arena.h"
#include "chance.h"

enum { SIDE = 4, CELLS = SIDE * SIDE };

/* A table of rows and columns, the two kinds of lines. */
struct table {
    struct veil veil;
    struct veil_figure figure[CELLS];
    int rows, columns;
    int64_t threshold;
};

static void mark(struct table *table)
{
    struct veil *veil = &table->veil;
    *veil = (struct veil){table->figure, (size_t)(table->rows * table->columns),
                          (size_t)(table->rows + table->columns), NULL};
    for (size_t i = 0; i < veil->figures; i++) {
        struct veil_figure *figure = &table->figure[i];
        figure->line[0] = (int32_t)i / table->columns;
        figure->line[1] = table->rows > 1 ? table->rows + (int32_t)i % table->columns : -1;
        figure->floor = 1;
        figure->sensitive = figure->hidden = figure->value > 0 && figure->value < table->threshold;
        figure->low = 1;
        figure->high = table->threshold - 1;
    }
}

/* The attacker: all whole numbers that make the totals, hidden figure by hidden figure. */
struct attack {
    const struct table *table;
    int64_t left[2 * SIDE];   /* of each line's total */
    int64_t value[CELLS], least[CELLS], most[CELLS];
    int open[2 * SIDE];       /* hidden figures of each line that have no value yet */
};

static void try_from(struct attack *attack, size_t at)
{
    const struct veil *veil = &attack->table->veil;
    while (at < veil->figures &&
           (!veil->figure[at].hidden || (veil->figure[at].line[0] < 0 && veil->figure[at].line[1] < 0)))
        at++;
    if (at == veil->figures) {
        for (size_t i = 0; i < veil->figures; i++) {
            attack->least[i] = attack->value[i] < attack->least[i] ? attack->value[i] : attack->least[i];
            attack->most[i] = attack->value[i] > attack->most[i] ? attack->value[i] : attack->most[i];
        }
        return;
    }
    int64_t most = INT64_MAX, least = 1;
    for (int side = 0; side < 2; side++) {
        int32_t line = veil->figure[at].line[side];
        if (line < 0)
            continue;
        int64_t rest = attack->left[line] - (attack->open[line] - 1);
        most = rest < most ? rest : most;
        least = attack->open[line] == 1 && attack->left[line] > least ? attack->left[line] : least;
    }
    for (int64_t value = least; value <= most; value++) {
        bool fits = true;
        for (int side = 0; side < 2; side++) {
            int32_t line = veil->figure[at].line[side];
            if (line >= 0) {
                attack->left[line] -= value;
                fits &= --attack->open[line] > 0 || attack->left[line] == 0;
            }
        }
        attack->value[at] = value;
        if (fits)
            try_from(attack, at + 1);
        for (int side = 0; side < 2; side++) {
            int32_t line = veil->figure[at].line[side];
            if (line >= 0) {
                attack->left[line] += value;
                attack->open[line]++;
            }
        }
    }
}

static struct attack attack_on(const struct table *table)
{
    struct attack attack = {.table = table};
    for (size_t i = 0; i < table->veil.figures; i++) {
        attack.least[i] = INT64_MAX;
        for (int side = 0; side < 2; side++)
            if (table->figure[i].hidden && table->figure[i].line[side] >= 0) {
                attack.left[table->figure[i].line[side]] += table->figure[i].value;
                attack.open[table->figure[i].line[side]]++;
            }
    }
    try_from(&attack, 0);
    return attack;
}

TestSuite(veil, .init = open_mem, .fini = close_mem);

Test(veil, nobody_works_out_a_hidden_figure)
{
    size_t hidden = 0, exposed = 0, more = 0;
    for (int run = 0; run < 800; run++) {
        struct table table = {.rows = 1 + (int)(chance() % 3), .threshold = 3 + (int64_t)(chance() % 3)};
        table.columns = 2 + (int)(chance() % (table.rows == 3 ? 2 : 3));
        for (int i = 0; i < table.rows * table.columns; i++)
            table.figure[i].value = (int64_t)(chance() % 8);
        mark(&table);
        struct veil_figure before[CELLS];
        memcpy(before, table.figure, sizeof before);
        veil_draw(mem, &table.veil);
        struct attack attack = attack_on(&table);
        for (size_t i = 0; i < table.veil.figures; i++) {
            const struct veil_figure *figure = &table.figure[i];
            bool told = false;
            for (int side = 0; side < 2; side++)
                told |= before[i].line[side] >= 0 && figure->line[side] < 0;
            hidden += figure->hidden;
            more += figure->hidden && !figure->sensitive;
            exposed += told;
            if (!figure->hidden || (figure->line[0] < 0 && figure->line[1] < 0))
                continue;
            int64_t low, high;
            veil_range(mem, &table.veil, i, &low, &high);
            cr_assert_eq(low, attack.least[i], "run %d, figure %zu: least", run, i);
            cr_assert_eq(high, attack.most[i], "run %d, figure %zu: most", run, i);
            if (figure->sensitive)
                cr_assert(low <= 1 && high >= table.threshold - 1, "run %d, figure %zu: %lld to %lld", run, i,
                          (long long)low, (long long)high);
        }
    }
    cr_assert(hidden > 1000 && more > 100 && exposed > 10, "%zu hidden, %zu more, %zu exposed", hidden, more, exposed);
}

Test(veil, the_case_that_gave_two_cities_away)
{
    static const int64_t value[] = {1, 1, 10, 20};
    struct table table = {.rows = 1, .columns = 4, .threshold = 3};
    for (int i = 0; i < 4; i++)
        table.figure[i].value = value[i];
    mark(&table);
    veil_draw(mem, &table.veil);
    cr_assert(table.figure[0].hidden && table.figure[1].hidden && table.figure[2].hidden && !table.figure[3].hidden);
    int64_t low, high;
    veil_range(mem, &table.veil, 0, &low, &high);
    cr_assert_eq(low, 1);
    cr_assert_eq(high, 10);
}
