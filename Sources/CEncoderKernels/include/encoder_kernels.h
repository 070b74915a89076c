// The arithmetic of the sentence encoder's forward pass, once a processor family.
//
// Every family gives the same bits in the 8-bit mode: integer sums are exact, and everything in floating point is done
// in the same order on the same 16 lanes, each operation rounded by itself (no fused multiply-add). Only
// `linear_float`, the reference that the 8-bit mode is measured against, is free to fuse.
//
// All rows are dense, their widths multiples of 16.
#ifndef WARMLINE_ENCODER_KERNELS_H
#define WARMLINE_ENCODER_KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum encoder_family {
    encoder_family_portable = 0,
    encoder_family_avx2 = 1,
    encoder_family_avx512vnni = 2,
};

// A layer of weights in 8 bits. Outputs stand in blocks of 16, inputs in groups of 4 within a block:
// weights[block][group][output of 16][input of 4]; outputs is a multiple of 16, inputs of 16.
struct encoder_linear {
    const int8_t *weights;
    // A step for each output: weight = step * code.
    const float *steps;
    // The sum of each output's codes, for inputs whose zero is not code 0.
    const int32_t *sums;
    const float *bias;
    size_t inputs;
    size_t outputs;
};

// Rows in 8 bits: value = step * (code - zero), with a step and a zero for each row. `codes` takes two bytes a value,
// because some families want their codes wider.
struct encoder_rows {
    void *codes;
    float *steps;
    int32_t *zeros;
    size_t count;
    size_t width;
};

struct encoder_kernels {
    // out = step * codes + position
    void (*embed)(const int8_t *codes, float step, const float *position, float *out, size_t width);
    // rows = gain * normalised(rows + added) + shift; `added` may be null
    void (*normalise)(
        float *rows, const float *added, size_t count, size_t width, const float *gain, const float *shift);
    // Fills everything `into` points at from into->count rows of into->width values.
    void (*quantise)(const float *rows, const struct encoder_rows *into);
    void (*linear)(const struct encoder_linear *layer, const struct encoder_rows *rows, float *out);
    // The same in floating point: weights[block of 16 outputs][input][output of 16].
    void (*linear_float)(
        const float *weights, const float *bias, size_t inputs, size_t outputs, const float *rows, size_t count,
        float *out);
    // values = gelu(values), by the error function.
    void (*gelu)(float *values, size_t count);
    // `rows` hold queries, keys and values of all heads beside each other; `scratch` takes
    // encoder_attention_scratch(count, head_width) floats.
    void (*attend)(const float *rows, size_t count, size_t heads, size_t head_width, float *scratch, float *out);
    // The mean over the rows, scaled to length 1.
    void (*mean)(const float *rows, size_t count, size_t width, float *out);
};

static inline size_t encoder_attention_scratch(size_t count, size_t head_width) {
    return ((count + 15) & ~(size_t)15) * (2 * head_width + 4);
}

// The kernels of a family, or null where this processor or its operating system cannot run them.
const struct encoder_kernels *encoder_kernels_of(enum encoder_family family);

// The fastest family that runs here.
enum encoder_family encoder_best_family(void);

#endif
