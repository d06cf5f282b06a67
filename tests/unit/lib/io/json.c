/* json: kinds, places, pointers, limits, and numbers as they were written. */
#include <criterion/criterion.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ends.h"
#include "files/trail.h"
#include "io/json.h"

static const struct json *parsed(struct mem *mem, const char *text)
{
    struct json_fault fault = {0};
    const struct json *root = json_parse(mem, str_of(text), &fault);
    cr_assert(root, "%s: %.*s", text, (int)fault.message.length, fault.message.at);
    return root;
}

Test(json, kinds_and_values)
{
    struct mem *mem = mem_open();
    const struct json *root = parsed(mem,
                                     "{\"a\": \"x\\u4ebf\\n\", \"b\": [true, false, null], \"c\": 0.10, \"d\": {}}");
    cr_assert(root->kind == JSON_KIND_OBJECT && root->count == 4);
    cr_assert(str_eq(json_text(json_find(root, "a")), STR("x\xe4\xba\xbf\n")));
    const struct json *item = json_items(json_find(root, "b"));
    cr_assert(json_flag(item) && !json_flag(item->next) && item->next->next->kind == JSON_KIND_NULL);
    cr_assert(!item->next->next->next);
    cr_assert(str_eq(json_find(root, "c")->text, STR("0.10")));
    cr_assert(!json_members(json_find(root, "d")));
    cr_assert(!json_find(root, "e") && !json_fault(root), "what is not there is no complaint");
    cr_assert(json_text(NULL).length == 0 && !json_flag(NULL) && !json_items(NULL) && json_whole(NULL) == 0);
    mem_close(mem);
}

/* Where the value stands that a path of keys and numbers leads to. */
static const struct {
    const char *name, *text, *path, *pointer;
    uint32_t line, column;
} place[] = {
    {"root", "  {}", "", "", 1, 3},
    {"member", "{\"a\":1,\n \"b\" : 2}", "b", "/b", 2, 8},
    {"behind a comma in a text", "{\"a\":\"x,]}\\\"\",\"b\":2}", "b", "/b", 1, 19},
    {"item", "[1, [2,\n\t3]]", "1 1", "/1/1", 2, 2},
    {"after Chinese", "[\"\xe4\xba\xbf\xe5\x85\x83\", 2]", "1", "/1", 1, 8},
    {"CRLF", "[1,\r\n2]", "1", "/1", 2, 1},
    {"escaped keys", "{\"a/b~c\": 1}", "a/b~c", "/a~1b~0c", 1, 11},
    {"empty list before", "{\"a\":[ ],\"b\":{ },\"c\":-1.5e+3}", "c", "/c", 1, 22},
    {"byte order mark", "\xef\xbb\xbf[1]", "0", "/0", 1, 2},
};

Test(json, places)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof place / sizeof *place; i++) {
        const struct json *node = parsed(mem, place[i].text);
        struct str path = str_of(place[i].path), step;
        while (str_cut(&path, ' ', &step)) {
            uint32_t index = (uint32_t)strtoul(step.at, NULL, 10);
            const struct json *child = node->first;
            while (child && !(node->kind == JSON_KIND_LIST ? child->index == index : str_eq(child->key, step)))
                child = child->next;
            node = child;
            cr_assert(node, "%s: leads somewhere", place[i].name);
        }
        cr_assert(node->line == place[i].line && node->column == place[i].column, "%s: %u:%u", place[i].name,
                  node->line, node->column);
        cr_assert(str_eq(json_pointer(mem, node), str_of(place[i].pointer)), "%s: pointer %s", place[i].name,
                  json_pointer(mem, node).at);
    }
    mem_close(mem);
}

static const struct {
    const char *name, *text;
    uint32_t line, column;
} wrong[] = {
    {"nothing", "", 1, 0},
    {"comma too many", "{\"a\": 1,\n}", 2, 1},
    {"key twice", "{\"a\": 1,\n\"a\": 2}", 2, 3},
    {"bad UTF-8", "[\"\xff\"]", 1, 0},
    {"NUL", "[\"\\u0000\"]", 1, 0},
    {"two values", "[] []", 1, 4},
    {"a number beyond all", "[1e999]", 1, 0},
    {"word", "{fields: 1}", 1, 0},
    {"unclosed", "[[1]", 1, 0},
    {"a word of many letters", "[trueandmanymorelettersofit]", 1, 0},
};

Test(json, not_json)
{
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct json_fault fault = {0};
        cr_assert(!json_parse(mem, str_of(wrong[i].text), &fault), "%s", wrong[i].name);
        cr_assert(fault.line == wrong[i].line, "%s: line %u", wrong[i].name, fault.line);
        cr_assert(!wrong[i].column || fault.column == wrong[i].column, "%s: column %u", wrong[i].name, fault.column);
        cr_assert(fault.message.length > 12, "%s: a sentence", wrong[i].name);
    }
    mem_close(mem);
}

Test(json, depth)
{
    struct mem *mem = mem_open();
    char text[300];
    for (int deep = 63; deep <= 66; deep++) {
        memset(text, '[', (size_t)deep);
        memset(text + deep, ']', (size_t)deep);
        struct json_fault fault = {0};
        bool good = json_parse(mem, (struct str){text, (size_t)deep * 2}, &fault) != NULL;
        cr_assert(good == (deep <= JSON_DEPTH_MAX), "%d levels", deep);
        cr_assert(good || (fault.line == 1 && fault.column == JSON_DEPTH_MAX + 1), "%d levels: %u", deep, fault.column);
    }
    struct json_fault nul = {0};
    cr_assert(!json_parse(mem, STR("[1\0,2]"), &nul) && nul.column == 3, "a NUL byte is no space");
    parsed(mem, "[\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[\"]");
    mem_close(mem);
}

/* What a double would lose is kept: the text, and so the exact number. */
Test(json, numbers_as_written)
{
    static const struct {
        const char *text, *want;
    } row[] = {{"0.1", "0.1"}, {"1.10", "1.10"}, {"9007199254740993", "9007199254740993"},
               {"0.1234567890123456789", "0.1234567890123456789"}, {"1E2", "100"}, {"-0.50", "-0.50"},
               {"123456789012345678901234567890", "123456789012345678901234567890"}, {"\"0.30\"", "0.30"}};
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct num num;
        const struct json *root = parsed(mem, row[i].text);
        cr_assert(json_num(root, &num), "%s", row[i].text);
        cr_assert(str_eq(num_text(mem, num), str_of(row[i].want)), "%s is %s", row[i].text, num_text(mem, num).at);
    }
    mem_close(mem);
}

/* The first complaint stays; each names the pointer. */
static void ask_text(const struct json *root) { json_text(json_find(root, "a")); }
static void ask_flag(const struct json *root) { json_flag(json_find(root, "a")); }
static void ask_whole(const struct json *root) { json_whole(json_find(root, "a")); }
static void ask_items(const struct json *root) { json_items(json_find(root, "a")); }
static void ask_need(const struct json *root) { json_need(root, "b"); }
static void ask_num(const struct json *root)
{
    struct num num;
    json_num(json_find(root, "a"), &num);
}
static void ask_twice(const struct json *root)
{
    json_complain(json_find(root, "a"), "first %d", 1);
    json_complain(root, "second");
}

Test(json, complaints)
{
    static const struct {
        const char *text;
        void (*ask)(const struct json *root);
        const char *want;
    } row[] = {
        {"{\"a\": 1}", ask_text, "/a: is a number, not a text"},
        {"{\"a\": \"1\"}", ask_flag, "/a: is a text, not true or false"},
        {"{\"a\": -1}", ask_whole, "/a: is -1, not a whole number of 0 or more"},
        {"{\"a\": 1.5}", ask_whole, "/a: is 1.5, not a whole number of 0 or more"},
        {"{\"a\": {}}", ask_items, "/a: is an object, not a list"},
        {"{\"a\": 1}", ask_need, "has no \"b\""},
        {"[]", ask_need, "is a list, not an object"},
        {"{\"a\": \"x\"}", ask_num, "/a: \"x\" is not a number"},
        {"{\"a\": null}", ask_num, "/a: is null, not a number"},
        {"{\"a\": 1}", ask_twice, "/a: first 1"},
    };
    struct mem *mem = mem_open();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const struct json *root = parsed(mem, row[i].text);
        row[i].ask(root);
        const struct json_fault *fault = json_fault(root);
        cr_assert(fault, "%s: %s", row[i].text, row[i].want);
        cr_assert(str_eq(fault->message, str_of(row[i].want)), "%s: %s", row[i].text, fault->message.at);
    }
    mem_close(mem);
}

Test(json, a_wrong_file_ends_the_run, .exit_code = 2)
{
    json_read(mem_open(), "/no/such/file.json");
}

/* ---- files ---- */

static int reading;           /* an errno that reading ends with; EINTR: once */

ssize_t read(int file, void *into, size_t room)
{
    errno = reading;
    if (reading && !ends_over) {
        reading = reading == EINTR ? 0 : reading;
        return -1;
    }
    return ((ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read"))(file, into, room);
}

static void read_failing(const void *path)
{
    reading = EIO;
    json_read(mem_open(), path);
}

static void read_and_settle(const void *path)
{
    const struct json *root = json_read(mem_open(), path);
    json_text(root);
    json_settle(root);
}

Test(json, files)
{
    struct mem *mem = mem_open();
    char path[] = "/tmp/steelyard-json.XXXXXX", trail[] = "/tmp/steelyard-trail.XXXXXX";
    int file = mkstemp(path), line = mkstemp(trail);
    struct trail_file noted;
    cr_assert(file >= 0 && line >= 0 && write(file, "{}", 2) == 2);
    trail_open(mem, trail, "--provenance");
    reading = EINTR;
    cr_expect(json_members(json_read(mem, path)) == NULL);
    cr_expect(trail_next_read(0, &noted) && strcmp(noted.name, path) == 0);
    cr_expect(str_eq(noted.sha256, STR("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")));
    cr_expect(strstr(ends(read_failing, path), "cannot be read: Input/output error [read]"));
    cr_expect(strstr(ends(read_and_settle, path), "1:1: error: is an object, not a text [json]"));
    char *blanks = mem_take(mem, JSON_BYTES_MAX + 2);
    memset(blanks, ' ', JSON_BYTES_MAX + 1);
    cr_assert(pwrite(file, "[1]", 3, 0) == 3 && pwrite(file, blanks, 100000, 3) == 100000);
    cr_expect_eq(json_whole(json_items(json_read(mem, path))), 1, "more than is read at once");
    struct json_fault fault;
    cr_expect_null(json_parse(mem, (struct str){blanks, JSON_BYTES_MAX + 1}, &fault));
    cr_expect(str_eq(fault.message, STR("is larger than 16 MiB")));
    cr_expect(str_eq(json_pointer(mem, NULL), STR("")));
    cr_expect_null(json_fault(NULL));
    unlink(path);
    unlink(trail);
    mem_close(mem);
}
