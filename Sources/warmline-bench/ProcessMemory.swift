internal import Foundation

/// What the system says about this process's memory, in bytes; nothing where it does not tell.
enum ProcessMemory {
    static var resident: Int? { line("VmRSS:") }
    /// The most it ever held.
    static var peak: Int? { line("VmHWM:") }

    private static func line(_ name: String) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1_024 }
    }
}
