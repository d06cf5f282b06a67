/* traditional - names in traditional characters as they are in simplified ones
 *
 * 範縣 is 范县 and 臺州市 is 台州市.  The characters are those in names of China's regions, and
 * variants of them; which is which is after Unihan (kSimplifiedVariant).  乾, which names keep, is
 * not among them.
 */
#ifndef TRADITIONAL_H
#define TRADITIONAL_H

#include "base/mem.h"

/* The text itself where there is nothing to fold, otherwise a copy of the same length. */
struct str traditional_fold(struct mem *mem, struct str text);

#endif
