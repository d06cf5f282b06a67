/* workbook - see workbook.h */
#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "book/workbook.h"
#include "values/num.h"

/* ---- relationships ---- */

struct relation {
    struct str id, type, target;
};

struct relations {
    struct mem *mem;
    struct str folder;        /* of the part that they are of */
    struct relation *row;
    size_t count, room;
};

/* The path of a target: as it stands behind a slash, otherwise from the part's own folder. */
static struct str resolved(struct mem *mem, struct str folder, struct str target)
{
    struct str whole = target, piece, path = {NULL, 0};
    if (target.length && target.at[0] != '/')
        whole = mem_format(mem, "%.*s/%.*s", STR_ARG(folder), STR_ARG(target));
    while (str_cut(&whole, '/', &piece)) {
        if (!piece.length || str_eq(piece, STR(".")))
            continue;
        if (str_eq(piece, STR(".."))) {
            while (path.length && path.at[path.length - 1] != '/')
                path.length--;
            path.length -= path.length > 0;
        } else {
            path = path.length ? mem_format(mem, "%.*s/%.*s", STR_ARG(path), STR_ARG(piece)) : piece;
        }
    }
    return mem_copy(mem, path);
}

static void on_relation(void *state, const char *name, const char *const *attribute)
{
    struct relations *relations = state;
    const char *id = markup_attribute(attribute, "Id"), *type = markup_attribute(attribute, "Type"),
               *target = markup_attribute(attribute, "Target"), *mode = markup_attribute(attribute, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target || (mode && strcmp(mode, "External") == 0))
        return;
    relations->row = mem_grow(relations->mem, relations->row, relations->count, &relations->room,
                              sizeof *relations->row);
    relations->row[relations->count++] = (struct relation){
        mem_copy(relations->mem, str_of(id)), mem_copy(relations->mem, str_of(type)),
        resolved(relations->mem, relations->folder, mem_copy(relations->mem, str_of(target)))};
}

/* The relationships of the part at FOLDER/NAME; none where there is no such list. */
static struct relations relations_of(struct mem *mem, struct package *package, struct str folder, struct str name)
{
    struct relations relations = {.mem = mem, .folder = folder};
    struct str path = mem_format(mem, "%.*s%s_rels/%.*s.rels", STR_ARG(folder), folder.length ? "/" : "",
                                 STR_ARG(name));
    struct part *part = part_open(package, path);
    if (part)
        markup_read(mem, part, &(struct markup_ear){.start = on_relation, .state = &relations});
    return relations;
}

/* What kind of thing a relationship leads to: the end of its type, which is all that the
 * strict and the usual kind have in common. */
static struct str kind_of(const struct relation *relation)
{
    struct str type = relation->type;
    while (str_find(type, STR("/")) >= 0)
        type = str_part(type, (size_t)str_find(type, STR("/")) + 1, type.length);
    return type;
}

static struct str target_of(const struct relations *relations, struct str kind)
{
    for (size_t i = 0; i < relations->count; i++)
        if (str_eq(kind_of(&relations->row[i]), kind))
            return relations->row[i].target;
    return (struct str){NULL, 0};
}

/* ---- the workbook's own part ---- */

struct opening {
    struct workbook *workbook;
    struct relations relations;
    size_t room;
};

static void settle_sheet(struct opening *opening, struct worksheet *sheet, struct str id)
{
    for (size_t i = 0; i < opening->relations.count; i++) {
        const struct relation *relation = &opening->relations.row[i];
        if (!str_eq(relation->id, id))
            continue;
        sheet->path = relation->target;
        sheet->kind = str_eq(kind_of(relation), STR("worksheet"))    ? SHEET_GRID
                      : str_eq(kind_of(relation), STR("chartsheet")) ? SHEET_CHART
                                                                     : SHEET_OTHER;
    }
}

static void add_sheet(struct opening *opening, const char *const *attribute)
{
    struct workbook *workbook = opening->workbook;
    const char *name = markup_attribute(attribute, "name"), *id = NULL;
    const char *state = markup_attribute(attribute, "state");
    for (const char *const *at = attribute; *at; at += 2)
        if (strlen(at[0]) > 3 && strcmp(at[0] + strlen(at[0]) - 3, ":id") == 0)
            id = at[1];
    if (!name)
        return;
    workbook->sheet = mem_grow(workbook->mem, workbook->sheet, workbook->sheets, &opening->room,
                               sizeof *workbook->sheet);
    struct worksheet *sheet = &workbook->sheet[workbook->sheets++];
    *sheet = (struct worksheet){.name = mem_copy(workbook->mem, str_of(name)), .number = workbook->sheets,
                                .kind = SHEET_OTHER};
    if (state)
        sheet->state = strcmp(state, "hidden") == 0       ? SHEET_HIDDEN
                       : strcmp(state, "veryHidden") == 0 ? SHEET_VERY_HIDDEN
                                                          : SHEET_VISIBLE;
    settle_sheet(opening, sheet, str_of(id));
}

static void on_workbook(void *state, const char *name, const char *const *attribute)
{
    struct opening *opening = state;
    if (strcmp(name, "sheet") == 0)
        add_sheet(opening, attribute);
    else if (strcmp(name, "workbookPr") == 0)
        opening->workbook->from_1904 = markup_flag(attribute, "date1904");
    else if (strcmp(name, "calcPr") == 0)
        opening->workbook->recalculate = markup_flag(attribute, "fullCalcOnLoad");
}

struct workbook *workbook_open(struct mem *mem, struct package *package)
{
    struct place place = {.file = package_file(package)};
    struct relations root = relations_of(mem, package, STR(""), STR(""));
    struct str path = target_of(&root, STR("officeDocument")), folder, name;
    if (!path.length)
        path = STR("xl/workbook.xml");
    size_t cut = path.length;
    while (cut && path.at[cut - 1] != '/')
        cut--;
    folder = str_part(path, 0, cut ? cut - 1 : 0);
    name = str_part(path, cut, path.length);
    struct part *part = part_open(package, path);
    if (!part)
        diag_fatal(DIAG_WORKBOOK, &place, "is a ZIP archive, but no workbook: it has no %.*s", STR_ARG(path));
    struct opening opening = {.workbook = mem_take(mem, sizeof *opening.workbook),
                              .relations = relations_of(mem, package, folder, name)};
    *opening.workbook = (struct workbook){.mem = mem, .package = package,
                                          .texts = target_of(&opening.relations, STR("sharedStrings")),
                                          .styles = target_of(&opening.relations, STR("styles"))};
    markup_read(mem, part, &(struct markup_ear){.start = on_workbook, .state = &opening});
    if (!opening.workbook->sheets)
        diag_fatal(DIAG_WORKBOOK, &place, "the workbook has no sheet");
    return opening.workbook;
}

static bool same_name(struct str a, struct str b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++) {
        char one = a.at[i], other = b.at[i];
        one = one >= 'A' && one <= 'Z' ? (char)(one | 0x20) : one;
        other = other >= 'A' && other <= 'Z' ? (char)(other | 0x20) : other;
        if (one != other)
            return false;
    }
    return true;
}

const struct worksheet *workbook_sheet(const struct workbook *workbook, struct str name)
{
    struct num number;
    for (uint32_t i = 0; i < workbook->sheets; i++)
        if (same_name(workbook->sheet[i].name, name))
            return &workbook->sheet[i];
    if (num_parse(name, &number) == NUM_OK && !number.scale && number.mantissa >= 1 &&
        number.mantissa <= workbook->sheets)
        return &workbook->sheet[number.mantissa - 1];
    return NULL;
}

struct str sheet_kind_word(enum sheet_kind kind)
{
    static const struct str word[] = {STR("worksheet"), STR("chart"), STR("other")};
    return word[kind];
}

struct str sheet_state_word(enum sheet_state state)
{
    static const struct str word[] = {STR("visible"), STR("hidden"), STR("very hidden")};
    return word[state];
}
