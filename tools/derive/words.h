/* words - the reasons of derive, in English and Chinese
 *
 * One row a sentence: its name, how many texts it takes, English, Chinese.  The
 * texts are named by position ({1}), so that each language has its own order.
 */
#ifndef WORDS_H
#define WORDS_H

#include "base/phrase.h"

/* name, number of texts, English, Chinese */
#define SENTENCES(X) \
    X(NOT_THERE, 1, "{1} is not there", "没有{1}的数据") \
    X(BOUND, 2, "{1} is a bound ({2})", "{1}只是界限（{2}）") \
    X(EMPTY, 1, "{1} is empty", "{1}为空") \
    X(NO_VALUE, 3, "{1} has no value ({2})", "{1}没有数值（状态{3}）") \
    X(UNREADABLE, 1, "{1} cannot be read", "{1}无法读取") \
    X(TWO_VALUES, 1, "{1} has two values", "{1}有两个数值") \
    X(OTHER_CALIBER, 1, "{1} is of another caliber", "{1}为另一口径") \
    X(OTHER_UNIT, 1, "{1} is in another unit", "{1}的单位不同") \
    X(NONE_BEFORE, 1, "{1} has no such period before it", "{1}之前没有这样的时段") \
    X(NO_YEARS_BEFORE, 2, "{1} has no period {2} years before it", "{1}之前{2}年没有相应时段") \
    X(NO_PERIODS_BEFORE, 2, "{1} has no period {2} of its length before it", "{1}之前第{2}个等长时段不存在") \
    X(NO_EARLIER_YEAR, 0, "the same period of an earlier year does not exist", "较早年份没有相同时段") \
    X(NOT_ABOVE_0, 1, "{1} is not above 0", "{1}不大于0") \
    X(NOT_CHAINED, 1, "a rate of growth in \"{1}\" cannot be chained", "单位为“{1}”的增长率不能连乘") \
    X(FALL, 1, "{1} is a fall by 100 % or more", "{1}下降100%或以上") \
    X(NOT_YEARS, 2, "{1} is not a whole number of years from {2}", "{1}与{2}相距不是整年") \
    X(BASE_LENGTH, 1, "the base {1} is of another length", "基期{1}的时长不同") \
    X(NO_PARENT, 1, "{1} has no parent", "{1}没有上级") \
    X(TOGETHER, 1, "only {1} together is known", "只知{1}合计") \
    X(FALLS, 0, "the year to date falls", "累计值下降") \
    X(TOO_LARGE, 0, "beyond what can be computed with", "超出可以计算的范围") \
    X(DIVISION, 0, "a division by 0, or more than 38 digits", "除数为0，或位数超过38位")

enum sentence { SENTENCES(PHRASE_NAME) SAY_COUNT };

extern const struct phrase sentence_row[SAY_COUNT];

#endif
