/* layout - see layout.h */

#include "office/layout.h"

#include "base/voice.h"

#define MM(mm) ((int)(((mm) * 288000L / 2540 + 1) / 2))

const struct paragraph_style paragraph_style[PARAGRAPHS] = {
    [P_NORMAL] = {"Normal", "Normal", false, P_NORMAL, P_NORMAL, 0},
    [P_BODY] = {"BodyText", "Body Text", false, P_NORMAL, P_BODY, 0},
    [P_TITLE] = {"Title", "Title", false, P_NORMAL, P_BODY, 0},
    [P_SUBTITLE] = {"Subtitle", "Subtitle", false, P_NORMAL, P_BODY, 0},
    [P_DOCUMENT_NUMBER] = {"DocumentNumber", N_("Document number"), true, P_NORMAL, P_BODY, 0},
    [P_HEADING_1] = {"Heading1", "heading 1", false, P_NORMAL, P_BODY, 1},
    [P_HEADING_2] = {"Heading2", "heading 2", false, P_NORMAL, P_BODY, 2},
    [P_HEADING_3] = {"Heading3", "heading 3", false, P_NORMAL, P_BODY, 3},
    [P_HEADING_4] = {"Heading4", "heading 4", false, P_NORMAL, P_BODY, 4},
    [P_ANNEX] = {"Annex", N_("Annex"), true, P_NORMAL, P_BODY, 1},
    [P_LEAD] = {"Lead", N_("Lead sentence"), true, P_BODY, P_BODY, 0},
    [P_FINDING] = {"Finding", N_("Finding"), true, P_BODY, P_BODY, 0},
    [P_NOTE] = {"Note", N_("Note to a table"), true, P_NORMAL, P_BODY, 0},
    [P_NOTE_ITEM] = {"NoteItem", N_("Note in a list"), true, P_NOTE, P_NOTE_ITEM, 0},
    [P_QUOTE] = {"Quote", "Quote", false, P_NORMAL, P_BODY, 0},
    [P_CODE] = {"Code", N_("Code"), true, P_NORMAL, P_CODE, 0},
    [P_ADDRESSEE] = {"Addressee", N_("Addressee"), true, P_NORMAL, P_BODY, 0},
    [P_COPY] = {"CopyTo", N_("Copies to"), true, P_NORMAL, P_COPY, 0},
    [P_SIGNATURE] = {"Signature", "Signature", false, P_NORMAL, P_DATE, 0},
    [P_DATE] = {"Date", "Date", false, P_NORMAL, P_BODY, 0},
    [P_ALERT] = {"Alert", N_("Words to look at again"), true, P_NORMAL, P_BODY, 0},
    [P_ITEM] = {"ListParagraph", "List Paragraph", false, P_NORMAL, P_ITEM, 0},
    [P_CAPTION] = {"Caption", "caption", false, P_NORMAL, P_BODY, 0},
    [P_PICTURE] = {"Picture", N_("Picture"), true, P_NORMAL, P_CAPTION, 0},
    [P_TABLE_TEXT] = {"TableText", N_("Table text"), true, P_NORMAL, P_TABLE_TEXT, 0},
    [P_TABLE_FIGURE] = {"TableFigure", N_("Table figure"), true, P_TABLE_TEXT, P_TABLE_FIGURE, 0},
    [P_TABLE_HEAD] = {"TableHead", N_("Table head"), true, P_TABLE_TEXT, P_TABLE_HEAD, 0},
    [P_SMALL_TEXT] = {"TableTextSmall", N_("Table text, small"), true, P_TABLE_TEXT, P_SMALL_TEXT, 0},
    [P_SMALL_FIGURE] = {"TableFigureSmall", N_("Table figure, small"), true, P_TABLE_FIGURE, P_SMALL_FIGURE, 0},
    [P_SMALL_HEAD] = {"TableHeadSmall", N_("Table head, small"), true, P_TABLE_HEAD, P_SMALL_HEAD, 0},
    [P_TABLE_END] = {"TableEnd", N_("Table end"), true, P_NORMAL, P_BODY, 0},
    [P_CONTENTS_HEAD] = {"TOCHeading", "TOC Heading", false, P_NORMAL, P_BODY, 0},
    [P_CONTENTS_1] = {"TOC1", "toc 1", false, P_NORMAL, P_NORMAL, 0},
    [P_CONTENTS_2] = {"TOC2", "toc 2", false, P_NORMAL, P_NORMAL, 0},
    [P_CONTENTS_3] = {"TOC3", "toc 3", false, P_NORMAL, P_NORMAL, 0},
    [P_FOOTNOTE] = {"FootnoteText", "footnote text", false, P_NORMAL, P_FOOTNOTE, 0},
    [P_HEADER] = {"Header", "header", false, P_NORMAL, P_HEADER, 0},
    [P_FOOTER] = {"Footer", "footer", false, P_NORMAL, P_FOOTER, 0},
    [P_FOOTER_EVEN] = {"FooterEven", N_("Footer of even pages"), true, P_FOOTER, P_FOOTER_EVEN, 0},
    [P_SECTION_END] = {"SectionEnd", N_("Section end"), true, P_NORMAL, P_BODY, 0},
};

/* ---- an official document ---- */

enum { SIZE_2 = 44, SIZE_3 = 32, SIZE_4 = 28, SIZE_SMALL_4 = 24, SIZE_5 = 21, SIZE_SMALL_5 = 18, PITCH = 579 };

static const struct typeface official_face[FACES] = {
    [FACE_BODY] = {"Times New Roman", "仿宋_GB2312"},
    [FACE_HEAVY] = {"Times New Roman", "黑体"},
    [FACE_WRITTEN] = {"Times New Roman", "楷体_GB2312"},
    [FACE_TITLE] = {"Times New Roman", "方正小标宋简体"},
    [FACE_SONG] = {"Times New Roman", "宋体"},
    [FACE_CODE] = {"Consolas", "宋体"},
};

static const struct paragraph_look official[PARAGRAPHS] = {
    [P_NORMAL] = {.face = FACE_BODY, .size = SIZE_3, .align = 'b', .exact = PITCH},
    [P_BODY] = {.first = 200},
    [P_TITLE] = {.face = FACE_TITLE, .size = SIZE_2, .align = 'c', .exact = 720, .after = PITCH / 2, .keeps_next = true,
                 .tight = true},
    [P_SUBTITLE] = {.face = FACE_WRITTEN, .align = 'c', .after = PITCH / 2},
    [P_DOCUMENT_NUMBER] = {.align = 'c', .after = PITCH / 2},
    [P_HEADING_1] = {.face = FACE_HEAVY, .first = 200, .keeps_next = true},
    [P_HEADING_2] = {.face = FACE_WRITTEN, .first = 200, .keeps_next = true},
    [P_HEADING_3] = {.bold = true, .first = 200, .keeps_next = true},
    [P_HEADING_4] = {.first = 200, .keeps_next = true},
    [P_ANNEX] = {.face = FACE_HEAVY, .align = 'l', .after = PITCH / 2, .keeps_next = true, .new_page = true},
    [P_FINDING] = {.bold = true, .keeps_next = true},
    [P_NOTE] = {.face = FACE_SONG, .size = SIZE_SMALL_5, .line = 288, .after = 40, .tight = true},
    [P_NOTE_ITEM] = {.left = 150, .hang = 150},
    [P_QUOTE] = {.face = FACE_WRITTEN, .left = 200, .right = 200},
    [P_CODE] = {.face = FACE_CODE, .size = SIZE_SMALL_5, .align = 'l', .line = 264, .left = 200, .tight = true},
    [P_ADDRESSEE] = {.align = 'l', .keeps_next = true},
    [P_COPY] = {.size = SIZE_4, .align = 'l', .left = 400, .hang = 300, .right = 100},
    [P_SIGNATURE] = {.align = 'r', .before = PITCH, .right = 400, .keeps_next = true},
    [P_DATE] = {.align = 'r', .right = 400},
    [P_ALERT] = {.size = SIZE_SMALL_4, .line = 300, .before = 60, .after = 60, .framed = true, .tight = true},
    [P_CAPTION] = {.face = FACE_HEAVY, .size = SIZE_SMALL_4, .align = 'c', .line = 288, .before = 120, .after = 60,
                   .keeps_next = true, .tight = true},
    [P_PICTURE] = {.align = 'c', .line = 240, .before = 120, .keeps_next = true, .tight = true},
    [P_TABLE_TEXT] = {.face = FACE_SONG, .size = SIZE_5, .align = 'l', .line = 252, .tight = true},
    [P_TABLE_FIGURE] = {.align = 'r'},
    [P_TABLE_HEAD] = {.face = FACE_HEAVY, .align = 'c', .keeps_next = true},
    [P_SMALL_TEXT] = {.size = SIZE_SMALL_5},
    [P_SMALL_FIGURE] = {.size = SIZE_SMALL_5},
    [P_SMALL_HEAD] = {.size = SIZE_SMALL_5},
    [P_TABLE_END] = {.size = SIZE_SMALL_5, .exact = 160, .tight = true},
    [P_CONTENTS_HEAD] = {.face = FACE_HEAVY, .align = 'c', .after = PITCH / 2, .keeps_next = true},
    [P_CONTENTS_2] = {.left = 100},
    [P_CONTENTS_3] = {.left = 200},
    [P_FOOTNOTE] = {.face = FACE_SONG, .size = SIZE_SMALL_5, .align = 'l', .line = 264, .tight = true},
    [P_HEADER] = {.face = FACE_SONG, .size = SIZE_SMALL_5, .align = 'r', .line = 240, .tight = true},
    [P_FOOTER] = {.face = FACE_SONG, .size = SIZE_4, .align = 'r', .line = 240, .right = 100, .tight = true},
    [P_FOOTER_EVEN] = {.align = 'l', .left = 100},
    [P_SECTION_END] = {.size = 2, .exact = 20, .tight = true},
};

/* ---- any other ---- */

enum { TEXT = 21, HEAD_1 = 32, HEAD_2 = 27, HEAD_3 = 23, LINES = 336 };

static const struct typeface web_face[FACES] = {
    [FACE_BODY] = {"Arial", "微软雅黑"}, [FACE_HEAVY] = {"Arial", "微软雅黑"}, [FACE_WRITTEN] = {"Arial", "微软雅黑"},
    [FACE_TITLE] = {"Arial", "微软雅黑"}, [FACE_SONG] = {"Arial", "微软雅黑"}, [FACE_CODE] = {"Consolas", "微软雅黑"},
};

static const struct typeface plain_face[FACES] = {
    [FACE_BODY] = {"Times New Roman", "宋体"}, [FACE_HEAVY] = {"Arial", "黑体"},
    [FACE_WRITTEN] = {"Times New Roman", "楷体"}, [FACE_TITLE] = {"Arial", "黑体"},
    [FACE_SONG] = {"Times New Roman", "宋体"}, [FACE_CODE] = {"Consolas", "宋体"},
};

static const struct paragraph_look simple[PARAGRAPHS] = {
    [P_NORMAL] = {.face = FACE_BODY, .size = TEXT, .align = 'l', .line = LINES},
    [P_BODY] = {.align = 'b', .first = 200, .after = 80},
    [P_TITLE] = {.face = FACE_TITLE, .size = 40, .bold = true, .line = 288, .after = 160, .keeps_next = true},
    [P_SUBTITLE] = {.size = 26, .light = true, .after = 160},
    [P_DOCUMENT_NUMBER] = {.light = true, .after = 160},
    [P_HEADING_1] = {.face = FACE_HEAVY, .size = HEAD_1, .bold = true, .line = 288, .before = 360, .after = 120,
                     .keeps_next = true},
    [P_HEADING_2] = {.face = FACE_HEAVY, .size = HEAD_2, .bold = true, .line = 288, .before = 280, .after = 100,
                     .keeps_next = true},
    [P_HEADING_3] = {.face = FACE_HEAVY, .size = HEAD_3, .bold = true, .line = 288, .before = 200, .after = 80,
                     .keeps_next = true},
    [P_HEADING_4] = {.face = FACE_HEAVY, .bold = true, .before = 160, .after = 60, .keeps_next = true},
    [P_ANNEX] = {.face = FACE_HEAVY, .size = HEAD_1, .bold = true, .line = 288, .after = 160, .keeps_next = true,
                 .new_page = true},
    [P_LEAD] = {.size = 24, .bold = true},
    [P_FINDING] = {.bold = true, .keeps_next = true},
    [P_NOTE] = {.size = 17, .light = true, .line = 276, .after = 40},
    [P_NOTE_ITEM] = {.left = 150, .hang = 150},
    [P_QUOTE] = {.face = FACE_WRITTEN, .left = 200, .right = 200, .after = 80},
    [P_CODE] = {.face = FACE_CODE, .size = 18, .line = 264, .left = 200},
    [P_ADDRESSEE] = {.before = 120, .after = 80, .keeps_next = true},
    [P_COPY] = {.light = true, .before = 120},
    [P_SIGNATURE] = {.align = 'r', .before = 480, .right = 400, .keeps_next = true},
    [P_DATE] = {.align = 'r', .right = 400},
    [P_ALERT] = {.line = 300, .before = 100, .after = 100, .framed = true},
    [P_ITEM] = {.after = 40},
    [P_CAPTION] = {.face = FACE_HEAVY, .size = 20, .bold = true, .line = 276, .before = 160, .after = 60,
                   .keeps_next = true},
    [P_PICTURE] = {.line = 240, .before = 120, .keeps_next = true},
    [P_TABLE_TEXT] = {.face = FACE_SONG, .size = 20, .line = 252},
    [P_TABLE_FIGURE] = {.align = 'r'},
    [P_TABLE_HEAD] = {.face = FACE_HEAVY, .bold = true, .align = 'c', .keeps_next = true},
    [P_SMALL_TEXT] = {.size = 18},
    [P_SMALL_FIGURE] = {.size = 18},
    [P_SMALL_HEAD] = {.size = 18},
    [P_TABLE_END] = {.size = 18, .exact = 160},
    [P_CONTENTS_HEAD] = {.face = FACE_HEAVY, .size = HEAD_1, .bold = true, .after = 160, .keeps_next = true},
    [P_CONTENTS_2] = {.left = 200},
    [P_CONTENTS_3] = {.left = 400},
    [P_FOOTNOTE] = {.size = 17, .line = 264},
    [P_HEADER] = {.size = 18, .light = true, .align = 'r', .line = 240},
    [P_FOOTER] = {.size = 18, .light = true, .align = 'c', .line = 240},
    [P_SECTION_END] = {.size = 2, .exact = 20},
};

/* ---- the manners ---- */

/* What is read across has the head of the page at the binding side of the upright ones.  The foot of an
 * official page stands 7 mm below the type area.  Characters come a quarter of a point
 * closer than they are wide, so that 28 of 16 points go into 156 mm; a grid of characters would say the same,
 * but LibreOffice and Word make different things of one. */
static const struct layout layouts[] = {
    {MANNER_GONGWEN,
     {MM(210), MM(297), MM(37), MM(35), MM(28), MM(26), MM(23)},
     {MM(297), MM(210), MM(28), MM(26), MM(35), MM(37), MM(14)},
     PITCH, -5, true, NULL, official_face, official},
    {MANNER_WEB,
     {MM(210), MM(297), MM(24), MM(24), MM(25), MM(25), MM(12)},
     {MM(297), MM(210), MM(25), MM(22), MM(24), MM(24), MM(12)},
     0, 0, false, "1F4E79", web_face, simple},
    {MANNER_PLAIN,
     {MM(210), MM(297), MM(25), MM(25), MM(28), MM(28), MM(14)},
     {MM(297), MM(210), MM(28), MM(25), MM(25), MM(25), MM(14)},
     0, 0, false, NULL, plain_face, simple},
};

const struct layout *layout_of(enum manner manner)
{
    size_t i = 0;
    while (i + 1 < sizeof layouts / sizeof *layouts && layouts[i].manner != manner)
        i++;
    return &layouts[i];
}

int layout_size(const struct layout *layout, enum paragraph paragraph)
{
    while (layout->look[paragraph].size == 0 && paragraph != P_NORMAL)
        paragraph = paragraph_style[paragraph].base;
    return layout->look[paragraph].size;
}

const struct paper *layout_paper(const struct layout *layout, bool across)
{
    return across ? &layout->across : &layout->upright;
}

int paper_width(const struct paper *paper)
{
    return paper->width - paper->left - paper->right;
}

int paper_height(const struct paper *paper)
{
    return paper->height - paper->top - paper->bottom;
}
