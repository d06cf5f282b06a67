/* shared_text - see shared_text.h */
#include "base/diag.h"
#include "base/str.h"
#include "book/rich_text.h"
#include "book/shared_text.h"

struct shared_text {
    const struct workbook *workbook;
    char *bytes;
    uint64_t *end;            /* where each ends */
    size_t length, room;
    uint32_t count;
    size_t ends;
    struct rich_text text;
    bool inside;
};

static void keep(struct shared_text *texts)
{
    if (texts->length + texts->text.length > texts->room) {
        texts->room = 2 * texts->room + texts->text.length + 4096;
        texts->bytes = mem_resize(texts->bytes, texts->room);
    }
    if (texts->count == texts->ends) {
        texts->ends = 2 * texts->ends + 256;
        texts->end = mem_resize(texts->end, texts->ends * sizeof *texts->end);
    }
    if (texts->text.length)
        memcpy(texts->bytes + texts->length, texts->text.at, texts->text.length);
    texts->length += texts->text.length;
    texts->end[texts->count++] = texts->length;
}

static void on_start(void *state, const char *name, const char *const *attribute)
{
    struct shared_text *texts = state;
    if (texts->inside) {
        rich_text_start(&texts->text, name, attribute);
    } else if (strcmp(name, "si") == 0) {
        texts->inside = true;
        rich_text_begin(&texts->text);
    }
}

static void on_text(void *state, const char *at, size_t length)
{
    struct shared_text *texts = state;
    struct place place = {.file = package_file(texts->workbook->package)};
    if (texts->inside && !rich_text_add(&texts->text, at, length))
        diag_fatal(DIAG_WORKBOOK, &place, "the text number %lu has more than %zu bytes, as no cell has",
                   (unsigned long)texts->count + 1, RICH_TEXT_MAX);
}

static void on_end(void *state, const char *name)
{
    struct shared_text *texts = state;
    if (strcmp(name, "si") == 0 && texts->inside) {
        keep(texts);
        texts->inside = false;
    } else if (texts->inside) {
        rich_text_end(&texts->text, name);
    }
}

struct shared_text *shared_text_open(const struct workbook *workbook)
{
    struct shared_text *texts = mem_take(workbook->mem, sizeof *texts);
    texts->workbook = workbook;
    struct part *part = workbook->texts.length ? part_open(workbook->package, workbook->texts) : NULL;
    if (part)
        markup_read(workbook->mem, part, &(struct markup_ear){on_start, on_end, on_text, texts});
    rich_text_close(&texts->text);
    return texts;
}

bool shared_text_find(const struct shared_text *texts, uint32_t number, struct str *text)
{
    if (number >= texts->count)
        return false;
    uint64_t from = number ? texts->end[number - 1] : 0;
    *text = (struct str){texts->bytes + from, texts->end[number] - from};
    return true;
}

void shared_text_close(struct shared_text *texts)
{
    mem_release(texts->bytes);
    mem_release(texts->end);
    *texts = (struct shared_text){.bytes = NULL};
}
