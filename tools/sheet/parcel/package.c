/* package - see package.h */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/fresh.h"
#include "files/nowhere.h"
#include "parcel/package.h"

struct package {
    struct mem *mem;
    const char *file;         /* for messages */
    zip_t *zip;
    uint64_t limit;
};

struct part {
    struct package *package;
    struct str name;
    zip_file_t *file;
    uint64_t bytes;
};

enum { BLOCK = 64 * 1024 };

static struct place place_of(const struct package *package)
{
    return (struct place){.file = package->file};
}

/* ---- the bytes, at any place ---- */

static _Noreturn void cannot_read(const struct package *package)
{
    diag_fatal(DIAG_READ, &(struct place){.file = package->file}, "cannot read: %s", voice_error(errno));
}

static void write_all(int file, const char *folder, const char *at, size_t length)
{
    while (length) {
        ssize_t done = write(file, at, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            diag_fatal(DIAG_WRITE, NULL, "cannot write a temporary file in %s: %s", folder, voice_error(errno));
        at += done;
        length -= (size_t)done;
    }
}

/* A descriptor that can be read at any place: the file's own, or a copy's. */
static int spool(const struct package *package, int file)
{
    struct stat stat;
    const char *folder = scratch_folder(NULL);
    char block[BLOCK];
    if (fstat(file, &stat) == 0 && S_ISREG(stat.st_mode) && lseek(file, 0, SEEK_SET) == 0)
        return file;
    int copy = scratch_open(package->mem, folder);
    if (copy < 0)
        diag_fatal(DIAG_WRITE, NULL, "cannot make a temporary file in %s: %s", folder, voice_error(errno));
    for (ssize_t got; (got = read(file, block, sizeof block)) != 0;) {
        if (got < 0 && errno != EINTR)
            cannot_read(package);
        write_all(copy, folder, block, got > 0 ? (size_t)got : 0);
    }
    close(file);
    return copy;
}

static struct str bytes_at(const struct package *package, int file, off_t at, char *into, size_t room)
{
    ssize_t got = pread(file, into, room, at);
    if (got < 0)
        cannot_read(package);
    return (struct str){into, (size_t)got};
}

static void digest_file(const struct package *package, int file, struct digest *digest)
{
    char block[BLOCK];
    struct str bytes;
    for (off_t at = 0; digest && (bytes = bytes_at(package, file, at, block, sizeof block)).length;
         at += (off_t)bytes.length)
        digest_add(digest, bytes);
}

/* ---- what is no workbook ---- */

/* What stands in a container of the kind that .xls has, going by names in its directory. */
static const char *old_container(const struct package *package, int file)
{
    static const struct str encrypted = STR("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
                            book = STR("B\0o\0o\0k\0"), workbook = STR("W\0o\0r\0k\0b\0o\0o\0k\0"),
                            word = STR("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0");
    char block[2 * BLOCK];
    const char *found = NULL;
    struct str bytes;
    /* Half a block is read twice, so that no name is cut. */
    for (off_t at = 0; (bytes = bytes_at(package, file, at, block, sizeof block)).length; at += BLOCK) {
        if (str_find(bytes, encrypted) >= 0)
            return N_("is a workbook with a password; open it in the program that made it, save it without one (File, "
                      "Save as), and read that");
        if (str_find(bytes, workbook) >= 0 || str_find(bytes, book) >= 0)
            found = N_("is a workbook of the old kind (.xls); make one of the new kind of it: ssconvert {1} {2} && "
                       "sheet {2} "
                       "(Debian: apt-get install gnumeric), or soffice --headless --convert-to xlsx {1}");
        else if (!found && str_find(bytes, word) >= 0)
            found = N_("is a text document (.doc), not a workbook; copy its table into a workbook, and read that");
        if (bytes.length < sizeof block)
            break;
    }
    return found ? found : N_("is an old container file (OLE) without a workbook in it");
}

/* Files that begin with something of their own. */
static const char *kind_by_start(const struct package *package, int file, struct str start)
{
    static const struct {
        struct str start;
        const char *what;
    } row[] = {
        {STR("\x09\x08"), N_("is a sheet of the old kind (.xls); make one of the new kind of it: ssconvert {1} {2} "
                             "&& sheet {2} "
                             "(Debian: apt-get install gnumeric), or soffice --headless --convert-to xlsx {1}")},
        {STR("%PDF-"), N_("is a PDF, not a workbook; ask for the workbook or CSV that it was made of")},
        {STR("\x1f\x8b"), N_("is compressed by gzip; unpack it (gunzip {1}), and read that")},
        {STR("Rar!"), N_("is a RAR archive; unpack it, and read the workbook in it")},
        {STR("7z\xbc\xaf"), N_("is a 7-Zip archive; unpack it, and read the workbook in it")}};
    if (str_starts(start, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")))
        return old_container(package, file);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (str_starts(start, row[i].start))
            return row[i].what;
    return NULL;
}

/* Files of text that bear the name of a workbook. */
static const char *kind_of_text(struct str start)
{
    if (str_find(start, STR("Excel.Sheet")) >= 0 || str_find(start, STR("office:spreadsheet")) >= 0)
        return N_("is a workbook written as one XML file; make one of the new kind of it: soffice --headless "
                  "--convert-to "
                  "xlsx {1} (Debian: apt-get install libreoffice-calc)");
    if (str_find(start, STR("<html")) >= 0 || str_find(start, STR("<HTML")) >= 0 || str_find(start, STR("<table")) >= 0)
        return N_("is a web page that bears the name of a workbook; make a workbook of it: soffice --headless "
                  "--convert-to xlsx "
                  "{1} (Debian: apt-get install libreoffice-calc)");
    if (start.length && !memchr(start.at, '\0', start.length))
        return N_("is plain text, not a workbook; if it is CSV, the other tools read it as it is: normalize {1}");
    return N_("is no workbook (expected an XLSX file: a ZIP archive with xl/workbook.xml in it)");
}

/* The file of the new kind that a converter would write beside this one. */
static struct str converted(struct mem *mem, struct str name)
{
    size_t cut = name.length;
    while (cut && name.at[cut - 1] != '.' && name.at[cut - 1] != '/')
        cut--;
    return mem_format(mem, "%.*s.xlsx", STR_ARG(cut && name.at[cut - 1] == '.' ? str_part(name, 0, cut - 1) : name));
}

static _Noreturn void refuse(const struct package *package, const char *what)
{
    struct place place = place_of(package);
    struct str name = str_of(package->file);
    if (str_eq(name, STR("<stdin>")))
        name = STR("FILE");
    struct str message = say(package->mem, what, str_for_shell(package->mem, name),
                             str_for_shell(package->mem, converted(package->mem, name)));
    diag_fatal(DIAG_WORKBOOK, &place, "%.*s", STR_ARG(message));
}

/* ---- the archive ---- */

/* Archives of other programs, by a part that only they have. */
static void refuse_others(struct package *package)
{
    static const struct {
        const char *part, *what;
    } row[] = {
        {"content.xml", N_("is a workbook of OpenDocument (.ods); make an XLSX file of it: ssconvert {1} {2} && "
                           "sheet {2} "
                           "(Debian: apt-get install gnumeric), or soffice --headless --convert-to xlsx {1}")},
        {"xl/workbook.bin", N_("is a workbook of the binary kind (.xlsb); make an XLSX file of it: soffice --headless "
                               "--convert-to xlsx {1} (Debian: apt-get install libreoffice-calc)")},
        {"Index/Document.iwa", N_("is a workbook of Numbers; export it there as Excel, and read that")},
        {"word/document.xml", N_("is a text document (.docx), not a workbook; copy its table into a workbook, and "
                                 "read that")},
        {"ppt/presentation.xml", N_("is a presentation (.pptx), not a workbook")}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (zip_name_locate(package->zip, row[i].part, ZIP_FL_NOCASE) >= 0)
            refuse(package, row[i].what);
}

/* A ZIP archive begins with a local header; libzip would search a whole file for the end of one. */
static bool is_archive(struct str start)
{
    return str_starts(start, STR("PK\x03\x04")) || str_starts(start, STR("PK\x05\x06"));
}

struct package *package_open(struct mem *mem, const char *file, uint64_t limit, struct digest *digest)
{
    struct package *package = mem_take(mem, sizeof *package);
    bool standard = strcmp(file, "-") == 0;
    *package = (struct package){.mem = mem, .file = standard ? "<stdin>" : file, .limit = limit};
    struct place place = place_of(package);
    int descriptor = standard ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        nowhere_stop(mem, file);
    fresh_refuse_reserved(descriptor);
    descriptor = spool(package, descriptor);
    char block[4096];
    struct str start = bytes_at(package, descriptor, 0, block, sizeof block);
    if (!start.length)
        diag_fatal(DIAG_EMPTY, &place,
                   standard ? N_("the input is empty; expected a workbook: did the program before this one fail?")
                            : N_("the input is empty; expected a workbook"));
    if (!is_archive(start)) {
        const char *what = kind_by_start(package, descriptor, start);
        refuse(package, what ? what : kind_of_text(start));
    }
    digest_file(package, descriptor, digest);
    lseek(descriptor, 0, SEEK_SET);
    int fault = 0;
    package->zip = zip_fdopen(descriptor, 0, &fault);
    if (!package->zip) {
        zip_error_t error;
        zip_error_init_with_code(&error, fault);
        diag_fatal(DIAG_WORKBOOK, &place, "the ZIP archive is broken: %s; was it cut off on the way? Ask for the file "
                   "anew", zip_error_strerror(&error));
    }
    refuse_others(package);
    return package;
}

const char *package_file(const struct package *package)
{
    return package->file;
}

void package_close(struct package *package)
{
    if (package)
        zip_discard(package->zip);
}

/* ---- parts ---- */

/* Some old writers part folders by backslashes. */
static zip_int64_t locate(const struct package *package, struct str path)
{
    struct str name = mem_copy(package->mem, path);
    zip_int64_t index = zip_name_locate(package->zip, name.at, ZIP_FL_NOCASE);
    if (index >= 0)
        return index;
    for (size_t i = 0; i < name.length; i++)
        if (name.at[i] == '/')
            ((char *)(uintptr_t)name.at)[i] = '\\';
    return zip_name_locate(package->zip, name.at, ZIP_FL_NOCASE);
}

static _Noreturn void broken(const struct part *part, const char *why)
{
    struct place place = place_of(part->package);
    diag_fatal(DIAG_WORKBOOK, &place, "the part %.*s cannot be unpacked: %s; was the file cut off on the way? Ask for "
               "it anew", STR_ARG(part->name), why);
}

struct part *part_open(struct package *package, struct str path)
{
    zip_int64_t index = locate(package, path);
    if (index < 0)
        return NULL;
    struct part *part = mem_take(package->mem, sizeof *part);
    *part = (struct part){.package = package, .name = mem_copy(package->mem, path)};
    part->file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    if (!part->file) {
        struct place place = place_of(package);
        if (zip_error_code_zip(zip_get_error(package->zip)) == ZIP_ER_NOPASSWD)
            diag_fatal(DIAG_WORKBOOK, &place, "is a ZIP archive with a password; unpack it, and read the workbook in "
                       "it");
        broken(part, zip_error_strerror(zip_get_error(package->zip)));
    }
    return part;
}

const char *part_place(const struct part *part)
{
    return mem_format(part->package->mem, "%s!%.*s", part->package->file, STR_ARG(part->name)).at;
}

size_t part_read(struct part *part, char *into, size_t room)
{
    zip_int64_t got = zip_fread(part->file, into, room);
    if (got < 0)
        broken(part, zip_error_strerror(zip_file_get_error(part->file)));
    part->bytes += (uint64_t)got;
    if (part->bytes > part->package->limit) {
        struct place place = place_of(part->package);
        diag_fatal(DIAG_WORKBOOK, &place, "the part %.*s unpacks to more than %llu bytes, which may be a trap; if the "
                   "file is one that you trust, --limit allows more", STR_ARG(part->name),
                   (unsigned long long)part->package->limit);
    }
    return (size_t)got;
}

void part_close(struct part *part)
{
    if (part)
        zip_fclose(part->file);
}
