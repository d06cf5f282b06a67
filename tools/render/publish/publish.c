/* publish - files of a template */

#include "publish/publish.h"

#include <unistd.h>

#include "base/voice.h"
#include "files/digest.h"
#include "files/fresh.h"
#include "formats/compose.h"
#include "formats/remarks.h"
#include "template/shipped.h"

struct publish {
    struct job *job;
    const struct publish_how *how;
    const struct scroll *scroll;
    struct front_matter front;
    struct template *template;
    struct report *report;
    const struct format *format;
};

/* ---- opening ---- */

/* A name without a folder is first looked for among the shipped ones. */
static const char *template_file(struct mem *mem, const char *given)
{
    const char *shipped = strchr(given, '/') ? NULL : shipped_file(mem, str_of(given));
    if (shipped)
        return shipped;
    if (access(given, R_OK) != 0 && !strchr(given, '/') && !str_ends(str_of(given), STR(".md")))
        diag_fatal(DIAG_USAGE, NULL, "--template: there is no template \"%s\" (--list names those that come with the "
                   "program)%.*s", given, STR_ARG(shipped_hint(mem, str_of(given))));
    return given;
}

struct publish *publish_open(struct job *job, const struct publish_how *how)
{
    struct publish *publish = mem_take(job->mem, sizeof *publish);
    publish->job = job;
    publish->how = how;
    publish->scroll = scroll_read(job->mem, template_file(job->mem, how->template));
    fresh_spare(job->mem, template_file(job->mem, how->template));
    publish->front = front_read(publish->scroll);
    struct str lang = publish->front.lang;
    if (lang.length && !opt_given("lang") && !voice_open(mem_copy(job->mem, lang).at))
        scroll_wrong(publish->scroll, lang.at, "there are no words in \"%.*s\" (expected one of %.*s)", STR_ARG(lang),
                     STR_ARG(voice_languages(job->mem)));
    scroll_stop();
    return publish;
}

/* ---- notes ---- */

/* What a reader must know to trust the figures, of all tables that the template has opened. */
static void put_notes(void *state, struct document *document)
{
    struct publish *publish = state;
    const struct stock *stock = template_stock(publish->template);
    struct report *report = publish->report;
    report->part = mem_array(report->mem, stock->tables + 1, sizeof *report->part);
    report->parts = 0;
    for (size_t i = 0; i < stock->tables; i++)
        if (stock->table[i].table)
            report->part[report->parts++] = (struct part){.name = stock->table[i].name,
                                                          .view = (struct view *)(uintptr_t)stock->table[i].view};
    struct remarks all = report->parts ? remarks_of(report) : (struct remarks){0};
    for (size_t i = 0; i < all.remarks; i++) {
        struct doc_block *block = document_add(document, all.remark[i].list ? BLOCK_ITEM : BLOCK_PARAGRAPH);
        block->role = ROLE_NOTE;
        block->level = 1;
        document_text(document, block, all.remark[i].text, all.remark[i].list ? 0 : RUN_STRONG);
    }
}

/* ---- one file, or many ---- */

/* In an arena apart: formats rewind the report's. */
static struct str made_bytes(struct mem *apart, struct publish *publish, size_t i)
{
    struct out *out = out_gather(apart);
    publish->report->out = out;
    publish->report->document = template_make(publish->template, i);
    compose_about(publish->report, publish->report->document);
    publish->format->write(publish->report);
    return out_gathered(out);
}

/* out/slip-{{owner}}.docx: the folder is as it stands, and a name is made safe. */
static const char *file_name(struct publish *publish, size_t i)
{
    struct mem *mem = publish->report->mem;
    struct str pattern = str_of(publish->job->output), name = pattern;
    size_t folder = pattern.length;
    while (folder > 0 && pattern.at[folder - 1] != '/')
        folder--;
    name = scroll_safe(mem, template_text(publish->template, i, str_part(pattern, folder, SIZE_MAX)));
    return mem_join(mem, str_part(pattern, 0, folder), name).at;
}

static void check_pattern(const struct publish *publish)
{
    const char *pattern = publish->job->output, *slash = pattern ? strrchr(pattern, '/') : NULL;
    const char *first = pattern ? strstr(pattern, "{{") : NULL;
    if (!pattern || strcmp(pattern, "-") == 0 || !first)
        diag_fatal(DIAG_USAGE, NULL, "this template writes a file for each group: give them names, as in "
                   "-o 'out/{{%.*s}}.%s'", STR_ARG(publish->front.split.length ? STR("owner") : STR("NAME")),
                   publish->format->name);
    if (slash && first < slash)
        diag_fatal(DIAG_USAGE, NULL, "-o \"%s\": the folder is the same for all files; {{...}} stands behind the "
                   "last /", pattern);
}

static void refuse_twice(const char *const *file, size_t files, struct str group)
{
    for (size_t i = 0; i + 1 < files; i++)
        if (strcmp(file[i], file[files - 1]) == 0)
            diag_fatal(DIAG_USAGE, NULL, "-o: the file of \"%.*s\" would be called \"%s\", as that of another group "
                       "is; a name that tells them apart is needed", STR_ARG(group), file[i]);
}

static void write_many(struct publish *publish)
{
    struct mem *mem = publish->report->mem;
    size_t count = template_documents(publish->template);
    const char **file = mem_array(mem, count + 1, sizeof *file), *slash = strrchr(publish->job->output, '/');
    struct str folder = str_part(str_of(publish->job->output), 0,
                                 slash ? (size_t)(slash - publish->job->output) + 1 : 0);
    publish->job->out = out_open(mem, mem_join(mem, folder, STR("index.csv")).at);
    struct writer *writer = job_writer(publish->job);
    static const char *const head[] = {"group", "file", "rows", "sha256"};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        writer_field(writer, str_of(head[i]));
    writer_end(writer);
    for (size_t i = 0; i < count; i++) {
        struct str group = template_group(publish->template, i);
        file[i] = file_name(publish, i);
        refuse_twice(file, i + 1, group);
        struct mem *apart = mem_open();
        struct str bytes = made_bytes(apart, publish, i);
        struct digest *digest = digest_open(mem);
        digest_add(digest, bytes);
        struct out *out = out_open(mem, file[i]);
        out_write(out, bytes);
        out_commit(out);
        mem_close(apart);
        writer_field(writer, group);
        writer_field(writer, str_part(str_of(file[i]), folder.length, SIZE_MAX));
        writer_field(writer, mem_whole(mem, (int64_t)template_rows(publish->template, i)));
        writer_field(writer, digest_text(mem, digest));
        writer_end(writer);
    }
}

/* The operand, or what stands behind "-". */
static struct reader *input_of(struct publish *publish)
{
    const struct front_list *data = &publish->front.data;
    bool asked = publish->job->files > 0;
    for (size_t i = 0; i < data->pairs; i++)
        asked |= str_eq(data->pair[i].text, STR("-"));
    return asked ? job_reader(publish->job) : NULL;
}

void publish_write(struct publish *publish, struct report *report, const struct format *format)
{
    const struct publish_how *how = publish->how;
    const struct template_how opened = {
        .mem = report->mem, .words = report->words, .names = report->names,
        .rules = edition_open(report->mem, how->labels ? job_table(publish->job, how->labels) : NULL),
        .edition = how->edition, .input = input_of(publish),
        .input_name = publish->job->files ? publish->job->file[0] : "-",
        .block = publish->job->reading.block, .data = how->data.value, .datas = how->data.count,
        .set = how->set.value, .sets = how->set.count, .split = how->split, .final = how->final,
        .penned = {.folder = how->words, .begin = how->begin, .final = how->final},
        .notes = put_notes, .notes_state = publish,
    };
    publish->report = report;
    publish->format = format;
    publish->template = template_open(&opened, publish->scroll, &publish->front);
    if (how->check)
        return;
    if (!template_is_split(publish->template)) {
        report->document = template_make(publish->template, 0);
        compose_about(report, report->document);
        report->out = job_out(publish->job);
        format->write(report);
    } else {
        check_pattern(publish);
        write_many(publish);
    }
    template_tell_unused(publish->template);
}
