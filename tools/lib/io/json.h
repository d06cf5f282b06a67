/* json - JSON read to nodes that know where they stand
 *
 * jansson judges the text and decodes its strings; a second walk over the same
 * bytes gives every value its line and column and every number the digits that
 * the author wrote, so that 0.1 stays 0.1 whatever a double makes of it.  Nodes
 * live in the arena and are read only.
 *
 * Limits: 16 MiB of text, 64 levels.  Repeated keys, NUL characters and bytes
 * that are not UTF-8 are refused; a byte order mark is dropped.
 *
 * A wrong value is told with its JSON Pointer (RFC 6901).  Whoever reads a
 * document asks for what it needs and looks once at the end: the first complaint
 * about any node is kept with the document (json_fault), and later ones are
 * dropped.  Every getter takes a null node as "not there" and gives its default
 * without a complaint.
 *
 * The only module that includes jansson.h.
 */
#ifndef JSON_H
#define JSON_H

#include "base/mem.h"
#include "values/num.h"

#define JSON_BYTES_MAX ((size_t)16 << 20)
#define JSON_DEPTH_MAX 64

enum json_kind { JSON_KIND_NULL, JSON_KIND_FLAG, JSON_KIND_NUMBER, JSON_KIND_TEXT, JSON_KIND_LIST, JSON_KIND_OBJECT };

struct json {
    enum json_kind kind;
    uint32_t line, column;    /* where the value begins, from 1; columns are characters */
    struct str key;           /* its name in an object; empty in a list */
    uint32_t index;           /* its place in the parent, from 0 */
    uint32_t count;           /* how many children a list or an object has */
    struct str text;          /* a text decoded, or a number as it was written */
    bool flag;
    const struct json *parent, *first, *next;
    struct json_file *file;
};

/* What is wrong with a document: a place and a sentence.  A wrong value's sentence
 * begins with its pointer; line 0 means the file as a whole. */
struct json_fault {
    uint32_t line, column;
    struct str message;
};

/* Reads a text; null with *fault filled when it is not JSON. */
const struct json *json_parse(struct mem *mem, struct str text, struct json_fault *fault);

/* Reads a file; a file that cannot be opened or is not JSON ends the run (open,
 * read, json). */
const struct json *json_read(struct mem *mem, const char *path);

/* The text of the document that a node belongs to, without a byte order mark; good as long as the text that was
 * given, or the arena. */
struct str json_source(const struct json *node);

/* The member of an object, or null.  A node that is no object is a complaint. */
const struct json *json_find(const struct json *object, const char *name);

/* The same, but a member that is not there is a complaint too. */
const struct json *json_need(const struct json *object, const char *name);

/* The first item of a list, or the first member of an object; go on with ->next.
 * Another kind is a complaint. */
const struct json *json_items(const struct json *list);
const struct json *json_members(const struct json *object);

/* The value itself, or the empty text, false, 0; another kind is a complaint. */
struct str json_text(const struct json *node);
bool json_flag(const struct json *node);

/* A whole number, 0 to 999,999,999,999,999, written in digits. */
uint64_t json_whole(const struct json *node);

/* A number exactly as written, or a text that is one; false with a complaint for
 * anything else. */
bool json_num(const struct json *node, struct num *value);

/* Keeps the first complaint about a document; printf's format, a sentence in lower
 * case without a full stop.  The pointer is put before it. */
void json_complain(const struct json *node, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The first complaint about the document that a node belongs to, or null. */
const struct json_fault *json_fault(const struct json *node);

/* Ends the run (json) when there was a complaint. */
void json_settle(const struct json *node);

/* Where a node stands, as a JSON Pointer: "/fields/0/name"; "" is the whole. */
struct str json_pointer(struct mem *mem, const struct json *node);

/* "a text", "a list", ...: for messages. */
const char *json_kind_name(enum json_kind kind);

#endif
