/* period_zh - periods as Chinese tables write them
 *
 * 2022年, 2022年末, 2022年1-6月, 2022年前三季度, 二〇二二年上半年, 2022/6, 202206,
 * 截至2023年6月30日, “十四五”时期: read into a period of the calendar, or refused with
 * a reason.  Refused is what can mean two things (2022.1 may be January or October,
 * 3-7-2017 is July or March), what is of another calendar (农历), what lacks its year,
 * and what a spreadsheet has made a date of (1月6日 was 1-6月).
 *
 * Two things are read only where the user has declared what they go by: years of two
 * digits (22年), and words that tell a period from another one (本月, 上年同期, 去年末).
 *
 * A point in time is the period that it ends: 2022年末 is 2022, 截至2023年6月30日 is
 * 2023-06.
 */
#ifndef PERIOD_ZH_H
#define PERIOD_ZH_H

#include "values/period.h"

/* What was declared; zero bytes: nothing. */
struct periods {
    int pivot;                /* two digits are a year of the hundred that begin here: with 1950,
                                 50 is 1950 and 49 is 2049 */
    bool referred;            /* is there a period that words such as 本期 speak of? */
    struct period reference;  /* that one */
    bool fiscal;              /* is 2009/10 a school or financial year here, since 2010/11 stands beside it?
                                 Then it is refused, not October */
};

struct period_zh {
    struct period period;
    struct str why;           /* when refused: a sentence that continues "the cell ..." */
};

/* Reads a text.  `year` is the year that holds for a text without one (a header above
 * it), 0 when there is none.  True unless refused; reasons live in the arena. */
bool period_zh_read(struct mem *mem, const struct periods *how, struct str text, int year, struct period_zh *result);

/* How many bytes at the start of a text are a period that ends in 年, 月, 度 or the
 * like, with something else behind: 2020年 of 2020年地区生产总值.  0 when none is. */
size_t period_zh_prefix(struct mem *mem, const struct periods *how, struct str text, struct period_zh *result);

#endif
