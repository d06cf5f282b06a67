/* words - the sentences of assess, in English and Chinese
 *
 * One row a sentence: its name, how many texts it takes, English, Chinese.  The
 * texts are named by position ({1}), so that each language has its own order;
 * numbers arrive as texts, already rounded.
 */
#ifndef WORDS_H
#define WORDS_H

#include "base/phrase.h"

/* name, number of texts, English, Chinese */
#define SENTENCES(X) \
    X(MET, 2, "target already met: {1} against {2}", "已达到目标：{1}，目标为{2}") \
    X(MET_IN_TIME, 2, "target met in the target period: {1} against {2}", "到期达到目标：{1}，目标为{2}") \
    X(KEPT, 3, "met at the base ({1}) and still met: {2} against {3}", "基期（{1}）已达标，目前{2}仍达标，目标为{3}") \
    X(LOST, 3, "met at the base ({1}) and no longer met: {2} against {3}", "基期（{1}）已达标，目前{2}未达标，目标为{3}") \
    X(COMPLETION, 3, "completion {1} % at {2} % of the time, pace {3}", "完成{1}%，时间进度{2}%，进度比{3}") \
    X(COMPOUND, 2, "pace on the path of equal rates {1}, on the straight line {2}", "按等速增长路径的进度比{1}，按直线路径{2}") \
    X(NO_COMPOUND, 0, "no path of equal rates: base, value and target must have one sign and not be 0", "无等速增长路径：基期值、现值、目标值须同号且不为零") \
    X(AWAY, 3, "moved away from the base: {2} after {1}, target {3}", "比基期倒退：基期{1}，现为{2}，目标为{3}") \
    X(WAS_MET, 2, "met in {1} ({2}) and since lost", "{1}曾达标（{2}），其后失去") \
    X(TARGET_IS_BASE, 0, "the target equals the base, so there is no completion", "目标值等于基期值，无完成率可言") \
    X(OVER, 0, "the target period is over and the target is not met", "已到目标期，目标未达到") \
    X(HOLDS, 4, "holds in {1}: {2} against {3}; {4}", "{1}满足要求：{2}，要求为{3}；{4}") \
    X(FAILS, 4, "does not hold in {1}: {2} against {3}; {4}", "{1}不满足要求：{2}，要求为{3}；{4}") \
    X(HELD, 2, "periods that held: {1} of {2}", "{2}期中有{1}期满足") \
    X(ABOUT, 3, "within {3} of the target: {1} against about {2}", "在目标上下{3}之内：{1}，目标为{2}左右") \
    X(BEYOND, 3, "beyond the target by more than {3}: {1} against about {2}", "超出目标{3}以上：{1}，目标为{2}左右") \
    X(AVERAGE, 3, "average growth {1} % against {3} % (years so far: {2})", "{2}年平均增长{1}%，目标为{3}%") \
    X(NEEDED, 1, "{1} % a year needed from here", "今后每年需{1}%") \
    X(FALL, 2, "fallen by {1} % of the {2} % wanted", "累计下降{1}%，目标下降{2}%") \
    X(PATH_SHARE, 2, "equal yearly rates would have reached {1} %, so {2} % of that path", "按每年等速应下降{1}%，为该路径的{2}%") \
    X(CHANGE, 2, "changed by {1} of the {2} wanted", "累计变化{1}，目标变化{2}") \
    X(RELATIVE, 4, "average {1} against {2} of {3} over {4}", "{4}平均{1}，{3}平均{2}") \
    X(MARGIN, 1, "margin wanted {1}", "要求高出{1}") \
    X(TOLERANCE, 1, "tolerance {1}", "容差{1}") \
    X(QUALITATIVE, 0, "the target is in words, without a number", "目标为定性表述，没有数值") \
    X(NO_DATA, 0, "no observation", "没有数据") \
    X(NO_AFTER_BASE, 1, "no observation after the base {1}", "基期{1}之后没有数据") \
    X(NO_PERIOD, 1, "no observation for {1}", "缺{1}的数据") \
    X(LATEST, 2, "no observation for {1}, the latest is of {2}", "缺{1}的数据，最新为{2}") \
    X(NO_BASE, 0, "no base value", "没有基期值") \
    X(NO_RELATED, 1, "no observation of {1} for the same periods", "{1}没有同期数据") \
    X(FORECAST, 1, "only a forecast for {1}", "{1}只有预测值") \
    X(MISSING, 2, "no value for {1} (status {2})", "{1}没有数值（状态{2}）") \
    X(SPAN, 2, "{1} to {2}", "{1}至{2}") \
    X(UNREADABLE, 1, "the value of {1} cannot be read", "{1}的数值无法读取") \
    X(CONFLICT, 1, "two values of one vintage for {1}", "{1}同一版本有两个数值") \
    X(CALIBERS, 2, "{1} only in another caliber ({2})", "{1}只有另一口径的数据（{2}）") \
    X(YEAR_TO_DATE, 2, "{1} is not the length of the base {2}", "{1}与基期{2}的时长不同") \
    X(UNIT, 3, "the unit of {1} is {2}, the catalog's is {3}", "{1}的单位为{2}，指标表为{3}") \
    X(NOT_A_RATE, 1, "yearly changes in % are needed, the unit is {1}", "需要以%表示的年度变化，单位却为{1}") \
    X(BOUND, 2, "only a bound is known ({1} {2}), which does not settle it", "只知界限（{1} {2}），不足以判定") \
    X(TOO_LONG, 0, "more digits than can be computed with", "数字位数超出可计算范围") \
    X(NO_COMPLETION, 0, "an average target of 0 or below has no completion", "年均目标不为正，无完成率可言") \
    X(BASE_DIFFERS, 2, "the plan's base is {1}, the data say {2}", "规划基期值{1}，数据为{2}") \
    X(STATUS, 2, "{1} is {2}", "{1}为{2}") \
    X(QUALIFIER, 2, "the value is printed as {1} {2}", "数值原为{1} {2}") \
    X(CALIBER, 1, "caliber {1}", "口径：{1}") \
    X(BREAK, 1, "break in the series at {1}", "{1}起序列中断") \
    X(E, 0, "estimated", "估计数") \
    X(P, 0, "provisional", "初步数") \
    X(I, 0, "imputed", "插补数") \
    X(U, 0, "of low reliability", "可靠性低") \
    X(LINE_TARGET, 3, "target        {1}: {2} by {3}", "目标          {1}：{3} {2}") \
    X(LINE_BASE, 2, "base          {1} in {2}", "基期          {2}：{1}") \
    X(LINE_KNOWN, 1, "known         what was published by {1}", "已知          {1}及以前公布的数据") \
    X(LINE_SEEN, 3, "observed      {1} {2}{3}", "数据          {1} {2}{3}") \
    X(LINE_VINTAGE, 1, " (vintage {1})", "（版本{1}）") \
    X(LINE_USED, 0, " <- used", " <- 采用") \
    X(LINE_TIME, 3, "time          {1} of {2} months = {3}", "时间进度      {1}个月 / {2}个月 = {3}") \
    X(LINE_COMPLETION, 4, "completion    ({1} - {2}) / ({3} - {2}) = {4}", "完成率        ({1} - {2}) / ({3} - {2}) = {4}") \
    X(LINE_PACE, 3, "pace          {1} / {2} = {3}", "进度比        {1} / {2} = {3}") \
    X(LINE_LINEAR, 1, "straight line {1} expected by now", "直线路径      按此应为{1}") \
    X(LINE_RATES, 2, "equal rates   {1} expected by now, pace {2}", "等速路径      按此应为{1}，进度比{2}") \
    X(LINE_PRODUCT, 2, "chained       {1} = {2}", "连乘          {1} = {2}") \
    X(LINE_AVERAGE, 2, "average       {1} % a year (years so far: {2})", "年均          {2}年平均{1}%") \
    X(LINE_FALL, 1, "fall          {1} %", "累计降幅      {1}%") \
    X(LINE_SHARE, 3, "completion    {1} / {2} = {3}", "完成率        {1} / {2} = {3}") \
    X(LINE_LOGS, 3, "completion    ln {1} / ({2} ln goal) = {3}", "完成率        ln {1} / ({2} ln 目标) = {3}") \
    X(LINE_NEEDED, 1, "needed        {1} % a year from here", "今后所需      每年{1}%") \
    X(LINE_HELD, 2, "held          {1} of {2} periods", "满足          {2}期中有{1}期") \
    X(LINE_THRESHOLDS, 2, "thresholds    {1}, path {2}", "阈值          {1}，路径{2}") \
    X(LINE_CLASS, 1, "class         {1}", "评价          {1}") \
    X(LINE_REASON, 1, "because       {1}", "依据          {1}") \
    X(LINE_OFFICIAL, 2, "official      {1}, agrees: {2}", "官方评价      {1}，是否一致：{2}")

enum sentence { SENTENCES(PHRASE_NAME) SAY_COUNT };

extern const struct phrase sentence_row[SAY_COUNT];

/* The sentence SAY_... with its texts, in `mem`. */
#define say(mem, language, ...) phrase_say(mem, language, sentence_row, __VA_ARGS__)

#endif
