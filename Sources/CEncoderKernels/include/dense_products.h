#ifndef DENSE_PRODUCTS_H
#define DENSE_PRODUCTS_H
#include <stddef.h>

/// Adds left · right to result (rows × columns). The element of left in row r and term t stands at
/// r * row_stride + t * term_stride; right is inner × columns, row after row; columns are a multiple of 8.
void dense_product(
    const float *_Nonnull left, size_t row_stride, size_t term_stride, const float *_Nonnull right, size_t rows,
    size_t inner, size_t columns, float *_Nonnull result);

#endif
