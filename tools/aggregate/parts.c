/* parts - see parts.h */
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "meaning/sheet.h"
#include "parts.h"

/* ---- their numbers ---- */

/* So many of them, none of which is here yet. */
static struct parts parts_of(struct mem *mem, uint32_t total)
{
    return (struct parts){total, mem_array(mem, (size_t)total + 2, sizeof(struct made_part))};
}

struct parts parts_parse(struct mem *mem, const char *text, uint32_t *number)
{
    struct str rest = str_of(text), first = {0};
    struct num which, total;
    if (!str_cut(&rest, '/', &first) || num_parse(first, &which) != NUM_OK || num_parse(rest, &total) != NUM_OK ||
        which.scale || total.scale || which.mantissa < 1 || which.mantissa > total.mantissa ||
        total.mantissa > PARTS_MOST)
        diag_fatal(DIAG_USAGE, NULL, "--partial needs PART/PARTS such as 3/8, up to %d, not \"%s\"", PARTS_MOST, text);
    struct parts parts = parts_of(mem, (uint32_t)total.mantissa);
    *number = (uint32_t)which.mantissa;
    parts.part[*number].here = true;
    return parts;
}

struct str parts_text(struct mem *mem, const struct parts *parts, bool here)
{
    struct str text = {0};
    for (uint32_t i = 1; i <= parts->total; i++) {
        if (parts->part[i].here != here)
            continue;
        uint32_t last = i;
        while (last < parts->total && parts->part[last + 1].here == here)
            last++;
        text = mem_format(mem, last > i ? "%.*s%s%u-%u" : "%.*s%s%u", STR_ARG(text), text.length ? "," : "", i, last);
        i = last;
    }
    return text;
}

/* A whole number from 1 to `most`. */
static bool read_number(struct str text, uint32_t most, uint32_t *number)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK || value.scale || value.mantissa < 1 || value.mantissa > most)
        return false;
    *number = (uint32_t)value.mantissa;
    return true;
}

bool parts_read(struct mem *mem, struct str text, struct parts *parts, void (*named)(void *state, uint32_t number),
                void *state)
{
    ptrdiff_t of = str_find(text, STR(" of "));
    uint32_t total, from, to;
    if (of < 0 || !read_number(str_part(text, (size_t)of + 4, SIZE_MAX), PARTS_MOST, &total))
        return false;
    if (!parts->total)
        *parts = parts_of(mem, total);
    if (parts->total != total)
        return false;
    struct str rest = str_part(text, 0, (size_t)of), piece, first;
    while (str_cut(&rest, ',', &piece)) {
        struct str last = piece;
        str_cut(&last, '-', &first);
        if (!read_number(first, total, &from) || !read_number(last.length ? last : first, total, &to))
            return false;
        for (uint32_t i = from; i <= to; i++)
            named(state, i);
    }
    return true;
}

/* ---- what is said of one ---- */

struct str part_text(struct mem *mem, uint32_t number, const struct made_part *part)
{
    return mem_format(mem, "p %u records %llu sha256 %.*s refused %llu version %.*s", (unsigned)number,
                      (unsigned long long)part->records, STR_ARG(part->sha256), (unsigned long long)part->refused,
                      STR_ARG(part->version));
}

/* The text behind a word and a blank, up to the next blank. */
static struct str behind(struct str *text, struct str word)
{
    struct str name = {0}, value = {0};
    str_cut(text, ' ', &name);
    str_cut(text, ' ', &value);
    return str_eq(name, word) ? value : (struct str){0};
}

static bool read_count(struct str text, uint64_t *count)
{
    struct num value;
    if (num_parse(text, &value) != NUM_OK || value.scale || value.mantissa < 0 || value.mantissa > INT64_MAX)
        return false;
    *count = (uint64_t)value.mantissa;
    return true;
}

bool part_read(struct mem *mem, struct str text, uint32_t *number, struct made_part *part)
{
    *part = (struct made_part){.here = true};
    bool good = read_number(behind(&text, STR("p")), PARTS_MOST, number);
    good = read_count(behind(&text, STR("records")), &part->records) && good;
    part->sha256 = mem_copy(mem, behind(&text, STR("sha256")));
    good = read_count(behind(&text, STR("refused")), &part->refused) && good;
    part->version = mem_copy(mem, behind(&text, STR("version")));
    return good && part->sha256.length == 64 && part->version.length && !text.length;
}

/* ---- held against what was cut ---- */

struct listed {
    int part, of;
    struct figure records;
    struct str sha256, file;
};

static const struct sheet_range numbers = {1, PARTS_MOST, PARTS_MOST + 1, N_("\"%.*s\" is no part, from 1 on")};
static const struct sheet_range totals = {1, PARTS_MOST, 0, N_("\"%.*s\" is no number of parts")};
static const struct sheet_column manifest_column[] = {
    {"part", SHEET_FULL, sheet_whole, offsetof(struct listed, part), &numbers},
    {"records", SHEET_FULL, sheet_figure, offsetof(struct listed, records), NULL},
    {"sha256", SHEET_FULL, sheet_trimmed, offsetof(struct listed, sha256), NULL},
    {"of", SHEET_MAY, sheet_whole, offsetof(struct listed, of), &totals},
    {"file", SHEET_MAY, sheet_trimmed, offsetof(struct listed, file), NULL}};
static const struct sheet_form manifest_form = SHEET_FORM(struct listed, manifest_column, DIAG_STATE, "--manifest");

/* Is a part what the manifest says?  Tells what is not. */
static bool holds(struct mem *mem, const struct parts *parts, const struct listed *row)
{
    const struct made_part *part = &parts->part[row->part];
    struct num records = num_of((int64_t)part->records);
    struct str file = row->file.length ? mem_join(mem, STR(" ("), row->file, STR(")")) : row->file;
    bool whole = num_compare(records, row->records.value) == 0, same = str_eq(part->sha256, row->sha256);
    if (!whole)
        diag_report(DIAG_STATE, &part->place, "part %d%.*s: it was made of so many records: %llu; so many were cut: "
                    "%.*s.  It was not all there, or is another part; make its state anew", row->part, STR_ARG(file),
                    (unsigned long long)part->records, STR_ARG(row->records.text));
    else if (!same)
        diag_report(DIAG_STATE, &part->place, "part %d%.*s was made of another input than was cut (the SHA-256 "
                    "differs); make its state anew", row->part, STR_ARG(file));
    return whole && same;
}

/* A part, or a file, that a row before named too: another is missing. */
static void refuse_twice(struct sheet *sheet, const struct listed *row, bool *part, struct group *files)
{
    if (*part)
        sheet_wrong(sheet, "part", "part %d is in the manifest twice", row->part);
    *part = true;
    if (!row->file.length)
        return;
    bool *file = group_at(files, &row->file);
    if (*file)
        sheet_wrong(sheet, "file", "the file \"%.*s\" is in the manifest twice", STR_ARG(row->file));
    *file = true;
}

static bool hold_manifest(struct mem *mem, const struct parts *parts, struct reader *manifest)
{
    bool good = true;
    struct group *files = group_open(1, sizeof(bool));
    struct sheet *sheet = sheet_open(mem, manifest, &manifest_form);
    bool *seen = mem_array(mem, (size_t)parts->total + 2, sizeof *seen);
    struct listed row;
    while (sheet_next(sheet, &row))
        if (row.part < 1 || (uint32_t)row.part > parts->total) {
            sheet_wrong(sheet, "part", "part %d is in the manifest, and the states are of %u parts", row.part,
                        parts->total);
        } else if (row.of && (uint32_t)row.of != parts->total) {
            sheet_wrong(sheet, "of", "%d parts were cut, and the states are of %u: a part is missing in them", row.of,
                        parts->total);
        } else {
            refuse_twice(sheet, &row, &seen[row.part], files);
            good &= holds(mem, parts, &row);
        }
    group_close(files);
    sheet_close(sheet);
    for (uint32_t i = 1; i <= parts->total; i++)
        if (!seen[i]) {
            diag_report(DIAG_STATE, &parts->part[i].place, "part %u is not in the manifest", i);
            good = false;
        }
    return good;
}

/* No two parts of one input: one file was taken for both.  Parts without a record may be alike. */
static bool are_different(const struct parts *parts)
{
    bool good = true;
    struct group *seen = group_open(1, sizeof(uint32_t));
    for (uint32_t i = 1; i <= parts->total; i++) {
        const struct made_part *part = &parts->part[i];
        if (!part->records)
            continue;
        uint32_t *before = group_at(seen, &part->sha256);
        if (*before)
            diag_report(DIAG_STATE, &part->place, "parts %u and %u were made of the same input (its SHA-256 is the "
                        "same): one counts twice, and another is missing; --manifest FILE lists both where the parts "
                        "really are alike", *before, i);
        good &= !*before;
        *before = *before ? *before : i;
    }
    group_close(seen);
    return good;
}

/* All of this version: another may count otherwise. */
static bool are_of_one_version(const struct parts *parts)
{
    bool good = true;
    for (uint32_t i = 1; i <= parts->total; i++) {
        const struct made_part *part = &parts->part[i];
        if (str_eq(part->version, str_of(STEELYARD_VERSION)))
            continue;
        diag_report(DIAG_STATE, &part->place, "part %u was made by version %.*s, and this is %s: make its state anew",
                    i, STR_ARG(part->version), STEELYARD_VERSION);
        good = false;
    }
    return good;
}

void parts_complete(struct mem *mem, const struct parts *parts, struct reader *manifest)
{
    for (uint32_t i = 1; i <= parts->total; i++)
        if (!parts->part[i].here)
            diag_fatal(DIAG_STATE, NULL, "parts are missing: %.*s of %u", STR_ARG(parts_text(mem, parts, false)),
                       parts->total);
    bool good = manifest ? hold_manifest(mem, parts, manifest) : are_different(parts);
    if (!are_of_one_version(parts) || !good)
        diag_fatal(DIAG_STATE, NULL, "nothing is written: the parts are not those of the whole");
    for (uint32_t i = 1; i <= parts->total; i++) {
        const struct made_part *part = &parts->part[i];
        if (part->refused)
            diag_report(DIAG_SKIPPED, &part->place, "part %u: records that were refused when it was read: %llu", i,
                        (unsigned long long)part->refused);
    }
}
