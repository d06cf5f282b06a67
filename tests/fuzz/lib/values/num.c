/* num: any text is read or refused the same in every way it is looked at; what was
 * written is read back; sums, merged and in reverse, are those of GMP; a quotient's
 * text does not depend on the order.
 *
 * The input is lines; each is a text for num_parse. */
#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "values/num.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool right)
{
    if (!right)
        abort();
}

/* Exact, as an integer of 10^-900. */
enum { DEPTH = 900 };

static void set_deep(mpz_t to, struct num value)
{
    char digits[NUM_TEXT_MAX + 1];
    mpz_t power;
    digits[num_write(digits, (struct num){value.mantissa, 0})] = '\0';
    mpz_set_str(to, digits, 10);
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned)(DEPTH - value.scale));
    mpz_mul(to, to, power);
    mpz_clear(power);
}

/* A plain decimal text as the same. */
static void set_deep_text(mpz_t to, struct str text)
{
    char *digits = malloc(text.length + DEPTH + 1), *at = digits;
    size_t places = 0;
    bool point = false;
    for (size_t i = 0; i < text.length; i++) {
        places += point;
        if (text.at[i] == '.')
            point = true;
        else
            *at++ = text.at[i];
    }
    must(places <= DEPTH);
    memset(at, '0', DEPTH - places);
    at[DEPTH - places] = '\0';
    must(mpz_set_str(to, digits, 10) == 0);
    free(digits);
}

/* One number by itself. */
static void check_number(struct str text, struct num value)
{
    char written[NUM_TEXT_MAX], again[NUM_TEXT_MAX];
    struct num back;
    struct str first = {written, num_write(written, value)};
    must(first.length <= NUM_TEXT_MAX);
    enum num_verdict verdict = num_parse(first, &back);
    /* zeros that are not places can make more than 38 digits of it */
    must(verdict == NUM_OK || (verdict == NUM_LONG && value.scale < 0));
    if (verdict != NUM_OK)
        return;
    must(num_compare(value, back) == 0 && (value.scale < 0 || back.scale == value.scale));
    must(str_eq(first, (struct str){again, num_write(again, back)}));

    /* leading zeros, and a plus, change nothing */
    char *longer = malloc(text.length + 21);
    size_t sign = *text.at == '-' || *text.at == '+';
    longer[0] = *text.at == '-' ? '-' : '+';
    memset(longer + 1, '0', 20);
    memcpy(longer + 21, text.at + sign, text.length - sign);
    must(num_parse((struct str){longer, 21 + text.length - sign}, &back) == NUM_OK);
    must(back.mantissa == value.mantissa && back.scale == value.scale);
    free(longer);

    double nearest;
    if (num_to_double(value, &nearest)) {
        char shortest[NUM_TEXT_MAX];
        struct num from;
        double came_back;
        must(num_from_double(nearest, &from) && num_to_double(from, &came_back) && came_back == nearest);
        must(num_parse((struct str){shortest, num_write_double(shortest, nearest)}, &back) == NUM_OK);
        must(num_compare(back, from) == 0);
    }
}

struct moments {
    uint64_t count;
    struct num_sum sum, squares;
};

static void add(struct mem *mem, struct moments *to, struct num value)
{
    to->count++;
    num_sum_add(mem, &to->sum, value);
    num_sum_add_product(mem, &to->squares, value, value);
}

static void same_answers(struct mem *mem, const struct moments *a, const struct moments *b)
{
    static const int places[] = {NUM_SHORTEST, 0, 2, 9, -3};
    must(str_eq(num_sum_text(mem, &a->sum), num_sum_text(mem, &b->sum)));
    must(str_eq(num_sum_text(mem, &a->squares), num_sum_text(mem, &b->squares)));
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        must(str_eq(num_mean_text(mem, &a->sum, a->count, places[i], NUM_HALF_EVEN),
                    num_mean_text(mem, &b->sum, b->count, places[i], NUM_HALF_EVEN)));
        must(str_eq(num_deviation_text(mem, &a->sum, &a->squares, a->count, 1, places[i], NUM_HALF_UP),
                    num_deviation_text(mem, &b->sum, &b->squares, b->count, 1, places[i], NUM_HALF_UP)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mem *mem = mem_open();
    struct num value[64];
    size_t count = 0;
    mpz_t want, got;
    mpz_inits(want, got, NULL);
    struct str rest = {(const char *)data, size}, line;
    while (count < 64 && str_cut(&rest, '\n', &line)) {
        /* a copy of just its length: reading beyond it is seen */
        char *copy = malloc(line.length ? line.length : 1);
        if (line.length)
            memcpy(copy, line.at, line.length);
        struct str text = {copy, line.length};
        enum num_verdict verdict = num_parse(text, &value[count]);
        must((verdict == NUM_EMPTY) == (line.length == 0));
        if (verdict == NUM_OK) {
            check_number(text, value[count]);
            set_deep(got, value[count]);
            mpz_add(want, want, got);
            count++;
        }
        free(copy);
    }
    if (count) {
        struct moments forward = {0}, backward = {0}, left = {0};
        for (size_t i = 0; i < count; i++) {
            add(mem, &forward, value[i]);
            add(mem, i % 3 ? &backward : &left, value[count - 1 - i]);
        }
        backward.count += left.count;
        num_sum_merge(mem, &backward.sum, &left.sum);
        num_sum_merge(mem, &backward.squares, &left.squares);
        same_answers(mem, &forward, &backward);
        set_deep_text(got, num_sum_text(mem, &forward.sum));
        must(mpz_cmp(want, got) == 0);
        must(num_sum_sign(&forward.sum) == mpz_sgn(want));
    }
    mpz_clears(want, got, NULL);
    mem_close(mem);
    return 0;
}
