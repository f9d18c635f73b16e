/* A disk and a clock that fail on demand, between a program and the C library (LD_PRELOAD).
 *
 * Everything below the folder BELFRY_FAULT_FOLDER is watched: each change of a file or a name is
 * written, in the order in which it happened, to BELFRY_FAULT_TRACE (disk.py reads it), and calls
 * fail as the page BELFRY_FAULT_CONTROL says, which the test maps too and may change at any time.
 * What is mapped into memory is not seen: SQLite's -shm holds nothing that outlives a crash.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* Kinds of calls that can fail, one bit each. */
enum { WRITE = 1, SYNC = 2, TRUNCATE = 4, CREATE = 8, RENAME = 16, UNLINK = 32, READ = 64 };

/* The page that the test shares; control.py knows its layout. */
struct control {
    volatile int64_t kinds;    /* of calls that count; 0: nothing fails */
    volatile int64_t at;       /* the call that fails: 1 is the next one of these kinds */
    volatile int64_t error;    /* its errno */
    volatile int64_t sticky;   /* 1: so do all that follow */
    volatile int64_t seen;     /* calls of these kinds so far */
    volatile int64_t failed;   /* calls that were made to fail */
    volatile int64_t clock;    /* nanoseconds that the wall clock is ahead */
    volatile int64_t no_sync;  /* 1: syncs of logs do nothing; 2: no sync does anything */
    volatile int64_t half;     /* 1: a write that fails has written its first half */
};

struct record {
    uint8_t kind;
    uint8_t flags;
    uint16_t path_size;
    uint32_t size;  /* of what follows: the path, then the bytes */
    uint64_t file;  /* inode */
    int64_t number; /* offset of a write, length of a truncation */
};

enum { MOST_FILES = 4096 };
enum { CREATED = 1, TRUNCATED = 2 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct control nothing;
static struct control* control = &nothing;
static int trace = -1;
static char folder[PATH_MAX];
static size_t folder_size;
/* Of watched descriptors: the inode and what they are. */
static uint64_t inode_of[MOST_FILES];
static char kind_of[MOST_FILES]; /* 0: not watched, 'f' file, 'l' log, 'd' folder */

#define REAL(name) ((__typeof__(&name))real(#name))

static void* real(const char* name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    const char* where = getenv("BELFRY_FAULT_FOLDER");
    if (where != NULL) {
        folder_size = (size_t)snprintf(folder, sizeof folder, "%s", where);
    }
    const char* page = getenv("BELFRY_FAULT_CONTROL");
    if (page != NULL) {
        const int file = (int)syscall(SYS_openat, AT_FDCWD, page, O_RDWR | O_CLOEXEC, 0);
        void* mapped = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (file < 0 || mapped == MAP_FAILED) {
            abort();
        }
        control = mapped;
        syscall(SYS_close, file);
    }
    const char* record = getenv("BELFRY_FAULT_TRACE");
    if (record != NULL) {
        trace = (int)syscall(
            SYS_openat, AT_FDCWD, record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600
        );
    }
    if (getenv("BELFRY_FAULT_NO_SYNC") != NULL) {
        control->no_sync = 2;
    }
}

/* The path below the watched folder; NULL for any other. "" is the folder itself. */
static const char* inside(const char* path, char* room) {
    if (folder_size == 0) {
        return NULL;
    }
    if (path[0] != '/') {
        char here[PATH_MAX];
        if (getcwd(here, sizeof here) == NULL ||
            snprintf(room, PATH_MAX, "%s/%s", here, path) >= PATH_MAX) {
            return NULL;
        }
        path = room;
    }
    if (strncmp(path, folder, folder_size) != 0) {
        return NULL;
    }
    if (path[folder_size] == '\0') {
        return path + folder_size;
    }
    return path[folder_size] == '/' ? path + folder_size + 1 : NULL;
}

static int is_watched(int file) {
    return file >= 0 && file < MOST_FILES && kind_of[file] != 0;
}

static int ends_with(const char* text, const char* end) {
    const size_t size = strlen(text);
    const size_t wanted = strlen(end);
    return size >= wanted && strcmp(text + size - wanted, end) == 0;
}

/* Lets the call fail when it is its turn. */
static int fails(int kind) {
    if ((control->kinds & kind) == 0) {
        return 0;
    }
    const int64_t number = __atomic_add_fetch(&control->seen, 1, __ATOMIC_SEQ_CST);
    if (number == control->at || (number > control->at && control->sticky != 0)) {
        __atomic_add_fetch(&control->failed, 1, __ATOMIC_SEQ_CST);
        errno = (int)control->error;
        return 1;
    }
    return 0;
}

static void note(struct record what, const char* path, const void* bytes, size_t size) {
    if (trace < 0) {
        return;
    }
    what.path_size = (uint16_t)strlen(path);
    what.size = (uint32_t)(what.path_size + size);
    struct iovec parts[] = {
        {&what, sizeof what}, {(void*)path, what.path_size}, {(void*)bytes, size}
    };
    const int cause = errno;
    const ssize_t all = (ssize_t)(sizeof what + what.size);
    if (syscall(SYS_writev, trace, parts, 3) != all) {
        abort();
    }
    errno = cause;
}

/* ---- names ---- */

static int open_watched(int at, const char* path, int flags, mode_t mode) {
    char room[PATH_MAX];
    const char* name = at == AT_FDCWD || path[0] == '/' ? inside(path, room) : NULL;
    if (name == NULL) {
        const int other = (int)syscall(SYS_openat, at, path, flags, mode);
        if (other >= 0 && other < MOST_FILES) {
            kind_of[other] = 0;
        }
        return other;
    }
    pthread_mutex_lock(&lock);
    const int is_new = (flags & O_CREAT) != 0 && syscall(SYS_access, path, F_OK) != 0;
    if (is_new && fails(CREATE)) {
        pthread_mutex_unlock(&lock);
        return -1;
    }
    const int file = (int)syscall(SYS_openat, at, path, flags, mode);
    const int cause = errno;
    struct stat about;
    if (file >= 0 && file < MOST_FILES && fstat(file, &about) == 0) {
        inode_of[file] = about.st_ino;
        kind_of[file] = S_ISDIR(about.st_mode) ? 'd' : ends_with(name, "-wal") ? 'l' : 'f';
        struct record what = {.kind = 'O', .file = about.st_ino};
        what.flags = (uint8_t)((is_new ? CREATED : 0) | ((flags & O_TRUNC) != 0 ? TRUNCATED : 0));
        if (!S_ISDIR(about.st_mode) && (what.flags != 0)) {
            note(what, name, NULL, 0);
        }
    }
    pthread_mutex_unlock(&lock);
    errno = cause;
    return file;
}

#define OPEN(name)                                     \
    int name(const char* path, int flags, ...) {       \
        va_list rest;                                  \
        va_start(rest, flags);                         \
        const mode_t mode = va_arg(rest, mode_t);      \
        va_end(rest);                                  \
        return open_watched(AT_FDCWD, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                   \
    int name(int at, const char* path, int flags, ...) { \
        va_list rest;                                  \
        va_start(rest, flags);                         \
        const mode_t mode = va_arg(rest, mode_t);      \
        va_end(rest);                                  \
        return open_watched(at, path, flags, mode);    \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int file) {
    if (is_watched(file)) {
        kind_of[file] = 0;
    }
    return (int)syscall(SYS_close, file);
}

int rename(const char* from, const char* to) {
    char room[PATH_MAX];
    char other[PATH_MAX];
    const char* old_name = inside(from, room);
    const char* new_name = inside(to, other);
    if (old_name == NULL || new_name == NULL) {
        return REAL(rename)(from, to);
    }
    pthread_mutex_lock(&lock);
    const int done = fails(RENAME) ? -1 : REAL(rename)(from, to);
    if (done == 0) {
        note((struct record){.kind = 'R'}, old_name, new_name, strlen(new_name));
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int link(const char* from, const char* to) {
    char room[PATH_MAX];
    char other[PATH_MAX];
    const char* old_name = inside(from, room);
    const char* new_name = inside(to, other);
    pthread_mutex_lock(&lock);
    const int done = REAL(link)(from, to);
    if (done == 0 && old_name != NULL && new_name != NULL) {
        note((struct record){.kind = 'L'}, old_name, new_name, strlen(new_name));
    }
    pthread_mutex_unlock(&lock);
    return done;
}

static int unlink_watched(const char* path, char kind, int (*act)(const char*)) {
    char room[PATH_MAX];
    const char* name = inside(path, room);
    if (name == NULL) {
        return act(path);
    }
    pthread_mutex_lock(&lock);
    const int done = fails(UNLINK) ? -1 : act(path);
    if (done == 0) {
        note((struct record){.kind = (uint8_t)kind}, name, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int unlink(const char* path) { return unlink_watched(path, 'U', REAL(unlink)); }

int remove(const char* path) { return unlink_watched(path, 'U', REAL(remove)); }

int rmdir(const char* path) { return unlink_watched(path, 'U', REAL(rmdir)); }

int mkdir(const char* path, mode_t mode) {
    char room[PATH_MAX];
    const char* name = inside(path, room);
    pthread_mutex_lock(&lock);
    const int done = REAL(mkdir)(path, mode);
    if (done == 0 && name != NULL) {
        note((struct record){.kind = 'M'}, name, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

/* ---- bytes ---- */

static ssize_t write_watched(int file, const void* bytes, size_t size, off_t at) {
    pthread_mutex_lock(&lock);
    const int bad = fails(WRITE);
    const int cause = errno;
    if (bad && (control->half == 0 || size < 2)) {
        pthread_mutex_unlock(&lock);
        errno = cause;
        return -1;
    }
    const int appending = at < 0;
    if (appending) {
        const int flags = fcntl(file, F_GETFL);
        at = (off_t)syscall(SYS_lseek, file, 0, (flags & O_APPEND) != 0 ? SEEK_END : SEEK_CUR);
    }
    const size_t part = bad ? size / 2 : size;
    const ssize_t done = appending ? syscall(SYS_write, file, bytes, part)
                                   : syscall(SYS_pwrite64, file, bytes, part, at);
    if (done > 0) {
        struct record what = {.kind = 'W', .file = inode_of[file], .number = at};
        note(what, "", bytes, (size_t)done);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int file, const void* bytes, size_t size) {
    return is_watched(file) ? write_watched(file, bytes, size, -1)
                            : syscall(SYS_write, file, bytes, size);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    return is_watched(file) ? write_watched(file, bytes, size, at)
                            : syscall(SYS_pwrite64, file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    return pwrite(file, bytes, size, at);
}

ssize_t writev(int file, const struct iovec* parts, int count) {
    if (!is_watched(file)) {
        return syscall(SYS_writev, file, parts, count);
    }
    ssize_t all = 0;
    for (int i = 0; i < count; ++i) {
        const ssize_t done = write(file, parts[i].iov_base, parts[i].iov_len);
        if (done < 0) {
            return all > 0 ? all : -1;
        }
        all += done;
        if ((size_t)done < parts[i].iov_len) {
            break;
        }
    }
    return all;
}

/* Whoever copies this way falls back to reading and writing. */
ssize_t sendfile(int to, int from, off_t* at, size_t size) {
    if (is_watched(to)) {
        errno = EINVAL;
        return -1;
    }
    return syscall(SYS_sendfile, to, from, at, size);
}

ssize_t read(int file, void* bytes, size_t size) {
    return is_watched(file) && fails(READ) ? -1 : syscall(SYS_read, file, bytes, size);
}

ssize_t pread(int file, void* bytes, size_t size, off_t at) {
    return is_watched(file) && fails(READ) ? -1 : syscall(SYS_pread64, file, bytes, size, at);
}

ssize_t pread64(int file, void* bytes, size_t size, off64_t at) {
    return pread(file, bytes, size, at);
}

int ftruncate(int file, off_t size) {
    if (!is_watched(file)) {
        return (int)syscall(SYS_ftruncate, file, size);
    }
    pthread_mutex_lock(&lock);
    const int done = fails(TRUNCATE) ? -1 : (int)syscall(SYS_ftruncate, file, size);
    if (done == 0) {
        note((struct record){.kind = 'T', .file = inode_of[file], .number = size}, "", NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

static int sync_watched(int file, long call) {
    if (control->no_sync == 2 || (control->no_sync == 1 && is_watched(file) && kind_of[file] == 'l')) {
        return 0;
    }
    if (!is_watched(file)) {
        return (int)syscall(call, file);
    }
    pthread_mutex_lock(&lock);
    const int done = fails(SYNC) ? -1 : trace >= 0 ? 0 : (int)syscall(call, file);
    if (done == 0) {
        char path[PATH_MAX];
        char link_name[64];
        snprintf(link_name, sizeof link_name, "/proc/self/fd/%d", file);
        const char* name = "";
        char room[PATH_MAX];
        const int is_folder = kind_of[file] == 'd';
        if (is_folder) {
            const ssize_t size = readlink(link_name, path, sizeof path - 1);
            path[size < 0 ? 0 : size] = '\0';
            name = inside(path, room);
            name = name == NULL ? "" : name;
        }
        struct record what = {.kind = is_folder ? 'D' : 'S', .file = inode_of[file]};
        note(what, name, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int fsync(int file) { return sync_watched(file, SYS_fsync); }

int fdatasync(int file) { return sync_watched(file, SYS_fdatasync); }

/* ---- the wall clock ---- */

int clock_gettime(clockid_t which, struct timespec* now) {
    /* Not by REAL: a sanitizer asks the time inside its allocator, and dlsym allocates. */
    const int done = (int)syscall(SYS_clock_gettime, which, now);
    if (done == 0 && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) {
        const int64_t second = 1000000000;
        const int64_t all = now->tv_sec * second + now->tv_nsec + control->clock;
        now->tv_sec = all / second;
        now->tv_nsec = all % second;
    }
    return done;
}

int gettimeofday(struct timeval* restrict now, void* restrict zone) {
    (void)zone;
    struct timespec fine;
    const int done = clock_gettime(CLOCK_REALTIME, &fine);
    now->tv_sec = fine.tv_sec;
    now->tv_usec = fine.tv_nsec / 1000;
    return done;
}

time_t time(time_t* out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out != NULL) {
        *out = now.tv_sec;
    }
    return now.tv_sec;
}
