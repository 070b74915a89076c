// What each processor family's file defines.
#ifndef WARMLINE_FAMILIES_H
#define WARMLINE_FAMILIES_H

#include "encoder_kernels.h"

extern const struct encoder_kernels encoder_portable;
#if defined(__x86_64__)
extern const struct encoder_kernels encoder_avx2;
extern const struct encoder_kernels encoder_avx512vnni;
#endif

#endif
