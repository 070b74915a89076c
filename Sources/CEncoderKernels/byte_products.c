// Products of one vector of bytes with many: what a search among articles' vectors is made of. Integer sums are exact,
// so every processor gives the same numbers.
#include "byte_products.h"

typedef void product(const int8_t *, const int8_t *, size_t, size_t, int32_t *);

static void plain(const int8_t *left, const int8_t *rows, size_t count, size_t width, int32_t *result) {
    for (size_t row = 0; row < count; row++) {
        const int8_t *right = rows + row * width;
        int32_t sum = 0;
        for (size_t term = 0; term < width; term++) sum += left[term] * right[term];
        result[row] = sum;
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx2"))) static void wide(
    const int8_t *left, const int8_t *rows, size_t count, size_t width, int32_t *result) {
    for (size_t row = 0; row < count; row++) {
        const int8_t *right = rows + row * width;
        __m256i even = _mm256_setzero_si256(), odd = _mm256_setzero_si256();
        for (size_t term = 0; term < width; term += 32) {
            __m256i a = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(left + term)));
            __m256i b = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(right + term)));
            __m256i c = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(left + term + 16)));
            __m256i d = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(right + term + 16)));
            even = _mm256_add_epi32(even, _mm256_madd_epi16(a, b));
            odd = _mm256_add_epi32(odd, _mm256_madd_epi16(c, d));
        }
        __m256i sum = _mm256_add_epi32(even, odd);
        __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
        half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
        half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xB1));
        result[row] = _mm_cvtsi128_si32(half);
    }
}

__attribute__((target("avx512f,avx512bw"))) static void widest(
    const int8_t *left, const int8_t *rows, size_t count, size_t width, int32_t *result) {
    for (size_t row = 0; row < count; row++) {
        const int8_t *right = rows + row * width;
        __m512i sum = _mm512_setzero_si512();
        for (size_t term = 0; term < width; term += 32) {
            __m512i a = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(left + term)));
            __m512i b = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(right + term)));
            sum = _mm512_add_epi32(sum, _mm512_madd_epi16(a, b));
        }
        result[row] = _mm512_reduce_add_epi32(sum);
    }
}

static product *best(void) {
    if (__builtin_cpu_supports("avx512bw")) return widest;
    return __builtin_cpu_supports("avx2") ? wide : plain;
}
#else
static product *best(void) { return plain; }
#endif

void byte_products(const int8_t *left, const int8_t *rows, size_t count, size_t width, int32_t *result) {
    best()(left, rows, count, width, result);
}
