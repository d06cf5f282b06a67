/* A scene as a metafile: its records add up, its parts are where [MS-EMF] has them. */

#include <criterion/criterion.h>

#include "base/str.h"
#include "office/emf.h"

#include "arena.h"

TestSuite(emf, .init = open_mem, .fini = close_mem);

enum { HEADER = 1, POLYLINE = 4, END = 14, SELECT = 37, ELLIPSE = 42, FONT = 82, TEXT = 84, PEN = 95 };

static uint32_t at32(struct str bytes, size_t at)
{
    const unsigned char *byte = (const unsigned char *)bytes.at + at;
    cr_assert_leq(at + 4, bytes.length);
    return byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
}

static struct str drawn(struct scene *scene)
{
    struct out *out = out_gather(scene->mem);
    scene->width = PX(100);
    scene->height = PX(50);
    emf_write(out, scene->mem, scene);
    return mem_copy(scene->mem, out_gathered(out));
}

/* The n-th record of a type, from 0; null where there are fewer. */
static struct str record(struct str emf, uint32_t type, int n)
{
    for (size_t at = 0; at < emf.length; at += at32(emf, at + 4))
        if (at32(emf, at) == type && n-- == 0)
            return str_part(emf, at, at32(emf, at + 4));
    return (struct str){NULL, 0};
}

static int records(struct str emf, uint32_t type)
{
    int count = 0;
    while (record(emf, type, count).length)
        count++;
    return count;
}

/* Sizes are whole words and reach the end; the header has counted them; the last one says so. */
static void is_whole(struct str emf)
{
    uint32_t count = 0, last = 0;
    size_t at = 0;
    for (; at < emf.length; count++) {
        uint32_t size = at32(emf, at + 4);
        cr_assert(size >= 8 && size % 4 == 0 && at + size <= emf.length, "a record of %u bytes at %zu", size, at);
        last = at32(emf, at);
        at += size;
    }
    cr_expect_eq(at, emf.length);
    cr_expect_eq(at32(emf, 0), HEADER);
    cr_expect_eq(last, END);
    cr_expect_eq(at32(emf, 40), 0x464D4520u);
    cr_expect_eq(at32(emf, 48), emf.length);
    cr_expect_eq(at32(emf, 52), count);
}

Test(emf, nothing_is_a_picture_too)
{
    is_whole(drawn(scene_new(mem)));
}

Test(emf, a_picture_has_its_size_in_hundredths_of_a_millimetre)
{
    struct str emf = drawn(scene_new(mem));
    cr_expect_eq(at32(emf, 16), 999); /* tenths of a pixel, the last one */
    cr_expect_eq(at32(emf, 20), 499);
    cr_expect_eq(at32(emf, 32), 2645); /* 100 pixels of 1/96 inch are 26.458 mm */
    cr_expect_eq(at32(emf, 36), 1322);
}

Test(emf, pens_and_fonts_are_made_once)
{
    struct scene *scene = scene_new(mem);
    for (int i = 0; i < 5; i++) {
        scene_line(scene, 0, 0, PX(10), PX(i), (struct paint){.stroke = RULE, .width = PX(2)});
        scene_text(scene, 0, PX(10), STR("abc"), (struct lettering){.size = PX(12)});
    }
    struct str emf = drawn(scene);
    is_whole(emf);
    cr_expect_eq(records(emf, PEN), 1);
    cr_expect_eq(records(emf, FONT), 1);
    cr_expect_eq(records(emf, POLYLINE), 5);
    cr_expect_eq(at32(emf, 56) & 0xFFFF, 3); /* handles: a pen, a font, and none */
}

Test(emf, a_dashed_line_is_its_dashes)
{
    struct scene *scene = scene_new(mem);
    scene_line(scene, 0, 0, PX(10), 0, (struct paint){.stroke = RULE, .width = 100, .dash = PX(2)});
    struct str emf = drawn(scene);
    is_whole(emf);
    cr_expect_eq(records(emf, POLYLINE), 3); /* 0-2, 4-6, 8-10 */
    cr_expect_eq(at32(record(emf, POLYLINE, 2), 28), 80);
    cr_expect_eq(at32(record(emf, POLYLINE, 2), 36), 100);
}

Test(emf, a_text_goes_in_stretches_of_one_face_and_knows_each_place)
{
    struct scene *scene = scene_new(mem);
    scene_text(scene, PX(50), PX(20), STR("GDP增速"), (struct lettering){.size = PX(10), .anchor = ANCHOR_END});
    struct str emf = drawn(scene), latin = record(emf, TEXT, 0), wide = record(emf, TEXT, 1);
    is_whole(emf);
    cr_expect_eq(records(emf, TEXT), 2);
    cr_expect_eq(records(emf, FONT), 2);
    long width = 78 + 72 + 67; /* Arial: 0.778, 0.722 and 0.667 of 10 pixels */
    cr_expect_eq(at32(latin, 36), 500u - (uint32_t)width - 200);
    cr_expect_eq(at32(wide, 36), 300);
    cr_expect_eq(at32(latin, 44), 3);
    cr_expect_eq(at32(wide, 44), 2);
    cr_expect_eq(at32(wide, 76), 0x901F589E); /* 增速 in UTF-16 */
    cr_expect_eq(at32(wide, 80), 100);
    cr_expect_eq(emf_width(STR("GDP增速"), PX(10), false), width + 200);
}

Test(emf, hostile_texts_and_colors)
{
    static const char *const text[] = {"", "\x01\x1b", "\xff\xfe", "\xf0\x9f\x8e\x89 party", "\xe2\x80\xaeturned",
                                       "\xef\xbf\xbf"};
    struct scene *scene = scene_new(mem);
    char name[5001];
    memset(name, 'M', 5000);
    name[5000] = '\0';
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        scene_text_then(scene, -PX(10), 0, str_of(text[i]), (struct lettering){.color = STR("red")}, str_of(text[i]),
                        (struct lettering){.bold = true});
    scene_text(scene, 0, 0, str_of(name), (struct lettering){0});
    scene_rect(scene, 0, 0, -PX(5), PX(5), (struct paint){.fill = STR("#")});
    scene_dot(scene, 0, 0, 0, (struct paint){.fill = INK});
    scene_path(scene, NULL, 0, true, (struct paint){.fill = INK});
    scene_line(scene, 0, 0, 0, 0, (struct paint){.stroke = INK, .dash = 1});
    scene_line(scene, 0, 0, PX(900000), 0, (struct paint){.stroke = INK, .dash = 1});
    is_whole(drawn(scene));
}
