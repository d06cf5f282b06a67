/* secrecy - what is withheld beside a suppressed value, so that nobody works it out
 *
 * Whoever knows the total of a whole and all of its parts but one knows that one too, and the total
 * is public as a rule, whether it stands in the data or not.  So where just one part's value is suppressed
 * (status Q) and the others are there, one more is withheld: the smallest in absolute value, by code where
 * several are; likewise where the whole is suppressed and all of its parts are there (L. H. Cox,
 * "Suppression methodology and statistical disclosure control", JASA 75, 1980).  Which one it is does not
 * depend on who is compared, since otherwise two tables would give away what each of them hides.  A value that
 * is withheld is treated like one that is suppressed: it enters no statistic, and is shown nowhere.
 *
 * What two tables of different vintages, or a formula over several indicators, give away is not
 * looked into.
 */
#ifndef SECRECY_H
#define SECRECY_H

#include "league/peers.h"
#include "series/section.h"

/* Of each region whether its values in the section are withheld; null where none is.  Each is told
 * (code `withheld`), unless `told` is null, once for each of its keys (region, indicator, period). */
struct group;
bool *secrecy_draw(struct mem *mem, const struct peers *peers, const struct section *section, struct group *told);

#endif
