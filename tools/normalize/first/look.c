/* look - see look.h */
#include "base/str.h"
#include "base/voice.h"
#include "first/look.h"

/* Columns of the page: where what a name is said to be begins. */
enum { NAME_WIDTH = 24 };

static void line(struct mem *mem, struct out *out, struct str name, struct str text)
{
    struct plain left = plain_of(mem, name);
    out_write(out, STR("  "));
    out_plain(out, left);
    for (size_t width = str_width(left.text, 1); width < NAME_WIDTH; width++)
        out_byte(out, ' ');
    out_byte(out, ' ');
    out_plain(out, plain_of(mem, text));
    out_byte(out, '\n');
}

static void heading(struct out *out, const char *text)
{
    out_write(out, str_of(voice_text(text)));
    out_byte(out, '\n');
}

/* ---- the file ---- */

static void print_file(struct mem *mem, struct out *out, const struct look *look)
{
    const struct raw_table *t = look->table;
    heading(out, N_("file"));
    line(mem, out, voice_str(N_("name")), str_of(look->file));
    line(mem, out, voice_str(N_("encoding")), mem_format(mem, "%.*s (%.*s)", STR_ARG(look->encoding),
                                                         STR_ARG(look->decided)));
    line(mem, out, voice_str(N_("delimiter")), look->delimiter);
    line(mem, out, voice_str(N_("header")),
         t->last == t->line ? say_format(mem, "line %llu", (unsigned long long)t->line)
                            : say_format(mem, "lines %llu to %llu", (unsigned long long)t->line,
                                         (unsigned long long)t->last));
    if (t->title.length)
        line(mem, out, voice_str(N_("title")), t->title);
    if (t->unit.text.length)
        line(mem, out, voice_str(N_("unit line")), t->unit.text);
    else if (t->unit_line.length)
        line(mem, out, voice_str(N_("unit line")), say(mem, "{1} (names no single unit that is known)", t->unit_line));
    for (int role = 0; role < ROLE_COUNT; role++)
        if (t->said[role].length)
            line(mem, out, role_name((enum role)role), say(mem, "{1} (a line above the table says so)", t->said[role]));
    if (look->cut)
        line(mem, out, voice_str(N_("looked at")), voice_str(N_("the first 3 MiB; the file goes on")));
}

/* ---- columns ---- */

static struct str add(struct mem *mem, struct str list, struct str name, struct str value)
{
    if (!value.length)
        return list;
    return list.length ? mem_format(mem, "%.*s, %.*s %.*s", STR_ARG(list), STR_ARG(name), STR_ARG(value))
                       : mem_format(mem, "%.*s %.*s", STR_ARG(name), STR_ARG(value));
}

static struct str rows_of(struct mem *mem, const struct raw_table *t, const struct table_column *c)
{
    struct str list = STR("");
    list = add(mem, list, STR("period"), c->period);
    list = add(mem, list, STR("region"), c->region);
    list = add(mem, list, STR("indicator"), c->indicator);
    list = add(mem, list, STR("unit"), c->unit.text);
    list = add(mem, list, STR("status"), c->status);
    list = add(mem, list, STR("caliber"), c->caliber);
    for (uint32_t i = 0; c->more && i < t->mores; i++)
        list = add(mem, list, t->more[i], c->more[i]);
    if (c->to_date)
        list = voice_join(mem, list, voice_str(N_("counted from January")));
    return list.length ? say(mem, "values: {1}", list) : voice_str(N_("values"));
}

static struct str becomes(struct mem *mem, const struct raw_table *t, const struct table_column *c)
{
    if (c->role == ROLE_WIDE)
        return rows_of(mem, t, c);
    if (c->role == ROLE_SCALE)
        return voice_str(N_("moves the point of the values"));
    if (t->part != COLUMN_NONE && c == &t->column[t->part])
        return role_name(ROLE_PERIOD);
    if (c->role == ROLE_NONE)
        return voice_str(N_("left out"));
    if (c->open)
        return voice_str(N_("open"));
    return c->role < ROLE_COUNT ? role_name(c->role) : mem_format(mem, "\"%.*s\"", STR_ARG(c->name));
}

static void print_columns(struct mem *mem, struct out *out, const struct raw_table *t)
{
    heading(out, N_("columns"));
    for (uint32_t i = 0; i < t->count; i++) {
        const struct table_column *c = &t->column[i];
        struct str why = c->why.length ? c->why : voice_str(c->open ? N_("holds figures, but of what is not known")
                                                                    : c->reason ? c->reason : N_("comes along"));
        line(mem, out, mem_format(mem, "%u %.*s", i + 1, STR_ARG(c->header)),
             mem_format(mem, "%.*s (%.*s)", STR_ARG(becomes(mem, t, c)), STR_ARG(why)));
    }
}

/* ---- what is open ---- */

static void print_open(struct mem *mem, struct out *out, const struct look *look, const struct draft *draft)
{
    const struct draft_row *row;
    size_t rows = draft_rows(draft, &row), open = 0;
    heading(out, N_("open"));
    for (size_t i = 0; i < rows; i++) {
        if (row[i].to.length || !row[i].candidates.length)
            continue;
        open++;
        line(mem, out, mem_format(mem, "%.*s %.*s", STR_ARG(row[i].what), STR_ARG(row[i].from)), row[i].candidates);
    }
    if (open)
        out_write(out, say(mem, "normalize --draft-mapping {1} writes these as a mapping to be filled in\n",
                           plain_of(mem, str_of(look->file)).text));
    else
        line(mem, out, voice_str(N_("nothing")), STR(""));
}

void look_print(struct mem *mem, struct out *out, const struct look *look, const struct draft *draft)
{
    print_file(mem, out, look);
    print_columns(mem, out, look->table);
    heading(out, N_("rows as they would come out"));
    out_plain(out, plain_lines(mem, look->rows));
    print_open(mem, out, look, draft);
}
