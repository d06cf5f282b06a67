/* confine - see confine.h */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include "files/confine.h"

/* Of <linux/landlock.h>, which is not everywhere as new as the kernel. */
enum {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIR = 1 << 3,
    REMOVE_DIR = 1 << 4,
    REMOVE_FILE = 1 << 5,
    MAKE_DIR = 1 << 7,
    MAKE_REG = 1 << 8,
    EVERY_FIRST = (1 << 13) - 1,
    REFER = 1 << 13,          /* second edition */
    TRUNCATE = 1 << 14,       /* third */
    TCP = 3,                  /* fourth: bind and connect */
    SCOPED = 3,               /* sixth: abstract sockets and signals of others */
    CREATE_RULESET = 444, ADD_RULE, RESTRICT_SELF,
    VERSION = 1, PATH_BENEATH = 1
};

struct ruleset {
    uint64_t files, net, scoped;
};

struct beneath {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

static struct {
    int rules;                /* the ruleset's descriptor; below 0: there is none */
    uint64_t handled;
} state = {.rules = -1};

#ifdef STEELYARD_UNCONFINED
static long landlock(long number, const void *a, long b, long c)
{
    (void)number, (void)a, (void)b, (void)c;
    return -1;
}
#else
static long landlock(long number, const void *a, long b, long c)
{
    return syscall(number, a, b, c);
}
#endif

/* ---- Landlock ---- */

static void allow(const char *path, uint64_t for_file, uint64_t for_folder)
{
    struct stat about;
    if (state.rules < 0)
        return;
    int parent = open(path, O_PATH | O_CLOEXEC);
    if (parent >= 0 && fstat(parent, &about) == 0) {
        struct beneath rule = {(S_ISDIR(about.st_mode) ? for_folder : for_file) & state.handled, parent};
        if (rule.allowed)
            syscall(ADD_RULE, state.rules, PATH_BENEATH, &rule, 0);
    }
    if (parent >= 0)
        close(parent);
}

void confine_open(void)
{
    /* Modules of iconv, what threads load when they end, and how many processors there are. */
    static const char *const needed[] = {"/usr/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/sys/devices/system/cpu"};
    long edition = landlock(CREATE_RULESET, NULL, 0, VERSION);
    if (edition < 1)
        return;
    state.handled = EVERY_FIRST | (edition >= 2 ? REFER : 0) | (edition >= 3 ? TRUNCATE : 0);
    struct ruleset rules = {state.handled, edition >= 4 ? TCP : 0, edition >= 6 ? SCOPED : 0};
    state.rules = (int)landlock(CREATE_RULESET, &rules, edition >= 6 ? sizeof rules : edition >= 4 ? 16 : 8, 0);
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        confine_allow_read(needed[i]);
#ifdef STEELYARD_COUNTS
    confine_allow_write(STEELYARD_COUNTS);   /* a build with --coverage counts there when the run ends */
#endif
}

void confine_allow_read(const char *path)
{
    allow(path, READ_FILE, READ_FILE | READ_DIR);
}

void confine_allow_write(const char *path)
{
    allow(path, WRITE_FILE, READ_FILE | READ_DIR | WRITE_FILE | MAKE_REG | REMOVE_FILE | TRUNCATE);
}

void confine_allow_folders(const char *path)
{
    allow(path, 0, READ_FILE | READ_DIR | WRITE_FILE | MAKE_REG | MAKE_DIR | REMOVE_FILE | REMOVE_DIR | REFER |
                       TRUNCATE);
}

/* ---- seccomp ---- */

#if defined __x86_64__
#define OURS AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define OURS AUDIT_ARCH_AARCH64
#endif

/* What no tool does: run a program, talk to a network, look into another process, load into the
 * kernel, change what is mounted.  It is refused, not deadly: a C library may try such a thing
 * and do without.  All else is allowed, for a newer C library may make calls that nobody
 * foresaw. */
static bool refuse_calls(void)
{
#if defined OURS && !defined STEELYARD_UNCONFINED
#define REFUSED(call) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OURS, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), /* x32, the same calls by other numbers */
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        REFUSED(execve), REFUSED(execveat), REFUSED(socket), REFUSED(socketpair), REFUSED(connect), REFUSED(bind),
        REFUSED(listen), REFUSED(accept), REFUSED(accept4), REFUSED(ptrace), REFUSED(process_vm_readv),
        REFUSED(process_vm_writev), REFUSED(mount), REFUSED(umount2), REFUSED(pivot_root), REFUSED(chroot),
        REFUSED(unshare), REFUSED(setns), REFUSED(bpf), REFUSED(perf_event_open), REFUSED(userfaultfd),
        REFUSED(kexec_load), REFUSED(init_module), REFUSED(finit_module), REFUSED(delete_module), REFUSED(keyctl),
        REFUSED(add_key), REFUSED(request_key), REFUSED(io_uring_setup),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
#undef REFUSED
    const struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
    return false;
#endif
}

bool confine_is_wanted(void)
{
#ifdef STEELYARD_UNCONFINED
    return false;
#else
    return true;
#endif
}

bool confine_close(void)
{
    bool rid = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    bool held = rid && state.rules >= 0 && syscall(RESTRICT_SELF, state.rules, 0) == 0;
    if (state.rules >= 0)
        close(state.rules);
    state.rules = -1;
    return rid && refuse_calls() && held;
}
