#ifndef BYTE_PRODUCTS_H
#define BYTE_PRODUCTS_H
#include <stddef.h>
#include <stdint.h>

/// result[row] = left · rows[row], for `count` rows of `width` numbers from -127 to 127, one row after the other.
/// `width` is a multiple of 32, at most 65,536, so that no sum overflows.
void byte_products(
    const int8_t *_Nonnull left, const int8_t *_Nonnull rows, size_t count, size_t width, int32_t *_Nonnull result);

#endif
