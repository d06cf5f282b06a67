/* words - see words.h */
#include "words.h"

const struct phrase sentence_row[SAY_COUNT] = {SENTENCES(PHRASE_ROW)};
