/* keys - see keys.h */
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "meaning/sheet.h"
#include "records/keys.h"

/* Where something stood: a line, and which of the files. */
typedef uint64_t spot;
enum { LINE_BITS = 48 };

/* Columns whose values make a key, bound to a header. */
struct tuple {
    const struct schema_field **field;
    uint32_t *at;
    uint32_t count, columns;  /* columns: that a record must have, for all of these to be there */
    struct str *text;         /* canonical, one record of the batch behind the other */
    char (*room)[SCHEMA_CANONICAL_MAX];
};

enum state { WHOLE, PARTLY, MISSING, UNREADABLE };

/* What was read ahead of a record's key. */
struct ahead {
    enum state state;
    bool wanted;
    spot *first;              /* where the key stood first, 0 when it did not; null: it has none to be looked for */
};

struct key {
    struct tuple tuple;
    const struct schema_key *schema;
    struct group *group;      /* state: spot, 0 before the first */
    struct ahead ahead[KEYS_AHEAD];
    struct keys_count count, kept;
};

/* A reference that was not found yet. */
struct pending {
    struct place place;
    uint64_t ordinal;
    struct str *text;
    struct str shown, key;
};

struct link {
    struct tuple tuple, own;  /* own: the columns referred to, in this table */
    const struct schema_link *schema;
    struct group *group;      /* what can be referred to */
    bool self;
    struct str file;
    struct pending *pending;
    size_t pendings, room;
    struct keys_count count;
};

struct keys {
    struct mem *mem;
    struct mem *scratch;      /* texts of one finding */
    struct mem *held;         /* texts of the batch that stand in no room of their own */
    struct mem_mark none_held;
    spot spot[KEYS_AHEAD];    /* where its records stand */
    struct findings *findings;
    struct key *key;
    uint32_t keys;
    struct link *link;
    uint32_t links;
    const char **file;        /* those that spots name */
    size_t files, file_room;
    bool evaluated;           /* some key or link can be */
};

/* ---- tuples ---- */

static struct str joined_names(struct mem *mem, const struct str *name, uint32_t count, const char *mark)
{
    struct str names = STR("");
    for (uint32_t i = 0; i < count; i++)
        names = mem_format(mem, "%.*s%s%.*s", STR_ARG(names), i ? mark : "", STR_ARG(name[i]));
    return names;
}

static struct str tuple_names(struct mem *mem, const struct tuple *tuple, const char *mark)
{
    struct str *name = mem_array(mem, tuple->count, sizeof *name);
    for (uint32_t i = 0; i < tuple->count; i++)
        name[i] = tuple->field[i]->name;
    return joined_names(mem, name, tuple->count, mark);
}

/* The values as they stand, joined by "|". */
static struct str tuple_shown(struct mem *mem, const struct tuple *tuple, const struct record *record)
{
    struct str *value = mem_array(mem, tuple->count, sizeof *value);
    for (uint32_t i = 0; i < tuple->count; i++)
        value[i] = record_field(record, tuple->at[i]);
    return joined_names(mem, value, tuple->count, "|");
}

static uint32_t position_of(const struct schema_binding *binding, const struct schema_field *field)
{
    for (uint32_t i = 0; i < binding->count; i++)
        if (binding->bound[i].field == field)
            return binding->bound[i].at;
    return COLUMN_NONE;
}

/* For `records` at a time.  False when a column is not in the header. */
static bool tuple_open(struct mem *mem, struct tuple *tuple, size_t records, const struct schema_field **field,
                       uint32_t count, const struct schema_binding *binding)
{
    *tuple = (struct tuple){.field = field, .count = count};
    tuple->at = mem_array(mem, count, sizeof *tuple->at);
    tuple->text = mem_array(mem, records * count, sizeof *tuple->text);
    tuple->room = mem_array(mem, records * count, sizeof *tuple->room);
    bool all = true;
    for (uint32_t i = 0; i < count; i++) {
        tuple->at[i] = position_of(binding, field[i]);
        all = all && tuple->at[i] != COLUMN_NONE;
        tuple->columns = tuple->at[i] >= tuple->columns ? tuple->at[i] + 1 : tuple->columns;
    }
    return all;
}

/* Reads the values of record `i` of a batch.  A missing one gets a text that no value has. */
static enum state tuple_read(struct tuple *tuple, size_t i, const struct record *record)
{
    struct str *into = tuple->text + i * tuple->count;
    uint32_t missing = 0;
    for (uint32_t k = 0; k < tuple->count; k++) {
        struct str text = record_field(record, tuple->at[k]);
        if (schema_canonical(tuple->field[k], text, tuple->room[i * tuple->count + k], &into[k]))
            continue;
        if (!schema_missing(tuple->field[k], text))
            return UNREADABLE;
        into[k] = STR("\xff");
        missing++;
    }
    return missing == 0 ? WHOLE : missing == tuple->count ? MISSING : PARTLY;
}

/* Some types have their canonical texts in the arena, which is wound back. */
static void tuple_hold(struct mem *mem, struct tuple *tuple, size_t i, const struct record *record)
{
    for (uint32_t k = 0; k < tuple->count; k++) {
        struct str *text = &tuple->text[i * tuple->count + k];
        if (!tuple->field[k]->textual && text->at != tuple->room[i * tuple->count + k] &&
            text->at != record_field(record, tuple->at[k]).at)
            *text = mem_copy(mem, *text);
    }
}

/* ---- places ---- */

static spot file_spot(struct keys *keys, const char *file)
{
    if (!keys->files || keys->file[keys->files - 1] != file) {
        keys->file = mem_grow(keys->mem, keys->file, keys->files, &keys->file_room, sizeof *keys->file);
        keys->file[keys->files++] = file;
    }
    return (spot)(keys->files - 1) << LINE_BITS;
}

/* All records of a batch come from one file. */
static void find_spots(struct keys *keys, const struct record *record, size_t count, struct reader *reader)
{
    reader_point(reader, record, 0, count);
    reader_lines(reader, record, count, keys->spot);
    spot file = file_spot(keys, reader_place(reader, RECORD_WHOLE).file);
    for (size_t i = 0; i < count; i++)
        keys->spot[i] |= file;
}

/* "line 3", or "line 3 of FILE" when that is another file than the current one. */
static struct str spot_text(const struct keys *keys, spot where)
{
    size_t file = where >> LINE_BITS;
    unsigned long long line = where & (((uint64_t)1 << LINE_BITS) - 1);
    if (file + 1 == keys->files)
        return say_format(keys->scratch, "line %llu", line);
    return say_format(keys->scratch, "line %llu of %s", line, keys->file[file]);
}

/* ---- unique keys ---- */

static void tell_key(struct keys *keys, struct key *key, const struct record *record, struct place place,
                     struct str shown, struct str message, struct str expected)
{
    if (key->tuple.count > 1)
        place.name = key->count.column;
    else {
        place.column = key->tuple.at[0] + 1;
        place.name = key->tuple.field[0]->name;
    }
    struct finding finding = {.code = DIAG_RECORD, .rule = str_of(key->count.rule), .place = place,
                              .key = keys_text(keys->scratch, keys, record), .value = shown, .expected = expected,
                              .message = message};
    findings_tell(keys->findings, &finding);
}

static void tell_missing(struct keys *keys, struct key *key, const struct record *record, struct place place)
{
    struct str names = tuple_names(keys->scratch, &key->tuple, voice_text(", "));
    struct str message = say_format(keys->scratch, "the primary key (%.*s) is missing", STR_ARG(names));
    tell_key(keys, key, record, place, STR(""), message, voice_str("a value"));
}

static void tell_double(struct keys *keys, struct key *key, const struct record *record, struct place place,
                        spot first)
{
    static const char *const sentence[][2] = {
        {N_("%.*s in column \"%.*s\" stood first on %.*s"), N_("%.*s in columns \"%.*s\" stood first on %.*s")},
        {N_("the unique key %.*s in column \"%.*s\" stood first on %.*s"),
         N_("the unique key %.*s in columns \"%.*s\" stood first on %.*s")},
        {N_("the primary key %.*s in column \"%.*s\" stood first on %.*s"),
         N_("the primary key %.*s in columns \"%.*s\" stood first on %.*s")}};
    struct mem *mem = keys->scratch;
    struct str values = tuple_shown(mem, &key->tuple, record), shown = schema_quote(mem, values);
    struct str names = tuple_names(mem, &key->tuple, voice_text(", ")), where = spot_text(keys, first);
    struct str message = say_format(mem, sentence[key->schema->kind][key->tuple.count != 1], STR_ARG(shown),
                                    STR_ARG(names), STR_ARG(where));
    tell_key(keys, key, record, place, values, message, voice_str("a key that did not come before"));
}

/* The keys that are to be looked for stand one behind the other, whatever is between them. */
static void read_ahead(struct keys *keys, struct key *key, const struct record *record, size_t count)
{
    bool primary = key->schema->kind == SCHEMA_PRIMARY_KEY;
    void *first[KEYS_AHEAD];
    size_t wanted = 0;
    for (size_t i = 0; i < count; i++) {
        bool blank = record[i].count < key->tuple.columns;   /* a blank line, which is held against nothing */
        enum state state = blank ? MISSING : tuple_read(&key->tuple, wanted, &record[i]);
        bool usable = state == WHOLE || (state == PARTLY && primary);
        key->ahead[i] = (struct ahead){.state = state, .wanted = usable};
        if (!usable)
            continue;
        tuple_hold(keys->held, &key->tuple, wanted, &record[i]);
        wanted++;
    }
    group_at_each(key->group, key->tuple.text, wanted, first);
    for (size_t i = 0, at = 0; i < count; i++)
        if (key->ahead[i].wanted)
            key->ahead[i].first = first[at++];
}

/* Did the key of record `i` not stand before?  That of a record which was tried stood where it stands. */
static bool stands_first(const struct keys *keys, struct key *key, size_t i)
{
    spot *first = key->ahead[i].first;
    bool new = *first == 0 || *first == keys->spot[i];
    *first = new ? keys->spot[i] : *first;
    key->count.passes += new;
    return new;
}

/* Is the key right?  Nobody is told. */
static bool try_key(const struct keys *keys, struct key *key, size_t i)
{
    const struct ahead *ahead = &key->ahead[i];
    if (ahead->first)
        return stands_first(keys, key, i);
    key->count.unknown++;
    return !(key->schema->kind == SCHEMA_PRIMARY_KEY && ahead->state == MISSING);
}

static bool check_key(struct keys *keys, struct key *key, const struct record *record, size_t i,
                      const struct reader *reader)
{
    const struct ahead *ahead = &key->ahead[i];
    if (key->schema->kind == SCHEMA_PRIMARY_KEY && ahead->state == MISSING) {
        key->count.fails++;
        tell_missing(keys, key, record, reader_place(reader, RECORD_WHOLE));
        return false;
    }
    if (!ahead->first) {
        key->count.unknown++;
        return true;
    }
    if (stands_first(keys, key, i))
        return true;
    key->count.fails++;
    if (findings_wanted(keys->findings, DIAG_RECORD))
        tell_double(keys, key, record, reader_place(reader, RECORD_WHOLE), *ahead->first);
    else
        findings_count(keys->findings, DIAG_RECORD, 1);
    return false;
}

/* ---- foreign keys ---- */

/* The table that a link refers to: read whole, its columns seen as our fields see
 * their own values. */
static void read_referred(struct mem *mem, const struct schema *schema, struct link *link)
{
    struct str name = link->schema->file;
    bool suffixed = str_ends(name, STR(".csv")) || str_ends(name, STR(".tsv"));
    link->file = mem_format(mem, "%.*s%.*s%s", STR_ARG(schema->folder), STR_ARG(name),
                            suffixed ? "" : ".csv");
    struct reader *reader = sheet_reader(mem, link->file.at, 0, false);
    struct columns columns = column_header(mem, reader);
    struct tuple tuple = link->tuple;
    tuple.at = mem_array(mem, tuple.count, sizeof *tuple.at);
    for (uint32_t i = 0; i < tuple.count; i++)
        tuple.at[i] = column_need(&columns, link->schema->column[i], "foreignKeys");
    const struct record *record;
    while ((record = reader_next(reader))) {
        struct mem_mark mark = mem_mark(mem);
        if (tuple_read(&tuple, 0, record) == WHOLE)
            group_at(link->group, tuple.text);
        mem_rewind(mem, mark);
    }
    reader_close(reader);
}

/* The reason, in the scratch arena. */
static struct str tell_link(struct keys *keys, struct link *link, struct place place, struct str values,
                            struct str key)
{
    struct mem *mem = keys->scratch;
    struct str shown = schema_quote(mem, values), names = tuple_names(mem, &link->tuple, voice_text(", "));
    struct str there = joined_names(mem, link->schema->column, link->tuple.count, voice_text(", "));
    struct str where = link->self ? voice_str("this table") : link->file;
    if (link->tuple.count == 1) {
        place.column = link->tuple.at[0] + 1;
        place.name = link->tuple.field[0]->name;
    } else
        place.name = link->count.column;
    struct finding finding = {.code = DIAG_RECORD, .rule = STR("foreignKeys"), .place = place, .key = key,
                              .value = values,
                              .expected = say_format(mem, "a value of \"%.*s\" in %.*s", STR_ARG(there),
                                                     STR_ARG(where))};
    finding.message = say_format(mem, link->tuple.count == 1
                                          ? N_("%.*s in column \"%.*s\" is not in \"%.*s\" of %.*s")
                                          : N_("%.*s in columns \"%.*s\" is not in \"%.*s\" of %.*s"),
                                 STR_ARG(shown), STR_ARG(names), STR_ARG(there), STR_ARG(where));
    findings_tell(keys->findings, &finding);
    return finding.message;
}

/* Puts off a reference to this table until all of it has been seen. */
static void put_off(struct keys *keys, struct link *link, const struct record *record, struct place place,
                    uint64_t ordinal)
{
    link->pending = mem_grow(keys->mem, link->pending, link->pendings, &link->room, sizeof *link->pending);
    struct pending *pending = &link->pending[link->pendings++];
    *pending = (struct pending){.place = place, .ordinal = ordinal};
    pending->place.text = (struct str){NULL, 0};
    pending->place.origin = mem_copy(keys->mem, place.origin);
    pending->text = mem_array(keys->mem, link->tuple.count, sizeof *pending->text);
    for (uint32_t i = 0; i < link->tuple.count; i++)
        pending->text[i] = mem_copy(keys->mem, link->tuple.text[i]);
    pending->shown = tuple_shown(keys->mem, &link->tuple, record);
    pending->key = keys_text(keys->mem, keys, record);
}

static bool check_link(struct keys *keys, struct link *link, const struct record *record, const struct reader *reader,
                       uint64_t ordinal)
{
    if (link->self && tuple_read(&link->own, 0, record) == WHOLE)
        group_at(link->group, link->own.text);
    if (tuple_read(&link->tuple, 0, record) != WHOLE) {
        link->count.unknown++;
        return true;
    }
    if (group_find(link->group, link->tuple.text)) {
        link->count.passes++;
        return true;
    }
    if (link->self) {
        put_off(keys, link, record, reader_place(reader, RECORD_WHOLE), ordinal);
        return true;
    }
    link->count.fails++;
    if (findings_wanted(keys->findings, DIAG_RECORD))
        tell_link(keys, link, reader_place(reader, RECORD_WHOLE), tuple_shown(keys->scratch, &link->tuple, record),
                  keys_text(keys->scratch, keys, record));
    else
        findings_count(keys->findings, DIAG_RECORD, 1);
    return false;
}

void keys_finish(struct keys *keys, keys_doom *doom, void *state)
{
    for (struct link *link = keys->link; link < keys->link + keys->links; link++)
        for (size_t i = 0; i < link->pendings; i++) {
            struct pending *pending = &link->pending[i];
            if (group_find(link->group, pending->text)) {
                link->count.passes++;
                continue;
            }
            link->count.fails++;
            struct mem_mark mark = mem_mark(keys->scratch);
            struct str reason = tell_link(keys, link, pending->place, pending->shown, pending->key);
            if (doom)
                doom(state, pending->ordinal, STR("foreignKeys"), reason);
            mem_rewind(keys->scratch, mark);
        }
}

/* ---- all of them ---- */

static void open_link(struct keys *keys, const struct schema *schema, struct link *link,
                      const struct schema_binding *binding)
{
    link->self = !link->schema->file.length;
    link->group = group_open(link->schema->count, 1);
    link->count.rule = "foreignKeys";
    link->count.evaluated =
        tuple_open(keys->mem, &link->tuple, 1, link->schema->field, link->schema->count, binding);
    link->count.column = tuple_names(keys->mem, &link->tuple, "+");
    if (!link->self) {
        read_referred(keys->mem, schema, link);
        return;
    }
    /* The columns referred to, read as the referring fields are. */
    const struct schema_field **own = mem_array(keys->mem, link->schema->count, sizeof *own);
    for (uint32_t i = 0; i < link->schema->count; i++)
        for (uint32_t j = 0; j < schema->fields; j++)
            if (str_eq(schema->field[j].name, link->schema->column[i]))
                own[i] = &schema->field[j];
    link->count.evaluated &= tuple_open(keys->mem, &link->own, 1, own, link->schema->count, binding);
    link->own.field = link->schema->field;
}

struct keys *keys_open(struct mem *mem, const struct schema *schema, const struct schema_binding *binding,
                       struct findings *findings)
{
    struct keys *keys = mem_take(mem, sizeof *keys);
    keys->mem = mem;
    keys->scratch = mem_open();
    keys->held = mem_open();
    keys->none_held = mem_mark(keys->held);
    keys->findings = findings;
    keys->keys = schema->keys;
    keys->links = schema->links;
    keys->key = mem_array(mem, schema->keys, sizeof *keys->key);
    keys->link = mem_array(mem, schema->links, sizeof *keys->link);
    for (uint32_t i = 0; i < schema->keys; i++) {
        struct key *key = &keys->key[i];
        key->schema = &schema->key[i];
        key->count.rule = key->schema->rule;
        key->count.evaluated = tuple_open(mem, &key->tuple, KEYS_AHEAD, key->schema->field, key->schema->count,
                                          binding);
        key->count.column = tuple_names(mem, &key->tuple, "+");
        key->group = group_open(key->tuple.count, sizeof(spot));
        keys->evaluated |= key->count.evaluated;
    }
    for (uint32_t i = 0; i < schema->links; i++) {
        keys->link[i].schema = &schema->link[i];
        open_link(keys, schema, &keys->link[i], binding);
        keys->evaluated |= keys->link[i].count.evaluated;
    }
    return keys;
}

bool keys_any(const struct keys *keys)
{
    return keys->evaluated;
}

bool keys_self(const struct keys *keys)
{
    for (uint32_t i = 0; i < keys->links; i++)
        if (keys->link[i].self && keys->link[i].count.evaluated)
            return true;
    return false;
}

struct str keys_text(struct mem *mem, const struct keys *keys, const struct record *record)
{
    for (uint32_t i = 0; i < keys->keys; i++)
        if (keys->key[i].schema->kind != SCHEMA_UNIQUE && keys->key[i].count.evaluated)
            return tuple_shown(mem, &keys->key[i].tuple, record);
    return STR("");
}

static void read_keys(struct keys *keys, const struct record *record, size_t count)
{
    struct mem_mark mark = mem_mark(keys->mem);
    mem_rewind(keys->held, keys->none_held);
    for (uint32_t i = 0; i < keys->keys; i++)
        if (keys->key[i].count.evaluated)
            read_ahead(keys, &keys->key[i], record, count);
    mem_rewind(keys->mem, mark);
}

void keys_ahead(struct keys *keys, const struct record *record, size_t count, struct reader *reader)
{
    read_keys(keys, record, count);
    if (keys->keys)
        find_spots(keys, record, count, reader);
}

bool keys_alone(const struct keys *keys)
{
    for (uint32_t i = 0; i < keys->links; i++)
        if (keys->link[i].count.evaluated)
            return false;
    return keys->evaluated;
}

void keys_keep(struct keys *keys)
{
    for (uint32_t i = 0; i < keys->keys; i++)
        keys->key[i].kept = keys->key[i].count;
}

void keys_back(struct keys *keys)
{
    for (uint32_t i = 0; i < keys->keys; i++)
        keys->key[i].count = keys->key[i].kept;
}

bool keys_try(struct keys *keys, const struct record *record, size_t count, struct reader *reader,
              const struct place *begin)
{
    bool good = true;
    read_keys(keys, record, count);
    reader_point(reader, record, 0, count);
    reader_lines(reader, record, count, keys->spot);
    spot file = file_spot(keys, begin->file);
    for (size_t i = 0; i < count; i++)
        keys->spot[i] = (keys->spot[i] + begin->line - 1) | file;
    for (uint32_t k = 0; k < keys->keys && good; k++)
        for (size_t i = 0; i < count && good && keys->key[k].count.evaluated; i++)
            good = try_key(keys, &keys->key[k], i);
    return good;
}

bool keys_check(struct keys *keys, const struct record *record, size_t i, const struct reader *reader,
                uint64_t ordinal)
{
    bool good = true;
    struct mem_mark mark = mem_mark(keys->scratch);
    for (uint32_t k = 0; k < keys->keys; k++)
        if (keys->key[k].count.evaluated)
            good &= check_key(keys, &keys->key[k], record, i, reader);
    for (uint32_t k = 0; k < keys->links; k++)
        if (keys->link[k].count.evaluated)
            good &= check_link(keys, &keys->link[k], record, reader, ordinal);
    mem_rewind(keys->scratch, mark);
    return good;
}

bool keys_counted(const struct keys *keys, uint32_t number, struct keys_count *count)
{
    if (number >= keys->keys + keys->links)
        return false;
    *count = number < keys->keys ? keys->key[number].count : keys->link[number - keys->keys].count;
    return true;
}

void keys_close(struct keys *keys)
{
    for (uint32_t i = 0; i < keys->keys; i++)
        group_close(keys->key[i].group);
    for (uint32_t i = 0; i < keys->links; i++)
        group_close(keys->link[i].group);
    mem_close(keys->scratch);
    mem_close(keys->held);
}
