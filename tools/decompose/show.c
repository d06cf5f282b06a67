/* show - see show.h */
#include "base/str.h"
#include "show.h"

/* The text of a value.  What is not 0, or not 1, is never shown as if it were. */
static struct str show_value(struct mem *mem, const struct finding_of *f, const struct breakdown_row *row)
{
    const struct num limit[] = {num_of(0), num_of(1)};
    if (!row->value.known)
        return (struct str){NULL, 0};
    if (row->settled)
        return num_text(mem, row->value.above);
    return measure_text_beside(mem, row->value, f->breakdown->places[row->unit], limit,
                               row->unit == BREAKDOWN_NUMBER ? 2 : 1);
}

static struct str show_since(const struct finding_of *f, const struct breakdown_row *row)
{
    return row->period == BREAKDOWN_SPAN ? f->since : (struct str){NULL, 0};
}

static struct str show_period(const struct finding_of *f, const struct breakdown_row *row)
{
    return row->period == BREAKDOWN_SPAN ? f->period : f->each_period[row->period];
}

static struct str show_unit(const struct finding_of *f, const struct breakdown_row *row)
{
    const char *text = breakdown_unit_text(row->unit);
    return text ? str_of(text) : f->id.unit;
}

static struct str show_status(const struct finding_of *f, const struct breakdown_row *row)
{
    enum observation_status status = f->basis->status;
    if (!row->value.known)
        return STR("O");
    return status == STATUS_NONE ? (struct str){NULL, 0} : (struct str){&observation_status_row(status)->code, 1};
}

/* Why there is no value; what should be known of this one, and of all. */
static struct str show_reason(struct mem *mem, const struct finding_of *f, const struct breakdown_row *row)
{
    return row->value.known ? voice_join(mem, row->reason, f->note) : row->reason;
}

/* The text of a part in one of the lists, which may be null. */
static struct str part_in(const struct str *list, const struct breakdown_row *row)
{
    return list && row->part < BREAKDOWN_RESIDUAL ? list[row->part] : (struct str){NULL, 0};
}

void show_header(struct writer *writer)
{
    DECOMPOSE_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

void show_finding(struct writer *writer, struct mem *mem, const struct finding_of *f)
{
    const struct identity *id = &f->id;
    for (size_t i = 0; i < f->breakdown->rows; i++) {
        const struct breakdown_row *row = &f->breakdown->row[i];
        struct mem_mark mark = mem_mark(mem);
        struct str part = row->part == BREAKDOWN_RESIDUAL ? STR("residual") : part_in(f->part, row);
        struct str zh = part_in(f->part_zh, row), en = part_in(f->part_en, row);
        DECOMPOSE_COLUMNS(ANSWER_CELL)
        writer_end(writer);
        mem_rewind(mem, mark);
    }
}
