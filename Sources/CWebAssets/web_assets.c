#include "web_assets.h"

#include <string.h>

// `#embed` is C23; clang offers it in every dialect and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char widget_frame_html[] = {
#embed "widget/frame.html"
};
static const unsigned char widget_widget_js[] = {
#embed "widget/widget.js"
};
static const unsigned char desk_index_html[] = {
#embed "desk/index.html"
};
static const unsigned char site_index_html[] = {
#embed "site/index.html"
};

#define HTML "text/html; charset=utf-8"
#define JS "text/javascript; charset=utf-8"
#define TS "text/plain; charset=utf-8"
#define CSS "text/css; charset=utf-8"
#define SVG "image/svg+xml"
#define FILE_AT(path, mime, bytes, area) { path, mime, bytes, sizeof(bytes), area }

static const struct wl_asset assets[] = {
    FILE_AT("/widget/frame", HTML, widget_frame_html, WL_ASSET_WIDGET),
    FILE_AT("/widget.js", JS, widget_widget_js, WL_ASSET_LOADER),
    FILE_AT("/desk/", HTML, desk_index_html, WL_ASSET_DESK),
    FILE_AT("/", HTML, site_index_html, WL_ASSET_SITE),
};

size_t wl_asset_count(void) {
    return sizeof(assets) / sizeof(assets[0]);
}

const struct wl_asset *wl_asset_at(size_t index) {
    return index < wl_asset_count() ? &assets[index] : NULL;
}

const struct wl_asset *wl_asset_find(const char *path) {
    for (size_t index = 0; index < wl_asset_count(); index++) {
        if (strcmp(assets[index].path, path) == 0) {
            return &assets[index];
        }
    }
    return NULL;
}

uint64_t wl_asset_fingerprint(const struct wl_asset *asset) {
    uint64_t hash = 14695981039346656037u;
    for (size_t index = 0; index < asset->length; index++) {
        hash = (hash ^ asset->bytes[index]) * 1099511628211u;
    }
    return hash;
}
