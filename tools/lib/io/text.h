/* text - bytes that people made, read as UTF-8, and the characters in them by class
 *
 * Two things that raw statistical files need before anything else can be said
 * about them.
 *
 * Decoding.  A decoding hands out a file's bytes as UTF-8, whatever they were:
 * UTF-8 with or without a byte order mark, GB18030 (and so GBK and GB2312; a lone
 * byte 80 is the euro sign, as Windows has it), UTF-16 with a byte order mark or
 * with its zero bytes all on one side, or what the user names.  The encoding is
 * decided once: a byte order mark, else strict UTF-8, else GB18030.  While only
 * ASCII has come there is nothing to decide.  GB18030 that nobody named is told (note
 * `encoding-taken`).  Bytes that contradict the decision
 * later, and a file that is mostly UTF-8 but not quite, end the run (code
 * `encoding`) with their offset and line: two files of different encodings were
 * joined, and which of them is wrong is not for a program to say.
 *
 * Nearly every string of bytes fits GB18030, so what is taken for that must be plausible
 * Chinese: a quarter of its characters at least are common ones, and in no other encoding that
 * is known here (EUC-KR, Shift_JIS, EUC-JP, Big5, Windows-1250 to 1252) more of them are
 * (base/script.h).  Else the run ends, naming what the bytes look like; no other encoding is
 * ever taken unless the user names it.
 *
 * Byte order marks at the start of any line are taken out (files joined by cat
 * have them inside).  What was seen on the way - such marks, and the traces of
 * damage that no decoding undoes, such as 锟斤拷 - can be asked for.
 *
 * Folding.  Characters that differ only in how they were typed - full-width
 * letters and digits, kinds of spaces, kinds of dashes, invisible ones - by a
 * table of ranges, one class at a time.  NFKC is not used: it turns 123① into 1231.
 * NFC, which is safe but for a few compatibility characters, is there for those who
 * ask for it.
 *
 * The only module that includes iconv.h and utf8proc.h.
 */
#ifndef TEXT_H
#define TEXT_H

#include "files/digest.h"

/* ---- decoding ---- */

struct decoding;

/* For `from`: a line that is well-formed UTF-8 is that, any other is GB18030. */
#define TEXT_BY_LINE "by line"

struct text_how {
    const char *from;         /* the encoding by name, as text_name has them or iconv; null has it decided */
    struct digest *digest;    /* of each byte that is read, unless null */
    bool beside;              /* a table beside the input, for which no option names an encoding; noted for
                                 --provenance as such */
    bool quiet;               /* what was decided is not told */
};

/* Opens a file, "-" for standard input, and reads its first block.  A file
 * that cannot be opened, an encoding that is not known, or bytes that fit none
 * end the run.  All memory is the arena's. */
struct decoding *text_open(struct mem *mem, const char *file, const struct text_how *how);

/* The i-th name that `from` knows and the encoding that it means, in which width of letters, -,
 * _ and blanks do not matter; false behind the last. */
bool text_name(size_t i, const char **name, const char **encoding);

/* Fills `into` with up to `room` bytes of UTF-8; 0 at the end.  It has the face of
 * a struct source's read: {text_read, decoding, name}. */
size_t text_read(void *decoding, char *into, size_t room);

/* The first block, decoded, as long as nothing has been read: for a look at the
 * delimiter. */
struct str text_head(const struct decoding *decoding);

/* The encoding's name ("UTF-8", "GB18030", "ASCII" while nothing else has come),
 * and what decided it, in English words that voice_str has in others. */
struct str text_encoding(const struct decoding *decoding);
struct str text_decided(const struct decoding *decoding);

/* Something that was met on the way, in order, each kind once a line.  The list lives
 * in the arena and may move while reading goes on; it stops at 1000. */
struct text_event {
    enum { TEXT_MARK, TEXT_DAMAGE, TEXT_EURO, TEXT_LINE } kind; /* LINE: one in GB18030, with TEXT_BY_LINE */
    uint64_t line;            /* from 1, by line ends as decoded */
    struct str found;         /* the bytes, as UTF-8 */
};
size_t text_events(const struct decoding *decoding, const struct text_event **event);

/* Closes the file and the converter; what was decoded stays in the arena. */
void text_close(struct decoding *decoding);

/* ---- characters by class ---- */

enum text_class {
    TEXT_WIDE = 1,            /* full-width ASCII: １ Ａ ， ％ and the full-width yen and pound */
    TEXT_SPACE = 2,           /* every kind of space, and the tab: an ASCII space */
    TEXT_DASH = 4,            /* hyphens, dashes, minus signs, the drawn line: - */
    TEXT_HIDDEN = 8,          /* zero width, soft hyphen, byte order mark: removed */
    TEXT_BIDI = 16,           /* controls of writing direction: removed */
    TEXT_HAN = 32             /* traditional characters of numerals, units and words beside figures:
                                 the simplified ones.  Not for names */
};

/* The text with all characters of the classes (a sum) folded.  Where there are none
 * it is the text itself, otherwise a copy in the arena, never longer.  `*did`, when
 * not null, gets the classes that were met. */
struct str text_fold(struct mem *mem, struct str text, unsigned classes, unsigned *did);

/* The text in Unicode's normal form C: the text itself where it has that form, or is no
 * UTF-8, otherwise a copy in the arena. */
struct str text_nfc(struct mem *mem, struct str text);

/* Is it, or a part of it between ASCII characters, UTF-8 of two Chinese characters or more
 * that somebody read as GB18030 (鐢熶骇 was 生产) or as Latin-1 (ä¸æ)?  Then all of it is the
 * trace of a wrong decoding; three common Chinese characters in a row are not. */
bool text_is_misread(struct str text);

/* Has it a character for private use, which each system draws as it likes? */
bool text_is_private(struct str text);

/* Without spaces of any kind and invisible characters at both ends. */
struct str text_trim(struct str text);

/* ---- inside ---- */

/* Bytes that are not UTF-8: are they plausible Chinese in GB18030, as far as they fit that?
 * `*rival` becomes the name of the encoding that they rather seem to be in; null where none does. */
bool text_is_chinese(struct mem *mem, struct str bytes, const char **rival);

/* What iconv calls the encoding of a name; the name itself where text_name does not have it. */
const char *text_iconv_name(const char *name);

/* Bytes in an encoding of iconv's as UTF-8, as far as they fit it. */
struct str text_in(struct mem *mem, struct str bytes, const char *encoding);

/* What a text holds, found in one pass. */
struct text_survey {
    uint64_t feeds;           /* how many LF */
    bool cr;                  /* is there a CR, */
    bool mark;                /* the first byte of a byte order mark, which the sign of damage has too, */
    bool damage;              /* the bytes where the first two of 锟斤拷 meet? */
};
struct text_survey text_survey(struct str text);

/* How many lines end in a text, at LF, CRLF, or a CR alone; the same of one that was looked
 * through. */
uint64_t text_line_ends(struct str text);
uint64_t text_ends_seen(struct str text, const struct text_survey *seen);

/* ---- for tests ---- */

/* Bytes read from the file so far. */
uint64_t text_bytes(const struct decoding *decoding);

/* One range of code points; all of what is folded is a table of these, sorted. */
struct text_range {
    uint32_t first, last;
    enum text_class class;
    uint32_t to;              /* what `first` becomes, the others in step; 0: nothing.  A
                                 range of spaces or dashes becomes one character. */
};
const struct text_range *text_ranges(size_t *count);

#endif
