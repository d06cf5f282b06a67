/* numeral - numbers written in Chinese characters
 *
 * 一百二十三, 壹佰, 三点五, 二〇二二, 四万万, mixed ones (5万4千6百, 100万三千, 1千零20), and
 * those that leave out the last scale word, as people say them: 一万三 is 13000, 一百五
 * 150, for 10003 is 一万零三.  Refused is 兆 (10^6 or 10^12), 几, and what no rule of
 * writing gives (一百零十万, 一百零二十).
 */
#ifndef NUMERAL_H
#define NUMERAL_H

#include "base/mem.h"

/* How many bytes at the start of a text are digits, Arabic or Chinese, and words that
 * count them, when a Chinese one is among them that is more than a scale word behind
 * digits (3.2万 is the business of units); otherwise 0. */
size_t numeral_length(struct str text);

/* How many bytes at the start of a text are such digits and words, whichever. */
size_t numeral_run(struct str text);

/* Reads a whole numeral as digits with perhaps a point; false when it is none.  *spoken,
 * when not null, tells whether its last scale word is left out: nothing that is counted
 * may stand behind such a one. */
bool numeral_read(struct mem *mem, struct str text, struct str *digits, bool *spoken);

/* The numeral without its last character: 一百 of 一百千, where 千瓦 is a unit. */
struct str numeral_shorter(struct str text);

/* The text without spaces between Chinese characters, and between the parts of a
 * numeral at its start where these are no numbers by themselves: 7 万5 千 is one, and
 * 三百 五十 stays two. */
struct str numeral_close(struct mem *mem, struct str text);

#endif
