/* The arena: alignment, growth, marks. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/str.h"

Test(mem, pieces_are_zeroed_aligned_and_apart)
{
    struct mem *mem = mem_open();
    for (size_t round = 0; round < 3; round++) {
        struct mem_mark mark = mem_mark(mem);
        for (size_t bytes = 0; bytes < 3000; bytes += 7) {
            unsigned char *piece = mem_take(mem, bytes);
            cr_assert_eq((uintptr_t)piece % _Alignof(max_align_t), 0, "%zu bytes", bytes);
            for (size_t i = 0; i < bytes; i++)
                cr_assert_eq(piece[i], 0, "byte %zu of %zu in round %zu", i, bytes, round);
            memset(piece, 0xaa, bytes);
        }
        mem_rewind(mem, mark);
    }
    mem_close(mem);
}

Test(mem, an_array_grows_and_keeps_its_elements)
{
    struct mem *mem = mem_open();
    uint64_t *array = NULL;
    size_t room = 0;
    for (size_t count = 0; count < 100000; count++) {
        array = mem_grow(mem, array, count, &room, sizeof *array);
        array[count] = count * count;
    }
    for (size_t i = 0; i < 100000; i++)
        cr_assert_eq(array[i], i * i);
    mem_close(mem);
}

Test(mem, copies_end_with_a_nul_and_formats_fit)
{
    struct mem *mem = mem_open();
    struct str copy = mem_copy(mem, STR("a\0b"));
    cr_expect_eq(copy.length, 3);
    cr_expect_eq(copy.at[3], '\0');
    struct str text = mem_format(mem, "%0*d", 5000, 7);
    cr_expect_eq(text.length, 5000);
    cr_expect_eq(text.at[4999], '7');
    cr_expect(mem_take(mem, 0) != NULL);
    mem_close(mem);
    mem_close(NULL);
}

Test(mem, texts_are_joined)
{
    struct mem *mem = mem_open();
    struct str none = {NULL, 0}, joined = mem_join(mem, STR("a"), none, STR("bc"));
    cr_expect(str_eq(joined, STR("abc")));
    cr_expect_eq(joined.at[3], '\0');
    cr_expect(str_eq(mem_append(mem, none, STR(";"), STR("a")), STR("a")));
    cr_expect(str_eq(mem_append(mem, STR("a"), STR(";"), STR("b")), STR("a;b")));
    cr_expect(str_eq(mem_whole(mem, 0), STR("0")));
    cr_expect(str_eq(mem_whole(mem, -120), STR("-120")));
    cr_expect(str_eq(mem_whole(mem, INT64_MIN), STR("-9223372036854775808")));
    mem_close(mem);
}

/* What is taken and given back again and again is had of the system once. */
Test(mem, a_block_that_was_given_back_is_taken_again)
{
    struct mem *mem = mem_open();
    struct mem_mark mark = mem_mark(mem);
    mem_take(mem, 60000);
    mem_take(mem, 60000);
    size_t bytes = mem_bytes(mem);
    for (size_t round = 0; round < 3; round++) {
        mem_rewind(mem, mark);
        cr_expect_eq(mem_bytes(mem), bytes);
        mem_take(mem, 60000);
        unsigned char *piece = mem_take(mem, 60000);
        cr_assert_eq(piece[0] | piece[59999], 0);
        memset(piece, 0xaa, 60000);
    }
    mem_take(mem, 1 << 20);
    mem_rewind(mem, mark);
    size_t more = mem_bytes(mem);
    unsigned char *large = mem_take(mem, 1 << 20);
    cr_expect_eq(mem_bytes(mem), more, "a large one is taken again likewise");
    cr_assert_eq(large[0] | large[(1 << 20) - 1], 0);
    mem_rewind(mem, mark);
    mem_take(mem, 16 << 20);
    mem_rewind(mem, mark);
    cr_expect_eq(mem_bytes(mem), more, "a very large one goes back to the system");
    mem_close(mem);
}

/* What a leak checker would tell. */
Test(mem, a_buffer_that_was_given_to_an_arena_goes_with_it)
{
    struct mem *mem = mem_open();
    struct mem_mark mark = mem_mark(mem);
    char *buffer = mem_resize(NULL, 100000);
    mem_keep(mem, buffer);
    mem_rewind(mem, mark);
    memset(buffer, 'x', 100000);
    mem_close(mem);
}

static void leave(size_t bytes)
{
    exit(bytes == SIZE_MAX ? 7 : 8);
}

/* What a handler leaves behind is not lost as long as this holds it, which no compiler may leave out. */
static struct mem *volatile left;

Test(mem, exhaustion_goes_to_the_handler, .exit_code = 7)
{
    left = mem_open();
    mem_on_exhaustion(leave);
    mem_array(left, SIZE_MAX / 2, 4);
}

Test(mem, exhaustion_without_a_handler_ends_the_run, .exit_code = 2)
{
    left = mem_open();
    mem_array(left, SIZE_MAX / 2, 4);
}

/* Sizes of which a sum would be too large to be counted. */
Test(mem, more_than_can_be_counted, .exit_code = 7)
{
    left = mem_open();
    mem_on_exhaustion(leave);
    mem_take(left, SIZE_MAX);
}

Test(mem, more_with_its_head_than_can_be_counted, .exit_code = 8)
{
    left = mem_open();
    mem_on_exhaustion(leave);
    mem_take(left, SIZE_MAX - 31);
}
