// Dense products for training: result += left · right, left addressed by two strides so that one loop serves the
// plain and the transposed product. Columns are a multiple of 8.
#include "dense_products.h"

typedef void product(const float *, size_t, size_t, const float *, size_t, size_t, size_t, float *);

static void plain(
    const float *left, size_t row_stride, size_t term_stride, const float *right, size_t rows, size_t inner,
    size_t columns, float *result) {
    for (size_t row = 0; row < rows; row++)
        for (size_t term = 0; term < inner; term++) {
            float factor = left[row * row_stride + term * term_stride];
            for (size_t column = 0; column < columns; column++)
                result[row * columns + column] += factor * right[term * columns + column];
        }
}

#if defined(__x86_64__)
#include <immintrin.h>

// A tile is TALL rows by a panel of vectors, kept in registers over all terms.
#define TALL 6

#define TILE(NAME, TARGET, VECTOR, LANES, ZERO, LOAD, STORE, SET1, FMA, ADD)                                        \
    __attribute__((target(TARGET))) static inline __attribute__((always_inline)) void NAME(                         \
        const float *left, size_t row_stride, size_t term_stride, const float *right, size_t tall, size_t panel,    \
        size_t inner, size_t columns, float *result) {                                                              \
        VECTOR sums[TALL][4];                                                                                       \
        for (size_t row = 0; row < tall; row++)                                                                     \
            for (size_t part = 0; part < panel; part++) sums[row][part] = ZERO();                                   \
        for (size_t term = 0; term < inner; term++) {                                                               \
            VECTOR terms[4];                                                                                        \
            for (size_t part = 0; part < panel; part++) terms[part] = LOAD(right + term * columns + part * LANES);  \
            for (size_t row = 0; row < tall; row++) {                                                               \
                VECTOR factor = SET1(left[row * row_stride + term * term_stride]);                                  \
                for (size_t part = 0; part < panel; part++) sums[row][part] = FMA(factor, terms[part], sums[row][part]); \
            }                                                                                                       \
        }                                                                                                           \
        for (size_t row = 0; row < tall; row++)                                                                     \
            for (size_t part = 0; part < panel; part++) {                                                           \
                float *place = result + row * columns + part * LANES;                                               \
                STORE(place, ADD(LOAD(place), sums[row][part]));                                                    \
            }                                                                                                       \
    }

// The tall loop with a constant count is unrolled into registers; what is left over goes one row at a time.
#define PANEL(TILE_NAME, WIDTH, LANES)                                                                              \
    {                                                                                                               \
        size_t row = 0;                                                                                             \
        for (; row + TALL <= rows; row += TALL)                                                                     \
            TILE_NAME(left + row * row_stride, row_stride, term_stride, right + column, TALL, WIDTH, inner, columns, \
                      result + row * columns + column);                                                             \
        for (; row < rows; row++)                                                                                   \
            TILE_NAME(left + row * row_stride, row_stride, term_stride, right + column, 1, WIDTH, inner, columns,   \
                      result + row * columns + column);                                                             \
        column += (WIDTH) * (LANES);                                                                                \
    }

TILE(tile_avx2, "avx2,fma", __m256, 8, _mm256_setzero_ps, _mm256_loadu_ps, _mm256_storeu_ps, _mm256_set1_ps,
     _mm256_fmadd_ps, _mm256_add_ps)
TILE(tile_avx512, "avx512f", __m512, 16, _mm512_setzero_ps, _mm512_loadu_ps, _mm512_storeu_ps, _mm512_set1_ps,
     _mm512_fmadd_ps, _mm512_add_ps)

__attribute__((target("avx2,fma"))) static void avx2(
    const float *left, size_t row_stride, size_t term_stride, const float *right, size_t rows, size_t inner,
    size_t columns, float *result) {
    size_t column = 0;
    while (column + 16 <= columns) PANEL(tile_avx2, 2, 8)
    while (column < columns) PANEL(tile_avx2, 1, 8)
}

__attribute__((target("avx512f,avx2,fma"))) static void avx512(
    const float *left, size_t row_stride, size_t term_stride, const float *right, size_t rows, size_t inner,
    size_t columns, float *result) {
    size_t column = 0;
    while (column + 64 <= columns) PANEL(tile_avx512, 4, 16)
    while (column + 32 <= columns) PANEL(tile_avx512, 2, 16)
    while (column + 16 <= columns) PANEL(tile_avx512, 1, 16)
    while (column < columns) PANEL(tile_avx2, 1, 8)
}

static product *chosen(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("fma")) return avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return avx2;
    return plain;
}
#else
static product *chosen(void) { return plain; }
#endif

// Terms are taken a block at a time, so that the block of the right side stays in the cache for every row.
#define BLOCK 192

void dense_product(
    const float *left, size_t row_stride, size_t term_stride, const float *right, size_t rows, size_t inner,
    size_t columns, float *result) {
    product *multiply = chosen();
    for (size_t first = 0; first < inner; first += BLOCK) {
        size_t terms = inner - first < BLOCK ? inner - first : BLOCK;
        multiply(left + first * term_stride, row_stride, term_stride, right + first * columns, rows, terms, columns,
                 result);
    }
}
