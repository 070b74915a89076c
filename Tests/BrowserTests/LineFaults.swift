/// Faults of the line between a page and the service, made inside the page: Chromium's own offline switch leaves
/// open WebSockets alone.
extension Page {
    /// Runs before the page's own scripts. A cut line loses its sockets and refuses new ones; `dropAfterSay` loses the
    /// socket right after the next message went out, before its acknowledgement can come.
    static let lineFaults = """
        (() => {
          const Real = window.WebSocket;
          const open = new Set();
          window.drops = 0;
          window.WebSocket = class extends Real {
            constructor(address, protocol) {
              super(window.lineIsCut ? "ws://127.0.0.1:1/" : address, protocol);
              open.add(this);
              this.addEventListener("close", () => open.delete(this));
            }
            send(text) {
              super.send(text);
              if (!window.dropAfterSay || !text.includes('"say"')) return;
              window.dropAfterSay = false;
              window.drops += 1;
              this.close();
            }
          };
          window.cutLine = (cut) => {
            window.lineIsCut = cut;
            if (cut) for (const socket of open) socket.close();
          };
        })();
        """

    /// Cuts or mends the line of the chat's frame.
    func cutLine(_ cut: Bool) async throws {
        try await evaluate("\(Self.frame).contentWindow.cutLine(\(cut))")
    }
}
