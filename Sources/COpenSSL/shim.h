// The fence around OpenSSL's libcrypto: random bytes, SHA-256, HMAC, scrypt and a comparison in constant time.
#ifndef WARMLINE_COPENSSL_SHIM_H
#define WARMLINE_COPENSSL_SHIM_H

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#endif
