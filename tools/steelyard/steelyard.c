/* steelyard: runs a tool of the suite by its name, or says which there are. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/tab.h"
#include "io/out.h"

/* ---- options ---- */

static bool help, version, exec_path, option_table;
static const char *completion;

static const struct opt options[] = {
    {0, "exec-path", NULL, "print the folder that holds the tools", OPT_FLAG, &exec_path, NULL},
    {0, "completion", "SHELL", "print a completion script", OPT_CHOICE, &completion, "bash|zsh|fish"},
    {'h', "help", NULL, "print this help", OPT_FLAG, &help, NULL},
    {'V', "version", NULL, "print the version", OPT_FLAG, &version, NULL},
    {0}};

static const struct opt hidden[] = {
    {0, "option-table", NULL, "print the option table", OPT_FLAG, &option_table, NULL},
    {0}};

static const char *const examples[] = {
    "steelyard aggregate --by region --stat mean:value samples/zhejiang/observations.csv",
    "eval \"$(steelyard env)\"",
    NULL};

static const struct opt_page page = {
    "steelyard", N_("run a tool of the suite by its name"), "TOOL [ARGUMENT]...", N_("what the tool reads"),
    N_("what the tool writes"), examples};

/* ---- state ---- */

struct steelyard {
    struct mem *mem;
    struct str folder;        /* where the tools are */
    struct str *tool;
    size_t tools;
};

/* ---- where the tools are ---- */

/* Installed, this program is PREFIX/bin/steelyard and the tools are in
 * PREFIX/libexec/steelyard; in the tree all are in one folder. */
static void find_folder(struct steelyard *s)
{
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self);
    if (length <= 0 || (size_t)length == sizeof self)
        diag_fatal(DIAG_OPEN, NULL, "cannot tell where this program is: %s", voice_error(errno));
    while (length > 0 && self[length - 1] != '/')
        length--;
    struct str here = {self, (size_t)length};
    s->folder = mem_format(s->mem, "%.*s../libexec/steelyard", STR_ARG(here));
    if (access(s->folder.at, X_OK) != 0)
        s->folder = mem_copy(s->mem, str_part(here, 0, here.length - (here.length > 1)));
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void list_tools(struct steelyard *s)
{
    DIR *folder = opendir(s->folder.at);
    if (!folder)
        diag_fatal(DIAG_OPEN, NULL, "cannot open %s: %s", s->folder.at, voice_error(errno));
    size_t room = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        struct str path = mem_format(s->mem, "%s/%s", s->folder.at, entry->d_name);
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "steelyard") == 0 || access(path.at, X_OK) != 0)
            continue;
        s->tool = mem_grow(s->mem, s->tool, s->tools, &room, sizeof *s->tool);
        s->tool[s->tools++] = mem_copy(s->mem, str_of(entry->d_name));
    }
    closedir(folder);
    if (s->tools)
        qsort(s->tool, s->tools, sizeof *s->tool, by_name);
}

/* ---- the words that are not tools ---- */

/* Quoted so that a shell's eval gets the folder whole, whatever is in its name. */
static void print_env(struct out *out, const struct steelyard *s)
{
    out_write(out, STR("PATH='"));
    for (size_t i = 0; i < s->folder.length; i++) {
        if (s->folder.at[i] == '\'')
            out_write(out, STR("'\\''"));
        else
            out_byte(out, s->folder.at[i]);
    }
    out_write(out, STR("':\"$PATH\"; export PATH\n"));
}

static void print_help(struct out *out, const struct steelyard *s)
{
    opt_help(out, &page, options, NULL);
    out_format(out, "\n%s\n", voice_text("tools (steelyard help TOOL says more):"));
    for (size_t i = 0; i < s->tools; i++)
        out_format(out, "  %s\n", s->tool[i].at);
    out_format(out, "\n%s\n",
               voice_text("steelyard env prints a line for a shell's eval that puts the tools first on PATH."));
}

/* argv[0] is what the tool will be called. */
static _Noreturn void run_tool(const struct steelyard *s, const char *name, char **argv)
{
    struct str word = str_of(name);
    for (size_t i = 0; i < s->tools; i++) {
        if (!str_eq(s->tool[i], word))
            continue;
        struct str path = mem_format(s->mem, "%s/%s", s->folder.at, name);
        execv(path.at, argv);
        diag_fatal(DIAG_OPEN, NULL, "cannot run %s: %s", path.at, voice_error(errno));
    }
    struct str hint = nearest_hint(s->mem, word, s->tool, s->tools);
    diag_fatal(DIAG_USAGE, NULL, "no tool \"%.*s\"%.*s", STR_ARG(word),
               STR_ARG(hint.length ? hint : voice_str(" (steelyard --help lists them)")));
}

/* What TAB offers: the tools, and behind the name of one what that tool offers.  Two words stand before
 * the first of these. */
static void complete(const struct steelyard *s, char **word)
{
    static const struct str beside[] = {STR("env"), STR("help")};
    static char asked[] = "--complete";
    struct out *out = out_open(s->mem, NULL);
    char *name = word[0];
    if (word[1]) {
        word[-1] = name;
        word[0] = asked;
        run_tool(s, name, word - 1);
    }
    for (size_t i = 0; i < s->tools + 2; i++) {
        struct str text = i < s->tools ? s->tool[i] : beside[i - s->tools];
        if (str_starts(text, str_of(name)))
            out_format(out, "%.*s\t\n", STR_ARG(text));
    }
    out_commit(out);
}

/* ---- run ---- */

static void answer(const struct steelyard *s)
{
    struct out *out = out_open(s->mem, NULL);
    if (version)
        out_format(out, "steelyard %s\n", STEELYARD_VERSION);
    else if (exec_path)
        out_format(out, "%s\n", s->folder.at);
    else if (option_table)
        opt_table(out, options, NULL);
    else if (completion)
        tab_script(out, completion, "steelyard");
    else
        print_help(out, s);
    out_commit(out);
}

static void run(struct steelyard *s, int argc, char **argv)
{
    int own = 1;
    if (argc > 2 && strcmp(argv[1], "--complete") == 0) {
        find_folder(s);
        list_tools(s);
        complete(s, argv + 2);
        return;
    }
    while (own < argc && argv[own][0] == '-')
        own += strcmp(argv[own], "--completion") == 0 && own + 1 < argc ? 2 : 1;
    opt_parse(s->mem, options, hidden, own, argv);
    find_folder(s);
    list_tools(s);
    if (help || version || exec_path || option_table || completion || own == argc ||
        (strcmp(argv[own], "help") == 0 && own + 1 == argc)) {
        answer(s);
    } else if (strcmp(argv[own], "env") == 0) {
        struct out *out = out_open(s->mem, NULL);
        print_env(out, s);
        out_commit(out);
    } else if (strcmp(argv[own], "help") == 0) {
        static char asked[] = "--help";
        run_tool(s, argv[own + 1], (char *[]){argv[own + 1], asked, NULL});
    } else {
        run_tool(s, argv[own], argv + own);
    }
}

int main(int argc, char **argv)
{
    diag_open("steelyard");
    voice_open(NULL);
    struct steelyard s = {.mem = mem_open()};
    run(&s, argc, argv);
    int status = diag_finish();
    mem_close(s.mem);
    return status;
}
