/* What a value rests on: the worst status, the weakest mark, one vintage or none, the first reason. */
#include <criterion/criterion.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "series/basis.h"

static struct mem *mem;

static void open_mem(void)
{
    diag_open("unit");
    mem = mem_open();
}

static void close_mem(void)
{
    mem_close(mem);
}

TestSuite(basis, .init = open_mem, .fini = close_mem);

static enum observation_status status_of(char code)
{
    enum observation_status status = STATUS_NONE;
    for (int i = STATUS_NONE + 1; i < STATUS_COUNT; i++)
        if (observation_status_row((enum observation_status)i)->code == code)
            status = (enum observation_status)i;
    return status;
}

static void expect(const char *name, const char *what, struct str got, const char *want)
{
    cr_expect(str_eq(got, str_of(want)), "%s, %s: \"%.*s\", not \"%s\"", name, what, STR_ARG(got), want);
}

/* Of any two statuses the worse one; a status without a value is worse than none of them. */
Test(basis, from_mild_to_bad)
{
    static const char order[] = "-APBEIUF", valueless[] = "OLMNQ";
    for (int i = 0; order[i]; i++)
        for (int k = 0; order[k]; k++) {
            enum observation_status got = basis_worse(status_of(order[i]), status_of(order[k]));
            cr_expect_eq(got, status_of(order[i > k ? i : k]), "%c beside %c", order[i], order[k]);
        }
    for (int i = 0; valueless[i]; i++)
        for (int k = 0; order[k]; k++)
            cr_expect_eq(basis_worse(status_of(order[k]), status_of(valueless[i])), status_of(order[k]), "%c beside %c",
                         order[k], valueless[i]);
}

/* Of two marks the weaker one; the first where they are equally weak. */
Test(basis, from_strong_to_weak)
{
    static const char *const mark[] = {"yes", "partly", "memory", "", "guess", "made-up"};
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < 6; k++)
            expect(mark[i], mark[k], basis_weaker(str_of(mark[i]), str_of(mark[k])),
                   mark[k > i && (i < 3 || k == 5) ? k : i]);
}

/* Figures, status vintage verified bound, and what a value inherits that rests on all of them. */
Test(basis, what_is_inherited)
{
    static const struct {
        const char *name, *figure[3][3];
        char status;
        const char *vintage, *verified;
        bool unverified, approx;
    } want[] = {
        {"one", {{"A", "2023", "yes"}}, 'A', "2023", "yes", false, false},
        {"two of one vintage", {{"A", "2023", "yes"}, {"P", "2023", "yes"}}, 'P', "2023", "yes", false, false},
        {"two vintages", {{"A", "2023", "yes"}, {"A", "2024", "yes"}}, 'A', "", "yes", false, false},
        {"two vintages, the last twice", {{"A", "2023", ""}, {"A", "2024", ""}, {"A", "2024", ""}},
         'A', "", "", false, false},
        {"the weakest stands first", {{"E", "", "memory"}, {"P", "", "partly"}, {"A", "", "yes"}},
         'E', "", "memory", true, false},
        {"the weakest stands last", {{"A", "", "yes"}, {"P", "", "partly"}, {"U", "", "memory"}},
         'U', "", "memory", true, false},
        {"one without a mark", {{"A", "", "yes"}, {"A", "", ""}}, 'A', "", "", true, false},
        {"about", {{"A", "", "yes"}, {"F", "~", "yes"}}, 'F', "", "yes", false, true},
        {"suppressed, but known", {{"Q", "", "yes"}, {"Q", "", "yes"}}, '-', "", "yes", false, false},
        {"a break", {{"B", "", "yes"}, {"P", "", "yes"}}, 'B', "", "yes", false, false},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct basis basis = {0};
        struct observation row[3];
        for (int k = 0; k < 3 && want[i].figure[k][0]; k++) {
            bool about = want[i].figure[k][1][0] == '~';
            row[k] = (struct observation){
                .status = status_of(want[i].figure[k][0][0]), .verified = str_of(want[i].figure[k][2]),
                .vintage = about ? STR("") : str_of(want[i].figure[k][1]), .bound = about ? BOUND_APPROX : BOUND_NONE};
            basis_inherit(&basis, &row[k]);
        }
        cr_expect_eq(basis.status, status_of(want[i].status), "%s", want[i].name);
        expect(want[i].name, "vintage", basis_vintage(&basis), want[i].vintage);
        expect(want[i].name, "verified", basis_verified(&basis), want[i].verified);
        cr_expect_eq(basis_unverified(&basis), want[i].unverified, "%s", want[i].name);
        cr_expect_eq(basis.approx, want[i].approx, "%s", want[i].name);
    }
}

/* Rows that cannot be used, each with the reason; what cannot be used leaves nothing else. */
Test(basis, obstacles)
{
    static const struct {
        enum observation_state state;
        enum observation_bound bound;
        char status;
        const char *reason;
    } row[] = {
        {OBSERVATION_MISSING, BOUND_NONE, '-', "gdp 2022 is empty"},
        {OBSERVATION_MISSING, BOUND_NONE, 'M', "gdp 2022 has no value (cannot exist)"},
        {OBSERVATION_UNREADABLE, BOUND_NONE, 'A', "gdp 2022 cannot be read"},
        {OBSERVATION_CONFLICT, BOUND_NONE, 'A', "gdp 2022 has two values"},
        {OBSERVATION_CALIBERS, BOUND_NONE, 'A', "gdp 2022 is of another caliber"},
        {OBSERVATION_GOOD, BOUND_GE, 'A', "gdp 2022 is a bound (≥5)"},
        {OBSERVATION_FORECAST, BOUND_LT, 'F', "gdp 2022 is a bound (<5)"},
    };
    struct basis absent = {.mem = mem};
    cr_expect_not(basis_take(&absent, NULL, period_year(2022), STR("")));
    expect("no row", "reason", absent.reason, "2022 is not there");
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct basis basis = {.mem = mem};
        struct observation taken = {.state = row[i].state, .bound = row[i].bound, .status = status_of(row[i].status),
                                    .value_text = STR("5")};
        cr_expect_not(basis_take(&basis, &taken, period_year(2022), STR("gdp")), "%s", row[i].reason);
        expect("a row", "reason", basis.reason, row[i].reason);
        cr_expect(!basis.last && basis.status == STATUS_NONE, "%s", row[i].reason);
    }
}

/* A break is left to those who compare periods; a forecast and an approximate value are taken; the first
 * reason stays. */
Test(basis, taken)
{
    struct basis basis = {.mem = mem};
    struct observation broken = {.status = STATUS_B}, forecast = {.state = OBSERVATION_FORECAST, .status = STATUS_F},
                       about = {.bound = BOUND_APPROX};
    cr_expect(basis_take(&basis, &broken, period_year(2022), STR("")) && basis.status == STATUS_A);
    basis_status(&basis, STATUS_B);
    cr_expect_eq(basis.status, STATUS_B);
    cr_expect(basis_take(&basis, &about, period_year(2023), STR("")) && basis.approx && basis.status == STATUS_B);
    cr_expect(basis_take(&basis, &forecast, period_year(2024), STR("")) && basis.status == STATUS_F);
    cr_expect_eq(basis.reason.length, 0);
    basis_say(&basis, "{1} is not above 0", STR("2022"));
    basis_refuse(&basis, STR("another"));
    expect("two reasons", "the first", basis.reason, "2022 is not above 0");
}
