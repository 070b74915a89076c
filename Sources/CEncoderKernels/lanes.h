// Sixteen floats or integers at a time, in the compiler's own vectors, so that each family's instructions come from the
// same lines and give the same bits. Included inside a family's target.
#include <stddef.h>
#include <stdint.h>

// Nothing here is called: it is all inlined into functions that pass pointers.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t int_lanes __attribute__((vector_size(64), aligned(4), may_alias));
typedef uint32_t bit_lanes __attribute__((vector_size(64), aligned(4), may_alias));
typedef int8_t byte_lanes __attribute__((vector_size(16), aligned(1), may_alias));

#define INLINE static inline __attribute__((always_inline))

// Adding this to a float below 2^22 rounds it to an integer, half to even, and leaves that integer in the low bits.
#define ROUNDING 12582912.0f

INLINE lanes load(const float *from) { return *(const lanes *)from; }
INLINE void store(float *to, lanes values) { *(lanes *)to = values; }
INLINE lanes all(float value) { return (lanes){} + value; }

INLINE lanes larger(lanes a, lanes b) { return __builtin_elementwise_max(a, b); }
INLINE lanes smaller(lanes a, lanes b) { return __builtin_elementwise_min(a, b); }

// `a` where the mask is set, else `b`.
INLINE lanes choose(int_lanes mask, lanes a, lanes b) {
    return (lanes)(((bit_lanes)mask & (bit_lanes)a) | (~(bit_lanes)mask & (bit_lanes)b));
}

// Set in the first `count` lanes.
INLINE int_lanes first_lanes(size_t count) {
    return (int_lanes){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15} < (int32_t)(count < 16 ? count : 16);
}

// Neighbours last, so that every family adds in the same order.
INLINE float total(lanes v) {
    typedef float eight __attribute__((vector_size(32)));
    typedef float four __attribute__((vector_size(16)));
    eight a = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7)
        + __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
    four b = __builtin_shufflevector(a, a, 0, 1, 2, 3) + __builtin_shufflevector(a, a, 4, 5, 6, 7);
    return (b[0] + b[2]) + (b[1] + b[3]);
}

INLINE float largest(lanes v) {
    v = larger(v, __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
    v = larger(v, __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15));
    v = larger(v, __builtin_shufflevector(v, v, 2, 3, 0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
    return v[0] > v[1] ? v[0] : v[1];
}

// Rows to columns, by exchanging halves of ever larger squares.
INLINE void transpose(lanes rows[16]) {
#define EXCHANGE(distance)                                                                          \
    for (int i = 0; i < 16; i++)                                                                    \
        if (!(i & distance)) {                                                                      \
            lanes a = rows[i], b = rows[i + distance];                                              \
            rows[i] = __builtin_shufflevector(a, b, FIRST_##distance);                              \
            rows[i + distance] = __builtin_shufflevector(a, b, SECOND_##distance);                  \
        }
#define FIRST_1 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30
#define SECOND_1 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31
#define FIRST_2 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29
#define SECOND_2 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31
#define FIRST_4 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27
#define SECOND_4 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31
#define FIRST_8 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23
#define SECOND_8 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31
    EXCHANGE(1)
    EXCHANGE(2)
    EXCHANGE(4)
    EXCHANGE(8)
}

INLINE float rounded(float value) { return (value + ROUNDING) - ROUNDING; }

// e^x for x <= 0, by 2^n e^r with |r| <= ln 2 / 2 and the series of e^r to r^7 / 7! (relative error below 1e-7).
INLINE lanes exponential(lanes x) {
    x = larger(x, all(-87.0f));
    lanes shifted = x * 1.44269504f + ROUNDING;
    lanes n = shifted - ROUNDING;
    // ln 2 in two parts: n times the first is exact.
    lanes r = x - n * 0.693359375f;
    r = r - n * -2.12194440e-4f;
    lanes sum = all(1.0f / 5040);
    sum = sum * r + 1.0f / 720;
    sum = sum * r + 1.0f / 120;
    sum = sum * r + 1.0f / 24;
    sum = sum * r + 1.0f / 6;
    sum = sum * r + 0.5f;
    sum = sum * r + 1.0f;
    sum = sum * r + 1.0f;
    bit_lanes power = ((bit_lanes)shifted - (bit_lanes)all(ROUNDING) + 127) << 23;
    return sum * (lanes)power;
}

// x times the normal distribution's share below x. erfc by Abramowitz and Stegun 7.1.28 (absolute error below 3e-7).
INLINE lanes gaussian_gate(lanes x) {
    lanes z = (lanes)((bit_lanes)x & 0x7fffffff) * 0.70710678f;
    lanes d = all(0.0000430638f);
    d = d * z + 0.0002765672f;
    d = d * z + 0.0001520143f;
    d = d * z + 0.0092705272f;
    d = d * z + 0.0422820123f;
    d = d * z + 0.0705230784f;
    d = d * z + 1.0f;
    d = d * d;
    d = d * d;
    d = d * d;
    d = d * d;
    lanes tail = 0.5f / d;
    return x * choose(x < 0.0f, tail, 1.0f - tail);
}
