/* json - see json.h */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include <jansson.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/trail.h"
#include "io/json.h"

/* What the nodes of one document share. */
struct json_file {
    struct mem *mem;
    const char *name;         /* for messages; null for a text */
    struct str text;
    struct json_fault fault;
    bool faulty;
};

/* ---- the walk that gives places ---- */

struct walk {
    struct json_file *file;
    const char *at, *end;
    uint32_t line, column;
};

static void step(struct walk *walk, size_t bytes)
{
    for (; bytes && walk->at < walk->end; bytes--) {
        unsigned char byte = (unsigned char)*walk->at++;
        if (byte == '\n') {
            walk->line++;
            walk->column = 1;
        } else if ((byte & 0xc0) != 0x80)
            walk->column++;
    }
}

/* Over spaces and, between items, over the one comma or colon. */
static void step_over(struct walk *walk, const char *skipped)
{
    while (walk->at < walk->end && *walk->at && strchr(skipped, *walk->at))
        step(walk, 1);
}

static void step_string(struct walk *walk)
{
    for (step(walk, 1); walk->at < walk->end && *walk->at != '"'; step(walk, 1))
        if (*walk->at == '\\')
            step(walk, 1);
    step(walk, 1);
}

/* A number or a bare word: up to what may stand behind it. */
static struct str step_word(struct walk *walk)
{
    const char *from = walk->at;
    while (walk->at < walk->end && *walk->at && !strchr(",]} \t\r\n", *walk->at))
        step(walk, 1);
    return (struct str){from, (size_t)(walk->at - from)};
}

#define SPACES " \t\r\n"

static struct json *build(struct walk *walk, json_t *value, struct json *parent, uint32_t index);

static void build_object(struct walk *walk, json_t *value, struct json *node)
{
    const struct json **link = &node->first;
    const char *key;
    json_t *child;
    step(walk, 1);
    json_object_foreach(value, key, child) {
        step_over(walk, SPACES ",");
        step_string(walk);
        step_over(walk, SPACES ":");
        struct json *member = build(walk, child, node, node->count++);
        member->key = mem_copy(walk->file->mem, str_of(key));
        *link = member;
        link = &member->next;
    }
    step_over(walk, SPACES);
    step(walk, 1);
}

static void build_list(struct walk *walk, json_t *value, struct json *node)
{
    const struct json **link = &node->first;
    size_t count = json_array_size(value);
    step(walk, 1);
    for (size_t i = 0; i < count; i++) {
        step_over(walk, SPACES ",");
        struct json *item = build(walk, json_array_get(value, i), node, node->count++);
        *link = item;
        link = &item->next;
    }
    step_over(walk, SPACES);
    step(walk, 1);
}

static struct json *build(struct walk *walk, json_t *value, struct json *parent, uint32_t index)
{
    step_over(walk, SPACES);
    struct json *node = mem_take(walk->file->mem, sizeof *node);
    node->file = walk->file;
    node->parent = parent;
    node->index = index;
    node->line = walk->line;
    node->column = walk->column;
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        node->kind = JSON_KIND_OBJECT;
        build_object(walk, value, node);
        break;
    case JSON_ARRAY:
        node->kind = JSON_KIND_LIST;
        build_list(walk, value, node);
        break;
    case JSON_STRING:
        node->kind = JSON_KIND_TEXT;
        node->text = mem_copy(walk->file->mem, (struct str){json_string_value(value), json_string_length(value)});
        step_string(walk);
        break;
    case JSON_INTEGER:
    case JSON_REAL:
        node->kind = JSON_KIND_NUMBER;
        node->text = mem_copy(walk->file->mem, step_word(walk));
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        node->kind = JSON_KIND_FLAG;
        node->flag = json_is_true(value);
        step_word(walk);
        break;
    case JSON_NULL:
        node->kind = JSON_KIND_NULL;
        step_word(walk);
        break;
    }
    return node;
}

/* ---- reading ---- */

/* Where the text goes deeper than the limit, or null.  jansson's own limit is far
 * beyond what our recursion should take. */
static const char *too_deep(struct str text)
{
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.at[i];
        if (quoted && byte == '\\')
            i++;
        else if (byte == '"')
            quoted = !quoted;
        else if (!quoted && (byte == '[' || byte == '{') && ++depth > JSON_DEPTH_MAX)
            return text.at + i;
        else if (!quoted && (byte == ']' || byte == '}'))
            depth--;
    }
    return NULL;
}

static void *take(size_t bytes)
{
    return mem_resize(NULL, bytes);
}

static struct json_fault fault_at(struct mem *mem, struct str text, const char *at, const char *sentence)
{
    struct json_file file = {.mem = mem};
    struct walk walk = {&file, text.at, text.at + text.length, 1, 1};
    step(&walk, (size_t)(at - text.at));
    return (struct json_fault){walk.line, walk.column, mem_format(mem, "%s", sentence)};
}

/* jansson says what is wrong, perhaps " near " what: the first has words in the catalogue. */
static const char *library_words(struct mem *mem, const char *english)
{
    const char *near = strstr(english, " near ");
    if (!near)
        return voice_text(english);
    const char *what = voice_text(mem_copy(mem, (struct str){english, (size_t)(near - english)}).at);
    near += sizeof " near " - 1;
    return *near == '\'' ? say_format(mem, "%s near %s", what, near).at
                        : say_format(mem, "%s near the end of the file", what).at;
}

/* Do names and commas stand in the first line, and nothing that begins a document? */
static bool begins_as_csv(struct str text)
{
    const char *end = text.length ? memchr(text.at, '\n', text.length) : NULL;
    struct str line = str_trim(str_part(text, 0, end ? (size_t)(end - text.at) : text.length));
    return line.length && line.at[0] != '{' && line.at[0] != '[' && line.at[0] != '"' && str_find(line, STR(",")) >= 0;
}

static const struct json *parse(struct mem *mem, struct str text, const char *name, struct json_fault *fault)
{
    if (str_starts(text, STR("\xef\xbb\xbf")))
        text = str_part(text, 3, text.length);
    if (text.length > JSON_BYTES_MAX) {
        *fault = (struct json_fault){0, 0, say(mem, "is larger than 16 MiB")};
        return NULL;
    }
    /* jansson takes a NUL for the end of a number, and goes on behind it. */
    const char *nul = text.length ? memchr(text.at, '\0', text.length) : NULL, *deep = too_deep(text);
    if (nul || deep) {
        *fault = nul ? fault_at(mem, text, nul, voice_text("holds a NUL byte"))
                     : fault_at(mem, text, deep, voice_text("goes deeper than 64 levels"));
        return NULL;
    }
    json_set_alloc_funcs(take, mem_release);
    json_error_t error;
    bool csv = begins_as_csv(text);
    json_t *value = json_loadb(text.length ? text.at : "", text.length,
                               JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &error);
    if (!value) {
        uint32_t line = error.line > 0 ? (uint32_t)error.line : 1;
        uint32_t column = error.column > 0 ? (uint32_t)error.column : 1;
        *fault = (struct json_fault){line, column, say_format(mem, "is not JSON: %s%s", library_words(mem, error.text),
                                                              csv ? voice_text("; it looks like CSV, as rules and "
                                                                               "lists of codes are") : "")};
        return NULL;
    }
    struct json_file *file = mem_take(mem, sizeof *file);
    file->mem = mem;
    file->name = name;
    file->text = text;
    struct walk walk = {file, text.at, text.at + text.length, 1, 1};
    const struct json *root = build(&walk, value, NULL, 0);
    json_decref(value);
    return root;
}

const struct json *json_parse(struct mem *mem, struct str text, struct json_fault *fault)
{
    return parse(mem, text, NULL, fault);
}

static struct str read_whole(struct mem *mem, const char *path)
{
    struct place place = {.file = path};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        diag_fatal(DIAG_OPEN, &place, "cannot be opened: %s", voice_error(errno));
    struct digest *digest = trail_read(path, fd);
    size_t room = (size_t)64 << 10, length = 0;
    char *bytes = mem_resize(NULL, room);
    ssize_t got;
    while (length <= JSON_BYTES_MAX && (got = read(fd, bytes + length, room - length)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            diag_fatal(DIAG_READ, &place, "cannot be read: %s", voice_error(errno));
        length += (size_t)got;
        if (length == room)
            bytes = mem_resize(bytes, room *= 2);
    }
    close(fd);
    struct str text = mem_copy(mem, (struct str){bytes, length});
    if (digest)
        digest_add(digest, text);
    mem_release(bytes);
    return text;
}

static _Noreturn void end(const char *name, const struct json_fault *fault)
{
    struct place place = {.file = name, .line = fault->line, .column = fault->column};
    diag_fatal(DIAG_JSON, &place, "%.*s", STR_ARG(fault->message));
}

const struct json *json_read(struct mem *mem, const char *path)
{
    struct json_fault fault;
    const struct json *root = parse(mem, read_whole(mem, path), mem_copy(mem, str_of(path)).at, &fault);
    if (!root)
        end(path, &fault);
    return root;
}

struct str json_source(const struct json *node)
{
    return node->file->text;
}

/* ---- complaints ---- */

struct str json_pointer(struct mem *mem, const struct json *node)
{
    if (!node || !node->parent)
        return STR("");
    struct str before = json_pointer(mem, node->parent);
    if (node->parent->kind == JSON_KIND_LIST)
        return mem_format(mem, "%.*s/%u", STR_ARG(before), node->index);
    char *escaped = mem_take(mem, node->key.length * 2 + 1);
    size_t length = 0;
    for (size_t i = 0; i < node->key.length; i++) {
        char byte = node->key.at[i];
        escaped[length++] = byte == '/' ? '~' : byte;
        if (byte == '~' || byte == '/')
            escaped[length++] = byte == '~' ? '0' : '1';
    }
    return mem_format(mem, "%.*s/%.*s", STR_ARG(before), (int)length, escaped);
}

void json_complain(const struct json *node, const char *format, ...)
{
    if (!node || node->file->faulty)
        return;
    char sentence[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(sentence, sizeof sentence, voice_text(format), list);
    va_end(list);
    struct mem *mem = node->file->mem;
    struct str pointer = json_pointer(mem, node);
    struct str message = pointer.length ? mem_format(mem, "%.*s: %s", STR_ARG(pointer), sentence)
                                        : mem_format(mem, "%s", sentence);
    node->file->fault = (struct json_fault){node->line, node->column, message};
    node->file->faulty = true;
}

const struct json_fault *json_fault(const struct json *node)
{
    return node && node->file->faulty ? &node->file->fault : NULL;
}

void json_settle(const struct json *node)
{
    if (json_fault(node))
        end(node->file->name, &node->file->fault);
}

const char *json_kind_name(enum json_kind kind)
{
    static const char *const name[] = {N_("null"), N_("true or false"), N_("a number"), N_("a text"), N_("a list"),
                                       N_("an object")};
    return voice_text(name[kind]);
}

/* ---- getters ---- */

static bool is(const struct json *node, enum json_kind kind)
{
    if (node && node->kind != kind)
        json_complain(node, "is %s, not %s", json_kind_name(node->kind), json_kind_name(kind));
    return node && node->kind == kind;
}

const struct json *json_find(const struct json *object, const char *name)
{
    const struct json *member = json_members(object);
    while (member && !str_eq(member->key, str_of(name)))
        member = member->next;
    return member;
}

const struct json *json_need(const struct json *object, const char *name)
{
    const struct json *member = json_find(object, name);
    if (!member && is(object, JSON_KIND_OBJECT))
        json_complain(object, "has no \"%s\"", name);
    return member;
}

const struct json *json_items(const struct json *list)
{
    return is(list, JSON_KIND_LIST) ? list->first : NULL;
}

const struct json *json_members(const struct json *object)
{
    return is(object, JSON_KIND_OBJECT) ? object->first : NULL;
}

struct str json_text(const struct json *node)
{
    return is(node, JSON_KIND_TEXT) ? node->text : (struct str){NULL, 0};
}

bool json_flag(const struct json *node)
{
    return is(node, JSON_KIND_FLAG) && node->flag;
}

uint64_t json_whole(const struct json *node)
{
    uint64_t whole = 0;
    if (!is(node, JSON_KIND_NUMBER))
        return 0;
    bool good = node->text.length <= 15;
    for (size_t i = 0; good && i < node->text.length; i++) {
        good = str_is_digit(node->text.at[i]);
        whole = whole * 10 + (uint64_t)(node->text.at[i] - '0');
    }
    if (!good)
        json_complain(node, "is %.*s, not a whole number of 0 or more", STR_ARG(node->text));
    return good ? whole : 0;
}

bool json_num(const struct json *node, struct num *value)
{
    if (!node)
        return false;
    if (node->kind != JSON_KIND_TEXT && !is(node, JSON_KIND_NUMBER))
        return false;
    enum num_verdict verdict = num_parse(node->text, value);
    if (verdict != NUM_OK)
        json_complain(node, "\"%.*s\" %s", STR_ARG(node->text), num_why(node->file->mem, verdict, node->text));
    return verdict == NUM_OK;
}
