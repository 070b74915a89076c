// Which family runs here. `__builtin_cpu_supports` also asks whether the operating system saves the wide registers.
#include "families.h"

const struct encoder_kernels *encoder_kernels_of(enum encoder_family family) {
    switch (family) {
    case encoder_family_portable:
        return &encoder_portable;
    case encoder_family_avx2:
#if defined(__x86_64__)
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
            return &encoder_avx2;
#endif
        return NULL;
    case encoder_family_avx512vnni:
#if defined(__x86_64__)
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
            && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
            && __builtin_cpu_supports("avx512vnni"))
            return &encoder_avx512vnni;
#endif
        return NULL;
    }
    return NULL;
}

enum encoder_family encoder_best_family(void) {
    if (encoder_kernels_of(encoder_family_avx512vnni))
        return encoder_family_avx512vnni;
    if (encoder_kernels_of(encoder_family_avx2))
        return encoder_family_avx2;
    return encoder_family_portable;
}
