internal import Console
internal import Foundation

/// Lines from a terminal with a history, completion and a cursor that moves; plain lines from anything else.
///
/// Small enough to be our own: a readline library would be one C library more for every binary, and the keys that
/// matter are a page (``LineEditor``). The terminal is in its own mode again whenever no line is being typed.
struct TerminalLine {
    private var editor = LineEditor()
    private let isTerminal = isatty(0) == 1 && isatty(1) == 1

    /// `nil` at the end of input.
    mutating func read(prompt: String, width: Int, completions: (String) -> [String]) -> String? {
        var before = termios()
        guard isTerminal, tcgetattr(0, &before) == 0 else {
            if StandardOutput.isTerminal { StandardOutput.prompt(prompt) }
            return readLine()
        }
        var raw = before
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
        tcsetattr(0, TCSADRAIN, &raw)
        defer { tcsetattr(0, TCSADRAIN, &before) }
        editor.begin()
        show(prompt, width)
        while let byte = Self.nextByte() {
            switch editor.take(byte, completions: completions) {
            case .typing: break
            case .choices(let choices):
                StandardOutput.write("\n" + choices.map { "  " + $0 }.joined(separator: "\n"))
            case .line(let line):
                StandardOutput.write("")
                return line
            case .dropped:
                StandardOutput.write("\u{1B}[K^C")
                editor.begin()
            case .end:
                StandardOutput.write("")
                return nil
            }
            show(prompt, width)
        }
        return nil
    }

    private func show(_ prompt: String, _ width: Int) {
        var size = winsize()
        let isKnown = ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        StandardOutput.prompt(editor.rendering(prompt: prompt, width: width, columns: isKnown ? Int(size.ws_col) : 80))
    }

    private static func nextByte() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = Foundation.read(0, &byte, 1)
            if count == 1 { return byte }
            guard count < 0, errno == EINTR else { return nil }
        }
    }
}
