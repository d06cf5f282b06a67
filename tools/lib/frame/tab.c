/* tab - see tab.h */
#include <sys/stat.h>

#include "base/diag.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "frame/tab.h"
#include "io/column.h"
#include "io/out.h"
#include "meaning/sheet.h"

enum { RECORDS_MOST = 100000, FILES_MOST = 16 };

/* ---- what an option takes ---- */

/* Where words come from. */
enum supply {
    SUPPLY_NONE,
    SUPPLY_LISTED,            /* a kind of --list */
    SUPPLY_OPTION,            /* the kind of --list that is called as the option is, else that column of the input */
    SUPPLY_HEADER,            /* the columns of the input, or of the table of `option` */
    SUPPLY_VALUES,            /* the different values of a column: of the table of `option`, else of the input */
    SUPPLY_CODES,             /* the codes of messages */
    SUPPLY_LANGUAGES
};

/* What a value is called in help says what it is. */
static const struct taking {
    const char *argument;
    enum supply supply;
    const char *kind;         /* the kind of --list, or the column */
    const char *option;       /* whose file has it rather than the input */
    bool several;             /* words parted by commas */
    const char *mark;         /* that goes on behind a word: with columns behind ":", with something free behind "=" */
} takings[] = {
    {"COLUMNS", SUPPLY_HEADER, NULL, NULL, true, NULL},
    {"LIST", SUPPLY_HEADER, NULL, NULL, true, NULL},
    {"COLUMN,...", SUPPLY_HEADER, NULL, NULL, true, NULL},
    {"COLUMN", SUPPLY_HEADER, NULL, NULL, false, NULL},
    {"COLUMN=TEXT", SUPPLY_HEADER, NULL, NULL, false, "="},
    {"COLUMN[:LENGTH],...", SUPPLY_HEADER, NULL, NULL, true, NULL},
    {"COLUMN[=THEIRS],...", SUPPLY_HEADER, NULL, NULL, true, NULL},
    {"COLUMN[=NAME],...", SUPPLY_HEADER, NULL, "table", true, NULL},
    {"COLUMN:VALUE[=NAME]", SUPPLY_HEADER, NULL, "table", false, ":"},
    {"NAME[:COL[,COL]][=RESULT]", SUPPLY_LISTED, "statistic", NULL, false, ":"},
    {"NAME[:N],...", SUPPLY_LISTED, "rule", NULL, true, NULL},
    {"NAME,...", SUPPLY_OPTION, NULL, NULL, true, NULL},
    {"NAME", SUPPLY_OPTION, NULL, NULL, false, NULL},
    {"HOW", SUPPLY_OPTION, NULL, NULL, false, NULL},
    {"HOW|FILE", SUPPLY_OPTION, NULL, NULL, false, NULL},
    {"CLASS,...", SUPPLY_LISTED, "class", NULL, true, NULL},
    {"ENC", SUPPLY_LISTED, "encoding", NULL, false, NULL},
    {"INDICATOR", SUPPLY_VALUES, "indicator", "indicators", false, NULL},
    {"INDICATOR,...", SUPPLY_VALUES, "indicator", "indicators", true, NULL},
    {"INDICATOR=RATE", SUPPLY_VALUES, "indicator", "indicators", false, "="},
    {"REGION", SUPPLY_VALUES, "region", NULL, false, NULL},
    {"CODE", SUPPLY_VALUES, "region", "regions", false, NULL},
    {"LEVEL", SUPPLY_VALUES, "level", "regions", false, NULL},
    {"CODE=STATUS,...", SUPPLY_CODES, NULL, NULL, true, "="},
    {"LANGUAGE", SUPPLY_LANGUAGES, NULL, NULL, false, NULL},
};

static const struct taking *taking_of(const struct opt *opt)
{
    for (size_t i = 0; opt->argument && i < sizeof takings / sizeof *takings; i++)
        if (strcmp(takings[i].argument, opt->argument) == 0)
            return &takings[i];
    return NULL;
}

/* ---- the line so far ---- */

struct line {
    const struct tab *tab;
    struct out *out;
    struct str before;        /* what of the last word stays as it is */
    struct str piece;         /* what the words that are offered begin with */
    struct str taken;         /* the words of a list that are there already */
    const char *file[FILES_MOST]; /* operands that are files */
    size_t files;
    const char *const *word;
    size_t words;
    char delimiter;
};

/* The row of an option as it is written, long, shortened or as letters; null for none. */
static const struct opt *option_of(const struct tab *tab, const char *word)
{
    struct str name = str_of(word);
    const struct opt *opt, *found = NULL;
    if (name.length < 2 || word[0] != '-')
        return NULL;
    bool is_long = word[1] == '-';
    if (is_long)
        name = str_part(name, 2, SIZE_MAX);
    for (size_t i = 0; (opt = opt_row(tab->own, tab->suite, i)); i++) {
        if (is_long ? str_eq(str_of(opt->name), name) : opt->letter == name.at[name.length - 1])
            return opt;
        if (is_long && name.length && str_starts(str_of(opt->name), name))
            found = opt;
    }
    return found;
}

/* The value of an option in the words before the last; null when it is not there. */
static const char *value_of(const struct line *line, const char *option)
{
    size_t length = strlen(option);
    for (size_t i = 0; i + 1 < line->words; i++) {
        const char *word = line->word[i];
        const struct opt *opt = option_of(line->tab, word);
        if (opt && opt->argument && strcmp(opt->name, option) == 0 && i + 2 < line->words)
            return line->word[i + 1];
        if (strncmp(word, "--", 2) == 0 && strncmp(word + 2, option, length) == 0 && word[length + 2] == '=')
            return word + length + 3;
    }
    return NULL;
}

static bool is_file(const char *name)
{
    struct stat about;
    return stat(name, &about) == 0 && S_ISREG(about.st_mode);
}

static void find_files(struct line *line)
{
    for (size_t i = 0; i + 1 < line->words; i++) {
        const char *word = line->word[i];
        const struct opt *opt = option_of(line->tab, word);
        if (opt && opt->argument)
            i++;
        else if (word[0] != '-' && line->files < FILES_MOST && is_file(word))
            line->file[line->files++] = word;
    }
    const char *delimiter = value_of(line, "delimiter");
    line->delimiter = delimiter && strlen(delimiter) == 1 ? *delimiter : ',';
    for (size_t i = 0; i < line->words; i++)
        if (strcmp(line->word[i], "--tsv") == 0 || (delimiter && strcmp(delimiter, "\\t") == 0))
            line->delimiter = '\t';
}

/* ---- offering ---- */

/* As a list has it (column_name). */
static struct str quoted(const struct line *line, struct str text)
{
    struct str whole = STR("\""), piece;
    if (str_find(text, STR(",")) < 0 && str_find(text, STR("=")) < 0)
        return text;
    for (bool first = true; str_cut(&text, '"', &piece); first = false)
        whole = mem_format(line->tab->mem, "%.*s%s%.*s", STR_ARG(whole), first ? "" : "\"\"", STR_ARG(piece));
    return mem_format(line->tab->mem, "%.*s\"", STR_ARG(whole));
}

/* A word of a list is offered once. */
static bool is_taken(const struct line *line, struct str text)
{
    struct str rest = line->taken, word;
    while (column_cut(line->tab->mem, &rest, &word))
        if (str_eq(quoted(line, word), text))
            return true;
    return false;
}

static void offer(const struct line *line, struct str text, const char *mark, const char *meaning)
{
    if (is_taken(line, text))
        return;
    if (!str_starts(text, line->piece) || str_find(text, STR("\n")) >= 0 || str_find(text, STR("\t")) >= 0)
        return;
    out_write(line->out, line->before);
    out_write(line->out, text);
    out_format(line->out, "%s\t%s\n", mark ? mark : "", meaning ? voice_text(meaning) : "");
}

static size_t offer_listed(const struct line *line, const char *kind, const char *mark)
{
    const char *name, *meaning;
    size_t count = 0;
    for (; (name = line->tab->listed(line->tab->state, kind, count, &meaning)); count++)
        if (!str_ends(str_of(name), STR("N")))        /* pNN stands for p0 to p100 */
            offer(line, str_of(name), mark, meaning);
    return count;
}

static struct reader *open_table(const struct line *line, const char *file, bool input)
{
    struct reading how = {.delimiter = line->delimiter, .allow_empty = true};
    if (!input)
        return sheet_reader(line->tab->mem, file, 0, true);
    return reader_open(line->tab->mem, &file, 1, &how);
}

static void offer_header(const struct line *line, const char *option, const char *mark)
{
    const char *table = option ? value_of(line, option) : NULL;
    bool beside = table && is_file(table);
    if ((option && !beside) || (!option && !line->files))
        return;
    struct reader *reader = open_table(line, beside ? table : line->file[0], !beside);
    struct columns columns = column_labels(line->tab->mem, reader);
    for (uint32_t i = 0; i < columns.count; i++)
        if (columns.name[i].length)
            offer(line, quoted(line, columns.name[i]), mark, NULL);
    reader_close(reader);
}

static void offer_values(const struct line *line, const char *column, const char *option, const char *mark)
{
    const char *table = option ? value_of(line, option) : NULL;
    bool beside = table && is_file(table);
    if (!beside && !line->files)
        return;
    struct reader *reader = open_table(line, beside ? table : line->file[0], !beside);
    struct columns columns = column_labels(line->tab->mem, reader);
    uint32_t at = column_first(&columns, str_of(column), NULL);
    struct group *seen = group_open(1, 1);
    const struct record *record;
    for (size_t i = 0; at != COLUMN_NONE && i < RECORDS_MOST && (record = reader_next(reader)); i++) {
        struct str value = record_field(record, at);
        uint32_t before = group_count(seen);
        group_at(seen, &value);
        if (value.length && group_count(seen) > before)
            offer(line, value, mark, NULL);
    }
    group_close(seen);
    reader_close(reader);
}

static void offer_words(const struct line *line, struct str list, char between)
{
    struct str word;
    while (str_cut(&list, between, &word))
        offer(line, str_trim(word), NULL, NULL);
}

static void offer_codes(const struct line *line, const char *mark)
{
    struct str word[DIAG_COUNT];
    size_t count = diag_words(word);
    for (size_t i = 0; i < count; i++)
        offer(line, word[i], mark, NULL);
}

static void offer_options(const struct line *line)
{
    const struct opt *opt;
    for (size_t i = 0; (opt = opt_row(line->tab->own, line->tab->suite, i)); i++)
        offer(line, mem_format(line->tab->mem, "--%s", opt->name), NULL, opt->help);
}

/* ---- a value ---- */

/* Parts what stays from what the words that are offered begin with, behind the last of a mark. */
static bool part_behind(struct line *line, char mark)
{
    for (size_t at = line->piece.length; at-- > 0;)
        if (line->piece.at[at] == mark) {
            line->taken = str_part(line->piece, 0, at);
            line->before = mem_format(line->tab->mem, "%.*s%.*s", STR_ARG(line->before),
                                      STR_ARG(str_part(line->piece, 0, at + 1)));
            line->piece = str_part(line->piece, at + 1, SIZE_MAX);
            return true;
        }
    return false;
}

static void complete_value(struct line *line, const struct opt *opt)
{
    const struct taking *taking = taking_of(opt);
    if (opt->kind == OPT_CHOICE) {
        offer_words(line, str_of(opt->choices), '|');
        return;
    }
    if (!taking)
        return;
    if (taking->several)
        part_behind(line, ',');
    struct str taken = line->taken;
    bool behind = taking->mark && part_behind(line, *taking->mark);
    if (behind)
        part_behind(line, ',');
    line->taken = behind ? STR("") : taken;
    if (taking->supply == SUPPLY_HEADER && str_starts(line->piece, STR("-"))) {
        line->before = mem_format(line->tab->mem, "%.*s-", STR_ARG(line->before));
        line->piece = str_part(line->piece, 1, SIZE_MAX);
    }
    if (behind && *taking->mark == ':')
        offer_header(line, taking->option, NULL);
    else if (behind)
        return;
    else if (taking->supply == SUPPLY_LISTED)
        offer_listed(line, taking->kind, taking->mark);
    else if (taking->supply == SUPPLY_OPTION && !offer_listed(line, opt->name, taking->mark))
        offer_values(line, opt->name, NULL, taking->mark);
    else if (taking->supply == SUPPLY_HEADER)
        offer_header(line, taking->option, taking->mark);
    else if (taking->supply == SUPPLY_VALUES)
        offer_values(line, taking->kind, taking->option, taking->mark);
    else if (taking->supply == SUPPLY_CODES)
        offer_codes(line, taking->mark);
    else if (taking->supply == SUPPLY_LANGUAGES)
        offer_words(line, voice_languages(line->tab->mem), ',');
}

/* ---- the face ---- */

void tab_complete(const struct tab *tab, struct out *out, const char *const *word, size_t words)
{
    struct line line = {.tab = tab, .out = out, .word = word, .words = words};
    if (!words)
        return;
    find_files(&line);
    line.piece = str_of(word[words - 1]);
    const struct opt *before = words > 1 ? option_of(tab, word[words - 2]) : NULL;
    if (before && before->argument) {
        complete_value(&line, before);
        return;
    }
    ptrdiff_t equals = str_find(line.piece, STR("="));
    if (str_starts(line.piece, STR("--")) && equals > 0) {
        struct str name = mem_copy(tab->mem, str_part(line.piece, 0, (size_t)equals));
        line.before = str_part(line.piece, 0, (size_t)equals + 1);
        line.piece = str_part(line.piece, (size_t)equals + 1, SIZE_MAX);
        const struct opt *opt = option_of(tab, name.at);
        if (opt && opt->argument)
            complete_value(&line, opt);
    } else if (str_starts(line.piece, STR("-"))) {
        offer_options(&line);
    }
}

/* ---- the scripts ---- */

/* Readline takes : and = as ends of words, so the line is parted anew, and what of the last word stands
 * before them is taken off what is offered. */
static const char bash[] =
    "# bash completion for {name}\n"
    "_steelyard_{id}() {\n"
    "  local line=${COMP_LINE:0:COMP_POINT} words word last keep i\n"
    "  read -ra words <<<\"$line\"\n"
    "  if [[ $line == *[[:space:]] ]]; then words+=(''); fi\n"
    "  last=${words[${#words[@]} - 1]}\n"
    "  keep=${last%\"${last##*[:=]}\"}\n"
    "  COMPREPLY=()\n"
    "  while IFS=$'\\t' read -r word _; do\n"
    "    printf -v word %q \"${word#\"$keep\"}\"\n"
    "    COMPREPLY+=(\"$word\")\n"
    "  done < <(\"${words[0]}\" --complete \"${words[@]:1}\" 2>/dev/null)\n"
    "  if [[ ${COMPREPLY[*]} == *[:=] ]]; then compopt -o nospace 2>/dev/null; fi\n"
    "}\n"
    "complete -o default -F _steelyard_{id} {name}\n";

static const char zsh[] =
    "#compdef {name}\n"
    "local line word\n"
    "local -a whole told open open_told\n"
    "for line in ${(f)\"$($words[1] --complete \"${(@Q)words[2,CURRENT]}\" 2>/dev/null)\"}; do\n"
    "  word=${line%%$'\\t'*}\n"
    "  if [[ $word == *[:=] ]]; then open+=(\"$word\") open_told+=(\"${line/$'\\t'/  }\")\n"
    "  else whole+=(\"$word\") told+=(\"${line/$'\\t'/  }\"); fi\n"
    "done\n"
    "if (( $#whole + $#open )); then\n"
    "  (( $#whole )) && compadd -l -d told -a whole\n"
    "  (( $#open )) && compadd -l -S '' -d open_told -a open\n"
    "else\n"
    "  _files\n"
    "fi\n";

static const char fish[] =
    "# fish completion for {name}\n"
    "function __steelyard_{id}\n"
    "    set -l words (commandline -opc)\n"
    "    set -l last (commandline -ct)\n"
    "    set -l found ($words[1] --complete $words[2..-1] \"$last\" 2>/dev/null)\n"
    "    if set -q found[1]\n"
    "        printf '%s\\n' $found\n"
    "    else\n"
    "        __fish_complete_path \"$last\"\n"
    "    end\n"
    "end\n"
    "complete -c {name} -f -a '(__steelyard_{id})'\n";

void tab_script(struct out *out, const char *shell, const char *name)
{
    static const struct {
        const char *shell, *text;
    } scripts[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    struct str rest = STR("");
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (strcmp(scripts[i].shell, shell) == 0)
            rest = str_of(scripts[i].text);
    while (rest.length) {
        bool whole = str_starts(rest, STR("{name}")), id = str_starts(rest, STR("{id}"));
        for (const char *at = name; (whole || id) && *at; at++)
            out_byte(out, id && *at == '-' ? '_' : *at);
        if (!whole && !id)
            out_byte(out, rest.at[0]);
        rest = str_part(rest, whole ? 6 : id ? 4 : 1, SIZE_MAX);
    }
}
