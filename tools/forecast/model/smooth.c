/* smooth - see smooth.h */
#include <math.h>

#include "model/search.h"
#include "model/smooth.h"

void smooth_run(struct smooth *smooth, const double *value, size_t count)
{
    double alpha = smooth->weights.alpha, beta = alpha * smooth->weights.beta, phi = smooth->weights.phi;
    double level = smooth->level, slope = smooth->slope, squares = smooth->squares;
    for (size_t i = 0; i < count; i++) {
        double ahead = level + phi * slope, error = value[i] - ahead;
        level = ahead + alpha * error;
        slope = phi * slope + beta * error;
        squares += error * error;
    }
    smooth->level = level;
    smooth->slope = slope;
    smooth->squares = squares;
    smooth->errors += count;
}

/* ---- starts ---- */

static struct smooth first_state(struct smooth_weights weights, bool slope, const double *value)
{
    return (struct smooth){.weights = weights, .level = value[0], .slope = slope ? value[1] - value[0] : 0};
}

struct smooth smooth_from_before(struct smooth_weights weights, bool slope, const double *value, size_t count)
{
    struct smooth smooth = first_state(weights, slope, value);
    smooth_run(&smooth, value, count);
    return smooth;
}

struct smooth smooth_from_first(struct smooth_weights weights, bool slope, const double *value, size_t count)
{
    struct smooth smooth = first_state(weights, slope, value);
    smooth_run(&smooth, value + 1, count - 1);
    return smooth;
}

/* What one unit more of level and of slope at the start does to each error, and the sums of
 * products that least squares needs: of the errors (e), of a unit of level (l), of slope (b). */
struct responses {
    double ll, lb, bb, el, eb;
};

/* Runs on with a state that is a unit off; *now is how far the forecast is off then. */
static void respond(struct smooth_weights weights, double *level, double *slope, double *now)
{
    *now = *level + weights.phi * *slope;
    *level = *now - weights.alpha * *now;
    *slope = weights.phi * *slope - weights.alpha * weights.beta * *now;
}

static struct responses find_responses(struct smooth smooth, const double *value, size_t count)
{
    double level_l = 1, slope_l = 0, level_b = 0, slope_b = 1, by_level, by_slope;
    struct responses sum = {0};
    for (size_t i = 0; i < count; i++) {
        double error = value[i] - smooth.level - smooth.weights.phi * smooth.slope;
        smooth_run(&smooth, value + i, 1);
        respond(smooth.weights, &level_l, &slope_l, &by_level);
        respond(smooth.weights, &level_b, &slope_b, &by_slope);
        sum.ll += by_level * by_level;
        sum.lb += by_level * by_slope;
        sum.bb += by_slope * by_slope;
        sum.el += error * by_level;
        sum.eb += error * by_slope;
    }
    return sum;
}

struct smooth smooth_from_squares(struct smooth_weights weights, bool slope, const double *value, size_t count)
{
    struct smooth smooth = first_state(weights, slope, value);
    struct responses sum = find_responses(smooth, value, count);
    double apart = sum.ll * sum.bb - sum.lb * sum.lb;
    /* With alpha = 1 the first value says all, and only level + slope counts. */
    if (slope && apart > 1e-12 * sum.ll * sum.bb) {
        smooth.level += (sum.el * sum.bb - sum.eb * sum.lb) / apart;
        smooth.slope += (sum.eb * sum.ll - sum.el * sum.lb) / apart;
    } else {
        smooth.level += sum.el / sum.ll;
    }
    smooth_run(&smooth, value, count);
    return smooth;
}

/* ---- weights ---- */

/* The sums of squares of simple smoothing by several weights at once, each with its best start. */
enum { LANES = 8 };

static void try_alphas(const double alpha[LANES], const double *value, size_t count, double squares[LANES])
{
    double level[LANES], weight[LANES], ee[LANES] = {0}, ew[LANES] = {0}, ww[LANES] = {0};
    for (int k = 0; k < LANES; k++)
        level[k] = value[0], weight[k] = 1;
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < LANES; k++) {
            double error = value[i] - level[k];
            ee[k] += error * error;
            ew[k] += error * weight[k];
            ww[k] += weight[k] * weight[k];
            level[k] += alpha[k] * error;
            weight[k] -= alpha[k] * weight[k];
        }
    for (int k = 0; k < LANES; k++)
        squares[k] = ee[k] - ew[k] * ew[k] / ww[k];
}

/* Grids of weights from 0 to 1, then grids between the neighbours of the best. */
static struct smooth search_alpha(const double *value, size_t count)
{
    enum { GRIDS = 2, ROUNDS = 6 };
    double best = 0, least = INFINITY, width = 1.0 / (GRIDS * LANES - 1);
    for (int round = 0; round < ROUNDS; round++) {
        bool wide = round < GRIDS;
        double step = wide ? width : 2 * width / (LANES + 1), from = wide ? round * LANES * width : best - width + step;
        double alpha[LANES], squares[LANES];
        for (int k = 0; k < LANES; k++)
            alpha[k] = from + k * step < 0 ? 0 : from + k * step > 1 ? 1 : from + k * step;
        try_alphas(alpha, value, count, squares);
        for (int k = 0; k < LANES; k++)
            if (squares[k] < least)
                least = squares[k], best = alpha[k];
        width = step;
    }
    return smooth_from_squares((struct smooth_weights){.alpha = best, .phi = 1}, false, value, count);
}

struct task {
    const double *value;
    size_t count;
};

static struct smooth at_place(const struct task *task, const double place[SEARCH_DIMENSIONS])
{
    struct smooth_weights weights = {.alpha = place[0], .beta = place[1], .phi = place[2]};
    return smooth_from_squares(weights, true, task->value, task->count);
}

static double cost_of_place(void *state, const double place[SEARCH_DIMENSIONS])
{
    return at_place(state, place).squares;
}

struct smooth smooth_search(bool slope, bool damped, const double *value, size_t count)
{
    static const struct search_reach straight[SEARCH_DIMENSIONS] = {{0, 1, 10}, {0, 1, 10}, {1, 1, 0}};
    static const struct search_reach bent[SEARCH_DIMENSIONS] = {{0, 1, 10}, {0, 1, 10}, {0.8, 0.98, 3}};
    if (!slope)
        return search_alpha(value, count);
    struct task task = {value, count};
    double place[SEARCH_DIMENSIONS];
    search_least(damped ? bent : straight, cost_of_place, &task, place);
    return at_place(&task, place);
}

/* ---- ahead ---- */

double smooth_damped(double phi, unsigned step)
{
    if (phi == 1)
        return step;
    return phi * (1 - pow(phi, step)) / (1 - phi);
}

double smooth_breadth(struct smooth_weights weights, unsigned step)
{
    double sum = 1, damped = 0, power = 1;
    for (unsigned j = 1; j < step; j++) {
        power *= weights.phi;
        damped += power;
        double share = weights.alpha * (1 + weights.beta * damped);
        sum += share * share;
    }
    return sqrt(sum);
}
