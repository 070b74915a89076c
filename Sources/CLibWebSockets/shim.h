// The fence around libwebsockets. Nothing but what Swift's importer cannot see by itself: a macro that is an expression.
#ifndef WARMLINE_CLIBWEBSOCKETS_SHIM_H
#define WARMLINE_CLIBWEBSOCKETS_SHIM_H

#include <libwebsockets.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

// Bytes that lws_write() wants free before a WebSocket payload, for the frame's header.
static const size_t wl_lws_pre = LWS_PRE;

// The kind of write that is a close frame; the public header leaves its number out of lws_write_protocol.
static const enum lws_write_protocol wl_write_close = (enum lws_write_protocol)4;

// TLS 1.0 and 1.1 off; the server's order of ciphers counts; no renegotiation.
static const long wl_tls_options =
    (long)(SSL_OP_NO_SSLv3 | SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1 | SSL_OP_CIPHER_SERVER_PREFERENCE
           | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);

#endif
