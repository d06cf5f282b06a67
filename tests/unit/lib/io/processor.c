/* processor: whatever instructions one lacks, bytes are read the same */
#include "record_try.h"

#include "io/text.h"

#if defined __x86_64__

/* What __builtin_cpu_supports looks at, in the compiler's own library: one bit for each feature. */
extern struct {
    unsigned vendor, type, subtype, features;
} __cpu_model;

/* Texts that are longer than all vectors, with what is looked for at each place of them. */
static struct dump seen_by_this(void)
{
    static const struct str piece[] = {STR("中文"), STR("a,b\n"), STR("\xff"), STR("\"x\ny\",2\n"), STR("\r\n"),
                                       STR("锟斤拷"), STR("\xef\xbb\xbf"), STR("\"q\"\"\",z\n")};
    struct dump seen = {0};
    for (size_t i = 0; i < sizeof piece / sizeof *piece; i++)
        for (size_t before = 0; before < 70; before++) {
            struct dump text = {0};
            for (size_t k = 0; k < before; k++)
                dump_text(&text, k % 8 == 7 ? STR("\n") : k % 8 == 3 ? STR(",") : STR("7"));
            dump_text(&text, piece[i]);
            dump_text(&text, STR("中文字,1\n中文字,2\n中文字,3\n中文字,4\n中文字,5\n中文字,6\n"));
            struct str whole = {text.at, text.length};
            struct text_survey survey = text_survey(whole);
            dump_format(&seen, "%zu %llu %d%d%d:", str_utf8(whole), (unsigned long long)survey.feeds, survey.cr,
                        survey.mark, survey.damage);
            struct dump records = dump_input(whole, &(struct way){.headless = true, .skip = true, .brief = true});
            dump_text(&seen, (struct str){records.at, records.length});
            free(records.at);
            free(text.at);
        }
    return seen;
}

Test(processor, what_one_lacks_changes_nothing)
{
    const unsigned all = __cpu_model.features;
    diag_set_quiet(true);
    struct dump expected = seen_by_this();
    const struct indexer *best = index_best();
    for (int feature = 0; feature < 32; feature++) {
        if (!(all >> feature & 1))
            continue;
        char name[24];
        snprintf(name, sizeof name, "without feature %d", feature);
        __cpu_model.features = all & ~(1u << feature);
        cr_expect(index_best() == best || !best->able(), "%s", name);
        struct dump found = seen_by_this();
        same("texts", name, expected, found);
        free(found.at);
    }
    __cpu_model.features = 0;
    cr_expect_eq(index_best(), &index_portable, "a processor with nothing more than the least");
    struct dump found = seen_by_this();
    same("texts", "without anything", expected, found);
    free(found.at);
    free(expected.at);
    __cpu_model.features = all;
}

#endif
