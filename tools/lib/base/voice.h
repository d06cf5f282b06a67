/* voice - in which words people are told things
 *
 * English stands in the code, where a thing is said; other languages stand in
 * message catalogues made from po/LANGUAGE.po, so a language more is a file more.
 * Which one is used is said by --lang, else by the environment as GNU programs
 * read it: LC_ALL, LC_MESSAGES or LANG, and unless that is C the list LANGUAGE.
 * The locale itself need not be installed.  Without a catalogue it is English.
 *
 * The language changes words and nothing else: numbers, order, dates and codes are
 * the same everywhere.  It is chosen once, before anything is said, and belongs to
 * the process.  Nothing else in the house knows gettext.
 */
#ifndef VOICE_H
#define VOICE_H

#include "base/mem.h"

/* Marks a text that is said elsewhere (a row of a table), for the catalogue's sake. */
#define N_(english) english

/* Chooses: a language such as "zh" or "en", or null for the environment's.  False when
 * that language has no catalogue; what is said stays in English then. */
bool voice_open(const char *language);

/* The language in use, "en" or the name of its catalogue, and whether it is this one
 * ("zh" is the language of zh_CN too). */
const char *voice_language(void);
bool voice_is(const char *language);

/* The languages that there are, "en" first: "en, zh". */
struct str voice_languages(struct mem *mem);

/* A text in the language in use, or itself; a format of printf stays one, with the same
 * arguments.  The second is for words that are too short to be told from others: the context
 * says where they stand.  The third is the first as a struct str; of null, which says nothing,
 * it is empty in every language.  The fourth is for what depends on a number: languages differ
 * in how many forms that makes.  All stay good for the run and end with a NUL. */
const char *voice_text(const char *english) __attribute__((format_arg(1)));
const char *voice_text_in(const char *context, const char *english) __attribute__((format_arg(2)));
struct str voice_str(const char *english);
const char *voice_plural(const char *one, const char *many, uint64_t number)
    __attribute__((format_arg(1), format_arg(2)));

/* The folder share/ that the catalogues are in, and below which whatever else comes with the programs is. */
const char *voice_share(void);

/* What the system calls an error of errno. */
const char *voice_error(int number);

/* A sentence with texts (struct str) where {1} to {9} stand in it, in `mem`:
 *
 *     say(mem, "completion {1} % at {2} % of the time", done, gone)
 *
 * Places go by number, so that each language has its own order.  A place without a text,
 * and a brace that begins no place, stand for themselves. */
#define say(mem, english, ...) \
    voice_say(mem, english, (const struct str[]){{NULL, 0} __VA_OPT__(,) __VA_ARGS__}, \
              (int)(sizeof((struct str[]){{NULL, 0} __VA_OPT__(,) __VA_ARGS__}) / sizeof(struct str)) - 1)
struct str voice_say(struct mem *mem, const char *english, const struct str *text, int texts);

/* The same with the places of printf, where there are numbers: say_format(mem, "line %zu of %s",
 * line, file).  A language may name the arguments' places, as in "%2$s". */
struct str say_format(struct mem *mem, const char *english, ...) __attribute__((format(printf, 2, 3)));

/* Two sentences or lists of them, parted as the language does it; an empty one adds nothing.  The same
 * of many at once. */
struct str voice_join(struct mem *mem, struct str list, struct str next);
struct str voice_join_all(struct mem *mem, const struct str *sentence, size_t sentences);

#endif
