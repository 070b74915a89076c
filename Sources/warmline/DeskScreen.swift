internal import Console
internal import DeskTerminal
internal import Foundation

/// The terminal at its edge: inks, keys and the line that is being typed below what happens. Or a pipe: lines.
struct DeskScreen {
    enum Reading {
        case nothing
        case line(String)
        case end
    }

    let isTerminal: Bool
    private var editor = LineEditor()
    private var before = termios()
    private var prompt = ""
    private var shown = ""
    /// Bytes of a pipe's line that has not ended.
    private var partial: [UInt8] = []
    private var isAtEnd = false

    init(isTerminal: Bool) {
        self.isTerminal = isTerminal
    }

    /// A whole line was read and not taken yet.
    var holdsLine: Bool { !isTerminal && (partial.contains(10) || isAtEnd) }

    /// Each key is told as it is pressed; nothing is echoed but by us.
    mutating func begin() {
        guard isTerminal, tcgetattr(0, &before) == 0 else { return }
        var raw = before
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
        tcsetattr(0, TCSADRAIN, &raw)
        editor.begin()
    }

    mutating func end() {
        guard isTerminal else { return }
        write("\r\u{1B}[K")
        tcsetattr(0, TCSADRAIN, &before)
    }

    mutating func show(_ line: ShownLine) {
        guard isTerminal else { return write(line.text + "\n") }
        let rows = line.wrapped(to: columns).map { row in row.runs.map { Self.ink($0) }.joined() + "\n" }
        write("\r\u{1B}[K" + rows.joined())
        shown = ""
    }

    private var columns: Int {
        var size = winsize()
        return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    func ring() {
        if isTerminal { write("\u{7}") }
    }

    /// Text for the line that is typed; a pipe has none.
    mutating func prefill(_ text: String) {
        guard isTerminal, !text.contains("\n") else { return }
        editor.begin()
        for byte in text.utf8 { _ = editor.take(byte) { _ in [] } }
        shown = ""
    }

    /// Draws the line anew where it has changed.
    mutating func refresh(_ desk: TerminalDesk) {
        guard isTerminal else { return }
        prompt = desk.prompt
        let line = editor.rendering(prompt: prompt, width: prompt.count, columns: columns)
        guard line != shown else { return }
        shown = line
        write(line)
    }

    mutating func read(completions: (String) -> [String]) -> Reading {
        isTerminal ? readKeys(completions) : readLine()
    }

    private mutating func readKeys(_ completions: (String) -> [String]) -> Reading {
        var byte: UInt8 = 0
        let count = Foundation.read(0, &byte, 1)
        guard count == 1 else { return count < 0 && errno == EINTR ? .nothing : .end }
        switch editor.take(byte, completions: completions) {
        case .typing: return .nothing
        case .choices(let choices):
            show(ShownLine(choices.joined(separator: "  ")))
            return .nothing
        case .line(let line):
            write("\r\u{1B}[K")
            shown = ""
            return .line(line)
        case .dropped:
            editor.begin()
            return .nothing
        case .end: return .end
        }
    }

    private mutating func readLine() -> Reading {
        if !partial.contains(10), !isAtEnd {
            var chunk = [UInt8](repeating: 0, count: 4_096)
            let count = Foundation.read(0, &chunk, chunk.count)
            if count > 0 { partial += chunk[..<count] } else if count == 0 || errno != EINTR { isAtEnd = true }
        }
        guard let end = partial.firstIndex(of: 10) else {
            guard isAtEnd else { return .nothing }
            defer { partial = [] }
            return partial.isEmpty ? .end : .line(String(decoding: partial, as: UTF8.self))
        }
        defer { partial.removeFirst(end + 1) }
        return .line(String(decoding: partial[..<end], as: UTF8.self))
    }

    private static func ink(_ run: ShownLine.Run) -> String {
        let paint = Paint(isOn: true)
        return switch run.ink {
        case .plain: run.text
        case .bold: paint(run.text, .bold)
        case .faint: paint(run.text, .faint)
        case .red: paint(run.text, .red)
        case .green: paint(run.text, .green)
        case .yellow: paint(run.text, .yellow)
        case .blue: paint(run.text, .blue)
        }
    }

    private func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
