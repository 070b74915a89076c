// The product in floating point, for whichever family includes this. Before it, a family defines FLOAT_ROWS and
// FLOAT_BLOCKS: how many rows by how many blocks of 16 outputs its registers hold.

#pragma clang fp contract(fast)

INLINE void float_few(
    const int many, const int blocks, const float *weights, const float *bias, size_t inputs, size_t outputs,
    const float *rows, float *out) {
    lanes sums[8][4] = {};
    for (size_t i = 0; i < inputs; i++) {
#pragma clang loop unroll(full)
        for (int b = 0; b < blocks; b++) {
            lanes weight = load(weights + ((size_t)b * inputs + i) * 16);
#pragma clang loop unroll(full)
            for (int n = 0; n < many; n++)
                sums[n][b] += weight * rows[(size_t)n * inputs + i];
        }
    }
    for (int b = 0; b < blocks; b++)
        for (int n = 0; n < many; n++)
            store(out + (size_t)n * outputs + b * 16, sums[n][b] + load(bias + b * 16));
}

INLINE void float_blocks(
    const int blocks, const float *weights, const float *bias, size_t inputs, size_t outputs, const float *rows,
    size_t count, float *out) {
    size_t n = 0;
    for (; n + FLOAT_ROWS <= count; n += FLOAT_ROWS)
        float_few(FLOAT_ROWS, blocks, weights, bias, inputs, outputs, rows + n * inputs, out + n * outputs);
    for (; n < count; n++)
        float_few(1, blocks, weights, bias, inputs, outputs, rows + n * inputs, out + n * outputs);
}

static void linear_float(
    const float *weights, const float *bias, size_t inputs, size_t outputs, const float *rows, size_t count,
    float *out) {
    size_t b = 0, blocks = outputs / 16;
    for (; b + FLOAT_BLOCKS <= blocks; b += FLOAT_BLOCKS)
        float_blocks(
            FLOAT_BLOCKS, weights + b * 16 * inputs, bias + b * 16, inputs, outputs, rows, count, out + b * 16);
    for (; b < blocks; b++)
        float_blocks(1, weights + b * 16 * inputs, bias + b * 16, inputs, outputs, rows, count, out + b * 16);
}
