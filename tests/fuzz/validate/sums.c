/* Fuzz target: the notation of sums, the search for the one change that makes a sum
 * hold, and small linear systems.  A relation that was read names codes that stand in
 * its text; a change that was found makes the sum hold. */
#include <stdlib.h>

#include "base/str.h"
#include "kinds/balance.h"
#include "kinds/linear.h"
#include "kinds/remedy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void read_notation(struct mem *mem, struct str text)
{
    size_t at = 0;
    const char *fault = NULL;
    struct balance *balance = balance_parse(mem, text, &at, &fault);
    check((balance == NULL) == (fault != NULL));
    check(at >= 1 && at <= text.length + 1);
    for (size_t i = 0; balance && i < balance->terms; i++) {
        check(balance->term[i].at >= 1 && balance->term[i].at <= text.length);
        check(str_find(text, balance->term[i].code) >= 0);
        check(balance->term[i].sign == 1 || balance->term[i].sign == -1);
    }
}

/* The numbers in the text, by lines, the first being the sum of the others. */
static void search(struct mem *mem, struct str text)
{
    struct remedy_term term[8];
    size_t terms = 0;
    struct num imbalance = num_of(0), within = {5, 1}, value, right_value = num_of(0), left;
    struct str rest = text, line, right = {NULL, 0};
    const char *what;
    while (terms < 8 && str_cut(&rest, '\n', &line)) {
        if (num_parse(line, &value) != NUM_OK)
            continue;
        int sign = terms ? -1 : 1;
        if (!num_add(imbalance, sign < 0 ? num_negate(value) : value, &imbalance))
            return;
        term[terms++] = (struct remedy_term){line, value, sign};
    }
    ptrdiff_t at = remedy_find(mem, term, terms, imbalance, within, NULL, &right, &what);
    if (at < 0)
        return;
    check((size_t)at < terms);
    check(num_parse(right, &right_value) == NUM_OK);
    check(num_subtract(right_value, term[at].value, &left));
    check(num_add(imbalance, term[at].sign < 0 ? num_negate(left) : left, &left));
    check(num_compare(num_abs(left), within) <= 0);
}

/* Bytes as small factors: what a system has as an answer it keeps when a row is left
 * out. */
static void solve(const uint8_t *data, size_t size)
{
    static struct linear_row row[LINEAR_ROWS], copy[LINEAR_ROWS];
    size_t rows = size / 4 < 12 ? size / 4 : 12;
    for (size_t i = 0; i < rows; i++) {
        row[i] = (struct linear_row){.constant = num_of((int8_t)data[i * 4 + 3])};
        for (size_t k = 0; k < 3; k++)
            row[i].factor[k] = (int8_t)data[i * 4 + k] % 3;
        copy[i] = row[i];
    }
    enum linear_answer all = linear_solve(row, rows, 3, NULL);
    if (rows && all == LINEAR_YES)
        check(linear_solve(copy, rows - 1, 3, NULL) != LINEAR_NO);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mem *mem = mem_open();
    struct str text = {(const char *)data, size};
    if (str_utf8(text) == size) {
        read_notation(mem, text);
        search(mem, text);
    }
    solve(data, size);
    mem_close(mem);
    return 0;
}
