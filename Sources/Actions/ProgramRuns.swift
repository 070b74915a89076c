internal import Foundation
internal import Glibc
internal import Telemetry
internal import Vocabulary

/// Runs programs, each with a thread of its own that feeds it, reads it and ends it: no wait of theirs ever holds a
/// thread of Swift's pool.
final class ProgramRuns: Sendable {
    /// Bytes of an answer; a program that writes more is ended.
    static let longestAnswer = 1 << 20

    private let bound: Int
    private let running = Locked(0)

    init(bound: Int) {
        self.bound = max(1, bound)
    }

    func run(_ order: ProgramOrder) async -> ProgramOutcome {
        let hasPlace = running.withLock { running in
            guard running < bound else { return false }
            running += 1
            return true
        }
        guard hasPlace else { return .notStarted("too many programs at once") }
        defer { running.withLock { $0 -= 1 } }
        return await withCheckedContinuation { waiting in
            let thread = Thread { waiting.resume(returning: ProgramRun(order).outcome()) }
            thread.name = "warmline program"
            thread.stackSize = 512 * 1024
            thread.start()
        }
    }
}

/// One run, on its own thread.
///
/// The program leads a process group of its own, which is killed as a whole when the time is up and when the program
/// has ended: nothing it started outlives its answer. Its standard error goes nowhere, since secrets may stand in it.
private struct ProgramRun {
    let order: ProgramOrder

    init(_ order: ProgramOrder) {
        self.order = order
    }

    func outcome() -> ProgramOutcome {
        // A program that ends without reading closes the pipe under us. This thread is ours, so the signal, which
        // goes to the writing thread, is blocked for good.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        // One at a time: between a pipe's making and its closing on start, another start would hand it on.
        let started = Self.starting.withLock { _ in start() }
        guard let (process, input, output) = started else { return .notStarted("the program cannot be started") }
        input.closeReader()
        output.closeWriter()
        let read = exchange(with: input, output)
        return ending(of: process, having: read)
    }

    private static let starting = Locked(())

    private func start() -> (process: pid_t, input: Pipe, output: Pipe)? {
        guard let input = Pipe(isFed: true), let output = Pipe(isFed: false) else { return nil }
        return spawn(reading: input, writing: output).map { ($0, input, output) }
    }

    private enum Reading {
        case whole([UInt8])
        case cut(String)
    }

    /// Feeds and reads until the program closes its output, writes too much, or the time is up.
    private func exchange(with input: Pipe, _ output: Pipe) -> Reading {
        let deadline = Timestamp.sinceBoot + order.timeout
        var written = 0
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let left = (deadline - .sinceBoot).milliseconds
            guard left > 0 else { return .cut("the program did not end in time") }
            if written == order.input.count { input.closeWriter() }
            // A descriptor of -1 is left out by `poll`.
            var watched = [
                pollfd(fd: output.reader, events: Int16(POLLIN), revents: 0),
                pollfd(fd: input.writer, events: Int16(POLLOUT), revents: 0),
            ]
            guard poll(&watched, nfds_t(watched.count), Int32(min(left, 60_000))) > 0 else { continue }
            if watched[1].revents != 0 {
                let rest = order.input[written...]
                let count = rest.withUnsafeBytes { Glibc.write(input.writer, $0.baseAddress, $0.count) }
                // It does not want to read on: not a fault in itself.
                if count > 0 { written += count } else if errno != EAGAIN { written = order.input.count }
            }
            guard watched[0].revents != 0 else { continue }
            let count = Glibc.read(output.reader, &buffer, buffer.count)
            if count == 0 { return .whole(answer) }
            guard count > 0 else { continue }
            guard answer.count + count <= ProgramRuns.longestAnswer else {
                return .cut("the program wrote too long an answer")
            }
            answer.append(contentsOf: buffer.prefix(count))
        }
    }

    /// Waits for its end within what is left of its time, then ends what is left of its group.
    private func ending(of process: pid_t, having read: Reading) -> ProgramOutcome {
        guard case .whole(let answer) = read else {
            kill(-process, SIGKILL)
            _ = Self.status(of: process)
            guard case .cut(let error) = read else { return .broken("the program was ended") }
            return .broken(error)
        }
        // It has closed its output, so its end is near; one that lingers with a closed output is not waited for.
        let hasEnded = Self.ends(process, within: 1_000)
        kill(-process, SIGKILL)
        let status = Self.status(of: process)
        guard hasEnded else { return .broken("the program did not end after its answer") }
        return status == 0 ? .answered(answer) : .broken("the program failed")
    }

    /// Looks without taking the process's place away, so that its group's number is still its own when it is killed.
    private static func ends(_ process: pid_t, within milliseconds: Int64) -> Bool {
        let deadline = Timestamp.sinceBoot.milliseconds + milliseconds
        while true {
            var info = siginfo_t()
            guard waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0 else { return true }
            if info.si_signo != 0 { return true }
            guard Timestamp.sinceBoot.milliseconds < deadline else { return false }
            usleep(2_000)
        }
    }

    private static func status(of process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }

    private func spawn(reading input: Pipe, writing output: Pipe) -> pid_t? {
        var files = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard posix_spawn_file_actions_init(&files) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&files) }
        guard posix_spawnattr_init(&attributes) == 0 else { return nil }
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawn_file_actions_adddup2(&files, input.reader, 0)
        posix_spawn_file_actions_adddup2(&files, output.writer, 1)
        posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0)
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var process: pid_t = 0
        let words = CStrings([order.path] + order.arguments)
        let variables = CStrings(order.environment)
        let result = posix_spawn(&process, order.path, &files, &attributes, words.pointers, variables.pointers)
        return result == 0 ? process : nil
    }
}

/// Texts as C wants them, for as long as it lives.
private final class CStrings {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String]) {
        pointers = texts.map { strdup($0) } + [nil]
    }

    deinit {
        for pointer in pointers { free(pointer) }
    }
}

/// Both ends of a pipe, which close where another program starts.
private final class Pipe {
    private(set) var reader: Int32
    private(set) var writer: Int32

    /// - Parameter isFed: whether we are the one who writes.
    init?(isFed: Bool) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        reader = ends[0]
        writer = ends[1]
        _ = fcntl(reader, F_SETFD, FD_CLOEXEC)
        _ = fcntl(writer, F_SETFD, FD_CLOEXEC)
        // Only writing could wait: reading begins when there is something.
        if isFed { _ = fcntl(writer, F_SETFL, O_NONBLOCK) }
    }

    deinit {
        closeReader()
        closeWriter()
    }

    func closeReader() {
        if reader >= 0 { close(reader) }
        reader = -1
    }

    func closeWriter() {
        if writer >= 0 { close(writer) }
        writer = -1
    }
}
