/* folder - see folder.h */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/digest.h"
#include "files/folder.h"
#include "files/trail.h"

enum {
    DEEPEST = 8,              /* folders inside each other that are looked into */
    SYNCED_EACH = 64          /* more files than that are not synced one by one but with their file system */
};

struct folder {
    struct mem *mem;
    const char *path;         /* as it was said */
    const char *name;         /* in `around` */
    const char *beside;       /* the new one's name there */
    int around, file;         /* the folder that both stand in, and the new one */
    bool replaces;
    struct str manifest;
    struct str *held;         /* names so far */
    size_t files, room;
    const char **grown;       /* names of files that grow */
    size_t growing, grown_room;
    const char *last;         /* of the one that grew last, which is open still; null: none is */
    int last_file;
};

/* The one that a death must not leave behind; a process makes one at a time. */
static struct folder *unfinished;

static _Noreturn void refuse(const struct folder *folder, enum diag_code code, int error)
{
    diag_fatal(code, NULL, "cannot write %s: %s", folder->path, voice_error(error));
}

/* ---- taking away ---- */

/* A folder and all below it.  False where something cannot be removed. */
static bool take_away(int around, const char *name, int depth)
{
    int file = openat(around, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *list = file >= 0 && depth > 0 ? fdopendir(file) : NULL;
    if (!list) {
        if (file >= 0)
            close(file);
        return errno == ENOENT;
    }
    bool gone = true;
    for (const struct dirent *entry; (entry = readdir(list));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        struct stat about;
        bool inner = fstatat(file, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(about.st_mode);
        gone &= inner ? take_away(file, entry->d_name, depth - 1) : unlinkat(file, entry->d_name, 0) == 0;
    }
    closedir(list);
    return unlinkat(around, name, AT_REMOVEDIR) == 0 && gone;
}

static void take_away_unfinished(void)
{
    if (unfinished)
        take_away(unfinished->around, unfinished->beside, DEEPEST);
    unfinished = NULL;
}

/* ---- is what is there ours? ---- */

/* The names that the manifest lists; null without one. */
static struct group *read_manifest(struct folder *folder, int file)
{
    struct stat about;
    struct str text = {NULL, 0}, line, name;
    struct group *names = group_open(1, 1);
    int manifest = openat(file, FOLDER_MANIFEST, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (manifest >= 0 && fstat(manifest, &about) == 0 && S_ISREG(about.st_mode)) {
        char *bytes = mem_take(folder->mem, (size_t)about.st_size + 1);
        ssize_t length = read(manifest, bytes, (size_t)about.st_size);
        text = length > 0 ? (struct str){bytes, (size_t)length} : text;
    }
    if (manifest >= 0)
        close(manifest);
    for (bool inside = false, begins; begins = !inside, str_cut(&text, '\n', &line);) {
        for (size_t i = 0; i < line.length; i++)
            inside ^= line.at[i] == '"';   /* a field with a line end goes on in the next line, which names nothing */
        if (begins && str_find(line, STR(",")) > 0 && str_cut(&line, ',', &name))
            group_at(names, &name);
    }
    return names;
}

static bool is_listed(const struct group *manifest, struct str name)
{
    return str_eq(name, STR(FOLDER_MANIFEST)) || group_find(manifest, &name);
}

/* The first file below that no manifest lists; null: there is none. */
static const char *stranger(struct folder *folder, int around, const char *name, struct str before,
                            const struct group *manifest, int depth)
{
    int file = openat(around, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = file >= 0 ? fdopendir(file) : NULL;
    const char *found = NULL;
    if (!list)
        refuse(folder, DIAG_OPEN, errno);
    struct group *own = manifest ? NULL : read_manifest(folder, file);
    for (const struct dirent *entry; !found && (entry = readdir(list));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        struct str inner = mem_format(folder->mem, "%.*s%s", STR_ARG(before), entry->d_name);
        struct stat about;
        if (fstatat(file, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(about.st_mode) && depth > 0)
            found = stranger(folder, file, entry->d_name, mem_format(folder->mem, "%.*s/", STR_ARG(inner)),
                             manifest ? manifest : own, depth - 1);
        else if (!is_listed(manifest ? manifest : own, inner))
            found = inner.at;
    }
    group_close(own);
    closedir(list);
    return found;
}

static void look_at_old(struct folder *folder)
{
    struct stat about;
    folder->replaces = fstatat(folder->around, folder->name, &about, AT_SYMLINK_NOFOLLOW) == 0;
    if (!folder->replaces)
        return;
    if (!S_ISDIR(about.st_mode))
        refuse(folder, DIAG_OPEN, ENOTDIR);
    const char *other = stranger(folder, folder->around, folder->name, (struct str){NULL, 0}, NULL, DEEPEST);
    if (other)
        diag_fatal(DIAG_OPEN, NULL, "%s holds %s, which its %s does not list; expected an empty folder, a new one, or "
                   "one that was made like this", folder->path, other, FOLDER_MANIFEST);
}

/* ---- beginning ---- */

static void begin_beside(struct folder *folder)
{
    int old = openat(folder->around, folder->beside, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (old >= 0 && flock(old, LOCK_EX | LOCK_NB) != 0)
        diag_fatal(DIAG_OPEN, NULL, "another run is writing %s; expected one at a time", folder->path);
    if (old >= 0 && !take_away(folder->around, folder->beside, DEEPEST))
        refuse(folder, DIAG_OPEN, errno);
    if (old >= 0)
        close(old);
    if (mkdirat(folder->around, folder->beside, 0777) != 0)
        refuse(folder, DIAG_OPEN, errno);
    unfinished = folder;
    folder->file = openat(folder->around, folder->beside, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder->file < 0 || flock(folder->file, LOCK_EX | LOCK_NB) != 0)
        refuse(folder, DIAG_OPEN, errno);
}

struct folder *folder_open(struct mem *mem, const char *path)
{
    static bool hooked;
    struct folder *folder = mem_take(mem, sizeof *folder);
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    const char *plain = mem_format(mem, "%.*s", (int)length, path).at, *slash = strrchr(plain, '/');
    *folder = (struct folder){.mem = mem, .path = path, .name = slash ? slash + 1 : plain,
                              .manifest = STR("file,bytes,sha256\n")};
    if (!*folder->name || strcmp(folder->name, ".") == 0 || strcmp(folder->name, "..") == 0)
        refuse(folder, DIAG_OPEN, EBUSY);
    const char *around = slash ? mem_format(mem, "%.*s/", (int)(slash - plain), plain).at : ".";
    folder->beside = mem_format(mem, ".steelyard-%s", folder->name).at;
    folder->around = open(around, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->around < 0)
        refuse(folder, DIAG_OPEN, errno);
    look_at_old(folder);
    if (!hooked)
        diag_at_exit(take_away_unfinished);
    hooked = true;
    begin_beside(folder);
    return folder;
}

/* ---- files ---- */

static bool is_plain_name(struct str name)
{
    bool starts = true;
    for (size_t i = 0; i < name.length; i++) {
        unsigned char byte = (unsigned char)name.at[i];
        bool fine = byte >= 0x80 || str_is_digit((char)byte) || strchr("-_./", byte) != NULL ||
                    ((byte | 32) >= 'a' && (byte | 32) <= 'z');
        if (!fine || (starts && (byte == '.' || byte == '/')))
            return false;
        starts = byte == '/';
    }
    return !starts;
}

static void check_name(const struct folder *folder, struct str name)
{
    if (!is_plain_name(name))
        diag_fatal(DIAG_USAGE, NULL, "%s cannot have a file called \"%.*s\"; expected letters, digits, - and _",
                   folder->path, STR_ARG(name));
    for (size_t i = 0; i < folder->files; i++)
        if (str_eq(folder->held[i], name))
            diag_fatal(DIAG_USAGE, NULL, "two files of %s are called %.*s; expected a name for each", folder->path,
                       STR_ARG(name));
}

/* The folders that stand in its name. */
static void make_way(const struct folder *folder, struct str name)
{
    for (size_t i = 0; i < name.length; i++)
        if (name.at[i] == '/' && mkdirat(folder->file, mem_copy(folder->mem, str_part(name, 0, i)).at, 0777) != 0 &&
            errno != EEXIST)
            refuse(folder, DIAG_WRITE, errno);
}

static bool write_all(int file, struct str bytes)
{
    while (bytes.length) {
        ssize_t written = write(file, bytes.at, bytes.length);
        if (written < 0 && errno != EINTR)
            return false;
        bytes = written > 0 ? str_part(bytes, (size_t)written, bytes.length) : bytes;
    }
    return true;
}

static void put(struct folder *folder, struct str name, struct str bytes)
{
    make_way(folder, name);
    const char *path = mem_copy(folder->mem, name).at;
    int file = openat(folder->file, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    const char *called = mem_format(folder->mem, "%s/%s", folder->path, path).at;
    struct digest *noted = file < 0 ? NULL : trail_written(called, file);
    if (noted)
        digest_add(noted, bytes);
    if (file < 0 || !write_all(file, bytes) || fsync(file) != 0 || close(file) != 0)
        refuse(folder, DIAG_WRITE, errno);
}

void folder_file(struct folder *folder, struct str name, struct str bytes)
{
    struct digest *digest = digest_open(folder->mem);
    check_name(folder, name);
    put(folder, name, bytes);
    digest_add(digest, bytes);
    struct str sum = digest_text(folder->mem, digest);
    folder->held = mem_grow(folder->mem, folder->held, folder->files, &folder->room, sizeof *folder->held);
    folder->held[folder->files++] = mem_format(folder->mem, "%.*s,%zu,%.*s\n", STR_ARG(name), bytes.length,
                                               STR_ARG(sum));
    folder->held[folder->files - 1].length = name.length;
}

/* The file that grew last: more often than not it is the one that grows next. */
static void close_last(struct folder *folder)
{
    if (folder->last && close(folder->last_file) != 0)
        refuse(folder, DIAG_WRITE, errno);
    folder->last = NULL;
}

void folder_add(struct folder *folder, const char *name, struct str bytes, bool first)
{
    if (first || folder->last != name) {
        close_last(folder);
        int how = O_WRONLY | O_APPEND | O_CLOEXEC | (first ? O_CREAT | O_EXCL : 0);
        folder->last_file = openat(folder->file, name, how, 0666);
        if (folder->last_file < 0)
            refuse(folder, DIAG_WRITE, errno);
        folder->last = name;
    }
    if (!write_all(folder->last_file, bytes))
        refuse(folder, DIAG_WRITE, errno);
    if (!first)
        return;
    folder->grown = mem_grow(folder->mem, folder->grown, folder->growing, &folder->grown_room, sizeof *folder->grown);
    folder->grown[folder->growing++] = name;
}

void folder_list(struct folder *folder, struct str manifest)
{
    folder->manifest = manifest;
}

/* ---- appearing ---- */

/* A file that grew: what is in memory only is set going to the disk, or waited for until it is there. */
static bool sync_file(const struct folder *folder, const char *name, bool wait)
{
    int file = openat(folder->file, name, O_RDONLY | O_CLOEXEC);
    if (file >= 0 && !wait)                /* a hint: where a file system does not know it nothing is lost */
        sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE);
    return file >= 0 && (!wait || fsync(file) == 0) && close(file) == 0;
}

/* Files that were closed long ago are on the disk before the manifest says so.  All are on their way before one is
 * waited for. */
static void sync_grown(const struct folder *folder)
{
    bool each = folder->growing <= SYNCED_EACH, good = each || syncfs(folder->file) == 0;
    for (size_t i = 0; each && good && i < 2 * folder->growing; i++)
        good = sync_file(folder, folder->grown[i % folder->growing], i >= folder->growing);
    if (!good)
        refuse(folder, DIAG_WRITE, errno);
}

static struct str manifest_of(struct folder *folder)
{
    size_t length = folder->manifest.length, at = length;
    for (size_t i = 0; i < folder->files; i++)
        length += strlen(folder->held[i].at);
    char *text = mem_take(folder->mem, length + 1);
    memcpy(text, folder->manifest.at, at);
    for (size_t i = 0; i < folder->files; i++) {
        size_t line = strlen(folder->held[i].at);
        memcpy(text + at, folder->held[i].at, line);
        at += line;
    }
    return (struct str){text, at};
}

void folder_commit(struct folder *folder)
{
    close_last(folder);
    sync_grown(folder);
    put(folder, STR(FOLDER_MANIFEST), manifest_of(folder));
}

void folder_appear(struct folder *folder)
{
    bool done = folder->replaces
                    ? renameat2(folder->around, folder->beside, folder->around, folder->name, RENAME_EXCHANGE) == 0
                    : renameat2(folder->around, folder->beside, folder->around, folder->name, RENAME_NOREPLACE) == 0;
    if (!done)
        refuse(folder, DIAG_WRITE, errno);
    unfinished = NULL;
    if (fsync(folder->around) != 0 && errno != EINVAL)
        refuse(folder, DIAG_WRITE, errno);
    if (folder->replaces && !take_away(folder->around, folder->beside, DEEPEST))
        diag_report(DIAG_STAYS, NULL, "what %s held before stands in %s beside it and cannot be taken away; the next "
                    "run to the same place tries again", folder->path, folder->beside);
    close(folder->file);
    close(folder->around);
}
