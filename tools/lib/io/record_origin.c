/* record_origin - which cells of a workbook a record was made from */
#include "base/origin.h"
#include "base/str.h"
#include "io/record_inside.h"

/* The column of origins, by its name: "origin", or the origin of the header itself. */
void reader_find_origin(struct reader *reader)
{
    struct origin origin;
    for (uint32_t i = 0; i < reader->header.count && reader->origin == RECORD_WHOLE; i++) {
        struct str name = record_field(&reader->header, i);
        if (str_eq(name, STR(ORIGIN_COLUMN)) || origin_parse(name, &origin))
            reader->origin = i;
    }
}

/* Takes the origin, the first field, off the current record: it says where the others stand. */
void reader_take_origin(struct reader *reader)
{
    struct record *record = &reader->record;
    struct origin origin;
    reader->origin_text = (struct str){NULL, 0};
    if (record->count < 2 || !origin_parse(record_field(record, 0), &origin))
        return;
    reader->origin_text = record_field(record, 0);
    if (!str_eq(origin.book, reader->origin_book))
        reader->origin_book = mem_copy(reader->mem, origin.book);
    record->start = record->end[0] + 1;
    record->end++;
    record->count--;
    if (record->content)
        record->content++;
}

/* Does a raw table begin with an origin in its first record? */
bool reader_begins_with_origin(const struct reader *reader)
{
    struct origin origin;
    return reader->how.loose && reader->records == 1 && reader->record.count > 1 &&
           origin_parse(record_field(&reader->record, 0), &origin);
}

bool reader_hides_origin(const struct reader *reader)
{
    return reader->hides_origin;
}

struct str reader_origin(const struct reader *reader)
{
    return reader->origin_text;
}

/* Of a record that was made from a workbook: which cells.  Where their column is not among the
 * record's, the row stands for the line, as in a file of its own. */
void reader_add_origin(const struct reader *reader, uint32_t field, struct place *place)
{
    struct origin origin;
    if (reader->hides_origin) {
        place->origin = reader->origin_text;
        if (origin_parse(reader->origin_text, &origin)) {
            place->file = reader->origin_book.at;
            place->line = origin.row;
        }
    } else if (reader->origin < reader->record.count) {
        place->origin = record_field(&reader->record, reader->origin);
        place->before = field == reader->origin                        ? field + 1
                        : field == RECORD_WHOLE || field > reader->origin ? 1
                                                                          : 0;
    }
}
