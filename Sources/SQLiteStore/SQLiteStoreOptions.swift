public import Vocabulary

/// How a store on SQLite is opened.
public struct SQLiteStoreOptions: Sendable {
    /// What an acknowledgement survives.
    public enum Durability: String, Sendable, CaseIterable {
        /// A power cut: every commit is on the disk before it is acknowledged (`synchronous=FULL`).
        case full
        /// A crash of the process only: a power cut may take the last commits (`synchronous=NORMAL`).
        case normal
        /// A crash of the process only, and a power cut may damage the file (`synchronous=OFF`).
        case off

        /// A pragma takes no bound value, so each has its own statement.
        var statement: String {
            switch self {
            case .full: "PRAGMA synchronous = FULL"
            case .normal: "PRAGMA synchronous = NORMAL"
            case .off: "PRAGMA synchronous = OFF"
            }
        }

        /// What `PRAGMA synchronous` reads.
        var number: Int {
            switch self {
            case .full: 2
            case .normal: 1
            case .off: 0
            }
        }
    }

    public var durability = Durability.full
    /// Said by whoever asks for less than `.full` and knows what it means.
    public var unsafe = false
    /// The file was put back from a copy: clients start over with a new epoch. A copy made by `backup(to:)`
    /// knows this by itself.
    public var isRestored = false
    /// This process alone runs effects: what an earlier one had in hand when it died is free at once, not when its
    /// lease ends.
    public var isOnlyRunner = false
    /// Requests that may wait for the writer; one more is `.busy`.
    public var longestQueue = 8_192
    /// Bytes of turns that may wait for the writer; more is `.busy`.
    public var heaviestQueue = 64 << 20
    /// Requests in one transaction at most.
    public var largestBatch = 2_048
    /// Connections that read at the same time.
    public var readers = 4
    /// Bytes to which the write-ahead log may grow before the writer cuts it back. A reader that stays on an old
    /// snapshot can hold it above for as long as it stays.
    public var walCap = 64 << 20
    /// How often the checkpointer copies the log into the database, when something was written.
    public var checkpointInterval = TimeSpan(milliseconds: 500)
    /// How long a commit waits while another process (a copy being made, a person with a shell) holds the file's
    /// write lock; then it is `.unavailable`.
    public var lockPatience = TimeSpan.seconds(1)
    /// Bytes to which the database itself may grow; beyond, commits are `.unavailable`. `nil`: no bound but the disk.
    public var growthLimit: Int?
    #if WARMLINE_FAULTS
        /// Broken on purpose, for the negative controls of the delivery contract.
        public var faults: Set<StoreFault> = []
        /// Called around each transaction, before its commit and after it is durable: where a test lets the house die.
        public var atEachCommit: (@Sendable (_ isDurable: Bool) -> Void)?
    #endif

    public init() {}
}

#if WARMLINE_FAULTS
    /// What a test may break to see that its check notices (`contract.md`, R3). Not in release builds.
    public enum StoreFault: String, Sendable, CaseIterable {
        /// Answers before the transaction is durable.
        case acknowledgesBeforeCommit = "ack-before-commit"
        /// A client message sent again is written again.
        case writesDuplicates = "no-dedup"
        /// An effect's own id takes the place of its business key.
        case ignoresBusinessKeys = "no-business-key"
    }
#endif
