/* numeral - numbers written in Chinese characters
 *
 * 一百二十三, 壹佰, 三点五, 二〇二二, and mixed ones (5万4千6百, 100万三千): read strictly.
 * Refused is what is only said, not written: 一万三 (13000), 一百五, 兆 (10^6 or 10^12),
 * 几, and what no rule of writing gives (一百零十万).
 */
#ifndef NUMERAL_H
#define NUMERAL_H

#include "mem.h"

/* How many bytes at the start of a text are digits, Arabic or Chinese, and words that
 * count them, when a Chinese one is among them that is more than a scale word behind
 * digits (3.2万 is the business of units); otherwise 0. */
size_t numeral_length(struct str text);

/* Reads a whole numeral as digits with perhaps a point; false when it is none. */
bool numeral_read(struct mem *mem, struct str text, struct str *digits);

#endif
