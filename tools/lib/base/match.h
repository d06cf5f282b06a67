/* match - regular expressions, compiled once and kept on a leash
 *
 * The syntax is PCRE2's (Perl's), on UTF-8; \d and \w are ASCII, \p{Han} and the
 * like are there.  Patterns are compiled to machine code where the machine has a
 * compiler for it.  A pattern that would run long on some text is stopped:
 * at most 10,000 steps a start position, 4 MiB of memory, texts to 64 KiB.  What
 * was stopped is neither a match nor none (MATCH_LIMIT), and the caller must
 * treat it as an error, never as a pass.
 *
 * The only module that includes pcre2.h.
 */
#ifndef MATCH_H
#define MATCH_H

#include "base/mem.h"

#define MATCH_TEXT_MAX ((size_t)64 << 10)

/* Must the pattern cover the whole text, or is it enough that it stands somewhere
 * in it?  MATCH_KEPT remembers verdicts, for texts that come again and again;
 * MATCH_SLOW makes no machine code, for tests. */
enum match_how { MATCH_SOMEWHERE = 0, MATCH_WHOLE = 1, MATCH_KEPT = 2, MATCH_SLOW = 4 };

enum match_verdict { MATCH_NO, MATCH_YES, MATCH_LIMIT };

/* Why a pattern cannot be compiled: where in it (bytes from 0), and a sentence. */
struct match_fault {
    size_t at;
    struct str message;
};

struct match;

/* Compiles; null with *fault filled when the pattern is wrong.  `how` is a sum of
 * the words above. */
struct match *match_compile(struct mem *mem, struct str pattern, int how, struct match_fault *fault);

/* The same pattern for another thread, with an arena of its own; `match` must live as long. */
struct match *match_twin(struct mem *mem, const struct match *match);

/* The text must be UTF-8. */
enum match_verdict match_test(struct match *match, struct str text);

/* The names of the pattern's named groups, in the order of their numbers: how many there are.
 * `name` has room for `room` of them; they live as long as the pattern. */
size_t match_groups(const struct match *match, struct str *name, size_t room);

/* Like match_test, and what each named group matched, in the order of match_groups: a part of
 * the text, empty where the group took no part. */
enum match_verdict match_take(struct match *match, struct str text, struct str *value);

/* Gives back the machine code, if it is not another's; the rest goes with the arena. */
void match_close(struct match *match);

#endif
