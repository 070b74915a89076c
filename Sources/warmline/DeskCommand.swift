internal import ArgumentParser
internal import ChatClient
internal import DeskTerminal
internal import Foundation

struct TerminalDeskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk",
        abstract: "The agents' desk in a terminal: the queue, your chats, replies, notes, approvals.",
        discussion: """
            What is typed goes to the visitor; what begins with / goes to the desk, and /help shows what that can be. \
            Tab completes, the arrow keys bring lines back. In a pipe, or with --plain, lines are read and written as \
            they are; the password is then the first line, and the code of an authenticator the second when it is \
            asked for.

            The connection is not encrypted here: run it where the service runs, or through an ssh tunnel:
              ssh -L 8080:127.0.0.1:8080 the-server
            """)

    @Argument(help: "The name to sign in with.")
    var name: String

    @Option(help: "Where the service listens.")
    var service: String = "http://127.0.0.1:8080"

    @Option(help: "The service's public address, when it has one of its own (serve --public-url).")
    var origin: String?

    @Flag(help: "No colours, no line editing, no prompt.")
    var plain = false

    @Flag(help: "Send the password over an unencrypted connection to another machine all the same.")
    var insecure = false

    func run() throws {
        let place = try place()
        let isTerminal = !plain && isatty(0) == 1 && isatty(1) == 1
        let door = DeskDoor(host: place.host, port: place.port, origin: origin)
        let secrets = SecretLines(isAsked: isatty(0) == 1)
        guard let password = secrets.read("Password: ") else { throw ValidationError("A password is needed.") }
        try signIn(at: door, password, secrets)
        var shift = DeskShift(door: door, isTerminal: isTerminal)
        guard try shift.run() else { throw ExitCode(1) }
    }

    private func place() throws -> (host: String, port: UInt16) {
        guard let address = URLComponents(string: service), let host = address.host, !host.isEmpty,
            let port = UInt16(exactly: address.port ?? 80)
        else { throw ValidationError("--service is an address such as http://127.0.0.1:8080.") }
        guard address.scheme == "http" else {
            throw ValidationError("--service begins with http://: for https, go through an ssh tunnel (see --help).")
        }
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard insecure || ["localhost", "::1"].contains(bare) || bare.hasPrefix("127.") else {
            throw ValidationError(
                "\(bare) is another machine, and the connection is not encrypted. Go through an ssh tunnel, or say "
                    + "--insecure.")
        }
        return (bare, port)
    }

    private func signIn(at door: DeskDoor, _ password: String, _ secrets: SecretLines) throws {
        var code: String?
        while true {
            switch door.signIn(name: name, password: password, code: code) {
            case .welcome: return
            case .codeNeeded where code == nil:
                code = secrets.read("Code of your authenticator: ")
                guard code != nil else { throw refused("A code is needed.") }
            case .codeNeeded, .wrong:
                throw refused(
                    code == nil
                        ? "That name and password do not fit."
                        : "That does not fit. A code opens once, and only for half a minute.")
            case .wait(let seconds): throw refused("Too many tries. Please wait \(seconds) s.")
            case .failed(let words): throw refused(words)
            }
        }
    }

    private func refused(_ words: String) -> ExitCode {
        StandardError.write(words)
        return ExitCode(1)
    }
}

/// What nobody should read over a shoulder.
struct SecretLines {
    /// A person sits there: the question is shown, and the answer is not.
    let isAsked: Bool

    func read(_ question: String) -> String? {
        guard isAsked else { return Self.line() }
        FileHandle.standardError.write(Data(question.utf8))
        var before = termios()
        guard tcgetattr(0, &before) == 0 else { return Self.line() }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(0, TCSAFLUSH, &silent)
        defer {
            tcsetattr(0, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return Self.line()
    }

    /// Byte by byte: what follows in a pipe is for the desk.
    private static func line() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while Foundation.read(0, &byte, 1) == 1, byte != 10 { bytes.append(byte) }
        return bytes.isEmpty && byte != 10 ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
