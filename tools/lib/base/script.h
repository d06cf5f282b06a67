/* script - how much of a text is in the common characters of a way of writing
 *
 * Bytes fit many encodings, and what comes of a wrong one is made of characters that hardly
 * anybody writes.  So the share of common ones tells which reading makes sense: of Chinese
 * tables three quarters and more are in the thousand characters that are listed here, of
 * Korean names taken for Chinese a third, of Latin letters taken for Chinese none.
 */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "base/mem.h"

enum script {
    SCRIPT_CHINESE,           /* simplified characters */
    SCRIPT_TRADITIONAL,       /* Chinese in either */
    SCRIPT_KOREAN,            /* syllables */
    SCRIPT_JAPANESE,          /* kana, and characters of tables and prefectures */
    SCRIPT_LATIN,             /* letters with marks of western Europe, in words */
    SCRIPT_CENTRAL,           /* the same of central Europe */
    SCRIPT_CYRILLIC,          /* small letters, and capitals where a word begins */
    SCRIPT_COUNT
};

/* Of the characters that are counted (all but ASCII, punctuation, symbols and full-width
 * forms, at most the first 20,000), so many are common. */
struct script_share {
    size_t common, counted;
};
struct script_share script_share(enum script script, struct str text);

#endif
