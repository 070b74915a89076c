// The fence around glibc's switches of malloc, which its Swift module leaves out.
#ifndef WARMLINE_CMALLOC_SHIM_H
#define WARMLINE_CMALLOC_SHIM_H

#include <malloc.h>

#endif
