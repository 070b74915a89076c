// For any processor: the compiler's vectors in whatever registers every processor of the kind has (SSE2, NEON).
#include "families.h"
#pragma clang fp contract(off)
#include "lanes.h"

typedef int16_t code;
#include "steps.h"
#include "pairs.h"

#define FLOAT_ROWS 3
#define FLOAT_BLOCKS 1
#include "reference.h"

const struct encoder_kernels encoder_portable = {
    embed, normalise, quantise, linear, linear_float, gelu, attend, mean,
};
