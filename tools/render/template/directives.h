/* directives - what stands in fences becomes blocks of the document */
#ifndef DIRECTIVES_H
#define DIRECTIVES_H

#include "template/penned.h"

struct directives {
    struct filling *filling;
    struct markdown markdown; /* its state is this struct */
    struct penned penned;
    /* Puts in what marks mean, how figures are rounded and where they come from. */
    void (*notes)(void *state, struct document *document);
    void *notes_state;
};

/* Puts the i-th inset of the filling into the document: a struct markdown's inset. */
void directives_put(void *directives, size_t i, enum doc_role role);

#endif
