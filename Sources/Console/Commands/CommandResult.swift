/// What a subcommand prints and how it ends: 0 good, 1 the thing it looked at is bad.
public struct CommandResult: Hashable, Sendable {
    /// Without a line break at the end; may be empty.
    public let output: String
    public let exitCode: Int32

    public init(output: String, exitCode: Int32) {
        self.output = output
        self.exitCode = exitCode
    }
}
