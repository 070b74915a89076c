// The parts of the pass that are not matrix products, for whichever family includes this. Before it, a family defines
// `code`, the type its matrix product wants a row's codes in.

typedef code code_lanes __attribute__((vector_size(16 * sizeof(code)), aligned(sizeof(code)), may_alias));

static void embed(const int8_t *codes, float step, const float *position, float *out, size_t width) {
    for (size_t i = 0; i < width; i += 16) {
        lanes values = __builtin_convertvector(*(const byte_lanes *)(codes + i), lanes);
        store(out + i, values * step + load(position + i));
    }
}

static void normalise(
    float *rows, const float *added, size_t count, size_t width, const float *gain, const float *shift) {
    for (size_t n = 0; n < count; n++) {
        float *row = rows + n * width;
        lanes sum = {};
        for (size_t i = 0; i < width; i += 16) {
            lanes values = load(row + i);
            if (added) {
                values += load(added + n * width + i);
                store(row + i, values);
            }
            sum += values;
        }
        float mean = total(sum) / (float)width;
        lanes squares = {};
        for (size_t i = 0; i < width; i += 16) {
            lanes values = load(row + i) - mean;
            squares += values * values;
        }
        // 1e-12 is the model's own.
        float scale = 1.0f / __builtin_sqrtf(total(squares) / (float)width + 1e-12f);
        for (size_t i = 0; i < width; i += 16)
            store(row + i, (load(row + i) - mean) * scale * load(gain + i) + load(shift + i));
    }
}

static void quantise(const float *rows, const struct encoder_rows *into) {
    size_t width = into->width;
    for (size_t n = 0; n < into->count; n++) {
        const float *row = rows + n * width;
        code *codes = (code *)into->codes + n * width;
        lanes low = {}, high = {};
        for (size_t i = 0; i < width; i += 16) {
            low = smaller(low, load(row + i));
            high = larger(high, load(row + i));
        }
        float least = -largest(-low);
        float step = (largest(high) - least) / 255.0f;
        float inverse = step > 0.0f ? 1.0f / step : 0.0f;
        float zero = rounded(-least * inverse);
        for (size_t i = 0; i < width; i += 16) {
            lanes scaled = smaller(larger(load(row + i) * inverse + zero, all(0.0f)), all(255.0f));
            bit_lanes bits = (bit_lanes)(scaled + ROUNDING) & 255;
            *(code_lanes *)(codes + i) = __builtin_convertvector(bits, code_lanes);
        }
        into->steps[n] = step;
        into->zeros[n] = (int32_t)((bit_lanes)all(zero + ROUNDING))[0] & 255;
    }
}

// What a block of 16 outputs of a row is worth, from its integer sums.
INLINE void settle(
    const struct encoder_linear *layer, const struct encoder_rows *rows, size_t n, size_t block, int_lanes sums,
    float *out) {
    bit_lanes offset = (bit_lanes) * (const int_lanes *)(layer->sums + block * 16) * (uint32_t)rows->zeros[n];
    lanes exact = __builtin_convertvector((int_lanes)((bit_lanes)sums - offset), lanes);
    lanes steps = load(layer->steps + block * 16) * rows->steps[n];
    store(out + n * layer->outputs + block * 16, exact * steps + load(layer->bias + block * 16));
}

static void gelu(float *values, size_t count) {
    for (size_t i = 0; i < count; i += 16)
        store(values + i, gaussian_gate(load(values + i)));
}

// One head for `many` queries beginning at row `first`; `many` is a constant where this is called.
INLINE void attend_few(
    const int many, const float *rows, size_t first, size_t count, size_t heads, size_t head, size_t head_width,
    const float *keys, float *scores, float *out) {
    size_t width = heads * head_width, padded = (count + 15) & ~(size_t)15;
    float scale = 1.0f / __builtin_sqrtf((float)head_width);
    const float *query = rows + first * 3 * width + head * head_width;
    float share[4];
    for (size_t j = 0; j < padded; j += 16) {
        lanes sums[4] = {};
        for (size_t d = 0; d < head_width; d++) {
            lanes key = load(keys + d * padded + j);
            for (int q = 0; q < many; q++)
                sums[q] += key * query[(size_t)q * 3 * width + d];
        }
        for (int q = 0; q < many; q++)
            store(scores + (size_t)q * padded + j, sums[q] * scale);
    }
    for (int q = 0; q < many; q++) {
        float *row = scores + (size_t)q * padded;
        // What pads the row may not be its largest, nor weigh anything.
        for (size_t j = count; j < padded; j++)
            row[j] = row[0];
        lanes most = load(row);
        for (size_t j = 16; j < padded; j += 16)
            most = larger(most, load(row + j));
        float top = largest(most);
        for (size_t j = 0; j < padded; j += 16)
            store(row + j, exponential(load(row + j) - top));
        for (size_t j = count; j < padded; j++)
            row[j] = 0;
        lanes sum = {};
        for (size_t j = 0; j < padded; j += 16)
            sum += load(row + j);
        share[q] = 1.0f / total(sum);
    }
    for (size_t d = 0; d < head_width; d += 16) {
        const float *values = rows + 2 * width + head * head_width + d;
        lanes sums[4] = {};
        for (size_t j = 0; j < count; j++) {
            lanes value = load(values + j * 3 * width);
            for (int q = 0; q < many; q++)
                sums[q] += value * scores[(size_t)q * padded + j];
        }
        for (int q = 0; q < many; q++)
            store(out + (first + (size_t)q) * width + head * head_width + d, sums[q] * share[q]);
    }
}

static void attend(
    const float *rows, size_t count, size_t heads, size_t head_width, float *scratch, float *out) {
    size_t width = heads * head_width, padded = (count + 15) & ~(size_t)15;
    float *keys = scratch, *scores = scratch + head_width * padded;
    for (size_t head = 0; head < heads; head++) {
        // Keys across, so that sixteen scores are made at once without adding along a register.
        for (size_t j = 0; j < padded; j++)
            for (size_t d = 0; d < head_width; d++)
                keys[d * padded + j] = j < count ? rows[j * 3 * width + width + head * head_width + d] : 0;
        size_t first = 0;
        for (; first + 4 <= count; first += 4)
            attend_few(4, rows, first, count, heads, head, head_width, keys, scores, out);
        for (; first < count; first++)
            attend_few(1, rows, first, count, heads, head, head_width, keys, scores, out);
    }
}

static void mean(const float *rows, size_t count, size_t width, float *out) {
    lanes squares = {};
    for (size_t i = 0; i < width; i += 16) {
        lanes sum = {};
        for (size_t n = 0; n < count; n++)
            sum += load(rows + n * width + i);
        sum = sum / (float)count;
        store(out + i, sum);
        squares += sum * sum;
    }
    float length = __builtin_sqrtf(total(squares));
    float scale = length > 0.0f ? 1.0f / length : 0.0f;
    for (size_t i = 0; i < width; i += 16)
        store(out + i, load(out + i) * scale);
}
