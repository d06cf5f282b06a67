/* folio_entry - what may be typed into a cell; see folio_inside.h */
#include "base/str.h"
#include "workbook/folio_inside.h"
#include "workbook/harmless.h"

/* What the program shows beside a cell is cut where it would refuse the file. */
enum { TITLE_MOST = 32, MESSAGE_MOST = 255, DAY_OF_1970 = 25569, FARTHEST = 300 };

static char *shortened(struct mem *mem, struct str text, size_t most)
{
    bool cut;
    struct str kept = harmless_part(text, most);
    return kept.length ? (char *)(uintptr_t)harmless_text(mem, kept, &cut).at : NULL;
}

static uint8_t type_of(enum typed_kind kind)
{
    static const uint8_t type[] = {
        [TYPED_ANY] = LXW_VALIDATION_TYPE_ANY, [TYPED_LIST] = LXW_VALIDATION_TYPE_LIST_FORMULA,
        [TYPED_WHOLE] = LXW_VALIDATION_TYPE_INTEGER, [TYPED_DECIMAL] = LXW_VALIDATION_TYPE_DECIMAL,
        [TYPED_DATE] = LXW_VALIDATION_TYPE_DATE_NUMBER, [TYPED_LENGTH] = LXW_VALIDATION_TYPE_LENGTH};
    return type[kind];
}

/* Values that can stand in the rule itself, parted by commas; null: they are too many, or hold a comma. */
static char **listed(struct mem *mem, const struct typed *typed)
{
    char **list = mem_array(mem, typed->choices + 1, sizeof *list);
    size_t length = 0;
    for (size_t i = 0; i < typed->choices; i++) {
        struct str value = typed->choice[i];
        bool cut, plain = value.length && str_find(value, STR(",")) < 0 && str_find(value, STR("\"")) < 0;
        length += value.length + 1;
        if (!plain || length > MESSAGE_MOST)
            return NULL;
        list[i] = (char *)(uintptr_t)harmless_text(mem, value, &cut).at;
    }
    return list;
}

/* A limit as the program counts; what is not said is as far away as can be. */
static double limit_of(const struct typed *typed, bool low)
{
    double limit = 0, farthest = typed->kind == TYPED_WHOLE ? 1e15 : typed->kind == TYPED_LENGTH ? HARMLESS_TEXT
                                 : typed->kind == TYPED_DATE ? 2958465 : 1e300;
    bool known = low ? typed->has_low : typed->has_high;
    if (!known)
        return !low ? farthest : typed->kind == TYPED_LENGTH ? 0 : typed->kind == TYPED_DATE ? 1 : -farthest;
    num_to_double(low ? typed->low : typed->high, &limit);
    return typed->kind == TYPED_DATE ? limit + DAY_OF_1970 : limit;
}

void pane_allow(struct pane *pane, uint32_t first_row, uint32_t last_row, uint32_t column, const struct typed *typed)
{
    struct mem *mem = pane->folio->scratch;
    struct mem_mark mark = mem_mark(mem);
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_data_validation rule = {
        .validate = type_of(typed->kind),
        .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
        .ignore_blank = LXW_VALIDATION_ON,
        .show_input = LXW_VALIDATION_ON,
        .show_error = LXW_VALIDATION_ON,
        .dropdown = LXW_VALIDATION_ON,
        .minimum_number = limit_of(typed, true),
        .maximum_number = limit_of(typed, false),
        .input_title = shortened(mem, typed->title, TITLE_MOST),
        .input_message = shortened(mem, typed->message, MESSAGE_MOST),
        .error_title = shortened(mem, typed->title, TITLE_MOST),
        .error_message = shortened(mem, typed->complaint, MESSAGE_MOST),
    };
    if (typed->kind == TYPED_LIST) {
        lxw_rowcol_to_range_abs(range, typed->list_first, (lxw_col_t)typed->list_column,
                                typed->list_first + (lxw_row_t)typed->choices - 1, (lxw_col_t)typed->list_column);
        rule.criteria = LXW_VALIDATION_CRITERIA_NONE;
        rule.value_list = listed(mem, typed);
        rule.value_formula = (char *)(uintptr_t)mem_format(mem, "='%.*s'!%s", (int)typed->list_pane->name.length,
                                                           typed->list_pane->name.at, range).at;
        rule.validate = rule.value_list ? LXW_VALIDATION_TYPE_LIST : LXW_VALIDATION_TYPE_LIST_FORMULA;
        if (rule.value_list)
            rule.value_formula = NULL;
    }
    folio_expect(worksheet_data_validation_range(pane->sheet, first_row, (lxw_col_t)column, last_row,
                                                 (lxw_col_t)column, &rule));
    mem_rewind(mem, mark);
}
