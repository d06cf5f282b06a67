/* legend - the notes under a table, and the marks that they explain
 *
 * 注：①含外地人口；②按可比价格计算 explains the marks ① and ②; so do lines that begin with a mark,
 * 注1：, [1], 1) or *.  A mark is explained by a note with a mark of its kind and number:
 * ① by ①, [1] and 〔1〕 by each other, 【注1】 and （见注1） by 注1：, ¹ and 1) by each other,
 * （注） by 注：.  Where two notes explain one mark, neither does.
 */
#ifndef LEGEND_H
#define LEGEND_H

#include "base/mem.h"

struct legend;

/* One for each table. */
struct legend *legend_open(struct mem *mem);

/* Takes note of a line under the table. */
void legend_line(struct legend *legend, struct str text);

/* A note with the texts behind its marks: "①；原文：5①" becomes "①含外地人口；原文：5①".
 * A mark that comes again is explained once.  Pieces that are not marks alone stay as
 * they are.  *unexplained is the first mark that no line explains, or empty.  Lives in
 * `mem` where it is not the note itself. */
struct str legend_resolve(struct mem *mem, const struct legend *legend, struct str note, struct str *unexplained);

#endif
