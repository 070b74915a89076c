/** Types of the widget's loader, `/widget.js`. */

export interface WarmlineSettings {
  /** Which of your sites this is; any text of yours. */
  websiteToken?: string;
  /** Where Warmline is served; the loader's own address when absent. */
  baseUrl?: string;
  position?: "left" | "right";
  /** Text beside the launcher's icon. */
  launcherTitle?: string;
  /** Show no launcher; open the chat with `$warmline.open()`. */
  hideMessageBubble?: boolean;
  darkMode?: "auto" | "light" | "dark";
  /** `#rrggbb` */
  accent?: string;
  /** BCP 47; the browser's language when absent. */
  locale?: string;
}

export interface WarmlineEvents {
  ready: {};
  opened: {};
  closed: {};
  /** A line of the bot or of a person has arrived. */
  message: { kind: "bot" | "agent"; text: string };
  unread: { count: number };
  resolved: {};
  rated: { stars: number };
  /** How sure the service is who the visitor is, each time it changes. */
  identified: { level: "anonymous" | "session" | "signed" | "code" };
  /** The token given to `setUser` was not taken; the chat goes on without it. */
  identity_refused: { why: string };
}

export interface Warmline {
  /** A text given stands in the field, ready to be sent or changed. */
  open(text?: string): void;
  close(): void;
  toggle(): void;
  /**
   * `identity` is a token made by your server for this customer: a JSON Web Token signed with HS256 and the secret you
   * share with Warmline; claims `sub`, `aud` (`warmline`), `jti`, `exp` (an hour ahead at most), and `name`, `email`, `attributes` if you like.
   */
  setUser(id: string, about?: { name?: string; email?: string; identity?: string }): void;
  /** With the page's address and title at most 15; values as text of at most 500 characters. */
  setAttributes(attributes: Record<string, string | number | boolean>): void;
  setLocale(locale: string): void;
  setColorScheme(scheme: "auto" | "light" | "dark"): void;
  /** Forget this visitor on this device. */
  reset(): void;
  /** Each event is also dispatched on `window` as `warmline:NAME`. Returns how to stop listening. */
  on<Name extends keyof WarmlineEvents>(name: Name, listener: (detail: WarmlineEvents[Name]) => void): () => void;
}

declare global {
  interface Window {
    warmlineSDK: { run(settings?: WarmlineSettings): void };
    /** There once `run` has been called and the page has a body. */
    $warmline: Warmline;
    warmlineSettings?: WarmlineSettings;
  }
}
