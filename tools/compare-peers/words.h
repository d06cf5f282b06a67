/* words - the sentences of compare-peers, in English and Chinese
 *
 * One row a sentence: its name, how many texts it takes, English, Chinese.
 */
#ifndef WORDS_H
#define WORDS_H

#include "base/phrase.h"

/* name, number of texts, English, Chinese */
#define SENTENCES(X) \
    X(NO_DATA, 1, "no observation for {1}", "缺{1}的数据") \
    X(NO_DATA_AT_ALL, 0, "no observation", "没有数据") \
    X(NO_VALUE, 1, "no usable value for {1}", "{1}没有可用的数值") \
    X(NO_VALUE_STATUS, 2, "no usable value for {1} (status {2})", "{1}没有可用的数值（状态{2}）") \
    X(OTHER_CALIBER, 2, "{1} only in another caliber ({2})", "{1}只有另一口径的数据（{2}）") \
    X(BOUND, 2, "only a bound is known ({1} {2}), which has no place among values", "只知界限（{1} {2}），无法排位") \
    X(NO_PEERS, 0, "no peer has a value", "没有可比对象的数据") \
    X(UNITS, 4, "unlike units: {1} in {2}, {3} in {4}", "计量单位不一：{1}为{2}，{3}为{4}") \
    X(CALIBERS, 2, "unlike calibers: no caliber is common to all ({1}, {2})", "口径不一：没有共同口径（{1}，{2}）") \
    X(NO_ORDER, 0, "direction range: neither more nor less is better", "指标方向为区间型，无法排序") \
    X(MISSING, 2, "{1} of {2} peers have no value", "{2}个可比对象中{1}个没有数据") \
    X(SINCE_MISSING, 1, "no observation for {1}, so no change of rank", "缺{1}的数据，无名次变化") \
    X(SINCE_SUBSET, 2, "change of rank among the {1} that have both periods, of {2}", "名次变化按两期均有数据的{1}个计算（共{2}个）") \
    X(PLAIN, 0, "the plain one", "通常口径")

enum sentence { SENTENCES(PHRASE_NAME) SAY_COUNT };

extern const struct phrase sentence_row[SAY_COUNT];

/* The sentence SAY_... with its texts, in `mem`. */
#define say(mem, language, ...) phrase_say(mem, language, sentence_row, __VA_ARGS__)

#endif
