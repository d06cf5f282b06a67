/* stats: the univariate sets of NIST's Statistical Reference Datasets (www.itl.nist.gov/div898/strd,
 * public domain), mean and standard deviation to the 15 digits that are certified.
 *
 * What the numbers are: Lew, the deflection of a beam, 1969; Lottery, winning numbers; Mavro, the
 * transmittance of a filter; Michelso, the speed of light as Michelson measured it in 1879;
 * PiDigits, the first 5000 digits of pi, of which the set has one wrong: the 957th, an 8, is a 3
 * there, and the certified values are those of the set; NumAcc1 to NumAcc4, made to be hard for
 * doubles. */
#include <criterion/criterion.h>

#include "base/str.h"
#include "values/num.h"
#include "values/stats.h"

static const char lew[] =
    "-213 -564 -35 -15 141 115 -420 -360 203 -338 -431 194 -220 -513 154 -125 -559 92 -21 -579 "
    "-52 99 -543 -175 162 -457 -346 204 -300 -474 164 -107 -572 -8 83 -541 -224 180 -420 -374 "
    "201 -236 -531 83 27 -564 -112 131 -507 -254 199 -311 -495 143 -46 -579 -90 136 -472 -338 "
    "202 -287 -477 169 -124 -568 17 48 -568 -135 162 -430 -422 172 -74 -577 -13 92 -534 -243 "
    "194 -355 -465 156 -81 -578 -64 139 -449 -384 193 -198 -538 110 -44 -577 -6 66 -552 -164 "
    "161 -460 -344 205 -281 -504 134 -28 -576 -118 156 -437 -381 200 -220 -540 83 11 -568 -160 "
    "172 -414 -408 188 -125 -572 -32 139 -492 -321 205 -262 -504 142 -83 -574 0 48 -571 -106 "
    "137 -501 -266 190 -391 -406 194 -186 -553 83 -13 -577 -49 103 -515 -280 201 300 -506 131 "
    "-45 -578 -80 138 -462 -361 201 -211 -554 32 74 -533 -235 187 -372 -442 182 -147 -566 25 "
    "68 -535 -244 194 -351 -463 174 -125 -570 15 72 -550 -190 172 -424 -385 198 -218 -536 96";

static const char lottery[] =
    "162 671 933 414 788 730 817 33 536 875 670 236 473 167 877 980 316 950 456 92 "
    "517 557 956 954 104 178 794 278 147 773 437 435 502 610 582 780 689 562 964 791 "
    "28 97 848 281 858 538 660 972 671 613 867 448 738 966 139 636 847 659 754 243 "
    "122 455 195 968 793 59 730 361 574 522 97 762 431 158 429 414 22 629 788 999 "
    "187 215 810 782 47 34 108 986 25 644 829 630 315 567 919 331 207 412 242 607 "
    "668 944 749 168 864 442 533 805 372 63 458 777 416 340 436 140 919 350 510 572 "
    "905 900 85 389 473 758 444 169 625 692 140 897 672 288 312 860 724 226 884 508 "
    "976 741 476 417 831 15 318 432 241 114 799 955 833 358 935 146 630 830 440 642 "
    "356 373 271 715 367 393 190 669 8 861 108 795 269 590 326 866 64 523 862 840 "
    "219 382 998 4 628 305 747 247 34 747 729 645 856 974 24 568 24 694 608 480 "
    "410 729 947 293 53 930 223 203 677 227 62 455 387 318 562 242 428 968";

/* In ten-thousandths above 2. */
static const char mavro[] =
    "18 17 18 19 18 17 15 14 15 15 17 18 18 19 19 21 20 16 14 13 13 15 15 16 15 "
    "14 13 14 15 14 15 16 15 16 19 20 20 21 22 23 24 25 27 26 26 26 27 26 25 24";

/* In km/s above 299000. */
static const char michelso[] =
    "850 740 900 1070 930 850 950 980 980 880 1000 980 930 650 760 810 1000 1000 960 960 "
    "960 940 960 940 880 800 850 880 900 840 830 790 810 880 880 830 800 790 760 800 "
    "880 880 880 860 720 720 620 860 970 950 880 910 850 870 840 840 850 840 840 840 "
    "890 810 810 820 800 770 760 740 750 760 910 920 890 860 880 720 840 850 850 780 "
    "890 840 780 810 760 810 790 810 820 850 870 870 810 740 810 940 950 800 810 870";

/* ---- sets that are made ---- */

enum { DIGITS = 5000, WRONG = 956, COLUMNS = DIGITS * 10 / 3 + 20 };

/* The digits of pi as the set has them, by S. Rabinowitz and S. Wagon, "A spigot algorithm for the digits of pi", The
 * American Mathematical Monthly 102 (1995).  A digit waits until no carry can change it. */
static struct str digits_of_pi(struct mem *mem)
{
    char *digit = mem_take(mem, 2 * DIGITS + 1);
    int64_t *column = mem_array(mem, COLUMNS, sizeof *column);
    int made = 0, waiting = 0, before = -1;
    for (int i = 0; i < COLUMNS; i++)
        column[i] = 2;
    while (made < DIGITS) {
        int64_t carry = 0;
        for (int i = COLUMNS - 1; i > 0; i--) {
            int64_t value = column[i] * 10 + carry;
            column[i] = value % (2 * i + 1);
            carry = value / (2 * i + 1) * i;
        }
        int64_t value = column[0] * 10 + carry;
        column[0] = value % 10;
        if (value / 10 == 9) {
            waiting++;
            continue;
        }
        bool over = value / 10 == 10;
        if (before >= 0)
            digit[made++] = (char)('0' + before + over);
        for (; waiting; waiting--)
            digit[made++] = over ? '0' : '9';
        before = over ? 0 : (int)(value / 10);
    }
    cr_expect_eq(digit[WRONG], '8', "pi");
    digit[WRONG] = '3';
    char *text = mem_take(mem, 2 * DIGITS);
    for (int i = 0; i < DIGITS; i++) {
        text[2 * i] = digit[i];
        text[2 * i + 1] = ' ';
    }
    return (struct str){text, 2 * DIGITS - 1};
}

/* NumAcc2 to 4: a middle, and 500 times a tenth below and a tenth above it. */
static struct str around(struct mem *mem, const char *middle, const char *below, const char *above)
{
    struct str text = str_of(middle);
    for (int i = 0; i < 500; i++)
        text = mem_format(mem, "%.*s %s %s", (int)text.length, text.at, below, above);
    return text;
}

/* ---- the certified values ---- */

struct set {
    const char *name;
    struct str cells;
    struct num unit, from;    /* a cell is from + number * unit */
    const char *count;
    int places_of_mean;
    const char *mean;
    int places_of_sd;
    const char *sd;
};

static void expect(const struct set *set, struct mem *mem)
{
    static const char *const name[] = {"count", "mean", "sd"};
    const char *const want[] = {set->count, set->mean, set->sd};
    const int places[] = {0, set->places_of_mean, set->places_of_sd};
    for (size_t i = 0; i < 3; i++) {
        struct stats_want asked;
        struct stats_plan plan;
        struct str rest = set->cells, text;
        cr_assert(stats_find(str_of(name[i]), &asked, NULL));
        stats_plan_init(&plan, &asked, 1, false);
        void *state = mem_take(mem, plan.state_bytes);
        while (str_cut(&rest, ' ', &text)) {
            struct stats_cell cell = {.text = text};
            struct num number, product;
            cr_assert(num_parse(text, &number) == NUM_OK && num_multiply(number, set->unit, &product) &&
                      num_add(set->from, product, &cell.value), "%s", set->name);
            stats_step(&plan, state, mem, &cell);
        }
        struct str got = stats_finish(&plan, &asked, state, &(struct stats_manner){mem, places[i], NUM_HALF_UP}).text;
        cr_expect(str_eq(got, str_of(want[i])), "%s: %s is %.*s, certified %s", set->name, name[i], (int)got.length,
                  got.at, want[i]);
    }
}

Test(stats_nist, mean_and_deviation_to_the_last_certified_digit)
{
    struct mem *mem = mem_open();
    const struct num one = {1, 0}, none = {0, 0};
    const struct set set[] = {
        {"PiDigits", digits_of_pi(mem), one, none, "5000", 14, "4.53480000000000", 14, "2.86733906028871"},
        {"Lottery", str_of(lottery), one, none, "218", 12, "518.958715596330", 12, "291.699727470969"},
        {"Lew", str_of(lew), one, none, "200", 12, "-177.435000000000", 12, "277.332168044316"},
        {"Mavro", str_of(mavro), {1, 4}, {2, 0}, "50", 14, "2.00185600000000", 18, "0.000429123454003053"},
        {"Michelso", str_of(michelso), {1, 3}, {299, 0}, "100", 12, "299.852400000000", 16, "0.0790105478190518"},
        {"NumAcc1", STR("10000001 10000003 10000002"), one, none, "3", 7, "10000002.0000000", 14, "1.00000000000000"},
        {"NumAcc2", around(mem, "1.2", "1.1", "1.3"), one, none, "1001", 14, "1.20000000000000", 15,
         "0.100000000000000"},
        {"NumAcc3", around(mem, "1000000.2", "1000000.1", "1000000.3"), one, none, "1001", 8, "1000000.20000000", 15,
         "0.100000000000000"},
        {"NumAcc4", around(mem, "10000000.2", "10000000.1", "10000000.3"), one, none, "1001", 7, "10000000.2000000",
         15, "0.100000000000000"},
    };
    for (size_t i = 0; i < sizeof set / sizeof *set; i++)
        expect(&set[i], mem);
    mem_close(mem);
}

/* The first of them, and the last that the set has. */
Test(stats_nist, digits_are_those_of_pi)
{
    struct mem *mem = mem_open();
    struct str digits = digits_of_pi(mem);
    cr_expect(str_starts(digits, STR("3 1 4 1 5 9 2 6 5 3 5 8 9 7 9 3 2 3 8 4 6 2 6 4 3 3 8 3 2 7 9 5")));
    cr_expect(str_ends(digits, STR("1 3 2 6 0 4 7 2")), "the last are those that NIST lists");
    mem_close(mem);
}
