/* slips - see slips.h */
#include "owners/slips.h"
#include "base/group.h"
#include "base/str.h"
#include "base/voice.h"
#include "object/objects.h"

struct item {
    const struct mandate *rule;
    struct slip_about about;
    struct str list, number, to, cc, numbers, reason;
    struct item *next;        /* of the same owner */
};

/* An owner with what was found. */
struct held {
    struct item *first, **last;
    uint32_t waiting;         /* items that wait for a superior */
};

struct slips {
    struct mem *mem;
    const struct mandates *rules;
    const struct sheaf *owners;
    struct str sender;
    struct group *held;       /* struct held by owner */
    uint32_t number;
};

struct str mandate_subject_word(enum mandate_subject of)
{
    static const char *const word[] = {
#define X(name, code, meaning) code,
        MANDATE_SUBJECTS(X)
#undef X
    };
    return str_of(word[of]);
}

struct slips *slips_open(struct mem *mem, const struct mandates *rules, const struct sheaf *owners, struct str sender)
{
    struct slips *slips = mem_take(mem, sizeof *slips);
    *slips = (struct slips){.mem = mem, .rules = rules, .owners = owners, .sender = sender,
                            .held = group_open(1, sizeof(struct held))};
    return slips;
}

/* ---- gathering ---- */

static struct slip_about keep_about(struct mem *mem, const struct slip_about *about)
{
    struct slip_about kept = *about;
    struct str *text[] = {&kept.code, &kept.name, &kept.owner, &kept.co_owners,
                          &kept.should, &kept.actual, &kept.gap, &kept.unit, &kept.days};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        *text[i] = mem_copy(mem, *text[i]);
    return kept;
}

static void hold(struct slips *slips, struct str owner, const struct mandate *rule, const struct slip_about *about)
{
    struct held *held = group_at(slips->held, &owner);
    struct item *item = mem_take(slips->mem, sizeof *item);
    *item = (struct item){.rule = rule, .about = keep_about(slips->mem, about),
                          .numbers = mandates_numbers(slips->rules, slips->mem, rule)};
    item->about.owner = mem_copy(slips->mem, owner);
    if (!held->last)
        held->last = &held->first;
    *held->last = item;
    held->last = &item->next;
}

void slips_ask(struct slips *slips, enum mandate_subject of, const struct slip_about *about)
{
    uint32_t at = 0;
    const struct mandate *rule;
    while ((rule = mandates_hit(slips->rules, of, MANDATE_THEN_SLIP, &at))) {
        struct str rest = about->owner, name;
        bool any = false;
        for (; object_name_next(&rest, &name); any = true)
            hold(slips, name, rule, about);
        if (!any)
            hold(slips, (struct str){NULL, 0}, rule, about);
    }
}

/* ---- writing ---- */

/* How an owner is called: in the form of an address, else by its name, else by its code. */
static struct str called(const struct slips *slips, struct str owner)
{
    for (uint32_t i = 0; slips->owners && i < slips->owners->count; i++) {
        if (!str_eq(sheaf_field(slips->owners, i, "owner"), owner))
            continue;
        struct str receives = sheaf_field(slips->owners, i, "receives"),
                   name = sheaf_field(slips->owners, i, "name_zh");
        return receives.length ? receives : name.length ? name : owner;
    }
    return owner;
}

static struct str copies(const struct slips *slips, struct str co_owners)
{
    struct str list = {NULL, 0}, name;
    while (object_name_next(&co_owners, &name))
        list = mem_append(slips->mem, list, STR("|"), called(slips, name));
    return list;
}

/* Has the rule as many items of this owner as it asks for? */
static bool is_enough(const struct held *held, const struct mandate *rule)
{
    uint32_t count = 0;
    for (const struct item *i = held->first; i; i = i->next)
        count += i->rule == rule && !i->about.waits;
    return count >= rule->least;
}

static void write_item(const struct slips *slips, struct writer *writer, struct item *i, struct str reply_by)
{
    i->to = called(slips, i->about.owner);
    i->cc = copies(slips, i->about.co_owners);
    SLIP_COLUMNS(ANSWER_CELL)
    writer_end(writer);
}

static void write_held(struct slips *slips, struct writer *writer, struct held *held, struct str owner,
                       struct str reply_by)
{
    bool own = slips->sender.length && str_eq(owner, slips->sender), numbered = false;
    for (struct item *i = held->first; i; i = i->next)
        held->waiting += i->about.waits;
    for (struct item *i = held->first; i; i = i->next) {
        if (!i->about.waits && !is_enough(held, i->rule))
            continue;
        i->list = i->about.waits ? STR("request") : own ? STR("self_check") : STR("slip");
        if (i->about.waits) {
            i->reason = say(slips->mem, "it waits for a superior's approval, so it goes to the requests");
        } else if (!owner.length) {
            i->reason = say(slips->mem, "it has no owner who leads it");
        } else if (!own) {
            slips->number += !numbered;
            numbered = true;
            i->number = mem_whole(slips->mem, slips->number);
            if (held->waiting)
                i->reason = say(slips->mem, "items that wait for a superior's approval are not on this slip: {1}",
                                mem_whole(slips->mem, held->waiting));
        }
        write_item(slips, writer, i, reply_by);
    }
}

void slips_write(struct slips *slips, struct writer *writer, struct str reply_by)
{
    SLIP_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
    struct group_walk walk = {0};
    while (group_next(slips->held, &walk))
        write_held(slips, writer, walk.state, group_key(slips->held, walk.state, 0), reply_by);
    group_close(slips->held);
}

/* ---- other ends ---- */

void hits_header(struct writer *writer)
{
    HIT_COLUMNS(ANSWER_HEAD)
    writer_end(writer);
}

static struct str hit_flags(bool late)
{
    return late ? STR("proposed_late") : (struct str){NULL, 0};
}

/* Which of the two a rule speaks of: the sums where it names their change, else the days. */
static void find_change(const struct mandate *rule, struct str numbers, const struct hit_plan *plan, struct str *was,
                        struct str *proposed)
{
    bool sums = str_find(numbers, STR("invest_change=")) >= 0;
    *was = sums ? plan->invest_was : plan->due;
    *proposed = rule->then != MANDATE_THEN_ADJUST ? (struct str){NULL, 0} : sums ? plan->invest : plan->finish;
}

uint32_t hits_write(struct mem *mem, const struct mandates *rules, struct writer *writer, enum mandate_subject of,
                    const struct hit_ask *ask, const struct slip_about *about, const struct hit_plan *plan)
{
    const struct mandate *rule = NULL, *next;
    struct str hits = {NULL, 0}, was, proposed;
    uint32_t count = 0;
    bool late = ask->late;
    for (uint32_t i = 0; i < rules->count; i++) {
        uint32_t at = i;
        if (!ask->then[rules->row[i].then])
            continue;
        next = mandates_hit(rules, of, rules->row[i].then, &at);
        if (!next || at != i + 1)
            continue;
        rule = rule ? rule : next;
        hits = mem_append(mem, hits, STR(";"), next->name);
        count++;
    }
    if (!rule)
        return 0;
    struct str numbers = mandates_numbers(rules, mem, rule);
    find_change(rule, numbers, plan, &was, &proposed);
    HIT_COLUMNS(ANSWER_CELL)
    writer_end(writer);
    return count;
}
