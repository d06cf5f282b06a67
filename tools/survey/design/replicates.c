/* replicates - see replicates.h */
#include <math.h>
#include <string.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "design/replicates.h"
#include "inference/matrix.h"
#include "meaning/sheet.h"

/* ---- ways of replicating ---- */

static double brr(double count, double rho)
{
    (void)rho;
    return 1 / count;
}

static double fay(double count, double rho)
{
    return 1 / (count * (1 - rho) * (1 - rho));
}

static double jk1(double count, double rho)
{
    (void)rho;
    return (count - 1) / count;
}

static double one(double count, double rho)
{
    (void)count, (void)rho;
    return 1;
}

static double bootstrap(double count, double rho)
{
    (void)rho;
    return 1 / (count - 1);
}

static double differences(double count, double rho)
{
    (void)rho;
    return 4 / count;
}

static const struct replication rows[] = {
    {"brr", NULL, N_("balanced repeated replication: half of each stratum counts double"), false, brr},
    {"fay", ":RHO", N_("the same in Fay's way: the other half keeps RHO of its weight, 0 to below 1"), false, fay},
    {"jk1", NULL, N_("jackknife without strata: one cluster left out in each"), false, jk1},
    {"jkn", NULL, N_("jackknife with strata: one cluster left out, the others of its stratum standing for it"), true,
     one},
    {"jk2", NULL, N_("jackknife of pairs: one of two clusters left out, the other counting double"), false, one},
    {"bootstrap", NULL, N_("clusters drawn again at random"), false, bootstrap},
    {"sdr", NULL, N_("successive differences, as of the American Community Survey"), false, differences},
    {"other", NULL, N_("as the scales of --replicate-scales say"), true, one},
};

const struct replication *replication_row(size_t i)
{
    return i < sizeof rows / sizeof *rows ? &rows[i] : NULL;
}

/* The row of "fay:0.3", and what stands behind it. */
static const struct replication *read_replication(struct mem *mem, const char *text, double *rho)
{
    struct str rest = str_of(text ? text : ""), name, known[sizeof rows / sizeof *rows];
    const struct replication *row = NULL;
    struct num number;
    *rho = 0;
    if (!text)
        diag_fatal(DIAG_USAGE, NULL, "--replicates needs --replication: how they were made, which says by how much "
                   "they count (--list has the words)");
    str_cut(&rest, ':', &name);
    for (size_t i = 0; replication_row(i); i++) {
        known[i] = str_of(rows[i].name);
        row = str_eq(name, known[i]) ? &rows[i] : row;
    }
    if (!row)
        diag_fatal(DIAG_USAGE, NULL, "--replication: \"%s\" is none of its words (--list has them)%.*s", text,
                   STR_ARG(nearest_hint(mem, name, known, sizeof rows / sizeof *rows)));
    if (!row->shape != !rest.length ||
        (row->shape && (num_parse(rest, &number) != NUM_OK || !num_to_double(number, rho) || *rho < 0 || *rho >= 1)))
        diag_fatal(DIAG_USAGE, NULL, "--replication: \"%s\" is not %s%s%s", text, row->name,
                   row->shape ? row->shape : "", row->shape ? voice_text(N_(" with a share from 0 to below 1")) : "");
    return row;
}

/* ---- columns ---- */

static uint32_t need(const struct columns *columns, struct str name)
{
    return column_need(columns, name, "--replicates");
}

static void add_column(struct replicates *r, const struct columns *columns, uint32_t at, size_t *room)
{
    struct str *name = mem_grow(r->mem, (struct str *)(uintptr_t)r->name, r->count, room, sizeof *name);
    name[r->count++] = columns->name[at];
    r->name = name;
}

/* "rw1,rw2" or "rw1..rw80". */
static void read_columns(struct replicates *r, const struct columns *columns, const char *text)
{
    struct str list = str_of(text), name;
    size_t room = 0;
    while (column_cut(r->mem, &list, &name)) {
        int64_t dots = str_find(name, STR(".."));
        bool range = dots > 0 && column_find(columns, name) == COLUMN_NONE;
        uint32_t first = need(columns, range ? str_part(name, 0, (size_t)dots) : name);
        uint32_t last = range ? need(columns, str_part(name, (size_t)dots + 2, SIZE_MAX)) : first;
        if (last < first)
            diag_fatal(DIAG_USAGE, NULL, "--replicates: \"%.*s\" goes backwards: in the table the second column stands "
                       "before the first", STR_ARG(name));
        for (uint32_t c = first; c <= last; c++)
            add_column(r, columns, c, &room);
    }
    for (uint32_t i = 0; i < r->count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (str_eq(r->name[i], r->name[k]))
                diag_fatal(DIAG_USAGE, NULL, "--replicates: \"%.*s\" stands there twice", STR_ARG(r->name[i]));
    if (r->count < 2)
        diag_fatal(DIAG_USAGE, NULL, "--replicates: one column shows no spread (expected two and more)");
}

/* ---- scales ---- */

struct scale_row {
    struct str replicate;
    struct num scale;
};
static const struct sheet_column column[] = {
    {"replicate", SHEET_FULL, sheet_trimmed, offsetof(struct scale_row, replicate), NULL},
    {"scale", SHEET_FULL, sheet_number, offsetof(struct scale_row, scale), NULL},
};
static const struct sheet_form form = SHEET_FORM(struct scale_row, column, DIAG_CATALOG, "--replicate-scales");

static void read_scale(struct sheet *sheet, struct replicates *r, const struct scale_row *row, double *own)
{
    uint32_t i = 0;
    double scale;
    while (i < r->count && !str_eq(r->name[i], row->replicate))
        i++;
    if (i == r->count)
        sheet_wrong(sheet, "replicate", "\"%.*s\" is no column of --replicates%.*s", STR_ARG(row->replicate),
                    STR_ARG(nearest_hint(r->mem, row->replicate, r->name, r->count)));
    else if (!isnan(own[i]))
        sheet_wrong(sheet, "replicate", "\"%.*s\" stands there already", STR_ARG(row->replicate));
    else if (!num_to_double(row->scale, &scale) || scale < 0)
        sheet_wrong(sheet, "scale", "%.*s is no scale (expected 0 or more)", STR_ARG(num_text(r->mem, row->scale)));
    else
        own[i] = scale;
}

/* Their own scales, all of them, or 1 each. */
static double *read_scales(struct replicates *r, struct reader *reader, const struct replication *how)
{
    double *own = mem_array(r->mem, r->count, sizeof *own);
    struct scale_row row;
    for (uint32_t i = 0; i < r->count; i++)
        own[i] = reader ? NAN : 1;
    if (!reader && how->scales)
        diag_fatal(DIAG_USAGE, NULL, "--replication %s needs --replicate-scales FILE: by how much each replicate "
                   "counts, columns replicate and scale; (n - 1)/n of a stratum with n clusters", how->name);
    struct sheet *sheet = reader ? sheet_open(r->mem, reader, &form) : NULL;
    while (sheet && sheet_next(sheet, &row))
        if (sheet_sound(sheet))
            read_scale(sheet, r, &row, own);
    for (uint32_t i = 0; sheet && i < r->count; i++)
        if (isnan(own[i]) && !sheet_mistakes(sheet))
            sheet_wrong_table(sheet, "no scale of \"%.*s\"", STR_ARG(r->name[i]));
    if (sheet)
        sheet_close(sheet);
    return own;
}

struct replicates *replicates_open(struct mem *mem, const struct columns *columns, const struct replicates_ask *ask)
{
    double rho;
    if (!ask->columns || !columns->count)
        return NULL;
    struct replicates *r = mem_take(mem, sizeof *r);
    *r = (struct replicates){.mem = mem, .factors = ask->factors, .around_estimate = ask->around_estimate,
                             .ranks = group_open(1, sizeof(uint32_t))};
    const struct replication *how = read_replication(mem, ask->replication, &rho);
    read_columns(r, columns, ask->columns);
    r->scale = read_scales(r, ask->scales, how);
    for (uint32_t i = 0; i < r->count; i++)
        r->scale[i] *= how->scale(r->count, rho);
    return r;
}

void replicates_close(struct replicates *replicates)
{
    if (replicates)
        group_close(replicates->ranks);
}

/* ---- estimates made anew ---- */

void replicates_sum(const struct replicates *r, const uint32_t *at, uint32_t count, const double *figure, double *sum)
{
    memset(sum, 0, r->count * sizeof *sum);
    for (uint32_t i = 0; i < count; i++) {
        const double *weight = r->weight + (size_t)at[i] * r->count;
        double value = figure ? figure[i] : 1;
        for (uint32_t k = 0; k < r->count && value != 0; k++)
            sum[k] += weight[k] * value;
    }
}

static bool has_all(const double *value, uint32_t width)
{
    bool all = true;
    for (uint32_t k = 0; k < width; k++)
        all = all && isfinite(value[k]);
    return all;
}

uint32_t replicates_without(const struct replicates *r, const double *value)
{
    uint32_t without = 0;
    for (uint32_t i = 0; i < r->count; i++)
        without += !isfinite(value[i]);
    return without;
}

/* The mean of those that count, or the estimate. */
static uint32_t find_middle(const struct replicates *r, const double *value, const double *estimate, uint32_t width,
                            double *middle)
{
    uint32_t many = 0;
    memset(middle, 0, width * sizeof *middle);
    for (uint32_t i = 0; i < r->count; i++) {
        if (r->scale[i] <= 0 || !has_all(value + (size_t)i * width, width))
            continue;
        many++;
        for (uint32_t k = 0; k < width; k++)
            middle[k] += value[(size_t)i * width + k];
    }
    for (uint32_t k = 0; k < width; k++)
        middle[k] = r->around_estimate ? estimate[k] : middle[k] / many;
    return many;
}

bool replicates_covariance(const struct replicates *r, const double *value, const double *estimate, uint32_t width,
                           double *covariance)
{
    struct mem_mark mark = mem_mark(r->mem);
    double *middle = mem_array(r->mem, width, sizeof *middle);
    uint32_t many = find_middle(r, value, estimate, width, middle);
    for (size_t c = 0; c < (size_t)width * width; c++)
        covariance[c] = many ? 0 : NAN;
    for (uint32_t i = 0; i < r->count; i++) {
        const double *own = value + (size_t)i * width;
        for (uint32_t k = 0; k < width && has_all(own, width); k++)
            for (uint32_t l = 0; l < width; l++)
                covariance[k * width + l] += r->scale[i] * (own[k] - middle[k]) * (own[l] - middle[l]);
    }
    mem_rewind(r->mem, mark);
    return many > 0;
}

double replicates_variance(const struct replicates *r, const double *value, double estimate)
{
    double variance;
    replicates_covariance(r, value, &estimate, 1, &variance);
    return variance;
}

/* ---- degrees of freedom ---- */

static uint32_t rank_of(const struct replicates *r, const uint32_t *at, uint32_t count)
{
    size_t size = r->count;
    double *gram = mem_resize(NULL, size * size * sizeof *gram);
    memset(gram, 0, size * size * sizeof *gram);
    for (uint32_t i = 0; i < count; i++) {
        const double *weight = r->weight + (size_t)at[i] * size;
        for (size_t k = 0; k < size; k++)
            for (size_t l = 0; l <= k; l++)
                gram[k * size + l] += weight[k] * weight[l];
    }
    for (size_t k = 0; k < size; k++)
        for (size_t l = 0; l < k; l++)
            gram[l * size + k] = gram[k * size + l];
    uint32_t rank = (uint32_t)matrix_invert(gram, size);
    mem_release(gram);
    return rank;
}

uint32_t replicates_rank(const struct replicates *r, const uint32_t *at, uint32_t count)
{
    struct str key = {(const char *)at, count * sizeof *at};
    uint32_t *known = group_at(r->ranks, &key);
    if (!*known)
        *known = rank_of(r, at, count) + 1;
    return *known - 1;
}
