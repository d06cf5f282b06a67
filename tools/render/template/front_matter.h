/* front_matter - the head of a template: what it is called, which tables it takes
 *
 *   ---
 *   title: {{district}}规划实施中期评估报告
 *   lang: zh
 *   style: gongwen                  gongwen, web or plain
 *   numbered: yes                   headings get 一、 (一) 1. (1)
 *   edition: review                 the most public edition that it may be made in
 *   chapters: overview, indicators  those that are in; all without this line
 *   split: s.owner where="list = 'slip'"   one document for each
 *   publisher: 发展和改革局
 *   subject: 中期评估
 *   annex: 附表                     what annexes are called; 附件 without this line
 *   data:
 *     a: assess.csv                 below the template's folder; "-" is the operand
 *     p:                            has to come with --data p=FILE
 *   set:
 *     district: 澄北区              --set district=... changes it
 *   editions:
 *     reason: public                the last edition that may have the column
 *   optional:
 *     a: note, official_class       columns that may be missing, and then are empty
 *     b: *, owner                   and the table too
 *   ---
 *
 * That is all: lines NAME: TEXT, four of them with lines below that are two blanks further in.  A
 * text may stand in quotes; " #" begins a remark.  A template may do without.
 */
#ifndef FRONT_MATTER_H
#define FRONT_MATTER_H

#include "template/braces.h"
#include "template/edition.h"
#include "document/document.h"

struct front_pair {
    struct str name, text;
    const char *at;
};

struct front_list {
    struct front_pair *pair;
    size_t pairs, room;
};

struct front_matter {
    size_t bytes;             /* of it: where the template itself begins */
    struct str title, lang, publisher, subject, annex, chapters, split;
    enum manner manner;
    bool numbered;
    enum edition edition;     /* EDITION_PUBLIC where nothing is said */
    struct front_list data, set, editions, optional;
};

/* What is wrong is told by scroll_wrong. */
struct front_matter front_read(const struct scroll *scroll);

#endif
