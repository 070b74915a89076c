// The fence around zlib: a body in one go, as gzip (RFC 1952).
#ifndef WARMLINE_CZLIB_SHIM_H
#define WARMLINE_CZLIB_SHIM_H

#include <zlib.h>

// Macros Swift's importer leaves out. 16 above the window's 15 bits asks for gzip's frame instead of zlib's.
static inline int wl_gzip_begin(z_stream *stream) {
    return deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
}

#endif
