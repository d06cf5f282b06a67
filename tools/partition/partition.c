/* partition: a table in; out goes a folder of parts of it, each a table with the header, and a manifest that says what
 * was cut. */
#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "files/fresh.h"
#include "frame/tool.h"
#include "bins.h"
#include "parting.h"

/* ---- options ---- */

enum { PARTS_MOST = 32767 };  /* as many as aggregate --partial knows */

static const char *output;
static uint64_t parts, bytes;
static struct opt_list by;

static const struct opt options[] = {
    {0, "parts", "N", "so many parts of nearly equal size, one behind the other; needs a file", OPT_COUNT, &parts,
     "1 to 32767"},
    {0, "bytes", "SIZE", "parts of at most SIZE bytes (K, M, G), one behind the other; of a pipe too", OPT_SIZE, &bytes,
     NULL},
    {0, "by", "COLUMN[:LENGTH],...", "a part for each text of the columns, or of their first LENGTH characters",
     OPT_EACH, &by, NULL},
    {'o', "output", "FOLDER", "the folder of the parts and of manifest.csv, whole or not at all", OPT_TEXT, &output,
     NULL},
    {0}};

/* ---- state ---- */

enum { BATCH = PARTING_MOST }; /* records that come together */

/* Where a part begins in the whole; one by a key in itself, since its records stand anywhere there. */
struct part {
    struct bin bin;
    struct place begin;
    uint64_t blanks;          /* blank lines before it, which count as records where they are told of */
};

struct partition {
    struct job *job;
    struct mem *mem;
    struct reader *reader;
    struct columns columns;
    struct folder *folder;
    struct bins *bins;
    uint64_t blanks;          /* blank lines so far */
    uint64_t line;            /* of the first record, in the whole as in each part */
    /* one behind the other */
    struct part **part;
    size_t count, room;
    uint64_t before, size;    /* bytes before the first record, and of all records */
    uint64_t upto;            /* where the last part ends: records that begin there belong to the next */
    /* by keys */
    struct parting *keys;
    struct group *group;      /* a struct part for each key */
};

/* ---- begin: what was asked for, and whether it can be had ---- */

static void refuse_options(const struct job *job)
{
    int ways = (parts > 0) + opt_given("bytes") + (by.count > 0);
    if (ways != 1)
        diag_fatal(DIAG_USAGE, NULL, "expected one of --parts, --bytes and --by, to say how the input is parted");
    if (opt_given("bytes") && !bytes)
        diag_fatal(DIAG_USAGE, NULL, "--bytes 0: no part can be so small");
    if (!output || !*output)
        diag_fatal(DIAG_USAGE, NULL, "expected -o FOLDER, where the parts go");
    if (job->files > 1)
        diag_fatal(DIAG_USAGE, NULL, "expected one FILE, so that a part knows where it begins; got %zu", job->files);
}

/* The folder is replaced with all that it holds. */
static void refuse_own_input(const struct job *job)
{
    struct str folder = str_of(fresh_target(job->mem, output));
    struct str file = str_of(job->files ? fresh_target(job->mem, job->file[0]) : "");
    if (str_starts(file, mem_join(job->mem, folder, STR("/"))))
        diag_fatal(DIAG_USAGE, NULL, "the input %s stands in %s, which is replaced whole; expected another folder",
                   job->file[0], output);
}

/* How many bytes of records are to come; a pipe does not say. */
static void find_size(struct partition *p)
{
    if (!reader_size(p->reader, &p->size))
        diag_fatal(DIAG_USAGE, NULL, "--parts needs an input whose size is known, a file, and %s is none; --bytes SIZE "
                   "cuts whatever comes", p->columns.file);
    p->size -= p->size < p->before ? p->size : p->before;
}

/* The next part begins at this place. */
static struct part *next_part(struct partition *p, struct place place)
{
    if (p->count == PARTS_MOST)
        diag_fatal(DIAG_USAGE, NULL, "--bytes %llu makes more than %d parts; expected more bytes",
                   (unsigned long long)bytes, PARTS_MOST);
    if (p->count)
        bins_flush(p->bins, &p->part[p->count - 1]->bin);
    struct part *part = mem_take(p->mem, sizeof *part);
    p->part = mem_grow(p->mem, p->part, p->count, &p->room, sizeof *p->part);
    p->part[p->count++] = part;
    part->bin.name = mem_format(p->mem, "part-%05zu.csv", p->count).at;
    part->begin = place;
    part->blanks = p->blanks;
    bins_begin(p->bins, &part->bin);
    if (parts)
        p->upto = p->before + (uint64_t)(((unsigned __int128)p->size * p->count + parts - 1) / parts);
    return part;
}

static void begin(struct partition *p)
{
    struct job *job = p->job;
    refuse_options(job);
    refuse_own_input(job);
    job->reading.blanks = !by.count;       /* a blank line stays where it stands */
    p->reader = job_reader(job);
    p->columns = column_labels(p->mem, p->reader);
    p->before = reader_head(p->reader).length;
    if (parts)
        find_size(p);
    if (by.count) {
        p->keys = parting_open(p->mem, &p->columns, &by);
        p->group = group_open(parting_columns(p->keys), sizeof(struct part));
    }
    p->folder = folder_open(p->mem, output);
    p->bins = bins_open(p->mem, p->folder, reader_head(p->reader), BINS_BYTES);
    p->line = reader_behind(p->reader).line;
    if (!p->keys)
        next_part(p, reader_behind(p->reader));
}

/* ---- each: records that come together ---- */

/* Does record `i` of a batch, and all before it, go to this part? */
static bool fits(const struct partition *p, const struct part *part, const struct record *record, size_t i)
{
    if (parts)
        return p->count == parts || reader_offset(p->reader, &record[i]) < p->upto;
    return part->bin.bytes + record_stretch(record, i + 1).length <= bytes || (i == 0 && part->bin.bytes == p->before);
}

/* A blank line comes alone or first, and counts as no record of the part. */
static bool is_blank(const struct partition *p, const struct record *record)
{
    return record->count == 1 && p->columns.count > 1;
}

static void each_in_order(struct partition *p, const struct record *record, size_t count)
{
    for (size_t from = 0, upto; from < count; from = upto) {
        struct part *part = p->part[p->count - 1];
        for (upto = count; upto > from && !fits(p, part, record + from, upto - 1 - from); upto--)
            ;
        if (upto == from) {
            reader_point(p->reader, record, from, count);
            next_part(p, reader_place(p->reader, RECORD_WHOLE));
            continue;
        }
        bool blank = is_blank(p, &record[from]);
        bins_add(p->bins, &part->bin, record_stretch(record + from, upto - from));
        part->bin.records += upto - from - blank;
        p->blanks += blank;
    }
}

/* Records of one key that stand together go to its part at once: all of a region, where the table is in their order. */
static void each_by_key(struct partition *p, const struct record *record, size_t count)
{
    void *state[BATCH];
    parting_each(p->keys, p->group, record, count, state);
    for (size_t i = 0, upto; i < count; i = upto) {
        struct part *part = state[i];
        for (upto = i + 1; upto < count && state[upto] == part; upto++)
            ;
        if (!part->bin.name) {
            part->bin.name = parting_file(p->keys, p->group, part);
            part->begin = (struct place){.file = part->bin.name, .line = p->line, .record = 1};
            bins_begin(p->bins, &part->bin);
        }
        bins_add(p->bins, &part->bin, record_stretch(&record[i], upto - i));
        part->bin.records += upto - i;
    }
}

/* ---- finish: the rest of the parts, and the manifest ---- */

static void put_number(struct writer *writer, struct mem *mem, uint64_t number)
{
    writer_plain(writer, mem_whole(mem, (int64_t)number));
}

/* FILE:LINE:RECORD+BLANKS, as --at takes it. */
static struct str at_text(struct mem *mem, const struct part *part)
{
    struct str more = part->blanks ? mem_format(mem, "+%llu", (unsigned long long)part->blanks) : STR("");
    return mem_format(mem, "%s:%llu:%llu%.*s", part->begin.file, (unsigned long long)part->begin.line,
                      (unsigned long long)(part->begin.record - part->blanks), STR_ARG(more));
}

/* What all parts have: file, part, of, records, bytes, sha256, at.  The total stands in each row, so that a manifest
 * that was cut short does not look like a whole one. */
static void put_part(const struct partition *p, struct writer *writer, struct part *part, size_t number)
{
    writer_plain(writer, str_of(part->bin.name));
    put_number(writer, p->mem, number);
    put_number(writer, p->mem, p->keys ? group_count(p->group) : p->count);
    put_number(writer, p->mem, part->bin.records);
    put_number(writer, p->mem, part->bin.bytes);
    writer_plain(writer, bin_sha256(p->mem, &part->bin));
    writer_field(writer, at_text(p->mem, part));
}

static struct str manifest(const struct partition *p)
{
    struct mem *gathers = mem_open();
    struct out *out = out_gather(gathers);
    struct writer *writer = writer_open(p->mem, out, ',');
    out_write(out, STR("file,part,of,records,bytes,sha256,at"));
    for (uint32_t i = 0; p->keys && i < parting_columns(p->keys); i++)
        if (parting_columns(p->keys) == 1)
            out_write(out, STR(",key"));
        else
            out_format(out, ",key_%u", i + 1);
    out_write(out, STR("\n"));
    for (size_t i = 0; i < p->count; i++) {
        put_part(p, writer, p->part[i], i + 1);
        writer_end(writer);
    }
    struct group_walk walk = {0};
    for (size_t number = 1; p->keys && group_next(p->group, &walk); number++) {
        put_part(p, writer, walk.state, number);
        for (uint32_t i = 0; i < parting_columns(p->keys); i++)
            writer_field(writer, group_key(p->group, walk.state, i));
        writer_end(writer);
    }
    struct str text = mem_copy(p->mem, out_gathered(out));
    mem_close(gathers);
    return text;
}

static void finish(struct partition *p)
{
    while (!p->keys && p->count < parts)
        next_part(p, reader_behind(p->reader));
    bins_close(p->bins);
    folder_list(p->folder, manifest(p));
    folder_commit(p->folder);
    p->job->folder = p->folder;
    if (p->keys) {
        parting_close(p->keys);
        group_close(p->group);
    }
}

/* ---- run ---- */

static void run(struct job *job)
{
    struct partition p = {.job = job, .mem = job->mem};
    begin(&p);
    struct record record[BATCH];
    for (size_t count; (count = reader_batch(p.reader, record, BATCH)) > 0;)
        if (p.keys)
            each_by_key(&p, record, count);
        else
            each_in_order(&p, record, count);
    finish(&p);
}

/* ---- the tool: words that --list names ---- */

static const struct tool_item manifest_columns[] = {
    {"file", NULL, "the part's name in the folder"},
    {"part", NULL, "its number from 1, in the order of the input or of the first record of each key"},
    {"of", NULL, "how many parts there are"},
    {"records", NULL, "records in it"},
    {"bytes", NULL, "its size, the header included"},
    {"sha256", NULL, "SHA-256 of the whole file"},
    {"at", NULL, "where it begins in the whole, with --by in itself; --at of other tools takes it"},
    {"key", NULL, "what its records have in the column; of several columns key_1, key_2, ..."},
    {0}};

static const struct tool_words words[] = {{"manifest", manifest_columns, NULL}, {0}};
static const struct tool_list list = {{"what", "name", NULL, "meaning"}, words};

/* ---- the tool ---- */

static const char *const examples[] = {
    "partition --parts 4 -o build/parts samples/zhejiang/observations.csv",
    "partition --by region:4 -o build/parts samples/zhejiang/observations.csv",
    NULL};

static const struct tool_column columns[] = {
    {"in", "the --by columns", "with --by", "any; keys are told apart byte for byte"},
    {"out", "the input's columns", "always", "in each part: as they came"},
    {"out", "file", "always", "in manifest.csv: the part's name in the folder"},
    {"out", "part", "always", "its number from 1, in the order of the input or of the first record of each key"},
    {"out", "of", "always", "how many parts there are"},
    {"out", "records", "always", "records in it"},
    {"out", "bytes", "always", "its size, the header included"},
    {"out", "sha256", "always", "SHA-256 of the whole file"},
    {"out", "at", "always", "where it begins in the whole, with --by in itself; --at of other tools takes it"},
    {"out", "key", "with --by", "what its records have in the column; of several columns key_1, key_2, ..."},
    {0}};

static const struct tool tool = {
    .name = "partition",
    .purpose = "cut a table into parts, each a table of its own, with a manifest of what was cut",
    .operands = "[FILE]",
    .in = "any table",
    .out = "a folder of tables with the same header, whose records are those that came, byte for byte",
    .example = examples,
    .option = options,
    .column = columns,
    .list = &list,
    .run = run,
};

int main(int argc, char **argv)
{
    return tool_main(&tool, argc, argv);
}
