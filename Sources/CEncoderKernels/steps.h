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
        float scale = 1.0f / __builtin_elementwise_sqrt(total(squares) / (float)width + 1e-12f);
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

// One head's keys and values out of all rows. Keys stand across, [16 rows][number][row of 16], so that sixteen scores
// are made at once without adding along a register; values stand together.
INLINE void gather(const float *rows, size_t count, size_t stride, size_t head_width, float *keys, float *values) {
    for (size_t d = 0; d < head_width; d += 16) {
        for (size_t first = 0; first < count; first += 16) {
            lanes square[16];
            for (size_t j = 0; j < 16; j++)
                square[j] = first + j < count ? load(rows + (first + j) * stride + stride / 3 + d) : (lanes){};
            transpose(square);
            for (size_t j = 0; j < 16; j++)
                store(keys + first * head_width + (d + j) * 16, square[j]);
        }
        for (size_t j = 0; j < count; j++)
            store(values + j * head_width + d, load(rows + j * stride + stride / 3 * 2 + d));
    }
}

// One head for `many` queries, a constant where this is called.
INLINE void attend_few(
    const int many, const float *queries, size_t count, size_t stride, size_t head_width, const float *keys,
    const float *values, float *scores, float *out) {
    size_t padded = (count + 15) & ~(size_t)15;
    float scale = 1.0f / __builtin_elementwise_sqrt((float)head_width);
    lanes most[4], weights[4] = {};
    for (int q = 0; q < many; q++)
        most[q] = all(-__builtin_inff());
    for (size_t j = 0; j < padded; j += 16) {
        lanes sums[4] = {};
        for (size_t d = 0; d < head_width; d++) {
            lanes key = load(keys + j * head_width + d * 16);
            for (int q = 0; q < many; q++)
                sums[q] += key * queries[(size_t)q * stride + d];
        }
        // What pads the last sixteen may not be the largest, nor weigh anything.
        int_lanes real = first_lanes(count - j);
        for (int q = 0; q < many; q++) {
            lanes score = sums[q] * scale;
            store(scores + (size_t)q * padded + j, score);
            most[q] = larger(most[q], choose(real, score, all(-__builtin_inff())));
        }
    }
    float top[4];
    for (int q = 0; q < many; q++)
        top[q] = largest(most[q]);
    for (size_t j = 0; j < padded; j += 16) {
        int_lanes real = first_lanes(count - j);
        for (int q = 0; q < many; q++) {
            float *place = scores + (size_t)q * padded + j;
            lanes weight = choose(real, exponential(load(place) - top[q]), (lanes){});
            store(place, weight);
            weights[q] += weight;
        }
    }
    float share[4];
    for (int q = 0; q < many; q++)
        share[q] = 1.0f / total(weights[q]);
    for (size_t d = 0; d < head_width; d += 16) {
        lanes sums[4] = {};
        for (size_t j = 0; j < count; j++) {
            lanes value = load(values + j * head_width + d);
            for (int q = 0; q < many; q++)
                sums[q] += value * scores[(size_t)q * padded + j];
        }
        for (int q = 0; q < many; q++)
            store(out + (size_t)q * (stride / 3) + d, sums[q] * share[q]);
    }
}

static void attend(
    const float *rows, size_t count, size_t heads, size_t head_width, float *scratch, float *out) {
    size_t width = heads * head_width, stride = 3 * width, padded = (count + 15) & ~(size_t)15;
    float *keys = scratch, *values = keys + head_width * padded, *scores = values + head_width * padded;
    for (size_t head = 0; head < heads; head++) {
        const float *queries = rows + head * head_width;
        float *result = out + head * head_width;
        gather(queries, count, stride, head_width, keys, values);
        for (size_t first = 0; first < count; first += 4) {
            switch (count - first) {
#define FEW(many)                                                                                                      \
    attend_few(                                                                                                        \
        many, queries + first * stride, count, stride, head_width, keys, values, scores, result + first * width)
            case 1: FEW(1); break;
            case 2: FEW(2); break;
            case 3: FEW(3); break;
            default: FEW(4); break;
            }
        }
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
    float length = __builtin_elementwise_sqrt(total(squares));
    float scale = length > 0.0f ? 1.0f / length : 0.0f;
    for (size_t i = 0; i < width; i += 16)
        store(out + i, load(out + i) * scale);
}
