// The fence around cmark-gfm: CommonMark with tables, strikethrough and links without brackets.
#ifndef WARMLINE_CCMARK_SHIM_H
#define WARMLINE_CCMARK_SHIM_H

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>

// No raw HTML and no dangerous links (the default, whatever a caller wishes), bytes that are not UTF-8 replaced.
static inline int wl_cmark_options(void) {
    return CMARK_OPT_DEFAULT | CMARK_OPT_SAFE | CMARK_OPT_VALIDATE_UTF8;
}

// cmark's allocator frees what it renders.
static inline void wl_cmark_free(char *text) {
    cmark_get_default_mem_allocator()->free(text);
}

#endif
