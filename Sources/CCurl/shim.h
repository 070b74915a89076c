// The fence around libcurl. Swift's importer leaves variadic functions out, so each kind of option has a typed twin here.
#ifndef WARMLINE_CCURL_SHIM_H
#define WARMLINE_CCURL_SHIM_H

#include <string.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <curl/curl.h>

static inline CURLcode wl_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode wl_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode wl_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode wl_curl_set_bytes(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode wl_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode wl_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

// The shape of the callback that takes a body.
typedef size_t (*wl_curl_sink)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode wl_curl_set_sink(CURL *handle, CURLoption option, wl_curl_sink sink) {
    return curl_easy_setopt(handle, option, sink);
}

// The shape of the callback that opens a socket.
typedef curl_socket_t (*wl_curl_opener)(void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode wl_curl_set_opener(CURL *handle, wl_curl_opener opener, void *context) {
    CURLcode result = curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, context);
    return result == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, opener) : result;
}

// The address that is about to be connected to, in network order: 4 bytes, 16 bytes, or 0 for neither IP version.
static inline int wl_curl_peer(const struct curl_sockaddr *address, unsigned char bytes[16]) {
    if (address->family == AF_INET && address->addrlen >= sizeof(struct sockaddr_in)) {
        struct sockaddr_in name;
        memcpy(&name, &address->addr, sizeof name);
        memcpy(bytes, &name.sin_addr, 4);
        return 4;
    }
    if (address->family == AF_INET6 && address->addrlen >= sizeof(struct sockaddr_in6)) {
        struct sockaddr_in6 name;
        memcpy(&name, &address->addr, sizeof name);
        memcpy(bytes, &name.sin6_addr, 16);
        return 16;
    }
    return 0;
}

static inline curl_socket_t wl_curl_open(const struct curl_sockaddr *address) {
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static inline long wl_curl_status(CURL *handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

// Bytes of request that left for the other side; 0 proves that nothing was asked of it.
static inline long wl_curl_request_bytes(CURL *handle) {
    long bytes = 0;
    curl_easy_getinfo(handle, CURLINFO_REQUEST_SIZE, &bytes);
    return bytes;
}

// Seconds of `Retry-After`, dates already taken off; 0 without one.
static inline curl_off_t wl_curl_retry_after(CURL *handle) {
    curl_off_t seconds = 0;
    curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
    return seconds;
}

static inline CURLMcode wl_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

// The message's result, which stands in a union.
static inline CURLcode wl_curl_result(const CURLMsg *message) {
    return message->data.result;
}

static inline CURLcode wl_curl_global_init(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

#endif
