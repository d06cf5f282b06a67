/* spread - one table of very many groups, filled by several threads
 *
 * While groups are few each thread has a table of its own, and merging those at the end
 * is quickly done.  When they are many, most groups would stand in every table, and
 * finding them again to merge them would take back what the threads have gained.  So
 * from then on the groups are spread over parts by a hash of their keys, and a part is
 * a table with a lock: a thread sorts its batch by part, and takes the records in
 * wherever nobody else is at that moment.  No group is there twice, and nothing has
 * to be merged.
 */
#ifndef SPREAD_H
#define SPREAD_H

#include "groups.h"

struct spread;

/* What one thread needs to deal out records or groups. */
struct lane;

/* Parts for tables like this one; they stay empty until they are used. */
struct spread *spread_open(const struct groups *like, size_t threads);
struct lane *lane_open(const struct groups *table);

/* Do groups belong here?  They do, for all threads, from when on the table of one of them
 * holds very many, and there will be few of `all` records for each. */
bool spread_used(const struct spread *spread);
void spread_consider(struct spread *spread, const struct groups *table, double all);

/* How many records a batch should have. */
enum { SPREAD_BATCH = 512 };

/* Takes in what was chosen of a batch; or all groups of a table, which is empty then.  False
 * when a part has outgrown its memory. */
bool spread_take(struct spread *spread, struct lane *lane, struct batch *batch);
bool spread_pour(struct spread *spread, struct lane *lane, struct groups *table);

/* Gives all groups to a table, if there is one, and ends. */
void spread_close(struct spread *spread, struct groups *table);

#endif
