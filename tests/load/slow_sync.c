// A disk that takes its time: fsync and fdatasync last at least $BELFRY_SYNC_MICROSECONDS. Preloaded, as
// tests/faults/shim.c is, into the program and into the yardstick, so that both meet the same disk.
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void until(struct timespec begun) {
    static long microseconds = -1;
    if (microseconds < 0) {
        const char* text = getenv("BELFRY_SYNC_MICROSECONDS");
        microseconds = text ? atol(text) : 0;
    }
    // Sleeps would otherwise end up to 50 µs late.
    prctl(PR_SET_TIMERSLACK, 1UL);
    begun.tv_nsec += microseconds * 1000;
    begun.tv_sec += begun.tv_nsec / 1000000000;
    begun.tv_nsec %= 1000000000;
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &begun, NULL) == EINTR) {
    }
}

static int slowly(long call, int file) {
    struct timespec begun;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    const int result = (int)syscall(call, file);
    const int error = errno;
    until(begun);
    errno = error;
    return result;
}

int fsync(int file) {
    return slowly(SYS_fsync, file);
}

int fdatasync(int file) {
    return slowly(SYS_fdatasync, file);
}
