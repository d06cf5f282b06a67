/* confine: what was not allowed is refused from then on, by a kernel that can */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/confine.h"

/* Opens, closes, and gives errno: 0 where it could be opened. */
static int opening(const char *path, int flags)
{
    int file = open(path, flags | O_CLOEXEC, 0600);
    int error = file < 0 ? errno : 0;
    if (file >= 0)
        close(file);
    return error;
}

/* Somebody who is not confined takes the folder away when this process is gone. */
static void clear_later(const char *folder)
{
    int ends[2];
    char byte;
    cr_assert(pipe(ends) == 0);
    if (fork() == 0) {
        close(ends[1]);
        while (read(ends[0], &byte, 1) > 0)
            ;
        _exit(chdir("/") == 0 && execlp("rm", "rm", "-rf", folder, NULL));
    }
    close(ends[0]);
}

Test(confine, the_rest_is_out_of_reach)
{
    char folder[] = "/tmp/steelyard-confine.XXXXXX";
    cr_assert(mkdtemp(folder) && chdir(folder) == 0 && mkdir("out", 0700) == 0);
    clear_later(folder);
    cr_assert(opening("read", O_WRONLY | O_CREAT) + opening("other", O_WRONLY | O_CREAT) == 0);
    int open_already = open("other", O_RDONLY | O_CLOEXEC);
    confine_open();
    confine_allow_read("read");
    confine_allow_read("not-there");
    confine_allow_write("out");
    confine_allow_write("/dev/full");
    if (!confine_close())
        cr_skip("the kernel cannot, or the build is not to");
    char byte;
    cr_expect_eq(opening("read", O_RDONLY), 0);
    cr_expect_eq(opening("read", O_WRONLY), EACCES, "what may be read may not be written");
    cr_expect_eq(opening("other", O_RDONLY), EACCES);
    cr_expect_eq(read(open_already, &byte, 1), 0, "what is open stays open");
    cr_expect_eq(opening("/etc/passwd", O_RDONLY), EACCES);
    cr_expect_eq(opening("new", O_WRONLY | O_CREAT), EACCES);
    cr_expect_eq(opening("out/new", O_WRONLY | O_CREAT), 0);
    cr_expect_eq(opening("out", O_TMPFILE | O_RDWR), 0);
    cr_expect_eq(rename("out/new", "out/old"), 0);
    cr_expect(rename("out/old", "old") != 0, "nothing leaves the folder");
    cr_expect_eq(opening("/dev/full", O_WRONLY), 0);
    cr_expect_eq(opening("/dev/null", O_WRONLY), EACCES);
    cr_expect(execl("/bin/true", "true", NULL) < 0 && errno == EPERM, "no program is run");
    cr_expect(socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM, "no network");
    cr_expect_eq(unlink("out/old"), 0);
}
