// For any processor: the compiler's vectors in whatever registers there are.
#include "families.h"
#pragma clang fp contract(off)
#include "lanes.h"

typedef uint8_t code;
#include "steps.h"

static void linear(const struct encoder_linear *layer, const struct encoder_rows *rows, float *out) {
    for (size_t block = 0; block < layer->outputs / 16; block++) {
        const int8_t *weights = layer->weights + block * 16 * layer->inputs;
        for (size_t n = 0; n < rows->count; n++) {
            const code *codes = (const code *)rows->codes + n * layer->inputs;
            int32_t sums[16] = {};
            for (size_t i = 0; i < layer->inputs; i += 4)
                for (int o = 0; o < 16; o++)
                    for (int j = 0; j < 4; j++)
                        sums[o] += weights[i * 16 + o * 4 + j] * codes[i + j];
            settle(layer, rows, n, block, *(const int_lanes *)sums, out);
        }
    }
}

#define FLOAT_ROWS 3
#define FLOAT_BLOCKS 1
#include "reference.h"

const struct encoder_kernels encoder_portable = {
    embed, normalise, quantise, linear, linear_float, gelu, attend, mean,
};
