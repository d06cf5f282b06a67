/* near - see near.h */
#include "base/near.h"
#include "base/str.h"

enum { RUNES = 64, EDITS = 2, SHORT_RUNES = 4, BEGINNING_RUNES = 3, CHINESE_FIRST = 0x2e80 };

/* ---- what others call it ---- */

/* A word that people bring along, and what it is here.  One word may stand for several
 * things: the first that is known where it was said. */
static const struct {
    const char *said, *meant;
} synonym[] = {
    /* statistics, as spreadsheets, SQL, R and statisticians call them */
    {"avg", "mean"}, {"average", "mean"}, {"平均", "mean"}, {"平均值", "mean"}, {"均值", "mean"},
    {"std", "sd"}, {"stdev", "sd"}, {"stddev", "sd"}, {"stdevp", "sdp"}, {"标准差", "sd"},
    {"variance", "var"}, {"方差", "var"}, {"corr", "cor"}, {"correl", "cor"}, {"cnt", "count"}, {"n", "count"},
    {"计数", "count"}, {"合计", "sum"}, {"求和", "sum"}, {"total", "sum"}, {"最大值", "max"}, {"maximum", "max"},
    {"最小值", "min"}, {"minimum", "min"}, {"中位数", "median"}, {"med", "median"}, {"unique", "distinct"},
    {"percentile", "p50"}, {"quartile", "q1"},
    /* languages */
    {"cn", "zh"}, {"ch", "zh"}, {"chs", "zh"}, {"chinese", "zh"}, {"中文", "zh"}, {"eng", "en"}, {"english", "en"},
    {"us", "en"}, {"英文", "en"},
    /* forms of output */
    {"pdf", "html"}, {"htm", "html"}, {"web", "html"}, {"markdown", "md"}, {"word", "html"}, {"docx", "html"},
    {"xlsx", "csv"}, {"xls", "csv"}, {"excel", "csv"}, {"png", "svg"}, {"text", "term"}, {"txt", "term"},
    {"terminal", "term"}, {"tty", "term"}, {"bar", "indicators"}, {"line", "indicators"}, {"xml", "json"},
    /* strictness */
    {">", "gt"}, {">=", "ge"}, {"=>", "ge"}, {"≥", "ge"}, {"<", "lt"}, {"<=", "le"}, {"=<", "le"}, {"≤", "le"},
    {"不低于", "ge"}, {"不少于", "ge"}, {"高于", "gt"}, {"不高于", "le"}, {"不超过", "le"}, {"低于", "lt"},
    /* options */
    {"group-by", "by"}, {"groupby", "by"}, {"filter", "where"}, {"select", "columns"}, {"out", "output"},
    {"until", "to"}, {"up-to", "to"}, {"through", "to"},
    {"format", "to"}, {"separator", "delimiter"}, {"sep", "delimiter"}, {"region", "focus"}, {"date", "as-of"},
    {"year", "as-of"}, {"asof", "as-of"}, {"encoding", "from"}, {"language", "lang"}, {"catalog", "indicators"},
    {"digits", "places"}, {"decimals", "places"}, {"threshold", "thresholds"}, {"silent", "quiet"},
    /* models and rules of series */
    {"arima", "auto"}, {"sarima", "auto"}, {"ets", "auto"}, {"holt-winters", "hw-additive"},
    {"holtwinters", "hw-additive"}, {"linear", "line"}, {"trend", "line"}, {"snaive", "seasonal-naive"},
    {"mom", "growth"}, {"qoq", "growth"}, {"环比", "growth"}, {"同比", "yoy"}, {"delta", "diff"}, {"ma", "mmean"},
    {"rolling", "mmean"}, {"ytd", "cumulative"},
    /* methods of decompose */
    {"theil", "theil-t"}, {"泰尔指数", "theil-t"}, {"mld", "theil-l"}, {"基尼", "gini"}, {"基尼系数", "gini"},
    {"变异系数", "cv"}, {"dunn", "shift-share"}, {"偏离份额", "shift-share"}, {"贡献率", "contribution"},
    {"区位商", "location-quotient"}, {"lq", "location-quotient"}, {"krugman", "specialisation"}, {"收敛", "convergence"},
    /* lengths, levels and kinds of rows */
    {"yearly", "year"}, {"annual", "year"}, {"annually", "year"}, {"年", "year"}, {"quarterly", "quarter"},
    {"季", "quarter"}, {"季度", "quarter"}, {"monthly", "month"}, {"月", "month"}, {"省", "province"}, {"市", "city"},
    {"地级市", "city"}, {"县", "county"}, {"区县", "county"}, {"国家", "country"},
    /* severities, classes, kinds of rules, vintages */
    {"fatal", "error"}, {"warning", "query"}, {"warn", "query"}, {"info", "hint"}, {"note", "hint"},
    {"behind", "lagging"}, {"off_track", "lagging"}, {"delayed", "lagging"}, {"滞后", "lagging"}, {"done", "achieved"},
    {"met", "achieved"}, {"sum", "balance"}, {"total", "balance"}, {"unique", "key"},
    {"outlier", "hidiroglou_berthelot"},
    {"newest", "latest"}, {"last", "latest"}, {"recent", "latest"}, {"earliest", "first"}, {"oldest", "first"},
    {"half-even", "even"}, {"bankers", "even"}, {"half-up", "up"}, {"half", "up"},
    /* columns, where normalize was left out */
    {"地区", "region"}, {"city", "region"}, {"area", "region"}, {"geo", "region"}, {"指标", "indicator"},
    {"时期", "period"}, {"年份", "period"}, {"时间", "period"}, {"year", "period"},
    {"time", "period"}, {"date", "period"}, {"数值", "value"}, {"单位", "unit"},
};

static bool same_word(struct str a, struct str b)
{
    return a.length == b.length && near_distance(a, b, 0) == 0;
}

static ptrdiff_t place_of(struct str word, const struct str *name, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (same_word(word, name[i]))
            return (ptrdiff_t)i;
    return -1;
}

static ptrdiff_t find_synonym(struct str word, const struct str *name, size_t count)
{
    ptrdiff_t found = -1;
    for (size_t i = 0; i < sizeof synonym / sizeof *synonym && found < 0; i++)
        if (same_word(word, str_of(synonym[i].said)))
            found = place_of(str_of(synonym[i].meant), name, count);
    return found;
}

/* ---- distances ---- */

/* A word laid out: its letters, and which there are, one bit for many of them.  An edit puts
 * at most one letter in and takes one out, so that words whose bits differ more are apart. */
struct word {
    uint32_t count;
    uint64_t letters;
    uint32_t rune[RUNES];
};

/* False where the text is too long to be a word. */
static bool lay_out(struct word *word, struct str text)
{
    word->count = 0;
    word->letters = 0;
    while (text.length) {
        uint32_t rune = str_rune(&text);
        if (word->count == RUNES)
            return false;
        rune = rune >= 'A' && rune <= 'Z' ? rune + ('a' - 'A') : rune;
        word->rune[word->count++] = rune;
        word->letters |= UINT64_C(1) << (rune * 0x9e3779b1u >> 26);
    }
    return true;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static unsigned apart(const uint32_t *from, uint32_t rows, const uint32_t *to, uint32_t columns, unsigned limit)
{
    unsigned cost[3][RUNES + 1];                 /* the rows i-2, i-1 and i, in turn */
    for (uint32_t j = 0; j <= columns; j++)
        cost[0][j] = j;
    for (uint32_t i = 1; i <= rows; i++) {
        unsigned *row = cost[i % 3], *above = cost[(i - 1) % 3], *above2 = cost[(i + 1) % 3], best = i;
        row[0] = i;
        for (uint32_t j = 1; j <= columns; j++) {
            unsigned change = above[j - 1] + (from[i - 1] != to[j - 1]);
            row[j] = least(change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                row[j] = least(row[j], above2[j - 2] + 1);
            best = least(best, row[j]);
        }
        if (best > limit + 1)                    /* one more, since a swap looks back two rows */
            return limit + 1;
    }
    return least(cost[rows % 3][columns], limit + 1);
}

unsigned near_distance(struct str a, struct str b, unsigned limit)
{
    struct word from, to;
    if (!lay_out(&from, a) || !lay_out(&to, b))
        return limit + 1;
    return apart(from.rune, from.count, to.rune, to.count, limit);
}

/* ---- the best so far ---- */

struct search {
    const struct word *word;
    unsigned limit;           /* what is as far as this is of interest still */
    ptrdiff_t nearest;
    uint32_t begins;          /* as many letters at the beginning of the nearest are the word's */
    unsigned weight;          /* of an edit against the letters that are the same */
};

static struct search search_for(const struct word *word)
{
    return (struct search){word, word->count <= SHORT_RUNES ? 1 : EDITS, -1, 0, 1};
}

static uint32_t common_beginning(const struct word *word, const uint32_t *rune, uint32_t count)
{
    uint32_t common = 0;
    while (common < count && common < word->count && word->rune[common] == rune[common])
        common++;
    return common;
}

static bool begin_alike(const struct word *word, const uint32_t *rune, uint32_t count)
{
    return common_beginning(word, rune, count) == (word->count < count ? word->count : count);
}

/* Are there more than `most` bits? */
static inline bool exceeds(uint64_t bits, unsigned most)
{
    while (bits && most--)
        bits &= bits - 1;
    return bits != 0;
}

/* Does the name, laid out, change the answer? */
static inline void weigh(struct search *search, ptrdiff_t place, const uint32_t *rune, uint32_t count,
                         uint64_t letters)
{
    const struct word *word = search->word;
    uint32_t longer = count > word->count ? count - word->count : word->count - count;
    if (longer > search->limit || exceeds(letters & ~word->letters, search->limit) ||
        exceeds(word->letters & ~letters, search->limit))
        return;
    unsigned distance = apart(word->rune, word->count, rune, count, search->limit);
    uint32_t alike = common_beginning(word, rune, count);
    bool better = distance < search->limit || search->nearest < 0 || alike > search->begins;
    if (distance > search->limit || distance * search->weight >= count || !better)
        return;
    search->limit = distance;
    search->nearest = place;
    search->begins = alike;
}

/* The only name that begins with the word, or that the word begins with. */
static ptrdiff_t find_longer(const struct word *word, const struct str *name, size_t count)
{
    struct word other;
    ptrdiff_t found = -1;
    for (size_t i = 0; i < count; i++) {
        if (!lay_out(&other, name[i]) || other.count < BEGINNING_RUNES || word->count < BEGINNING_RUNES ||
            !begin_alike(word, other.rune, other.count))
            continue;
        if (found >= 0)
            return -1;
        found = (ptrdiff_t)i;
    }
    return found;
}

ptrdiff_t near_find(struct str word, const struct str *name, size_t count)
{
    struct word laid, other;
    if (!lay_out(&laid, word) || !laid.count)
        return -1;
    ptrdiff_t known = place_of(word, name, count);
    if (known < 0)
        known = find_synonym(word, name, count);
    if (known >= 0)
        return known;
    struct search search = search_for(&laid);
    for (size_t i = 0; i < count; i++)
        if (lay_out(&other, name[i]))
            weigh(&search, (ptrdiff_t)i, other.rune, other.count, other.letters);
    return search.nearest >= 0 ? search.nearest : find_longer(&laid, name, count);
}

/* ---- an index ---- */

struct entry {
    uint64_t letters;
    uint32_t count, place;
    const uint32_t *rune;
};

/* Entries by length, and where each length begins; those of one length in the names' order. */
struct near_index {
    const struct str *name;
    size_t count;
    struct entry *entry;
    uint32_t from[RUNES + 2];
};

struct near_index *near_index_make(struct mem *mem, const struct str *name, size_t count)
{
    struct near_index *index = mem_take(mem, sizeof *index);
    *index = (struct near_index){.name = name, .count = count, .entry = mem_array(mem, count, sizeof *index->entry)};
    struct word word;
    for (size_t i = 0; i < count; i++)
        if (lay_out(&word, name[i]))
            index->from[word.count + 1]++;
    for (uint32_t length = 1; length < RUNES + 2; length++)
        index->from[length] += index->from[length - 1];
    uint32_t next[RUNES + 2];
    memcpy(next, index->from, sizeof next);
    for (size_t i = 0; i < count; i++) {
        if (!lay_out(&word, name[i]))
            continue;
        uint32_t *rune = mem_array(mem, word.count, sizeof *rune);
        if (word.count)
            memcpy(rune, word.rune, word.count * sizeof *rune);
        index->entry[next[word.count]++] = (struct entry){word.letters, word.count, (uint32_t)i, rune};
    }
    return index;
}

/* Those of the word's own length first: what is as near and comes later takes no place. */
ptrdiff_t near_index_find(const struct near_index *index, struct str word)
{
    struct word laid;
    if (!lay_out(&laid, word) || !laid.count)
        return -1;
    struct search search = search_for(&laid);
    search.weight = laid.rune[0] >= CHINESE_FIRST ? 2 : 1;
    for (uint32_t step = 0; step <= 2 * EDITS; step++) {
        int64_t length = (int64_t)laid.count + (step & 1 ? 1 : -1) * (int64_t)((step + 1) / 2);
        for (uint32_t i = length < 0 || length > RUNES ? 0 : index->from[length];
             length >= 0 && length <= RUNES && i < index->from[length + 1]; i++)
            weigh(&search, index->entry[i].place, index->entry[i].rune, index->entry[i].count, index->entry[i].letters);
    }
    if (search.nearest >= 0 && search.limit == 0)
        return search.nearest;
    ptrdiff_t known = find_synonym(word, index->name, index->count);
    return known >= 0 ? known : search.nearest;
}
