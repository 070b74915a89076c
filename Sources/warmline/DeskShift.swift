internal import ChatClient
internal import ChatProtocol
internal import DeskTerminal
internal import Foundation
internal import Vocabulary

/// A shift at a terminal: waits for keys, frames and the clock, one at a time, in one thread.
struct DeskShift {
    private let door: DeskDoor
    private var desk: TerminalDesk
    private var screen: DeskScreen
    private var socket: WebSocketPeer?
    private var retryAt = Date.distantPast
    private var failures = 0
    private var renewedAt = Date()
    /// Standard input is at its end; what was asked for is waited for until then.
    private var endsAt: Date?

    private enum Ending: Error {
        case quit
        case sessionOver
    }

    /// How long a pipe's last commands may take.
    private static let patience: TimeInterval = 10

    init(door: DeskDoor, isTerminal: Bool) {
        self.door = door
        let seed = String(UInt64.random(in: .min ... .max), radix: 36)
        let zone = Vocabulary.TimeSpan.seconds(Int64(TimeZone.current.secondsFromGMT()))
        desk = TerminalDesk(seed: "t\(seed)-desk", offset: zone)
        screen = DeskScreen(isTerminal: isTerminal)
    }

    private var now: Timestamp {
        Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000) + door.aheadMilliseconds)
    }

    /// `false` when the session ended before its time.
    mutating func run() throws -> Bool {
        screen.begin()
        defer { screen.end() }
        do {
            while true {
                try connect()
                try wait()
            }
        } catch Ending.sessionOver {
            screen.show(ShownLine("The session is over: sign in again.", .red))
            return false
        } catch Ending.quit {
            socket?.close()
            return true
        }
    }

    private mutating func connect() throws {
        guard socket == nil, Date() >= retryAt else { return }
        switch door.open() {
        case .open(let peer, let ticket):
            socket = peer
            try? peer.send(
                JSON.object([.init("type", "hello"), .init("v", 1), .init("ticket", .string(ticket))]).bytes)
        case .shut: throw Ending.sessionOver
        case .unreachable: tryLater()
        }
    }

    /// Half a second, then twice as long each time, up to 30 s.
    private mutating func tryLater() {
        retryAt = Date().addingTimeInterval(min(30, 0.5 * pow(2, Double(min(failures, 6)))))
        failures += 1
    }

    private mutating func wait() throws {
        // A pipe is read when there is a desk to type at; lines that wait in it do not run ahead of what they ask for.
        let isReading = endsAt == nil && (screen.isTerminal || (desk.isReady && desk.isSettled))
        if socket?.holdsBytes != true, !(isReading && screen.holdsLine) {
            var ready = [
                pollfd(fd: isReading ? 0 : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: socket?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            poll(&ready, 2, 250)
            if ready[0].revents != 0 { try type() }
            if ready[1].revents != 0 { try listen() }
        } else if isReading, screen.holdsLine {
            try type()
        } else {
            try listen()
        }
        try perform(desk.passed(to: now))
        if Date().timeIntervalSince(renewedAt) > 300 {
            renewedAt = Date()
            guard door.renew() else { throw Ending.sessionOver }
        }
        if let endsAt, (desk.isReady && desk.isSettled) || Date() > endsAt { throw Ending.quit }
        screen.refresh(desk)
    }

    private mutating func type() throws {
        switch screen.read(completions: desk.completions) {
        case .nothing: break
        case .line(let line): try perform(desk.typed(line, at: now))
        case .end:
            guard !screen.isTerminal else { return try perform(desk.typed("/quit", at: now)) }
            endsAt = Date().addingTimeInterval(Self.patience)
        }
    }

    private mutating func listen() throws {
        guard let socket else { return }
        do {
            guard let bytes = try socket.receive(within: 1_000) else { return }
            guard let frame = try? JSON.parse(bytes, maximumDepth: 32) else { return try drop() }
            failures = 0
            try perform(desk.heard(frame, at: now))
        } catch is ClientFailure {
            try drop()
        }
    }

    private mutating func drop() throws {
        socket?.cut()
        socket = nil
        tryLater()
        try perform(desk.lost(at: now))
    }

    private mutating func perform(_ effects: [DeskEffect]) throws {
        for effect in effects {
            switch effect {
            case .show(let line): screen.show(line)
            case .ring: screen.ring()
            case .prefill(let text): screen.prefill(text)
            case .send(let frame):
                do throws(ClientFailure) {
                    try socket?.send(frame.bytes)
                } catch {
                    return try drop()
                }
            case .reconnect: return try drop()
            case .quit: throw Ending.quit
            }
        }
    }
}
