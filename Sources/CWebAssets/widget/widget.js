// The loader: a launcher on someone else's page, and on its first click a frame with the chat in it.
// Until that click it asks the network for nothing. It needs no inline style, no eval and no HTML parsing,
// so it runs under a strict Content-Security-Policy (`script-src` and `frame-src` naming Warmline's address).
(() => {
  "use strict";
  if (window.warmlineSDK) return;

  const home = document.currentScript ? new URL(document.currentScript.src).origin : location.origin;

  const sheet = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .launcher {
      position: fixed; inset-block-end: 20px; inset-inline-end: 20px; z-index: 2147483001;
      display: flex; align-items: center; gap: 10px; min-width: 60px; height: 60px; padding: 0 18px;
      border: 0; border-radius: 30px; background: var(--accent); color: var(--on-accent); cursor: pointer;
      font: 600 16px/1 system-ui, sans-serif;
      box-shadow: 0 1px 2px rgb(0 0 0 / .18), 0 8px 24px rgb(0 0 0 / .2);
      transition: transform .16s ease, box-shadow .16s ease;
    }
    .launcher:hover { transform: translateY(-2px); box-shadow: 0 2px 4px rgb(0 0 0 / .18), 0 12px 30px rgb(0 0 0 / .24); }
    .launcher:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; box-shadow: 0 0 0 3px Canvas; }
    .launcher[hidden], .panel[hidden] { display: none; }
    .left .launcher, .left .panel { inset-inline-end: auto; inset-inline-start: 20px; }
    svg { width: 26px; height: 26px; flex: none; margin-inline: -1px; fill: none; stroke: currentColor;
      stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
    .unread { position: absolute; inset-block-start: -4px; inset-inline-end: -4px; min-width: 22px; height: 22px;
      padding: 0 6px; border-radius: 11px; background: #b3261e; color: #fff; font: 700 12px/22px system-ui, sans-serif;
      text-align: center; }
    .unread:empty { display: none; }
    .panel {
      position: fixed; inset-block-end: 92px; inset-inline-end: 20px; z-index: 2147483002;
      width: min(400px, calc(100vw - 40px)); height: min(680px, calc(100dvh - 112px));
      border-radius: 18px; overflow: hidden; background: Canvas;
      box-shadow: 0 0 0 1px rgb(0 0 0 / .08), 0 18px 60px rgb(0 0 0 / .28);
      animation: rise .18s ease-out;
    }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
    .sheet .panel { inset: 0 auto auto 0; width: 100%; height: 100dvh; border-radius: 0; box-shadow: none; }
    .sheet.open .launcher { display: none; }
    @media (prefers-reduced-motion: reduce) { .launcher { transition: none; } .panel { animation: none; } }
    @media print { .launcher, .panel { display: none; } }`;

  const shapes = {
    chat: "M21 11.5a8.4 8.4 0 0 1-12.2 7.5L3 21l2-5.8A8.4 8.4 0 1 1 21 11.5Z M8.5 10.5h7 M8.5 13.5h4.5",
    close: "M6 6l12 12 M18 6L6 18",
  };

  function picture() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
    return svg;
  }

  /** Black or white, whichever reads better on a colour `#rrggbb` (WCAG 2 relative luminance). */
  function readableOn(colour) {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const part = parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000000" : "#ffffff";
  }

  /** Texts only, and not many of them: what a site tells about its visitor. */
  function strings(values) {
    const kept = {};
    for (const [key, value] of Object.entries(values ?? {}).slice(0, 15)) {
      if (value === null || value === undefined || value === "" || typeof value === "object") continue;
      kept[String(key).slice(0, 64)] = String(value).slice(0, 500);
    }
    return kept;
  }

  const words = { open: "Chat with us", close: "Close the chat", title: "Chat", unread: "unread messages" };
  const listeners = new Map();
  const state = { open: false, loaded: false, user: {}, attributes: {}, locale: undefined, reset: false, text: "" };
  let settings, origin, root, shell, launcher, label, badge, panel, frame;

  function emit(name, detail = {}) {
    for (const listener of listeners.get(name) ?? []) listener(detail);
    window.dispatchEvent(new CustomEvent(`warmline:${name}`, { detail }));
  }

  function post(type, body = {}) {
    if (state.loaded) frame.contentWindow.postMessage({ warmline: 1, type, ...body }, origin);
  }

  /** What the page shares; the visitor can read it in the chat's menu. */
  function context() {
    const { href, hash } = location;
    return strings({
      url: hash ? href.slice(0, -hash.length) : href, title: document.title, referrer: document.referrer,
      ...state.attributes, ...state.user,
    });
  }

  function configuration() {
    return {
      website: String(settings.websiteToken ?? ""), accent: settings.accent, scheme: settings.darkMode ?? "auto",
      locale: state.locale ?? settings.locale, context: context(), user: state.user.user_id, identity: state.identity, open: state.open,
      sheet: shell.classList.contains("sheet"), reset: state.reset, text: state.text,
    };
  }

  /** A frame that does not report in (a module that did not arrive) is fetched again, a few times. */
  function load(attempt = 0) {
    frame?.remove();
    setTimeout(() => { if (!state.loaded && attempt < 4) load(attempt + 1); }, 8000 * 2 ** attempt);
    frame = document.createElement("iframe");
    frame.title = settings.launcherTitle || words.title;
    frame.allow = "clipboard-write";
    frame.referrerPolicy = "origin";
    frame.src = `${settings.baseUrl}/widget/frame#${new URLSearchParams({ origin: location.origin })}`;
    panel.append(frame);
  }

  function hear(message) {
    if (!frame || message.source !== frame.contentWindow || message.origin !== origin) return;
    const said = message.data;
    if (said?.warmline !== 1) return;
    if (said.type === "ready") {
      state.loaded = true;
      post("configure", { configuration: configuration() });
      state.reset = false;
    } else if (said.type === "close") {
      api.close();
    } else if (said.type === "unread") {
      const count = Math.max(0, Number(said.count) || 0);
      badge.textContent = count === 0 ? "" : count > 9 ? "9+" : String(count);
      describe(count);
      emit("unread", { count });
    } else if (said.type === "event" && typeof said.name === "string") {
      emit(said.name, said.detail);
    }
  }

  function describe(count = 0) {
    const name = settings.launcherTitle || words.open;
    const text = state.open ? words.close : count > 0 ? `${name}, ${count} ${words.unread}` : name;
    launcher.setAttribute("aria-label", text);
    launcher.setAttribute("aria-expanded", String(state.open));
    launcher.querySelector("path").setAttribute("d", state.open ? shapes.close : shapes.chat);
    label.hidden = state.open || !settings.launcherTitle;
  }

  /** On a phone the chat is a sheet over the whole page, as tall as what the keyboard leaves of it. */
  function fit() {
    const narrow = window.matchMedia("(max-width: 480px), (max-height: 460px)").matches;
    shell.classList.toggle("sheet", narrow);
    const view = window.visualViewport;
    const covers = narrow && state.open && view;
    panel.style.height = covers ? `${view.height}px` : "";
    panel.style.transform = covers && view.offsetTop ? `translateY(${view.offsetTop}px)` : "";
    document.documentElement.style.overflow = narrow && state.open ? "hidden" : "";
    post("sheet", { sheet: narrow });
  }

  function build() {
    const host = document.createElement("div");
    host.id = "warmline";
    root = host.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(sheet);
    root.adoptedStyleSheets = [style];

    shell = document.createElement("div");
    shell.classList.toggle("left", settings.position === "left");
    const accent = /^#[0-9a-f]{6}$/i.test(settings.accent ?? "") ? settings.accent : "#9a3b17";
    shell.style.setProperty("--accent", accent);
    shell.style.setProperty("--on-accent", readableOn(accent));

    launcher = document.createElement("button");
    launcher.type = "button";
    launcher.className = "launcher";
    launcher.hidden = settings.hideMessageBubble === true;
    launcher.addEventListener("click", () => api.toggle());
    label = document.createElement("span");
    label.textContent = settings.launcherTitle ?? "";
    badge = document.createElement("span");
    badge.className = "unread";
    badge.setAttribute("aria-hidden", "true");
    launcher.append(picture(), label, badge);

    panel = document.createElement("div");
    panel.className = "panel";
    panel.hidden = true;
    shell.append(panel, launcher);
    root.append(shell);
    document.body.append(host);
    describe();

    window.addEventListener("message", hear);
    window.addEventListener("resize", fit);
    window.visualViewport?.addEventListener("resize", fit);
    window.visualViewport?.addEventListener("scroll", fit);
    fit();
  }

  function show(open) {
    if (!shell || state.open === open) return;
    state.open = open;
    panel.hidden = !open;
    shell.classList.toggle("open", open);
    if (open && !frame) load();
    fit();
    describe();
    post("open", { open, context: context() });
    if (open) {
      badge.textContent = "";
      frame.focus();
    } else if (!launcher.hidden) {
      launcher.focus();
    }
    emit(open ? "opened" : "closed");
  }

  const api = {
    /** Opens the chat; a text given stands in the field, ready to be sent or changed. */
    open(text) {
      if (typeof text === "string") {
        state.text = text.slice(0, 1000);
        post("text", { text: state.text });
      }
      show(true);
    },
    close() { show(false); },
    toggle() { show(!state.open); },
    /**
     * Who is signed in on the site, as the site says; another person than before begins a new conversation.
     * `about.identity` is a token of the site's server, which makes it sure; it is kept nowhere.
     */
    setUser(id, about = {}) {
      state.user = strings({ user_id: id, name: about.name, email: about.email });
      state.identity = typeof about.identity === "string" ? about.identity : undefined;
      post("user", { user: state.user.user_id, identity: state.identity, context: context() });
    },
    setAttributes(attributes) {
      state.attributes = { ...state.attributes, ...strings(attributes) };
      post("context", { context: context() });
    },
    setLocale(locale) {
      state.locale = String(locale);
      post("locale", { locale: state.locale });
    },
    setColorScheme(scheme) {
      settings.darkMode = scheme;
      post("scheme", { scheme });
    },
    /** Forgets this visitor on this device: call it when they sign out of the site. */
    reset() {
      state.user = {};
      state.identity = undefined;
      state.attributes = {};
      if (state.loaded) post("reset", { context: context() });
      else state.reset = true;
    },
    /** Calls back at `ready`, `opened`, `closed`, `message`, `unread`, `resolved`, `rated`; returns how to stop. */
    on(name, listener) {
      if (!listeners.has(name)) listeners.set(name, new Set());
      listeners.get(name).add(listener);
      return () => listeners.get(name).delete(listener);
    },
  };

  window.warmlineSDK = {
    run(options = {}) {
      if (settings) return;
      settings = { ...window.chatwootSettings, ...window.warmlineSettings, ...options };
      settings.baseUrl = String(settings.baseUrl ?? home).replace(/\/+$/, "");
      origin = new URL(settings.baseUrl, location.href).origin;
      const begin = () => {
        build();
        window.$warmline = api;
        setTimeout(() => emit("ready"));
      };
      if (document.body) begin();
      else document.addEventListener("DOMContentLoaded", begin, { once: true });
    },
  };
  // Pages written for Chatwoot's snippet run as they are.
  window.chatwootSDK ??= window.warmlineSDK;
})();
