/* asked - how results are to be written, as a state holds it
 *
 * A state is made before the results are written, and whoever asks for a part says both at once: what is taken in, and
 * what is to come of it.  So a state holds the second, too, a text for each option ("places=2", "sorted"), and the
 * results are those of one process.  Who puts the states together may say otherwise.
 */
#ifndef ASKED_H
#define ASKED_H

#include "groups.h"

/* Fills request->asked with what this run was asked of the results. */
void asked_note(struct mem *mem, struct request *request);

/* Takes one of these texts into the request, unless this run was asked for that itself; false: it is none. */
bool asked_take(struct request *request, struct str text);

#endif
