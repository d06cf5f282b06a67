/* emit - see emit.h */
#include "base/str.h"
#include "emit.h"

/* What a column of a new row holds. */
enum role { OTHER, REGION, INDICATOR, PERIOD, VALUE, UNIT, STATUS, QUALIFIER, VINTAGE, CALIBER, NOTE, REASON, ROLES };

static const char *const role_name[ROLES] = {
    [REGION] = "region", [INDICATOR] = "indicator", [PERIOD] = "period", [VALUE] = "value", [UNIT] = "unit",
    [STATUS] = "status", [QUALIFIER] = "qualifier", [VINTAGE] = "vintage", [CALIBER] = "caliber", [NOTE] = "note",
    [REASON] = "reason"};

struct emit {
    struct job *job;
    struct mem *mem;
    const struct columns *columns;
    struct emitting how;
    enum role *role;          /* of each column of the output */
    uint32_t *dimension;      /* which dimension a column is; COLUMN_NONE: none */
    uint32_t width;
    bool adds_unit, adds_reason;
    char *kept;               /* the input's rows as they will be written */
    size_t length, room;
    uint64_t rows;
};

static enum role role_of(struct str name)
{
    for (enum role role = REGION; role < ROLES; role++)
        if (str_eq(name, str_of(role_name[role])))
            return role;
    return OTHER;
}

struct emit *emit_open(struct job *job, const struct columns *columns, const struct emitting *how)
{
    struct emit *show = mem_take(job->mem, sizeof *show);
    *show = (struct emit){.job = job, .mem = job->mem, .columns = columns, .how = *how};
    show->adds_unit = column_find(columns, STR("unit")) == COLUMN_NONE;
    show->adds_reason = how->reasons && column_find(columns, STR("reason")) == COLUMN_NONE;
    show->role = mem_array(job->mem, columns->count + 2, sizeof *show->role);
    show->dimension = mem_array(job->mem, columns->count + 2, sizeof *show->dimension);
    for (uint32_t i = 0; i < columns->count; i++)
        show->role[i] = role_of(columns->name[i]);
    show->width = columns->count;
    if (show->adds_unit)
        show->role[show->width++] = UNIT;
    if (show->adds_reason)
        show->role[show->width++] = REASON;
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
        writer_field(writer, i < show->columns->count ? show->columns->name[i] : str_of(role_name[show->role[i]]));
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

static struct str cell(const struct emit *show, enum role role, const struct observation *like, struct str code,
                       const struct derived *derived, int places)
{
    switch (role) {
    case REGION:
        return like->region;
    case INDICATOR:
        return code;
    case PERIOD:
        return period_text(show->mem, derived->period);
    case VALUE:
        return derived->text.length && derived->value.known
                   ? derived->text
                   : measure_write(show->mem, derived->value, places, show->how.rounding);
    case UNIT:
        return derived->unit;
    case STATUS:
        return status_text(derived);
    case QUALIFIER:
        return derived->value.known && derived->basis.approx ? STR("approx") : STR("");
    case VINTAGE:
        return derived->basis.mixed ? STR("") : derived->basis.vintage;
    case CALIBER:
        return like->caliber;
    case NOTE:
        return derived->note;
    case REASON:
        return derived->basis.reason;
    case OTHER:
    case ROLES:
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
        writer_field(show->job->writer, show->dimension[i] != COLUMN_NONE
                                            ? like->dimension[show->dimension[i]]
                                            : cell(show, show->role[i], like, code, derived, places));
    writer_end(show->job->writer);
    mem_rewind(show->mem, mark);
}
