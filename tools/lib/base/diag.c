/* diag - see diag.h */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/diag_inside.h"
#include "base/near.h"
#include "base/origin.h"
#include "base/plain.h"
#include "base/str.h"
#include "base/voice.h"

enum { SHOWN = 20, HOOKS = 8, CARET_BEFORE = 40, CARET_BYTES = 160 };
enum { MEMBER_BYTES = 2000, HEAD_BYTES = 1200, TAIL_BYTES = 700 }; /* of a text that is shown; of one too long */
enum { MEMBERS = 13, ESCAPE_BYTES = 6, NAME_BYTES = 64 }; /* of a finding; that a byte becomes at most; beside a text */

static const struct diag_row rows[] = {
#define X(name, word, level, status, meaning) [DIAG_##name] = {word, DIAG_##level, status, meaning},
    DIAG_CODES(X)
#undef X
};

static struct {
    const char *program;
    enum diag_form form;
    bool quiet, verbose, headed;
    int status;               /* of what was told and of diag_status */
    struct {
        enum diag_code code;
        int status;
    } own[DIAG_COUNT];        /* of diag_set_status, the first that counts first */
    size_t owns;
    uint64_t count[DIAG_COUNT];
    uint64_t told[DIAG_COUNT]; /* of those, how many a message shown stands for */
    const char *again;        /* the file and the line of the last header that stood among records */
    uint64_t again_line;
    void (*hook[HOOKS])(void);
    size_t hooks;
} state = {.program = "steelyard"};

const struct diag_row *diag_row(enum diag_code code)
{
    return &rows[code];
}

/* Trouble may be that memory ran out, so a message is put together in a place of
 * its own, which holds the longest: a text that is too long is cut, never the form. */
static struct message {
    char text[MEMBERS * (MEMBER_BYTES * ESCAPE_BYTES + NAME_BYTES)];
    size_t length;
} message;

static void put(const char *at, size_t length)
{
    size_t room = sizeof message.text - message.length;
    length = length < room ? length : room;
    memcpy(message.text + message.length, at, length);
    message.length += length;
}

static void put_words(const char *words)
{
    put(words, strlen(words));
}

static void put_number(uint64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    put(digits, (size_t)length);
}

/* What the input says must not drive a terminal: controls, bytes that are no
 * UTF-8 and marks that turn the writing direction are shown escaped. */
static void put_shown(struct str text)
{
    struct str cut = str_part(text, 0, MEMBER_BYTES);
    while (cut.length) {
        struct str before = cut;
        uint32_t rune = str_rune(&cut);
        size_t length = before.length - cut.length;
        char escape[16] = "";
        if (rune == '\n' || rune == '\r' || rune == '\t')
            snprintf(escape, sizeof escape, "\\%c", rune == '\n' ? 'n' : rune == '\r' ? 'r' : 't');
        else if (rune < 0x20 || (rune >= 0x7f && rune < 0xa0) || (length == 1 && rune == 0xfffd))
            snprintf(escape, sizeof escape, "\\x%02x", (unsigned)(length == 1 ? (unsigned char)before.at[0] : rune));
        else if (plain_turns(rune))
            snprintf(escape, sizeof escape, "\\u%04x", (unsigned)rune);
        if (escape[0])
            put_words(escape);
        else
            put(before.at, length);
    }
    if (text.length > MEMBER_BYTES)
        put_words("...");
}

const char *diag_bytes(struct str text)
{
    return text.length ? text.at : "";
}

const char *diag_file(const char *file)
{
    return file && strcmp(file, "-") == 0 ? "<stdin>" : file;
}

/* ---- the three forms ---- */

/* As it is shown; returns how many cells of the terminal that takes. */
static size_t put_measured(struct str text)
{
    size_t start = message.length;
    put_shown(text);
    return str_width((struct str){message.text + start, message.length - start}, 1);
}

/* Does a character go on here? */
static bool goes_on(struct str text, size_t at)
{
    return at < text.length && ((unsigned char)text.at[at] & 0xc0) == 0x80;
}

/* The line of the text around the place, and where in it that is. */
static struct str line_around(const struct place *place, size_t *at)
{
    size_t from = place->at > CARET_BEFORE ? place->at - CARET_BEFORE : 0, to = from + CARET_BYTES;
    while (from && goes_on(place->text, from))
        from--;
    while (goes_on(place->text, to))
        to--;
    struct str line = str_part(place->text, from, to - from);
    ptrdiff_t end = str_find(line, STR("\n"));
    if (end >= 0)
        line.length = (size_t)end;
    *at = place->at - from < line.length ? place->at - from : line.length;
    return line;
}

static void put_caret(const struct place *place)
{
    if (!place->text.length || !isatty(STDERR_FILENO))
        return;
    size_t at;
    struct str line = line_around(place, &at), field = str_part(line, at, place->length);
    while (goes_on(line, at + field.length))
        field.length++;
    char number[32];
    int width = place->line ? snprintf(number, sizeof number, "%7llu | ", (unsigned long long)place->line)
                            : snprintf(number, sizeof number, "        | ");
    put(number, (size_t)width);
    size_t before = put_measured(str_part(line, 0, at)) + (size_t)width;
    size_t under = put_measured(field);
    put_measured(str_part(line, at + field.length, SIZE_MAX));
    put_words("\n");
    while (before--)
        put_words(" ");
    put_words("^");
    while (under-- > 1)
        put_words("~");
    put_words("\n");
}

/* As code, for programs; people are told it in their language. */
static const char *level_word(enum diag_level level)
{
    static const char *const word[] = {N_("hint"), N_("note"), N_("warning"), N_("error")};
    return word[level];
}

struct diag_spot diag_spot(const struct place *place)
{
    struct diag_spot spot = {.file = str_of(diag_file(place->file)), .line = place->line, .column = place->column};
    spot.named = spot.file;
    struct origin origin;
    enum origin_kind kind = place->origin.length ? origin_read(place->origin, &origin) : ORIGIN_NONE;
    if (kind == ORIGIN_NONE)
        return spot;
    uint32_t n = place->column > place->before ? place->column - place->before : 0;
    spot.made = kind == ORIGIN_CELLS;
    spot.file = origin.book;
    spot.named = origin.first == origin.last ? place->origin : origin.book;
    spot.line = origin.row;
    spot.column = 0;
    if (origin.first == origin.last)
        spot.column = origin.first;
    else if (n && n <= origin.last - origin.first + 1)
        spot.column = origin.first + n - 1;
    return spot;
}

static void put_text(const struct finding *finding)
{
    const struct place *place = &finding->place;
    put_words(state.program);
    put_words(": ");
    struct diag_spot spot = diag_spot(place);
    if (spot.made) {
        char cell[ORIGIN_CELL_MAX];
        put_shown(spot.file);
        put_words("!");
        put(cell, origin_write(cell, spot.column, (uint32_t)spot.line));
        put_words(": ");
    } else if (place->file) {
        put_shown(spot.file);
        put_words(":");
        if (spot.line) {
            put_number(spot.line);
            put_words(":");
            if (spot.column) {
                put_number(spot.column);
                put_words(":");
            }
        }
        put_words(" ");
    }
    put_words(voice_text(level_word(rows[finding->code].level)));
    put_words(": ");
    put_shown(finding->message);
    put_words(" [");
    put_shown(finding->rule.length ? finding->rule : str_of(rows[finding->code].word));
    put_words("]\n");
    put_caret(place);
}

/* The members in the order of the findings table. */
struct member {
    const char *name;
    struct str text;
    uint64_t number;
    bool counted;
};

/* `letters` is for the name of a column of a sheet. */
static void spread(const struct finding *finding, struct member member[MEMBERS], char letters[ORIGIN_CELL_MAX])
{
    const struct place *place = &finding->place;
    const struct diag_spot spot = diag_spot(place);
    struct str column = place->name;
    if (spot.made && spot.column && !column.length)
        column = (struct str){letters, origin_write(letters, spot.column, 0)};
    const struct member all[MEMBERS] = {
        {"severity", str_of(level_word(rows[finding->code].level)), 0, false},
        {"rule", finding->rule.length ? finding->rule : str_of(rows[finding->code].word), 0, false},
        {"file", spot.named, 0, false},
        {"line", {NULL, 0}, spot.line, true},
        {"record", {NULL, 0}, place->record, true},
        {"column", column.length ? column : (struct str){NULL, 0}, spot.column, !column.length},
        {"key", finding->key, 0, false},
        {"value", finding->value, 0, false},
        {"expected", finding->expected, 0, false},
        {"imbalance", finding->imbalance, 0, false},
        {"tolerance", finding->tolerance, 0, false},
        {"message", finding->message, 0, false},
        {"fix", finding->fix, 0, false},
    };
    memcpy(member, all, sizeof all);
}

static void put_csv(const struct finding *finding)
{
    struct member member[MEMBERS];
    char letters[ORIGIN_CELL_MAX];
    spread(finding, member, letters);
    for (size_t i = 0; !state.headed && i < MEMBERS; i++) {
        put_words(i ? "," : "");
        put_words(member[i].name);
        if (i + 1 == MEMBERS)
            put_words("\n");
    }
    state.headed = true;
    for (size_t i = 0; i < MEMBERS; i++) {
        put_words(i ? "," : "");
        if (member[i].counted) {
            if (member[i].number)
                put_number(member[i].number);
            continue;
        }
        bool quoted = str_needs_quotes(member[i].text, ',');
        struct str text = str_part(member[i].text, 0, MEMBER_BYTES), rest = text, piece;
        put_words(quoted ? "\"" : "");
        for (bool first = true; str_cut(&rest, '"', &piece); first = false) {
            put_words(first ? "" : "\"\"");
            put_shown(piece);
        }
        if (str_ends(text, STR("\"")))
            put_words("\"\"");
        put_words(text.length < member[i].text.length ? "..." : "");
        put_words(quoted ? "\"" : "");
    }
    put_words("\n");
}

static void put_json(const struct finding *finding)
{
    struct member member[MEMBERS];
    char letters[ORIGIN_CELL_MAX];
    spread(finding, member, letters);
    put_words("{\"program\":\"");
    put_words(state.program);
    put_words("\"");
    for (size_t i = 0; i < MEMBERS; i++) {
        if (member[i].counted ? !member[i].number : !member[i].text.length)
            continue;
        put_words(",\"");
        put_words(member[i].name);
        put_words("\":");
        if (member[i].counted) {
            put_number(member[i].number);
            continue;
        }
        put_words("\"");
        struct str rest = str_part(member[i].text, 0, MEMBER_BYTES);
        while (rest.length) {
            struct str before = rest;
            uint32_t rune = str_rune(&rest);
            char escape[16] = "";
            if (rune == '"' || rune == '\\')
                snprintf(escape, sizeof escape, "\\%c", (char)rune);
            else if (rune < 0x20 || rune == 0x7f || plain_turns(rune) || rune == 0xfffd)
                snprintf(escape, sizeof escape, "\\u%04x", (unsigned)rune);
            if (escape[0])
                put_words(escape);
            else
                put(before.at, before.length - rest.length);
        }
        put_words("\"");
    }
    put_words("}\n");
}

/* A line of progress stands on the terminal until something else is to be said. */
static bool progress_shown;

static void wipe_progress(void)
{
    static const char wipe[] = "\r\033[K";
    if (progress_shown && write(STDERR_FILENO, wipe, sizeof wipe - 1) < 0)
        progress_shown = false;
    progress_shown = false;
}

static void send(void)
{
    wipe_progress();
    for (size_t sent = 0; sent < message.length;) {
        ssize_t n = write(STDERR_FILENO, message.text + sent, message.length - sent);
        if (n <= 0)
            break;
        sent += (size_t)n;
    }
    message.length = 0;
}

/* ---- progress ---- */

enum { PROGRESS_AFTER = 4, MEGABYTE = 1000000 };  /* after four half seconds */

/* Half seconds since the first call. */
static int64_t half_seconds(void)
{
    static int64_t start = -1;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t halves = (int64_t)now.tv_sec * 2 + now.tv_nsec / 500000000;
    if (start < 0)
        start = halves;
    return halves - start;
}

void diag_progress(uint64_t bytes, uint64_t total)
{
    static int terminal = -1;
    static int64_t last = PROGRESS_AFTER;
    if (terminal < 0)
        terminal = isatty(STDERR_FILENO);
    if (!terminal || state.quiet || state.form != DIAG_AS_TEXT)
        return;
    int64_t now = half_seconds();
    if (now <= last)
        return;
    last = now;
    unsigned long long done = bytes / MEGABYTE, all = total / MEGABYTE, pace = bytes * 2 / (uint64_t)now / MEGABYTE;
    char words[160];
    if (total)
        snprintf(words, sizeof words, voice_text("%llu of %llu MB, %llu MB/s"), done, all, pace);
    else
        snprintf(words, sizeof words, voice_text("%llu MB, %llu MB/s"), done, pace);
    put_words(state.program);
    put_words(": ");
    put_words(words);
    send();
    progress_shown = true;
}

/* ---- telling ---- */

/* Does the user not want to see messages of this code? */
static bool unwanted(const struct diag_row *row)
{
    return row->level <= DIAG_NOTE && (state.quiet || (row->level == DIAG_HINT && !state.verbose));
}

bool diag_hears(enum diag_code code)
{
    return !unwanted(&rows[code]) && (held_code(code) ? held_count(code) < SHOWN : state.told[code] < SHOWN);
}

/* A header among the records makes a mistake of each of its fields: it is told once. */
static bool told_again(const struct place *place)
{
    bool told = state.again && place->file && strcmp(state.again, place->file) == 0 && state.again_line == place->line;
    state.again = place->file;
    state.again_line = place->line;
    return told;
}

static void show(const struct finding *finding)
{
    static void (*const form[])(const struct finding *) = {
        [DIAG_AS_TEXT] = put_text, [DIAG_AS_CSV] = put_csv, [DIAG_AS_JSON] = put_json};
    form[state.form](finding);
    send();
}

/* What has a status of its own is asked when the run ends. */
static void raise_for(enum diag_code code)
{
    for (size_t i = 0; i < state.owns; i++)
        if (state.own[i].code == code)
            return;
    diag_status(rows[code].status);
}

void diag_tell(const struct finding *finding)
{
    const struct diag_row *row = &rows[finding->code];
    struct finding header = *finding;
    raise_for(finding->code);
    if (finding->place.again) {
        if (told_again(&finding->place))
            return;
        header.message = voice_str("the header stands here again, among the records; give several files one after the "
                                   "other instead of joining them, or take this line out");
        finding = &header;
    }
    bool wanted = !unwanted(row), held = wanted && held_code(finding->code);
    /* Memory may run out here, which ends the run: what is not held is not counted, or it were one more than none. */
    if (held)
        held_add(finding, SHOWN);
    state.count[finding->code] += finding->times ? finding->times : 1;
    if (wanted && !held && state.told[finding->code] < SHOWN) {
        state.told[finding->code]++;
        show(finding);
    }
}

void diag_more(enum diag_code code, uint64_t count)
{
    if (count)
        raise_for(code);
    state.count[code] += count;
}

/* The messages that were held back, each with its number. */
static void show_held(void)
{
    static bool showing;      /* memory may run out here, which ends the run through here */
    const struct finding *finding;
    uint64_t times;
    if (showing)
        return;
    showing = true;
    for (size_t i = 0; (finding = held_at(i, &times)); i++) {
        state.told[finding->code] += times;
        show(finding);
    }
    held_drop();
    showing = false;
}

/* Of a sentence that is too long to be shown, since it names a cell of that length, the beginning and
 * the end: what is wrong stands behind the name.  In `into`; returns its length. */
static size_t cut_middle(char into[MEMBER_BYTES], const char *sentence, size_t length)
{
    size_t head = HEAD_BYTES, tail = length - TAIL_BYTES;
    while (head > 0 && (sentence[head] & 0xc0) == 0x80)
        head--;
    while (tail < length && (sentence[tail] & 0xc0) == 0x80)
        tail++;
    memcpy(into, sentence, head);
    memcpy(into + head, "...", 3);
    memcpy(into + head + 3, sentence + tail, length - tail);
    return head + 3 + length - tail;
}

void diag_report_list(enum diag_code code, const struct place *where, const char *format, va_list list)
{
    char sentence[MEMBER_BYTES];
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(sentence, sizeof sentence, voice_text(format), list);
    size_t used = length < 0 ? 0 : (size_t)length;
    if (used >= sizeof sentence) {
        char *whole = mem_resize(NULL, used + 1);
        vsnprintf(whole, used + 1, voice_text(format), again);
        used = cut_middle(sentence, whole, used);
        mem_release(whole);
    }
    va_end(again);
    struct finding finding = {.code = code, .message = {sentence, used}};
    if (where)
        finding.place = *where;
    diag_tell(&finding);
}

void diag_report(enum diag_code code, const struct place *where, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    diag_report_list(code, where, format, list);
    va_end(list);
}

_Noreturn void diag_fatal(enum diag_code code, const struct place *where, const char *format, ...)
{
    va_list list;
    show_held();
    va_start(list, format);
    diag_report_list(code, where, format, list);
    va_end(list);
    diag_stop();
}

_Noreturn void diag_stop(void)
{
    diag_status(2);
    diag_finish();
    while (state.hooks)
        state.hook[--state.hooks]();
    exit(2);
}

static _Noreturn void memory_gone(size_t bytes)
{
    diag_fatal(DIAG_MEMORY, NULL, "out of memory: %zu bytes could not be had", bytes);
}

void diag_open(const char *program)
{
    state.program = program;
    mem_on_exhaustion(memory_gone);
}

void diag_set_form(enum diag_form form)
{
    state.form = form;
}

void diag_set_quiet(bool quiet)
{
    state.quiet = quiet;
}

void diag_set_verbose(bool verbose)
{
    state.verbose = verbose;
}

void diag_at_exit(void (*hook)(void))
{
    if (state.hooks < HOOKS)
        state.hook[state.hooks++] = hook;
}

void diag_status(int status)
{
    if (status > state.status)
        state.status = status;
}

bool diag_set_status(struct str word, int status)
{
    for (enum diag_code code = 0; code < DIAG_COUNT; code++)
        if (str_eq(word, str_of(rows[code].word)) && rows[code].status < 2 && state.owns < DIAG_COUNT) {
            state.own[state.owns].code = code;
            state.own[state.owns++].status = status;
            return true;
        }
    return false;
}

size_t diag_words(struct str word[DIAG_COUNT])
{
    size_t count = 0;
    for (enum diag_code code = 0; code < DIAG_COUNT; code++)
        if (rows[code].status < 2)
            word[count++] = str_of(rows[code].word);
    return count;
}

uint64_t diag_count(enum diag_code code)
{
    return state.count[code];
}

struct str near_hint(struct mem *mem, struct str near)
{
    return near.length ? say_format(mem, "; did you mean \"%.*s\"?", STR_ARG(near)) : STR("");
}

struct str nearest_hint(struct mem *mem, struct str word, const struct str *name, size_t count)
{
    ptrdiff_t near = near_find(word, name, count);
    return near_hint(mem, near < 0 ? STR("") : name[near]);
}

/* How many there were; where messages are data, that is a row or an object too. */
static void sum_up(enum diag_code code)
{
    char words[160];
    unsigned long long all = state.count[code], more = all - state.told[code];
    if (state.form != DIAG_AS_TEXT) {
        int length = snprintf(words, sizeof words, voice_text("and %llu more, %llu in all"), more, all);
        show(&(struct finding){.code = code, .message = {words, (size_t)length}});
        return;
    }
    snprintf(words, sizeof words, voice_text("and %llu more [%s], %llu in all"), more, rows[code].word, all);
    put_words(state.program);
    put_words(": ");
    put_words(words);
    put_words("\n");
    send();
}

int diag_finish(void)
{
    wipe_progress();
    show_held();
    for (enum diag_code code = 0; code < DIAG_COUNT; code++)
        if (state.count[code] > state.told[code] && !unwanted(&rows[code]))
            sum_up(code);
    for (size_t i = 0; state.status < 2 && i < state.owns; i++)
        if (state.count[state.own[i].code] && state.own[i].status)
            return state.own[i].status;
    return state.status;
}
