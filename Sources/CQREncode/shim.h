// The fence around libqrencode: text to a matrix of modules.
#ifndef WARMLINE_CQRENCODE_SHIM_H
#define WARMLINE_CQRENCODE_SHIM_H

#include <qrencode.h>

#endif
