// AVX-512 with VNNI: `vpdpbusd` sums four products of unsigned and signed bytes exactly.
#if defined(__x86_64__)
#include "families.h"
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"))), apply_to = function)
#pragma clang fp contract(off)
#include "lanes.h"

typedef uint8_t code;
#include "steps.h"

// How far ahead of the products weights are fetched, two rounds of three blocks of 384 inputs: a short text would wait
// for memory otherwise (8 tokens: 0.75 ms without, 0.55 with).
#define AHEAD 36864

// `many` rows by `blocks` blocks of 16 outputs, constants where this is called: at most 8 by 3 sums in registers.
INLINE void linear_few(
    const int many, const int blocks, const struct encoder_linear *layer, const struct encoder_rows *rows, size_t n,
    size_t block, float *out) {
    size_t inputs = layer->inputs;
    const int8_t *weights = layer->weights + block * 16 * inputs;
    const code *codes = (const code *)rows->codes + n * inputs;
    __m512i sums[8][3] = {};
    for (size_t i = 0; i < inputs; i += 4) {
        __m512i weight[3];
#pragma clang loop unroll(full)
        for (int b = 0; b < blocks; b++) {
            const int8_t *from = weights + ((size_t)b * inputs + i) * 16;
            weight[b] = _mm512_loadu_si512(from);
            _mm_prefetch(from + AHEAD, _MM_HINT_T1);
        }
#pragma clang loop unroll(full)
        for (int r = 0; r < many; r++) {
            int bits;
            __builtin_memcpy(&bits, codes + (size_t)r * inputs + i, sizeof bits);
            __m512i four = _mm512_set1_epi32(bits);
#pragma clang loop unroll(full)
            for (int b = 0; b < blocks; b++)
                sums[r][b] = _mm512_dpbusd_epi32(sums[r][b], four, weight[b]);
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < many; r++)
#pragma clang loop unroll(full)
        for (int b = 0; b < blocks; b++)
            settle(layer, rows, n + (size_t)r, block + (size_t)b, (int_lanes)sums[r][b], out);
}

INLINE void linear_blocks(
    const int blocks, const struct encoder_linear *layer, const struct encoder_rows *rows, size_t block, float *out) {
    size_t n = 0, left = rows->count;
    while (left > 0) {
        // 9 rows are better done as 5 and 4 than as 8 and 1.
        size_t turns = (left + 7) / 8, many = (left + turns - 1) / turns;
        switch (many) {
        case 1: linear_few(1, blocks, layer, rows, n, block, out); break;
        case 2: linear_few(2, blocks, layer, rows, n, block, out); break;
        case 3: linear_few(3, blocks, layer, rows, n, block, out); break;
        case 4: linear_few(4, blocks, layer, rows, n, block, out); break;
        case 5: linear_few(5, blocks, layer, rows, n, block, out); break;
        case 6: linear_few(6, blocks, layer, rows, n, block, out); break;
        case 7: linear_few(7, blocks, layer, rows, n, block, out); break;
        default: linear_few(8, blocks, layer, rows, n, block, out); break;
        }
        n += many;
        left -= many;
    }
}

static void linear(const struct encoder_linear *layer, const struct encoder_rows *rows, float *out) {
    size_t block = 0, blocks = layer->outputs / 16;
    for (; block + 3 <= blocks; block += 3)
        linear_blocks(3, layer, rows, block, out);
    for (; block < blocks; block++)
        linear_blocks(1, layer, rows, block, out);
}

#define FLOAT_ROWS 8
#define FLOAT_BLOCKS 3
#include "reference.h"

#pragma clang attribute pop

const struct encoder_kernels encoder_avx512vnni = {
    embed, normalise, quantise, linear, linear_float, gelu, attend, mean,
};
#endif
