/* archive - see archive.h */

#include <zip.h>

#include "base/diag.h"
#include "base/str.h"
#include "office/archive.h"
#include "view/sink.h"

/* 1980-01-01 and midnight, as ZIP says it. */
enum { FIRST_DAY = 1 << 5 | 1, MIDNIGHT = 0, BLOCK = 64 * 1024 };

/* Parts of more bytes than that are packed faster and a little less. */
enum { LARGE = 1024 * 1024, THOROUGH = 6, FAST = 2 };

#define KINDS "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

struct relation {
    const char *from, *kind;  /* from: null for the archive's own */
    struct str target;
    bool elsewhere;
    int number;               /* among those of its part */
};

struct part {
    struct str path;
    const char *type;
    struct out *out;
};

struct archive {
    struct mem *mem;
    struct part *part;
    size_t parts, part_room;
    struct relation *relation;
    size_t relations, relation_room;
    bool closed;              /* content types and relations are written */
};

struct archive *archive_open(struct mem *mem)
{
    struct archive *archive = mem_take(mem, sizeof *archive);
    archive->mem = mem;
    return archive;
}

struct out *archive_part(struct archive *archive, const char *path, const char *type)
{
    archive->part = mem_grow(archive->mem, archive->part, archive->parts, &archive->part_room, sizeof *archive->part);
    struct part *part = &archive->part[archive->parts++];
    *part = (struct part){mem_copy(archive->mem, str_of(path)), type, out_gather(archive->mem)};
    return part->out;
}

static bool same_place(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

int archive_relate(struct archive *archive, const char *from, const char *kind, struct str target, bool elsewhere)
{
    int number = 1;
    for (size_t i = 0; i < archive->relations; i++) {
        const struct relation *other = &archive->relation[i];
        if (!same_place(other->from, from))
            continue;
        if (str_eq(other->target, target) && strcmp(other->kind, kind) == 0)
            return other->number;
        number++;
    }
    archive->relation = mem_grow(archive->mem, archive->relation, archive->relations, &archive->relation_room,
                                 sizeof *archive->relation);
    archive->relation[archive->relations++] =
        (struct relation){from, kind, mem_copy(archive->mem, target), elsewhere, number};
    return number;
}

/* ---- what follows by itself ---- */

static void write_types(struct archive *archive)
{
    size_t parts = archive->parts;
    struct out *out = archive_part(archive, "[Content_Types].xml", NULL);
    out_write(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                       "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                       "<Default Extension=\"rels\" "
                       "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                       "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                       "<Default Extension=\"emf\" ContentType=\"image/x-emf\"/>"));
    for (size_t i = 0; i < parts; i++)
        if (archive->part[i].type)
            out_format(out, "<Override PartName=\"/%.*s\" ContentType=\"%s\"/>", STR_ARG(archive->part[i].path),
                       archive->part[i].type);
    out_write(out, STR("</Types>\n"));
}

/* word/document.xml has its relations in word/_rels/document.xml.rels. */
static const char *place_of_relations(struct archive *archive, const char *from)
{
    const char *slash = from ? strrchr(from, '/') : NULL;
    if (!from)
        return "_rels/.rels";
    if (!slash)
        return mem_format(archive->mem, "_rels/%s.rels", from).at;
    return mem_format(archive->mem, "%.*s_rels/%s.rels", (int)(slash + 1 - from), from, slash + 1).at;
}

static void write_relations(struct archive *archive, const char *from)
{
    struct out *out = archive_part(archive, place_of_relations(archive, from), NULL);
    out_write(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"));
    for (size_t i = 0; i < archive->relations; i++) {
        const struct relation *relation = &archive->relation[i];
        if (!same_place(relation->from, from))
            continue;
        out_format(out, "<Relationship Id=\"rId%d\" Type=\"%s%s\" Target=\"", relation->number,
                   strchr(relation->kind, ':') ? "" : KINDS, relation->kind);
        sink_xml(out, relation->target);
        out_write(out, relation->elsewhere ? STR("\" TargetMode=\"External\"/>") : STR("\"/>"));
    }
    out_write(out, STR("</Relationships>\n"));
}

/* Programs look at the types first: they become the first part, the relations of the package the second. */
static void close_parts(struct archive *archive)
{
    if (archive->closed)
        return;
    archive->closed = true;
    size_t own = archive->parts;
    write_types(archive);
    write_relations(archive, NULL);
    for (size_t i = 0; i < archive->relations; i++) {
        size_t k = 0;
        while (!same_place(archive->relation[k].from, archive->relation[i].from))
            k++;
        if (k == i && archive->relation[i].from)
            write_relations(archive, archive->relation[i].from);
    }
    size_t all = archive->parts;
    struct part *order = mem_array(archive->mem, all, sizeof *order);
    memcpy(order, archive->part + own, (all - own) * sizeof *order);
    memcpy(order + (all - own), archive->part, own * sizeof *order);
    archive->part = order;
    archive->part_room = all;
}

bool archive_look(struct archive *archive, size_t i, struct str *path, struct str *bytes)
{
    close_parts(archive);
    if (i >= archive->parts)
        return false;
    *path = archive->part[i].path;
    *bytes = out_gathered(archive->part[i].out);
    return true;
}

/* ---- the archive ---- */

static _Noreturn void cannot(const char *why)
{
    diag_fatal(DIAG_WRITE, NULL, "cannot make the archive of the document: %s", why);
}

static void add_part(zip_t *zip, const struct part *part)
{
    struct str bytes = out_gathered(part->out);
    zip_source_t *source = zip_source_buffer(zip, bytes.length ? bytes.at : "", bytes.length, 0);
    zip_int64_t at = source ? zip_file_add(zip, part->path.at, source, ZIP_FL_ENC_UTF_8) : -1;
    if (at < 0 || zip_file_set_dostime(zip, (zip_uint64_t)at, MIDNIGHT, FIRST_DAY, 0) != 0 ||
        zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_DEFLATE, bytes.length > LARGE ? FAST : THOROUGH) != 0)
        cannot(zip_strerror(zip));
}

static void copy_out(zip_source_t *whole, struct out *out)
{
    if (zip_source_open(whole) != 0)
        cannot(zip_error_strerror(zip_source_error(whole)));
    for (;;) {
        zip_int64_t got = zip_source_read(whole, out_room(out, BLOCK), BLOCK);
        if (got < 0)
            cannot(zip_error_strerror(zip_source_error(whole)));
        if (got == 0)
            break;
        out_used(out, (size_t)got);
    }
    zip_source_close(whole);
}

void archive_write(struct archive *archive, struct out *out)
{
    zip_error_t error;
    zip_error_init(&error);
    close_parts(archive);
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = whole ? zip_open_from_source(whole, ZIP_TRUNCATE, &error) : NULL;
    if (!zip)
        cannot(zip_error_strerror(&error));
    zip_source_keep(whole);
    for (size_t i = 0; i < archive->parts; i++)
        add_part(zip, &archive->part[i]);
    if (zip_close(zip) != 0)
        cannot(zip_strerror(zip));
    copy_out(whole, out);
    zip_source_free(whole);
}
