/* emit - see emit.h */
#include "base/str.h"
#include "emit.h"

struct emit {
    struct job *job;
    struct mem *mem;
    const struct columns *columns;
    struct emitting how;
    enum observed *role;      /* what each column of the output holds; OBSERVED_COUNT: nothing of these */
    uint32_t reason;          /* the column of reasons, or COLUMN_NONE */
    uint32_t *dimension;      /* which dimension a column is; COLUMN_NONE: none */
    uint32_t width;
    char *kept;               /* the input's rows as they will be written */
    size_t length, room;
    uint64_t rows;
};

struct emit *emit_open(struct job *job, const struct columns *columns, const struct emitting *how)
{
    struct emit *show = mem_take(job->mem, sizeof *show);
    *show = (struct emit){.job = job, .mem = job->mem, .columns = columns, .how = *how};
    show->reason = column_find(columns, STR("reason"));
    show->role = mem_array(job->mem, columns->count + 2, sizeof *show->role);
    show->dimension = mem_array(job->mem, columns->count + 2, sizeof *show->dimension);
    for (uint32_t i = 0; i < columns->count; i++)
        show->role[i] = observed_find(columns->name[i]);
    show->width = columns->count;
    if (column_find(columns, observed_row(OBSERVED_UNIT)->name) == COLUMN_NONE)
        show->role[show->width++] = OBSERVED_UNIT;
    if (how->reasons && show->reason == COLUMN_NONE) {
        show->reason = show->width;
        show->role[show->width++] = OBSERVED_COUNT;
    }
    for (uint32_t i = 0; i < show->width; i++)
        show->dimension[i] = COLUMN_NONE;
    for (uint32_t i = 0; i < how->dimensions; i++)
        show->dimension[how->dimension[i]] = i;
    return show;
}

/* ---- the input's rows ---- */

static void keep(struct emit *show, struct str bytes)
{
    if (show->length + bytes.length > show->room) {
        show->room = 2 * (show->length + bytes.length) + 4096;
        show->kept = mem_resize(show->kept, show->room);
    }
    if (bytes.length)
        memcpy(show->kept + show->length, bytes.at, bytes.length);
    show->length += bytes.length;
}

void emit_pass(struct emit *show, const struct record *record)
{
    if (show->how.only)
        return;
    keep(show, record_raw(record));
    for (uint32_t i = show->columns->count; i < show->width; i++)
        keep(show, (struct str){&show->job->delimiter, 1});
    keep(show, STR("\n"));
    show->rows++;
}

void emit_begin(struct emit *show)
{
    struct writer *writer = job_writer(show->job);
    if (!show->columns->count)
        return;
    for (uint32_t i = 0; i < show->width; i++)
        writer_field(writer, i < show->columns->count ? show->columns->name[i]
                             : i == show->reason      ? STR("reason")
                                                      : observed_row(show->role[i])->name);
    writer_end(writer);
    writer_lines(writer, (struct str){show->kept, show->length}, show->rows);
    mem_release(show->kept);
    show->kept = NULL;
}

/* ---- new rows ---- */

static struct str status_text(const struct derived *derived)
{
    if (!derived->value.known)
        return STR("O");
    if (derived->basis.status == STATUS_NONE)
        return STR("");
    return (struct str){&observation_status_row(derived->basis.status)->code, 1};
}

static struct str cell(const struct emit *show, enum observed role, const struct observation *like, struct str code,
                       const struct derived *derived, int places)
{
    switch (role) {
    case OBSERVED_REGION:
        return like->region;
    case OBSERVED_INDICATOR:
        return code;
    case OBSERVED_PERIOD:
        return period_text(show->mem, derived->period);
    case OBSERVED_VALUE:
        return derived->text.length && derived->value.known
                   ? derived->text
                   : measure_write(show->mem, derived->value, places, show->how.rounding);
    case OBSERVED_UNIT:
        return derived->unit;
    case OBSERVED_STATUS:
        return status_text(derived);
    case OBSERVED_QUALIFIER:
        return derived->value.known && derived->basis.approx ? STR("approx") : STR("");
    case OBSERVED_VINTAGE:
        return basis_vintage(&derived->basis);
    case OBSERVED_CALIBER:
        return like->caliber;
    case OBSERVED_NOTE:
        return derived->note;
    case OBSERVED_SOURCE: case OBSERVED_VERIFIED: case OBSERVED_COUNT:
        break;
    }
    return STR("");
}

void emit_derived(struct emit *show, const struct observation *like, struct str code, const struct derived *derived,
                  int places)
{
    if (!derived->value.known && !show->how.reasons)
        return;
    struct mem_mark mark = mem_mark(show->mem);
    for (uint32_t i = 0; i < show->width; i++)
        writer_field(show->job->writer, show->dimension[i] != COLUMN_NONE ? like->dimension[show->dimension[i]]
                                        : i == show->reason ? derived->basis.reason
                                                            : cell(show, show->role[i], like, code, derived, places));
    writer_end(show->job->writer);
    mem_rewind(show->mem, mark);
}
