// AVX2 with FMA. Codes are widened to 16 bits, so that products of unsigned and signed bytes are summed exactly
// (`vpmaddubsw` would clip them).
#if defined(__x86_64__)
#include "families.h"
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#pragma clang fp contract(off)
#include "lanes.h"

typedef int16_t code;
#include "steps.h"

// `many` rows by one block of 16 outputs, `many` a constant where this is called: twelve sums in registers.
INLINE void linear_few(
    const int many, const struct encoder_linear *layer, const struct encoder_rows *rows, size_t n, size_t block,
    float *out) {
    const int8_t *weights = layer->weights + block * 16 * layer->inputs;
    const code *codes = (const code *)rows->codes + n * layer->inputs;
    // Each sum holds four outputs in pairs of neighbours.
    __m256i sums[3][4] = {};
    for (size_t i = 0; i < layer->inputs; i += 4) {
        __m256i four[3];
#pragma clang loop unroll(full)
        for (int r = 0; r < many; r++) {
            long long bits;
            __builtin_memcpy(&bits, codes + (size_t)r * layer->inputs + i, sizeof bits);
            four[r] = _mm256_set1_epi64x(bits);
        }
#pragma clang loop unroll(full)
        for (int part = 0; part < 4; part++) {
            __m256i weight =
                _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(weights + i * 16 + part * 16)));
#pragma clang loop unroll(full)
            for (int r = 0; r < many; r++)
                sums[r][part] = _mm256_add_epi32(sums[r][part], _mm256_madd_epi16(weight, four[r]));
        }
    }
    for (int r = 0; r < many; r++) {
        int32_t whole[16];
        for (int part = 0; part < 4; part++) {
            __m256i paired = _mm256_hadd_epi32(sums[r][part], sums[r][part]);
            _mm_storeu_si128(
                (__m128i *)(whole + part * 4),
                _mm_unpacklo_epi64(_mm256_castsi256_si128(paired), _mm256_extracti128_si256(paired, 1)));
        }
        settle(layer, rows, n + (size_t)r, block, *(const int_lanes *)whole, out);
    }
}

static void linear(const struct encoder_linear *layer, const struct encoder_rows *rows, float *out) {
    for (size_t block = 0; block < layer->outputs / 16; block++) {
        size_t n = 0;
        for (; n + 3 <= rows->count; n += 3)
            linear_few(3, layer, rows, n, block, out);
        if (n + 2 <= rows->count) {
            linear_few(2, layer, rows, n, block, out);
            n += 2;
        }
        if (n < rows->count)
            linear_few(1, layer, rows, n, block, out);
    }
}

#define FLOAT_ROWS 6
#define FLOAT_BLOCKS 1
#include "reference.h"

#pragma clang attribute pop

const struct encoder_kernels encoder_avx2 = {
    embed, normalise, quantise, linear, linear_float, gelu, attend, mean,
};
#endif
