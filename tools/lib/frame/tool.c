/* tool - see tool.h */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/str.h"
#include "base/voice.h"
#include "files/confine.h"
#include "files/folder.h"
#include "files/fresh.h"
#include "files/trail.h"
#include "frame/aside.h"
#include "frame/tab.h"
#include "frame/tool.h"
#include "meaning/sheet.h"

/* ---- the suite's options ---- */

static char delimiter;
static bool tsv, quiet, verbose, allow_empty, describe, list, help, version, option_table;
static const char *output, *messages, *language, *skip_bad, *provenance, *completion, *statuses;

static const struct opt suite[] = {
    {'d', "delimiter", "CHAR", "delimiter of input and output instead of a comma", OPT_CHAR, &delimiter, NULL},
    {0, "tsv", NULL, "the same as -d '\\t'", OPT_FLAG, &tsv, NULL},
    {'o', "output", "FILE", "write to FILE, whole or not at all", OPT_TEXT, &output, NULL},
    {'q', "quiet", NULL, "no notes", OPT_FLAG, &quiet, NULL},
    {'v', "verbose", NULL, "say more about what is done", OPT_FLAG, &verbose, NULL},
    {0, "lang", "LANGUAGE", "language of reasons and messages, instead of the environment's", OPT_TEXT, &language,
     NULL},
    {0, "messages", "FORM", "form of messages", OPT_CHOICE, &messages, "text|csv|json"},
    {0, "exit-status", "CODE=STATUS,...", "end with another status than 1 when a message of that code was told",
     OPT_TEXT, &statuses, NULL},
    {0, "skip-bad", "FILE", "put malformed records into FILE with the reason and go on", OPT_TEXT, &skip_bad, NULL},
    {0, "allow-empty", NULL, "take an input of 0 bytes as an empty table", OPT_FLAG, &allow_empty, NULL},
    {0, "provenance", "FILE", "append a JSON line: version, arguments, rows, digests of what was read and written",
     OPT_TEXT, &provenance, NULL},
    {0, "describe", NULL, "print the columns that are needed and made, as CSV", OPT_FLAG, &describe, NULL},
    {0, "list", NULL, "print the words that options and tables may hold, as CSV", OPT_FLAG, &list, NULL},
    {0, "completion", "SHELL", "print a completion script", OPT_CHOICE, &completion, "bash|zsh|fish"},
    {'h', "help", NULL, "print this help", OPT_FLAG, &help, NULL},
    {'V', "version", NULL, "print the version", OPT_FLAG, &version, NULL},
    {0}};

/* Asked for by the lint that holds manuals against tables; not a user's option. */
static const struct opt hidden[] = {
    {0, "option-table", NULL, "print the option table", OPT_FLAG, &option_table, NULL},
    {0}};

/* ---- input and output ---- */

struct reader *job_reader(struct job *job)
{
    if (job->files == 0 && isatty(STDIN_FILENO))
        diag_fatal(DIAG_USAGE, NULL, "no FILE, and standard input is a terminal (--help says what is expected)");
    job->reader = reader_open(job->mem, job->file, job->files, &job->reading);
    return job->reader;
}

void job_at(struct job *job, const char *at)
{
    if (!at)
        return;
    if (job->files > 1)
        diag_fatal(DIAG_USAGE, NULL, "--at says where one part begins; expected one FILE, got %zu", job->files);
    job->reading.at = cut_at_read(job->mem, at, "--at");
}

struct reader *job_table(struct job *job, const char *file)
{
    return job->reading.digest ? sheet_reader_digest(job->mem, file, job->reading.block)
                               : sheet_reader(job->mem, file, job->reading.block, false);
}

struct out *job_out(struct job *job)
{
    if (!job->out)
        job->out = out_open(job->mem, output);
    return job->out;
}

struct writer *job_writer(struct job *job)
{
    if (!job->writer)
        job->writer = writer_open(job->mem, job_out(job), job->delimiter);
    return job->writer;
}

/* ---- questions that are answered without input ---- */

/* What a column means here: what its row says, or a later row that is about the same column. */
static const char *meaning_of(const struct tool_column *column)
{
    for (const struct tool_column *about = column + 1; about->column; about++)
        if (!about->need && strcmp(about->direction, column->direction) == 0 &&
            strcmp(about->column, column->column) == 0)
            return about->meaning;
    return column->meaning;
}

/* What stands for a column that has no one name is a phrase: "the --by columns". */
static void print_columns(struct out *out, const struct tool *tool)
{
    out_write(out, STR("direction,column,need,meaning\n"));
    for (const struct tool_column *column = tool->column; column && column->column; column++) {
        if (!column->need)
            continue;
        const char *named = strchr(column->column, ' ') ? voice_text(column->column) : column->column;
        const char *const cell[] = {column->direction, named, voice_text(column->need), voice_text(meaning_of(column))};
        for (size_t i = 0; i < sizeof cell / sizeof *cell; i++) {
            bool quoted = str_needs_quotes(str_of(cell[i]), ',');
            out_format(out, "%s%s%s%s", i ? "," : "", quoted ? "\"" : "", cell[i], quoted ? "\"" : "");
        }
        out_byte(out, '\n');
    }
}

static bool item_of(const struct tool_words *words, size_t i, struct tool_item *item)
{
    if (!words->row)
        return words->item(i, item);
    *item = words->row[i];
    return item->name != NULL;
}

static void print_list(struct writer *writer, const struct tool_list *words)
{
    struct tool_item item;
    for (size_t i = 0; i < sizeof words->header / sizeof *words->header; i++)
        if (words->header[i])
            writer_field(writer, str_of(words->header[i]));
    writer_end(writer);
    for (const struct tool_words *kind = words->words; kind->kind; kind++)
        for (size_t i = 0; item_of(kind, i, &item); i++) {
            writer_field(writer, str_of(kind->kind));
            writer_field(writer, str_of(item.name));
            if (words->header[2])
                writer_field(writer, str_of(item.shape));
            writer_field(writer, voice_str(item.meaning));
            writer_end(writer);
        }
}

/* The i-th word of a kind, of all lists of that kind. */
static const char *listed(void *state, const char *kind, size_t i, const char **meaning)
{
    const struct tool *tool = state;
    struct tool_item item;
    for (const struct tool_words *words = tool->list->words; words->kind; words++)
        if (strcmp(words->kind, kind) == 0) {
            bool there = item_of(words, i, &item);
            *meaning = there ? item.meaning : NULL;
            return there ? item.name : NULL;
        }
    return NULL;
}

/* What the scripts of --completion ask at each TAB: --complete and the words up to the cursor. */
static int complete(const struct tool *tool, int argc, char **argv)
{
    struct tab tab = {.mem = mem_open(), .own = tool->option, .suite = suite, .listed = listed,
                      .state = (void *)(uintptr_t)tool};
    struct out *out = out_open(tab.mem, NULL);
    tab_complete(&tab, out, (const char *const *)argv + 2, (size_t)argc - 2);
    out_commit(out);
    mem_close(tab.mem);
    return diag_finish();
}

static bool answered(const struct tool *tool, struct job *job)
{
    const struct opt_page page = {tool->name, tool->purpose, tool->operands, tool->in, tool->out, tool->example};
    if (!help && !version && !describe && !list && !completion && !option_table)
        return false;
    struct out *out = job_out(job);
    if (help)
        opt_help(out, &page, tool->option, suite);
    else if (version)
        out_format(out, "%s (steelyard) %s\n", tool->name, STEELYARD_VERSION);
    else if (describe)
        print_columns(out, tool);
    else if (list && job->files && tool->list_of)
        tool->list_of(job);
    else if (list)
        print_list(job_writer(job), tool->list);
    else if (option_table)
        opt_table(out, tool->option, suite);
    else
        tab_script(out, completion, tool->name);
    out_commit(out);
    out_appear(out);
    return true;
}

/* ---- provenance ---- */

static void put_json_text(struct out *out, struct str text)
{
    out_byte(out, '"');
    while (text.length) {
        struct str before = text;
        uint32_t rune = str_rune(&text);
        if (rune == '"' || rune == '\\')
            out_format(out, "\\%c", (char)rune);
        else if (rune < 0x20 || rune == 0xfffd)          /* an argument may be any bytes, JSON is UTF-8 */
            out_format(out, "\\u%04x", (unsigned)rune);
        else
            out_write(out, str_part(before, 0, before.length - text.length));
    }
    out_byte(out, '"');
}

/* One line for the run.  It has no time of day, so that the same run gives the
 * same line; SOURCE_DATE_EPOCH is repeated where it is set. */
static void put_files(struct out *line, const char *what, bool (*next)(size_t i, struct trail_file *file))
{
    struct trail_file file;
    for (size_t i = 0; next(i, &file); i++) {
        if (i == 0)
            out_format(line, ",\"%s\":[", what);
        out_write(line, i ? STR(",{\"file\":") : STR("{\"file\":"));
        put_json_text(line, str_of(file.name));
        out_write(line, STR(",\"sha256\":"));
        put_json_text(line, file.sha256);
        out_byte(line, '}');
    }
    if (next(0, &file))
        out_byte(line, ']');
}

static void append_provenance(const struct tool *tool, struct job *job, int argc, char **argv)
{
    struct out *line = out_gather(job->mem);
    out_format(line, "{\"program\":\"%s\",\"version\":\"%s\",\"arguments\":[", tool->name, STEELYARD_VERSION);
    for (int i = 1; i < argc; i++) {
        if (i > 1)
            out_byte(line, ',');
        put_json_text(line, str_of(argv[i]));
    }
    out_write(line, STR("]"));
    if (job->reader || job->digest) {
        out_write(line, STR(",\"input_sha256\":"));
        put_json_text(line, job->digest ? digest_text(job->mem, job->digest) : reader_digest(job->mem, job->reader));
    }
    if (job->reader)
        out_format(line, ",\"records_in\":%llu", (unsigned long long)(job->records + reader_records(job->reader)));
    if (job->writer && writer_rows(job->writer))         /* the header is no row */
        out_format(line, ",\"rows_out\":%llu", (unsigned long long)(writer_rows(job->writer) - 1));
    put_files(line, "tables", trail_next_read);
    put_files(line, "outputs", trail_next_written);
    if (getenv("SOURCE_DATE_EPOCH")) {
        out_write(line, STR(",\"source_date_epoch\":"));
        put_json_text(line, str_of(getenv("SOURCE_DATE_EPOCH")));
    }
    out_write(line, STR("}\n"));
    trail_append(out_gathered(line));
}

/* ---- the language ---- */

/* What an option of the suite says, before anything else is read. */
static const char *asked(const char *name, int argc, char **argv)
{
    const size_t length = strlen(name);
    for (int i = argc - 1; i > 0; i--) {
        if (strncmp(argv[i], name, length) == 0 && argv[i][length] == '=')
            return argv[i] + length + 1;
        if (strcmp(argv[i], name) == 0 && i + 1 < argc)
            return argv[i + 1];
    }
    return NULL;
}

static struct str near_language(struct mem *mem)
{
    enum { LANGUAGES = 32 };
    struct str known[LANGUAGES], rest = voice_languages(mem), piece;
    size_t count = 0;
    while (count < LANGUAGES && str_cut(&rest, ',', &piece))
        known[count++] = str_trim(piece);
    return nearest_hint(mem, str_of(language), known, count);
}

static void check_language(struct mem *mem)
{
    if (language && !voice_open(language))
        diag_fatal(DIAG_USAGE, NULL, "--lang: there are no words in \"%s\" (expected one of %.*s)%.*s", language,
                   STR_ARG(voice_languages(mem)), STR_ARG(near_language(mem)));
}

/* ---- the frame ---- */

/* A stream that the caller closed would lend its number to the next file that is
 * opened: messages would end in a result, and a table be read as the input.  It is
 * held open the wrong way round, so that using it fails as a closed one does. */
static void hold_closed_streams(void)
{
    static const int wrong_way[] = {[STDIN_FILENO] = O_WRONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_RDONLY};
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", wrong_way[stream]) != stream)
            _exit(2);
}

/* --exit-status skipped=3,fail-on=4: 0, 1, or one that neither we nor a shell gives. */
static void read_statuses(struct mem *mem)
{
    enum { FIRST_FREE = 3, LAST_FREE = 125 };
    struct str known[DIAG_COUNT], rest = str_of(statuses), piece = {NULL, 0};
    size_t count = diag_words(known);
    while (statuses && (str_cut(&rest, ',', &piece) || !*statuses)) {
        struct str number = piece, word;
        str_cut(&number, '=', &word);
        unsigned status = 0;
        bool good = number.length > 0 && number.length <= 3;
        for (size_t i = 0; good && i < number.length; i++) {
            good = number.at[i] >= '0' && number.at[i] <= '9';
            status = status * 10 + (unsigned)(number.at[i] - '0');
        }
        if (!good || (status > 1 && (status < FIRST_FREE || status > LAST_FREE)))
            diag_fatal(DIAG_USAGE, NULL,
                       "--exit-status: \"%.*s\" is no CODE=STATUS; a status is 0, 1 or one from 3 to 125",
                       STR_ARG(piece));
        if (!diag_set_status(word, (int)status))
            diag_fatal(DIAG_USAGE, NULL,
                       "--exit-status: \"%.*s\" is no code of a message that comes with an answer%.*s", STR_ARG(word),
                       STR_ARG(nearest_hint(mem, word, known, count)));
    }
}

/* What --messages says: a mistake in the command line is told in that form too. */
static void set_form(const char *word)
{
    static const struct {
        const char *word;
        enum diag_form form;
    } forms[] = {{"text", DIAG_AS_TEXT}, {"csv", DIAG_AS_CSV}, {"json", DIAG_AS_JSON}};
    for (size_t i = 0; word && i < sizeof forms / sizeof *forms; i++)
        if (strcmp(word, forms[i].word) == 0)
            diag_set_form(forms[i].form);
}

static void apply_suite(struct job *job)
{
    set_form(messages);
    diag_set_quiet(quiet);
    diag_set_verbose(verbose);
    read_statuses(job->mem);
    job->verbose = verbose;
    job->output = output;
    job->delimiter = tsv ? '\t' : delimiter ? delimiter : ',';
    job->reading.delimiter = job->delimiter;
    job->reading.allow_empty = allow_empty;
    job->reading.skip_bad = skip_bad;
    job->reading.digest = provenance != NULL;
#ifdef STEELYARD_TORTURE
    /* A sanitizer build repeats every case with blocks of a few bytes. */
    if (getenv("STEELYARD_BLOCK"))
        job->reading.block = strtoul(getenv("STEELYARD_BLOCK"), NULL, 10);
#endif
}

/* ---- what the command line does not name is out of reach ---- */

/* The folder that a file stands in, or would. */
static const char *folder_of(struct mem *mem, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? mem_format(mem, "%.*s/", (int)(slash - path), path).at : ".";
}

/* An option's file may be an output: its folder may be written to.  Schemas name other files,
 * beside or below them. */
static void allow_named(void *mem, const char *name, bool whole)
{
    struct stat about;
    size_t length = strlen(name);
    if (whole) {
        while (length > 1 && name[length - 1] == '/')
            length--;
        confine_allow_folders(folder_of(mem, mem_format(mem, "%.*s", (int)length, name).at));
        return;
    }
    const char *path = fresh_target(mem, name);
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode))
        confine_allow_write(path);
    else if (*name)
        confine_allow_write(folder_of(mem, path));
    confine_allow_read(path);
}

static void confine(const struct tool *tool, const struct job *job)
{
    confine_open();
    for (size_t i = 0; i < job->files; i++)
        confine_allow_read(job->file[i]);
    opt_files(tool->option, suite, allow_named, job->mem);
    confine_allow_write(scratch_folder(NULL));
    confine_allow_read(voice_share());    /* what came with the program */
    if (!confine_close() && confine_is_wanted())
        diag_report(DIAG_UNCONFINED, NULL, "this kernel does not confine the run to its files");
}

int tool_main(const struct tool *tool, int argc, char **argv)
{
    hold_closed_streams();
    signal(SIGXFSZ, SIG_IGN);             /* a file at its largest size is a full disk: the write fails */
    diag_open(tool->name);
    voice_open(asked("--lang", argc, argv));
    set_form(asked("--messages", argc, argv));
    if (argc > 2 && strcmp(argv[1], "--complete") == 0)
        return complete(tool, argc, argv);
    struct job job = {.mem = mem_open()};
    bool table = argc == 2 && strcmp(argv[1], "--option-table") == 0;
    struct opt_list operands = opt_parse(job.mem, table ? hidden : tool->option, suite, argc, argv);
    job.file = operands.value;
    job.files = operands.count;
    check_language(job.mem);
    apply_suite(&job);
    if (provenance)
        trail_open(job.mem, provenance, "--provenance");
    if (!answered(tool, &job)) {
        confine(tool, &job);
        tool->run(&job);
        if (job.reader && !job.records && reader_is_bare(job.reader) && !reading_goes_on(&job.reading))
            aside_bare(job.file && job.files ? job.file[0] : "-");
        if (job.reader)
            reader_close(job.reader);
        out_commit(job_out(&job));
        if (provenance)
            append_provenance(tool, &job, argc, argv);
        if (job.folder)
            folder_appear(job.folder);
        out_appear(job.out);
    }
    int status = diag_finish();
    mem_close(job.mem);
    return status;
}
