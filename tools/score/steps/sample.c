/* sample - see sample.h */
#include <math.h>
#include <stdlib.h>

#include "steps/sample.h"

/* ---- moments ---- */

struct sample sample_of(const double *value, size_t count)
{
    struct sample sample = {.least = INFINITY, .most = -INFINITY};
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(value[i]))
            continue;
        sample.count++;
        sum += value[i];
        sample.least = fmin(sample.least, value[i]);
        sample.most = fmax(sample.most, value[i]);
    }
    if (sample.count == 0)
        return (struct sample){0};
    sample.mean = sum / sample.count;
    if (sample.least == sample.most) {
        sample.mean = sample.least;
        return sample;
    }
    for (size_t i = 0; i < count; i++) {
        double away = value[i] - sample.mean, square = away * away;
        if (isnan(away))
            continue;
        sample.square += square;
        sample.cube += square * away;
        sample.fourth += square * square;
    }
    sample.square /= sample.count;
    sample.cube /= sample.count;
    sample.fourth /= sample.count;
    return sample;
}

double sample_deviation(const struct sample *sample)
{
    double n = sample->count;
    return n < 2 ? 0 : sqrt(sample->square * n / (n - 1));
}

double sample_population(const struct sample *sample)
{
    return sqrt(sample->square);
}

double sample_skewness(const struct sample *sample, int type)
{
    double n = sample->count;
    if (sample->square <= 0 || (type == 2 && n < 3))
        return NAN;
    double skewness = sample->cube / pow(sample->square, 1.5);
    if (type == 2)
        return skewness * sqrt(n * (n - 1)) / (n - 2);
    return type == 1 ? skewness : skewness * pow((n - 1) / n, 1.5);
}

double sample_kurtosis(const struct sample *sample, int type)
{
    double n = sample->count;
    if (sample->square <= 0 || (type == 2 && n < 4))
        return NAN;
    double whole = sample->fourth / (sample->square * sample->square);
    if (type == 2)
        return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (whole - 3) + 6);
    return type == 1 ? whole - 3 : whole * (1 - 1 / n) * (1 - 1 / n) - 3;
}

/* ---- order ---- */

static int rising(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Sorts upwards what is there into `room` and returns how many that are. */
static size_t sorted(const double *value, size_t count, double *room)
{
    size_t there = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(value[i]))
            room[there++] = value[i];
    qsort(room, there, sizeof *room, rising);
    return there;
}

double sample_quantile(const double *value, size_t count, double share, double *room)
{
    size_t there = sorted(value, count, room);
    if (there == 0)
        return NAN;
    double at = share * (double)(there - 1), low = floor(at);
    size_t i = (size_t)low;
    return i + 1 < there ? room[i] + (room[i + 1] - room[i]) * (at - low) : room[there - 1];
}

double sample_mad(const double *value, size_t count, double *room)
{
    double median = sample_quantile(value, count, 0.5, room);
    size_t there = sorted(value, count, room);
    for (size_t i = 0; i < there; i++)
        room[i] = fabs(room[i] - median);
    qsort(room, there, sizeof *room, rising);
    if (there == 0)
        return NAN;
    return 1.4826 * (there % 2 ? room[there / 2] : (room[there / 2 - 1] + room[there / 2]) / 2);
}

struct placed {
    double value;
    size_t at;
};

static int by_value(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

void sample_ranks(struct mem *mem, const double *value, size_t count, int sign, bool average, double *into)
{
    struct mem_mark mark = mem_mark(mem);
    struct placed *placed = mem_array(mem, count, sizeof *placed);
    size_t there = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isnan(value[i]))
            placed[there++] = (struct placed){sign * value[i], i};
        into[i] = NAN;
    }
    qsort(placed, there, sizeof *placed, by_value);
    for (size_t from = 0, to; from < there; from = to) {
        for (to = from + 1; to < there && placed[to].value <= placed[from].value;)
            to++;
        double rank = average ? (double)(from + 1 + to) / 2 : (double)(from + 1);
        for (size_t i = from; i < to; i++)
            into[placed[i].at] = rank;
    }
    mem_rewind(mem, mark);
}

/* ---- two at once ---- */

double sample_pearson(const double *x, const double *y, size_t count)
{
    double pairs = 0, mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(x[i]) && !isnan(y[i])) {
            pairs++;
            mean_x += x[i];
            mean_y += y[i];
        }
    mean_x /= pairs;
    mean_y /= pairs;
    for (size_t i = 0; i < count; i++)
        if (!isnan(x[i]) && !isnan(y[i])) {
            double a = x[i] - mean_x, b = y[i] - mean_y;
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }
    return pairs < 2 || xx <= 0 || yy <= 0 ? NAN : fmax(-1, fmin(1, xy / sqrt(xx * yy)));
}

double sample_spearman(struct mem *mem, const double *x, const double *y, size_t count)
{
    struct mem_mark mark = mem_mark(mem);
    double *a = mem_array(mem, count, sizeof *a), *b = mem_array(mem, count, sizeof *b);
    for (size_t i = 0; i < count; i++) {
        bool both = !isnan(x[i]) && !isnan(y[i]);
        a[i] = both ? x[i] : NAN;
        b[i] = both ? y[i] : NAN;
    }
    sample_ranks(mem, a, count, 1, true, a);
    sample_ranks(mem, b, count, 1, true, b);
    double rho = sample_pearson(a, b, count);
    mem_rewind(mem, mark);
    return rho;
}

double sample_kendall(const double *x, const double *y, size_t count)
{
    double alike = 0, pairs_x = 0, pairs_y = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            double a = x[i] - x[j], b = y[i] - y[j];
            if (isnan(a) || isnan(b))
                continue;
            int side_a = (a > 0) - (a < 0), side_b = (b > 0) - (b < 0);
            alike += side_a * side_b;
            pairs_x += side_a != 0;
            pairs_y += side_b != 0;
        }
    return pairs_x > 0 && pairs_y > 0 ? alike / sqrt(pairs_x * pairs_y) : NAN;
}
