// The fence around libuv.
#ifndef WARMLINE_CUV_SHIM_H
#define WARMLINE_CUV_SHIM_H

#include <uv.h>

#endif
