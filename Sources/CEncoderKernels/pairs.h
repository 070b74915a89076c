// The product in 8 bits for processors that multiply 16-bit numbers and add neighbours (`pmaddwd`). Codes are as wide,
// so that products of unsigned and signed bytes are summed exactly; the instruction that takes bytes would clip them.
// Before this, a family defines `code` as int16_t.

typedef int16_t short_lanes __attribute__((vector_size(32), aligned(2), may_alias));
typedef int32_t pair_lanes __attribute__((vector_size(32)));
typedef int32_t single_lanes __attribute__((vector_size(16)));
typedef int64_t quad_lanes __attribute__((vector_size(32)));

// Four outputs' products with four inputs, added in pairs of inputs.
INLINE pair_lanes pairs(short_lanes weights, short_lanes codes) {
    int_lanes products = __builtin_convertvector(weights, int_lanes) * __builtin_convertvector(codes, int_lanes);
    return __builtin_shufflevector(products, products, 0, 2, 4, 6, 8, 10, 12, 14)
        + __builtin_shufflevector(products, products, 1, 3, 5, 7, 9, 11, 13, 15);
}

// `many` rows by half a block of outputs, `many` a constant where this is called: the sums stay in registers.
INLINE void linear_half(
    const int many, const int8_t *weights, const code *codes, size_t inputs, const int first, int32_t sums[4][16]) {
    pair_lanes paired[4][2] = {};
    for (size_t i = 0; i < inputs; i += 4) {
        short_lanes four[4];
#pragma clang loop unroll(full)
        for (int r = 0; r < many; r++) {
            int64_t bits;
            __builtin_memcpy(&bits, codes + (size_t)r * inputs + i, sizeof bits);
            four[r] = (short_lanes)((quad_lanes){} + bits);
        }
#pragma clang loop unroll(full)
        for (int part = 0; part < 2; part++) {
            short_lanes weight =
                __builtin_convertvector(*(const byte_lanes *)(weights + i * 16 + part * 16), short_lanes);
#pragma clang loop unroll(full)
            for (int r = 0; r < many; r++)
                paired[r][part] += pairs(weight, four[r]);
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < many; r++) {
#pragma clang loop unroll(full)
        for (int part = 0; part < 2; part++) {
            pair_lanes pair = paired[r][part];
            single_lanes sum =
                __builtin_shufflevector(pair, pair, 0, 2, 4, 6) + __builtin_shufflevector(pair, pair, 1, 3, 5, 7);
            __builtin_memcpy(sums[r] + first + part * 4, &sum, sizeof sum);
        }
    }
}

INLINE void linear_few(
    const int many, const struct encoder_linear *layer, const struct encoder_rows *rows, size_t n, size_t block,
    float *out) {
    const int8_t *weights = layer->weights + block * 16 * layer->inputs;
    const code *codes = (const code *)rows->codes + n * layer->inputs;
    int32_t sums[4][16];
    linear_half(many, weights, codes, layer->inputs, 0, sums);
    linear_half(many, weights + 32, codes, layer->inputs, 8, sums);
    for (int r = 0; r < many; r++)
        settle(layer, rows, n + (size_t)r, block, *(const int_lanes *)sums[r], out);
}

static void linear(const struct encoder_linear *layer, const struct encoder_rows *rows, float *out) {
    for (size_t block = 0; block < layer->outputs / 16; block++) {
        for (size_t n = 0; n < rows->count; n += 4) {
            switch (rows->count - n) {
            case 1: linear_few(1, layer, rows, n, block, out); break;
            case 2: linear_few(2, layer, rows, n, block, out); break;
            case 3: linear_few(3, layer, rows, n, block, out); break;
            default: linear_few(4, layer, rows, n, block, out); break;
            }
        }
    }
}
