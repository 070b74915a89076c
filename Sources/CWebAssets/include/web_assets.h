/// The pages of Warmline, inside the binary: the widget, the desk and the demo shop's site.
#ifndef WARMLINE_WEB_ASSETS_H
#define WARMLINE_WEB_ASSETS_H

#include <stddef.h>
#include <stdint.h>

/// Whose page a file belongs to: it decides the headers that it is served with.
enum wl_asset_area {
    /// Runs on other people's pages (`/widget.js`): cross-origin, no policy of its own.
    WL_ASSET_LOADER,
    /// The chat in its frame: may be framed by the allowed sites.
    WL_ASSET_WIDGET,
    /// The agents' desk: may not be framed. Its modules also import from `/widget/`.
    WL_ASSET_DESK,
    /// The looks and the search field of the help centre; its pages are made anew. May not be framed.
    WL_ASSET_HELP,
    /// The demo shop: served by `warmline demo` only.
    WL_ASSET_SITE,
};

/// One file, as it is served.
struct wl_asset {
    /// The path of the request, without a query: `/widget/frame`.
    const char *path;
    /// The whole value of `Content-Type`.
    const char *mime;
    const unsigned char *bytes;
    size_t length;
    enum wl_asset_area area;
};

/// The file at a path, or NULL. Valid for the life of the process.
const struct wl_asset *wl_asset_find(const char *path);

/// How many files there are.
size_t wl_asset_count(void);

/// The file at an index below the count; NULL above it.
const struct wl_asset *wl_asset_at(size_t index);

/// FNV-1a of the bytes, for an `ETag`. Walks the whole file: ask once and keep it.
uint64_t wl_asset_fingerprint(const struct wl_asset *asset);

#endif
