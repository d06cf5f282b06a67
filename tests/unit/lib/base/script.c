/* script: what is counted, what is common, and where letters stand. */
#include <criterion/criterion.h>

#include "base/script.h"
#include "base/str.h"

static const struct {
    enum script script;
    const char *text;
    size_t common, counted;
} row[] = {
    {SCRIPT_CHINESE, "", 0, 0},
    {SCRIPT_CHINESE, "region,2020\n", 0, 0},
    {SCRIPT_CHINESE, "地区（万人）：１２、℃", 4, 4},
    {SCRIPT_CHINESE, "M黨ldorf", 0, 1},
    {SCRIPT_CHINESE, "瘤开,辑匡", 1, 4},
    {SCRIPT_CHINESE, "臺北市", 2, 3},
    {SCRIPT_TRADITIONAL, "臺北市", 3, 3},
    {SCRIPT_KOREAN, "서울특별시", 5, 5},
    {SCRIPT_KOREAN, "宁波", 0, 2},
    {SCRIPT_JAPANESE, "東京都の人口データ", 9, 9},
    {SCRIPT_JAPANESE, "ｱｲ", 0, 2},
    {SCRIPT_LATIN, "Mühldorf, café 5°", 3, 3},
    {SCRIPT_LATIN, "µØÇø", 0, 4},
    {SCRIPT_LATIN, "Łódź", 1, 3},
    {SCRIPT_CENTRAL, "Łódź", 2, 3},
    {SCRIPT_CYRILLIC, "Москва, Ёлка", 9, 10},
    {SCRIPT_CYRILLIC, "京Мо", 2, 3},
    {SCRIPT_CHINESE, "𠀀市￥\xef\xbf\xbd", 1, 3},
    {SCRIPT_CYRILLIC, "грСф чТчС", 5, 8},
};

Test(script, shares)
{
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct script_share share = script_share(row[i].script, str_of(row[i].text));
        cr_expect(share.common == row[i].common && share.counted == row[i].counted, "%s by %d: %zu of %zu", row[i].text,
                  (int)row[i].script, share.common, share.counted);
    }
}
