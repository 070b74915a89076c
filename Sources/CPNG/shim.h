// The fence around libpng's simplified interface: pixels to a file in memory.
#ifndef WARMLINE_CPNG_SHIM_H
#define WARMLINE_CPNG_SHIM_H

#include <png.h>
#include <string.h>

// The version the simplified interface asks for: a macro Swift's importer leaves out.
static const png_uint_32 wl_png_image_version = PNG_IMAGE_VERSION;
// Eight-bit grey, one byte a pixel.
static const png_uint_32 wl_png_format_gray = PNG_FORMAT_GRAY;

#endif
