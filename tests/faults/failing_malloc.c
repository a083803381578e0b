// SPDX-License-Identifier: EUPL-1.2
// Loaded before a program, lets its memory run out: FAIL_AT=N refuses the N-th request after main began,
// FAIL_ALL=1 all later ones as well; FAIL_COUNT=FILE writes how many there were.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

extern void* __libc_malloc(size_t);
extern void* __libc_calloc(size_t, size_t);
extern void* __libc_realloc(void*, size_t);

static atomic_long g_count;
static long g_fail_at;
static int g_fail_all;
static int g_begun;
static int (*g_main)(int, char**, char**);

static int refused(void) {
    if (!g_begun)
        return 0;
    const long number = atomic_fetch_add(&g_count, 1) + 1;
    if (g_fail_at == 0 || number < g_fail_at || (number > g_fail_at && !g_fail_all))
        return 0;
    errno = ENOMEM;
    return 1;
}

void* malloc(size_t size) {
    return refused() ? NULL : __libc_malloc(size);
}

void* calloc(size_t count, size_t size) {
    return refused() ? NULL : __libc_calloc(count, size);
}

void* realloc(void* old, size_t size) {
    return refused() ? NULL : __libc_realloc(old, size);
}

static void write_count(void) {
    g_begun = 0;
    const char* name = getenv("FAIL_COUNT");
    FILE* file = name ? fopen(name, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", (long)g_count);
        fclose(file);
    }
}

static int counted_main(int argc, char** argv, char** environment) {
    const char* at = getenv("FAIL_AT");
    g_fail_at = at ? atol(at) : 0;
    g_fail_all = getenv("FAIL_ALL") != NULL;
    atexit(write_count);
    g_begun = 1;
    return g_main(argc, argv, environment);
}

typedef int (*Start)(int (*)(int, char**, char**), int, char**, void (*)(void), void (*)(void),
                     void (*)(void), void*);

int __libc_start_main(int (*main)(int, char**, char**), int argc, char** argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void* stack_end) {
    g_main = main;
    const Start start = (Start)dlsym(RTLD_NEXT, "__libc_start_main");
    return start(counted_main, argc, argv, init, fini, rtld_fini, stack_end);
}
