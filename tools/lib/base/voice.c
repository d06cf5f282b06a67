/* voice - see voice.h */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "base/voice.h"

#define DOMAIN "steelyard"

enum { NAME_MOST = 32, CLIMB_MOST = 5, PLACE_BYTES = 3, PIECES_FEW = 12 };

static struct {
    char name[NAME_MOST];     /* of the catalogue in use; empty: English */
    char folder[PATH_MAX];    /* where catalogues are; empty: not looked for yet */
} state;

/* ---- finding catalogues ---- */

/* Catalogues stand in share/locale beside the program or above it: build/bin/TOOL, PREFIX/bin,
 * PREFIX/libexec/steelyard. */
static void find_folder(void)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    for (int step = 0; length > 0 && step < CLIMB_MOST; step++) {
        while (length > 0 && path[length - 1] != '/')
            length--;
        if (length > 0)
            path[--length] = '\0';
        int wrote = snprintf(state.folder, sizeof state.folder, "%s/share/locale", path);
        if ((size_t)wrote < sizeof state.folder && access(state.folder, F_OK) == 0)
            return;
    }
    snprintf(state.folder, sizeof state.folder, "%s", STEELYARD_LOCALE);
}

const char *voice_share(void)
{
    static char share[PATH_MAX];
    if (state.folder[0] == '\0')
        find_folder();
    snprintf(share, sizeof share, "%s", state.folder);
    char *last = strrchr(share, '/');
    if (last)
        *last = '\0';
    return share;
}

static bool has_catalogue(const char *name)
{
    char path[PATH_MAX + NAME_MOST + 40];
    snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/" DOMAIN ".mo", state.folder, name);
    return access(path, R_OK) == 0;
}

/* ---- choosing ---- */

/* gettext wants a locale that is not C, and then goes by LANGUAGE; C.UTF-8 is there
 * where no other locale is installed, and only messages are touched. */
static bool use(const char *name)
{
    if (!has_catalogue(name) || !(setlocale(LC_MESSAGES, "C.UTF-8") || setlocale(LC_MESSAGES, "")))
        return false;
    setenv("LANGUAGE", name, 1);
    bindtextdomain(DOMAIN, state.folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    snprintf(state.name, sizeof state.name, "%s", name);
    dcgettext(DOMAIN, "", LC_MESSAGES);       /* it is read now: later the run may be kept from files */
    return true;
}

static bool use_english(void)
{
    state.name[0] = '\0';
    setlocale(LC_MESSAGES, "C");
    return true;
}

static bool is_english(const char *name)
{
    return name[0] == 'e' && name[1] == 'n' && !isalpha((unsigned char)name[2]);
}

/* Takes one name of a locale, such as zh_CN.UTF-8: its catalogue, or that of its language. */
static bool choose(const char *locale, size_t length)
{
    char name[NAME_MOST];
    size_t kept = 0;
    while (kept < length && kept < sizeof name - 1 && (isalnum((unsigned char)locale[kept]) || locale[kept] == '_'))
        name[kept] = locale[kept], kept++;
    name[kept] = '\0';
    if (is_english(name))
        return use_english();
    if (kept && use(name))
        return true;
    name[strcspn(name, "_")] = '\0';
    return name[0] && use(name);
}

static const char *environment(const char *const variable[])
{
    const char *value = NULL;
    for (size_t i = 0; variable[i] && !(value && *value); i++)
        value = getenv(variable[i]);
    return value && *value ? value : "C";
}

static void choose_by_environment(void)
{
    const char *locale = environment((const char *const[]){"LC_ALL", "LC_MESSAGES", "LANG", NULL});
    if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return;
    const char *list = environment((const char *const[]){"LANGUAGE", NULL});
    if (strcmp(list, "C") == 0)
        list = locale;
    while (*list) {
        size_t length = strcspn(list, ":");
        if (choose(list, length))
            return;
        list += length + (list[length] == ':');
    }
}

bool voice_open(const char *language)
{
    if (!state.folder[0])
        find_folder();
    if (language)
        return choose(language, strlen(language));
    use_english();
    choose_by_environment();
    return true;
}

const char *voice_language(void)
{
    return state.name[0] ? state.name : "en";
}

bool voice_is(const char *language)
{
    const char *name = voice_language();
    size_t length = strlen(language);
    return strncmp(name, language, length) == 0 && !isalpha((unsigned char)name[length]);
}

static int is_language(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strlen(entry->d_name) < NAME_MOST && has_catalogue(entry->d_name);
}

struct str voice_languages(struct mem *mem)
{
    struct str list = STR("en");
    struct dirent **entry = NULL;
    int count = scandir(state.folder, &entry, is_language, alphasort);
    for (int i = 0; i < count; i++) {
        list = mem_format(mem, "%.*s, %s", (int)list.length, list.at, entry[i]->d_name);
        free(entry[i]);
    }
    free(entry);
    return list;
}

/* ---- saying ---- */

const char *voice_text(const char *english)
{
    return state.name[0] && english[0] ? dgettext(DOMAIN, english) : english;
}

/* As gettext.h has it: the context and the text, parted by EOT, are the key. */
const char *voice_text_in(const char *context, const char *english)
{
    char key[512];
    if (!state.name[0])
        return english;
    int length = snprintf(key, sizeof key, "%s\004%s", context, english);
    if ((size_t)length >= sizeof key)
        return english;
    const char *found = dgettext(DOMAIN, key);
    return found == key ? english : found;
}

struct str voice_str(const char *english)
{
    return english ? str_of(voice_text(english)) : (struct str){NULL, 0};
}

const char *voice_plural(const char *one, const char *many, uint64_t number)
{
    if (!state.name[0])
        return number == 1 ? one : many;
    return dngettext(DOMAIN, one, many, number);
}

const char *voice_error(int number)
{
    const char *english = strerrordesc_np(number);
    return voice_text(english ? english : N_("unknown error"));
}

/* The number of the place that begins at `at`, 0 when none does. */
static int place_at(struct str pattern, size_t at, int texts)
{
    if (at + 2 >= pattern.length || pattern.at[at] != '{' || pattern.at[at + 2] != '}')
        return 0;
    int n = pattern.at[at + 1] - '0';
    return n >= 1 && n <= texts ? n : 0;
}

/* The pieces of a pattern with its places filled, as many as there is room for; returns how many there
 * are. */
static size_t pieces_of(struct str pattern, const struct str *text, int texts, struct str *piece, size_t room)
{
    size_t pieces = 0;
    for (size_t i = 0, plain; i < pattern.length; i += plain) {
        int place = place_at(pattern, i, texts);
        const char *brace = memchr(pattern.at + i + 1, '{', pattern.length - i - 1);
        plain = place ? PLACE_BYTES : brace ? (size_t)(brace - pattern.at) - i : pattern.length - i;
        if (pieces < room)
            piece[pieces] = place ? text[place] : (struct str){pattern.at + i, plain};
        pieces++;
    }
    return pieces;
}

struct str voice_say(struct mem *mem, const char *english, const struct str *text, int texts)
{
    struct str pattern = str_of(voice_text(english)), few[PIECES_FEW];
    if (!texts)
        return pattern;
    size_t pieces = pieces_of(pattern, text, texts, few, PIECES_FEW);
    if (pieces <= PIECES_FEW)
        return mem_join_list(mem, few, pieces);
    struct str *many = mem_array(mem, pieces, sizeof *many);
    pieces_of(pattern, text, texts, many, pieces);
    return mem_join_list(mem, many, pieces);
}

struct str say_format(struct mem *mem, const char *english, ...)
{
    va_list list;
    va_start(list, english);
    struct str text = mem_format_list(mem, voice_text(english), list);
    va_end(list);
    return text;
}

struct str voice_join_all(struct mem *mem, const struct str *sentence, size_t sentences)
{
    const struct str mark = str_of(voice_text("; "));
    struct str *piece = mem_array(mem, 2 * sentences, sizeof *piece);
    size_t pieces = 0;
    for (size_t i = 0; i < sentences; i++) {
        if (!sentence[i].length)
            continue;
        if (pieces)
            piece[pieces++] = mark;
        piece[pieces++] = sentence[i];
    }
    return pieces == 1 ? piece[0] : mem_join_list(mem, piece, pieces);
}

struct str voice_join(struct mem *mem, struct str list, struct str next)
{
    if (!list.length || !next.length)
        return list.length ? list : next;
    /* Between two sentences that stand in one cell. */
    return mem_append(mem, list, str_of(voice_text("; ")), next);
}
