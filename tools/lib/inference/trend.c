/* trend - see trend.h */
#include <math.h>

#include "inference/distribution.h"
#include "inference/trend.h"

/* ---- least squares ---- */

bool trend_line(const double *x, const double *y, const double *weight, size_t count, struct trend_line *line)
{
    double all = 0, sum_x = 0, sum_y = 0, together = 0;
    *line = (struct trend_line){.count = count};
    if (count < 2)
        return false;
    for (size_t i = 0; i < count; i++) {
        double w = weight ? weight[i] : 1;
        all += w;
        sum_x += w * x[i];
        sum_y += w * y[i];
    }
    line->middle_x = sum_x / all;
    line->middle_y = sum_y / all;
    for (size_t i = 0; i < count; i++) {
        double w = weight ? weight[i] : 1, across = x[i] - line->middle_x;
        line->width += w * across * across;
        together += w * across * (y[i] - line->middle_y);
    }
    line->slope = together / line->width;
    for (size_t i = 0; i < count; i++) {
        double w = weight ? weight[i] : 1, off = y[i] - trend_line_at(line, x[i]);
        line->rest += w * off * off;
    }
    return true;
}

double trend_line_at(const struct trend_line *line, double x)
{
    return line->middle_y + line->slope * (x - line->middle_x);
}

double trend_line_error(const struct trend_line *line)
{
    return sqrt(line->rest / (double)(line->count - 2) / line->width);
}

double trend_line_chance(const struct trend_line *line)
{
    double error = trend_line_error(line);
    if (error == 0)
        return line->slope == 0;
    return 2 * student_above(fabs(line->slope) / error, (double)(line->count - 2));
}

/* ---- medians ---- */

/* Puts the value that is `place`-th from below at its place, smaller ones before it and
 * larger ones behind. */
static double select_place(double *value, size_t count, size_t place)
{
    size_t low = 0, high = count - 1;
    while (low < high) {
        double pivot = value[low + (high - low) / 2];
        size_t i = low, j = high;
        for (;;) {
            while (value[i] < pivot)
                i++;
            while (value[j] > pivot)
                j--;
            if (i >= j)
                break;
            double one = value[i];
            value[i++] = value[j];
            value[j--] = one;
        }
        /* low..j are not above the pivot, j+1..high are not below it. */
        if (place <= j)
            high = j;
        else
            low = j + 1;
    }
    return value[place];
}

double trend_median(double *value, size_t count)
{
    double upper = select_place(value, count, count / 2);
    if (count % 2)
        return upper;
    double lower = value[0];
    for (size_t i = 1; i < count / 2; i++)
        lower = value[i] > lower ? value[i] : lower;
    return lower + (upper - lower) / 2;
}

/* All pairs' slopes, how many of them in *pairs. */
static double *pair_slopes(struct mem *mem, const double *x, const double *y, size_t count, size_t *pairs)
{
    double *slope = mem_array(mem, count * (count - 1) / 2, sizeof *slope);
    size_t at = 0;
    for (size_t i = 1; i < count; i++)
        for (size_t j = 0; j < i; j++)
            slope[at++] = (y[i] - y[j]) / (x[i] - x[j]);
    *pairs = at;
    return slope;
}

double trend_theil_sen(struct mem *mem, const double *x, const double *y, size_t count)
{
    size_t pairs;
    double *slope = pair_slopes(mem, x, y, count, &pairs);
    return trend_median(slope, pairs);
}

double trend_siegel(struct mem *mem, const double *x, const double *y, size_t count)
{
    double *middle = mem_array(mem, count, sizeof *middle), *slope = mem_array(mem, count, sizeof *slope);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        for (size_t j = 0; j < count; j++)
            if (j != i)
                slope[at++] = (y[i] - y[j]) / (x[i] - x[j]);
        middle[i] = trend_median(slope, at);
    }
    return trend_median(middle, count);
}

/* The variance of the number of pairs that rise less those that fall, without a trend
 * (M. G. Kendall, "Rank Correlation Methods", 1970); x has no equal values. */
static double pairs_variance(const double *y, size_t count)
{
    double n = (double)count, sum = n * (n - 1) * (2 * n + 5);
    for (size_t i = 0; i < count; i++) {
        double equal = 0;
        for (size_t j = 0; j < count; j++)
            equal += y[j] == y[i];
        sum -= (equal - 1) * (2 * equal + 5);
    }
    return sum / 18;
}

void trend_theil_sen_range(struct mem *mem, const double *x, const double *y, size_t count, double confidence,
                           double range[2])
{
    size_t pairs;
    double *slope = pair_slopes(mem, x, y, count, &pairs);
    double reach = normal_value((1 + confidence) / 2) * sqrt(pairs_variance(y, count));
    double low = nearbyint(((double)pairs - reach) / 2) - 1, high = nearbyint(((double)pairs + reach) / 2);
    range[0] = select_place(slope, pairs, low < 0 ? 0 : (size_t)low);
    range[1] = select_place(slope, pairs, high > (double)pairs - 1 ? pairs - 1 : (size_t)high);
}

double trend_through(struct mem *mem, const double *x, const double *y, size_t count, double slope)
{
    double *start = mem_array(mem, count, sizeof *start);
    for (size_t i = 0; i < count; i++)
        start[i] = y[i] - slope * x[i];
    return trend_median(start, count);
}

/* ---- ranks ---- */

/* How probable it is that an order of `count` has at most `most` inverted pairs. */
static double inversions_chance(struct mem *mem, size_t count, size_t most)
{
    double *now = mem_array(mem, most + 1, sizeof *now), *next = mem_array(mem, most + 1, sizeof *next), sum = 0;
    now[0] = 1;
    for (size_t n = 2; n <= count; n++) {
        double window = 0;
        for (size_t k = 0; k <= most; k++) {
            window += now[k] - (k >= n ? now[k - n] : 0);
            next[k] = window / (double)n;
        }
        double *old = now;
        now = next;
        next = old;
    }
    for (size_t k = 0; k <= most; k++)
        sum += now[k];
    return sum;
}

struct trend_rank trend_kendall(struct mem *mem, const double *x, const double *y, size_t count, bool exact)
{
    size_t rising = 0, falling = 0, pairs = count * (count - 1) / 2;
    for (size_t i = 1; i < count; i++)
        for (size_t j = 0; j < i; j++) {
            double lean = (y[i] - y[j]) * (x[i] - x[j]);
            rising += lean > 0;
            falling += lean < 0;
        }
    if (count < 3 || rising + falling == 0)
        return (struct trend_rank){0};
    double more = (double)rising - (double)falling;
    struct trend_rank rank = {.known = true, .exact = exact && rising + falling == pairs};
    rank.coefficient = more / sqrt((double)pairs * (double)(rising + falling));
    if (rank.exact)
        rank.chance = fmin(1, 2 * inversions_chance(mem, count, rising < falling ? rising : falling));
    else
        rank.chance = 2 * normal_above(fabs(more) / sqrt(pairs_variance(y, count)));
    return rank;
}

/* The rank of each value, from 1; equal ones have the mean of theirs. */
static double *mean_ranks(struct mem *mem, const double *value, size_t count)
{
    double *rank = mem_array(mem, count, sizeof *rank);
    for (size_t i = 0; i < count; i++) {
        size_t below = 0, equal = 0;
        for (size_t j = 0; j < count; j++) {
            below += value[j] < value[i];
            equal += value[j] == value[i];
        }
        rank[i] = (double)below + (double)(equal + 1) / 2;
    }
    return rank;
}

struct trend_rank trend_spearman(struct mem *mem, const double *x, const double *y, size_t count)
{
    double *rank_x = mean_ranks(mem, x, count), *rank_y = mean_ranks(mem, y, count);
    double middle = (double)(count + 1) / 2, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < count; i++) {
        xx += (rank_x[i] - middle) * (rank_x[i] - middle);
        yy += (rank_y[i] - middle) * (rank_y[i] - middle);
        xy += (rank_x[i] - middle) * (rank_y[i] - middle);
    }
    if (count < 3 || yy == 0)
        return (struct trend_rank){0};
    double rho = xy / sqrt(xx * yy), freedom = (double)count - 2, rest = (1 - rho) * (1 + rho);
    struct trend_rank rank = {.known = true, .coefficient = rho};
    if (rest > 0)
        rank.chance = 2 * student_above(fabs(rho) * sqrt(freedom / rest), freedom);
    return rank;
}
