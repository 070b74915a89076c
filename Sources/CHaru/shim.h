// The fence around libharu: a PDF page drawn into memory.
#ifndef WARMLINE_CHARU_SHIM_H
#define WARMLINE_CHARU_SHIM_H

#include <hpdf.h>

#endif
