// AVX2, with FMA for the reference.
#if defined(__x86_64__)
#include "families.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#pragma clang fp contract(off)
#include "lanes.h"

typedef int16_t code;
#include "steps.h"
#include "pairs.h"

#define FLOAT_ROWS 6
#define FLOAT_BLOCKS 1
#include "reference.h"

#pragma clang attribute pop

const struct encoder_kernels encoder_avx2 = {
    embed, normalise, quantise, linear, linear_float, gelu, attend, mean,
};
#endif
