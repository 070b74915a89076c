#include "web_assets.h"

#include <string.h>

// `#embed` is C23; clang offers it in every dialect and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char widget_about_js[] = {
#embed "widget/about.js"
};
static const unsigned char widget_article_js[] = {
#embed "widget/article.js"
};
static const unsigned char widget_bridge_js[] = {
#embed "widget/bridge.js"
};
static const unsigned char widget_cards_js[] = {
#embed "widget/cards.js"
};
static const unsigned char widget_colours_js[] = {
#embed "widget/colours.js"
};
static const unsigned char widget_composer_js[] = {
#embed "widget/composer.js"
};
static const unsigned char widget_connection_js[] = {
#embed "widget/connection.js"
};
static const unsigned char widget_elements_js[] = {
#embed "widget/elements.js"
};
static const unsigned char widget_frame_css[] = {
#embed "widget/frame.css"
};
static const unsigned char widget_frame_html[] = {
#embed "widget/frame.html"
};
static const unsigned char widget_frame_js[] = {
#embed "widget/frame.js"
};
static const unsigned char widget_identifiers_js[] = {
#embed "widget/identifiers.js"
};
static const unsigned char widget_memory_js[] = {
#embed "widget/memory.js"
};
static const unsigned char widget_outbox_js[] = {
#embed "widget/outbox.js"
};
static const unsigned char widget_part_js[] = {
#embed "widget/part.js"
};
static const unsigned char widget_qr_js[] = {
#embed "widget/qr.js"
};
static const unsigned char widget_rich_js[] = {
#embed "widget/rich.js"
};
static const unsigned char widget_slots_js[] = {
#embed "widget/slots.js"
};
static const unsigned char widget_stars_js[] = {
#embed "widget/stars.js"
};
static const unsigned char widget_timing_js[] = {
#embed "widget/timing.js"
};
static const unsigned char widget_transcript_js[] = {
#embed "widget/transcript.js"
};
static const unsigned char widget_visit_js[] = {
#embed "widget/visit.js"
};
static const unsigned char widget_waiting_js[] = {
#embed "widget/waiting.js"
};
static const unsigned char widget_widget_d_ts[] = {
#embed "widget/widget.d.ts"
};
static const unsigned char widget_widget_js[] = {
#embed "widget/widget.js"
};
static const unsigned char widget_words_de_js[] = {
#embed "widget/words.de.js"
};
static const unsigned char widget_words_fr_js[] = {
#embed "widget/words.fr.js"
};
static const unsigned char widget_words_js[] = {
#embed "widget/words.js"
};
static const unsigned char desk_access_js[] = {
#embed "desk/access.js"
};
static const unsigned char desk_articles_js[] = {
#embed "desk/articles.js"
};
static const unsigned char desk_asking_js[] = {
#embed "desk/asking.js"
};
static const unsigned char desk_chat_js[] = {
#embed "desk/chat.js"
};
static const unsigned char desk_context_js[] = {
#embed "desk/context.js"
};
static const unsigned char desk_desk_css[] = {
#embed "desk/desk.css"
};
static const unsigned char desk_desk_js[] = {
#embed "desk/desk.js"
};
static const unsigned char desk_index_html[] = {
#embed "desk/index.html"
};
static const unsigned char desk_alerts_js[] = {
#embed "desk/alerts.js"
};
static const unsigned char desk_board_js[] = {
#embed "desk/board.js"
};
static const unsigned char desk_dialogs_js[] = {
#embed "desk/dialogs.js"
};
static const unsigned char desk_door_js[] = {
#embed "desk/door.js"
};
static const unsigned char desk_offers_js[] = {
#embed "desk/offers.js"
};
static const unsigned char desk_places_js[] = {
#embed "desk/places.js"
};
static const unsigned char desk_transfer_js[] = {
#embed "desk/transfer.js"
};
static const unsigned char desk_approvals_js[] = {
#embed "desk/approvals.js"
};
static const unsigned char desk_clocks_js[] = {
#embed "desk/clocks.js"
};
static const unsigned char desk_commands_js[] = {
#embed "desk/commands.js"
};
static const unsigned char desk_heldback_js[] = {
#embed "desk/heldback.js"
};
static const unsigned char desk_offering_js[] = {
#embed "desk/offering.js"
};
static const unsigned char desk_picker_js[] = {
#embed "desk/picker.js"
};
static const unsigned char desk_customer_js[] = {
#embed "desk/customer.js"
};
static const unsigned char desk_mentions_js[] = {
#embed "desk/mentions.js"
};
static const unsigned char desk_stops_js[] = {
#embed "desk/stops.js"
};
static const unsigned char desk_tags_js[] = {
#embed "desk/tags.js"
};
static const unsigned char desk_attendance_js[] = {
#embed "desk/attendance.js"
};
static const unsigned char desk_keys_js[] = {
#embed "desk/keys.js"
};
static const unsigned char desk_lists_js[] = {
#embed "desk/lists.js"
};
static const unsigned char desk_mark_svg[] = {
#embed "desk/mark.svg"
};
static const unsigned char desk_shift_js[] = {
#embed "desk/shift.js"
};
static const unsigned char desk_timeline_js[] = {
#embed "desk/timeline.js"
};
static const unsigned char desk_values_js[] = {
#embed "desk/values.js"
};
static const unsigned char insight_alerts_js[] = {
#embed "insight/alerts.js"
};
static const unsigned char insight_asking_js[] = {
#embed "insight/asking.js"
};
static const unsigned char insight_figures_js[] = {
#embed "insight/figures.js"
};
static const unsigned char insight_incident_js[] = {
#embed "insight/incident.js"
};
static const unsigned char insight_incidents_js[] = {
#embed "insight/incidents.js"
};
static const unsigned char insight_knowledge_js[] = {
#embed "insight/knowledge.js"
};
static const unsigned char insight_opening_js[] = {
#embed "insight/opening.js"
};
static const unsigned char insight_index_html[] = {
#embed "insight/index.html"
};
static const unsigned char insight_insight_css[] = {
#embed "insight/insight.css"
};
static const unsigned char insight_insight_js[] = {
#embed "insight/insight.js"
};
static const unsigned char insight_outreach_js[] = {
#embed "insight/outreach.js"
};
static const unsigned char insight_plots_js[] = {
#embed "insight/plots.js"
};
static const unsigned char insight_voice_js[] = {
#embed "insight/voice.js"
};
static const unsigned char insight_words_js[] = {
#embed "insight/words.js"
};
static const unsigned char status_status_css[] = {
#embed "status/status.css"
};
static const unsigned char help_help_css[] = {
#embed "help/help.css"
};
static const unsigned char help_help_js[] = {
#embed "help/help.js"
};
static const unsigned char site_beans_svg[] = {
#embed "site/beans.svg"
};
static const unsigned char site_dripper_svg[] = {
#embed "site/dripper.svg"
};
static const unsigned char site_grinder_svg[] = {
#embed "site/grinder.svg"
};
static const unsigned char site_hero_svg[] = {
#embed "site/hero.svg"
};
static const unsigned char site_index_html[] = {
#embed "site/index.html"
};
static const unsigned char site_kettle_svg[] = {
#embed "site/kettle.svg"
};
static const unsigned char site_mark_svg[] = {
#embed "site/mark.svg"
};
static const unsigned char site_scale_svg[] = {
#embed "site/scale.svg"
};
static const unsigned char site_site_css[] = {
#embed "site/site.css"
};
static const unsigned char site_site_js[] = {
#embed "site/site.js"
};

#define HTML "text/html; charset=utf-8"
#define JS "text/javascript; charset=utf-8"
#define TS "text/plain; charset=utf-8"
#define CSS "text/css; charset=utf-8"
#define SVG "image/svg+xml"
#define FILE_AT(path, mime, bytes, area) { path, mime, bytes, sizeof(bytes), area }

static const struct wl_asset assets[] = {
    FILE_AT("/widget/about.js", JS, widget_about_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/article.js", JS, widget_article_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/bridge.js", JS, widget_bridge_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/cards.js", JS, widget_cards_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/colours.js", JS, widget_colours_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/composer.js", JS, widget_composer_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/connection.js", JS, widget_connection_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/elements.js", JS, widget_elements_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/frame.css", CSS, widget_frame_css, WL_ASSET_WIDGET),
    FILE_AT("/widget/frame", HTML, widget_frame_html, WL_ASSET_WIDGET),
    FILE_AT("/widget/frame.js", JS, widget_frame_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/identifiers.js", JS, widget_identifiers_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/memory.js", JS, widget_memory_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/outbox.js", JS, widget_outbox_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/part.js", JS, widget_part_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/qr.js", JS, widget_qr_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/rich.js", JS, widget_rich_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/slots.js", JS, widget_slots_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/stars.js", JS, widget_stars_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/timing.js", JS, widget_timing_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/transcript.js", JS, widget_transcript_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/visit.js", JS, widget_visit_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/waiting.js", JS, widget_waiting_js, WL_ASSET_WIDGET),
    FILE_AT("/widget.d.ts", TS, widget_widget_d_ts, WL_ASSET_LOADER),
    FILE_AT("/widget.js", JS, widget_widget_js, WL_ASSET_LOADER),
    FILE_AT("/widget/words.de.js", JS, widget_words_de_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/words.fr.js", JS, widget_words_fr_js, WL_ASSET_WIDGET),
    FILE_AT("/widget/words.js", JS, widget_words_js, WL_ASSET_WIDGET),
    FILE_AT("/desk/access.js", JS, desk_access_js, WL_ASSET_DESK),
    FILE_AT("/desk/articles.js", JS, desk_articles_js, WL_ASSET_DESK),
    FILE_AT("/desk/asking.js", JS, desk_asking_js, WL_ASSET_DESK),
    FILE_AT("/desk/chat.js", JS, desk_chat_js, WL_ASSET_DESK),
    FILE_AT("/desk/context.js", JS, desk_context_js, WL_ASSET_DESK),
    FILE_AT("/desk/desk.css", CSS, desk_desk_css, WL_ASSET_DESK),
    FILE_AT("/desk/desk.js", JS, desk_desk_js, WL_ASSET_DESK),
    FILE_AT("/desk/", HTML, desk_index_html, WL_ASSET_DESK),
    FILE_AT("/desk/alerts.js", JS, desk_alerts_js, WL_ASSET_DESK),
    FILE_AT("/desk/board.js", JS, desk_board_js, WL_ASSET_DESK),
    FILE_AT("/desk/dialogs.js", JS, desk_dialogs_js, WL_ASSET_DESK),
    FILE_AT("/desk/door.js", JS, desk_door_js, WL_ASSET_DESK),
    FILE_AT("/desk/offers.js", JS, desk_offers_js, WL_ASSET_DESK),
    FILE_AT("/desk/places.js", JS, desk_places_js, WL_ASSET_DESK),
    FILE_AT("/desk/transfer.js", JS, desk_transfer_js, WL_ASSET_DESK),
    FILE_AT("/desk/approvals.js", JS, desk_approvals_js, WL_ASSET_DESK),
    FILE_AT("/desk/clocks.js", JS, desk_clocks_js, WL_ASSET_DESK),
    FILE_AT("/desk/commands.js", JS, desk_commands_js, WL_ASSET_DESK),
    FILE_AT("/desk/heldback.js", JS, desk_heldback_js, WL_ASSET_DESK),
    FILE_AT("/desk/offering.js", JS, desk_offering_js, WL_ASSET_DESK),
    FILE_AT("/desk/picker.js", JS, desk_picker_js, WL_ASSET_DESK),
    FILE_AT("/desk/customer.js", JS, desk_customer_js, WL_ASSET_DESK),
    FILE_AT("/desk/mentions.js", JS, desk_mentions_js, WL_ASSET_DESK),
    FILE_AT("/desk/stops.js", JS, desk_stops_js, WL_ASSET_DESK),
    FILE_AT("/desk/tags.js", JS, desk_tags_js, WL_ASSET_DESK),
    FILE_AT("/desk/attendance.js", JS, desk_attendance_js, WL_ASSET_DESK),
    FILE_AT("/desk/keys.js", JS, desk_keys_js, WL_ASSET_DESK),
    FILE_AT("/desk/lists.js", JS, desk_lists_js, WL_ASSET_DESK),
    FILE_AT("/desk/mark.svg", SVG, desk_mark_svg, WL_ASSET_DESK),
    FILE_AT("/desk/shift.js", JS, desk_shift_js, WL_ASSET_DESK),
    FILE_AT("/desk/timeline.js", JS, desk_timeline_js, WL_ASSET_DESK),
    FILE_AT("/desk/values.js", JS, desk_values_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/alerts.js", JS, insight_alerts_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/asking.js", JS, insight_asking_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/figures.js", JS, insight_figures_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/incident.js", JS, insight_incident_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/incidents.js", JS, insight_incidents_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/knowledge.js", JS, insight_knowledge_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/opening.js", JS, insight_opening_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/", HTML, insight_index_html, WL_ASSET_DESK),
    FILE_AT("/desk/insight/insight.css", CSS, insight_insight_css, WL_ASSET_DESK),
    FILE_AT("/desk/insight/insight.js", JS, insight_insight_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/outreach.js", JS, insight_outreach_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/plots.js", JS, insight_plots_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/voice.js", JS, insight_voice_js, WL_ASSET_DESK),
    FILE_AT("/desk/insight/words.js", JS, insight_words_js, WL_ASSET_DESK),
    FILE_AT("/help/assets/help.css", CSS, help_help_css, WL_ASSET_HELP),
    FILE_AT("/help/assets/help.js", JS, help_help_js, WL_ASSET_HELP),
    FILE_AT("/site/beans.svg", SVG, site_beans_svg, WL_ASSET_SITE),
    FILE_AT("/site/dripper.svg", SVG, site_dripper_svg, WL_ASSET_SITE),
    FILE_AT("/site/grinder.svg", SVG, site_grinder_svg, WL_ASSET_SITE),
    FILE_AT("/site/hero.svg", SVG, site_hero_svg, WL_ASSET_SITE),
    FILE_AT("/", HTML, site_index_html, WL_ASSET_SITE),
    FILE_AT("/site/kettle.svg", SVG, site_kettle_svg, WL_ASSET_SITE),
    FILE_AT("/site/mark.svg", SVG, site_mark_svg, WL_ASSET_SITE),
    FILE_AT("/site/scale.svg", SVG, site_scale_svg, WL_ASSET_SITE),
    FILE_AT("/site/site.css", CSS, site_site_css, WL_ASSET_SITE),
    FILE_AT("/site/site.js", JS, site_site_js, WL_ASSET_SITE),
    FILE_AT("/status/assets/status.css", CSS, status_status_css, WL_ASSET_HELP),
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
