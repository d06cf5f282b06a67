/* folio_flush - no lost write of the library goes unseen; see folio_inside.h
 *
 * libxlsxwriter writes the parts of a workbook into temporary files, and looks at no write: on a full disk
 * the workbook would be short of a piece, and nobody be told.  Before it reads such a file back it
 * flushes or rewinds it, and then it calls these two, which stand in the C library's place and do the same,
 * and keep what they see.
 */
#include <errno.h>
#include <stdio.h>

#include "workbook/folio_inside.h"

static int lost;              /* errno of the first; 0: none */

static int flush(FILE *file)
{
    errno = 0;
    int failed = fflush_unlocked(file);
    if ((failed || (file && ferror_unlocked(file))) && !lost)
        lost = errno ? errno : EIO;
    return failed;
}

int fflush(FILE *file)
{
    return flush(file);
}

void rewind(FILE *file)
{
    flush(file);
    fseeko(file, 0, SEEK_SET);
    clearerr_unlocked(file);
}

int folio_lost(void)
{
    return lost;
}
