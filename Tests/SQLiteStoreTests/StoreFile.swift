import Foundation
import GRDB
import SQLiteStore
import Store
import Testing
import Vocabulary

/// A folder for one test, gone with it.
final class StoreFile: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "warmline-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    var path: String { folder.appending(path: "store.db").path }

    func open(_ change: (inout SQLiteStoreOptions) -> Void = { _ in }) throws -> SQLiteStore {
        var options = SQLiteStoreOptions()
        change(&options)
        return try SQLiteStore(path: path, options: options)
    }

    /// What a crash at this moment would leave: the file and its log, without the tidying of a close.
    func copyAsAfterACrash(to other: StoreFile) throws {
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: other.path + suffix)
        }
    }

    /// Somebody with a shell.
    func tamper(_ sql: String) throws {
        let connection = try DatabaseQueue(path: path)
        try connection.writeWithoutTransaction { try $0.execute(sql: sql) }
        try connection.close()
    }

    /// Another process that holds the write lock until `release()`.
    func holdWriteLock() throws -> WriteLock {
        try WriteLock(path)
    }
}

final class WriteLock: Sendable {
    private let connection: DatabaseQueue

    init(_ path: String) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        connection = try DatabaseQueue(path: path, configuration: configuration)
        try connection.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    }

    func release() throws {
        try connection.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try connection.close()
    }
}

/// One visitor's message and the bot's answer, as the next turn of a conversation.
func turn(
    _ conversation: ConversationID = "c", after head: Int, text: String = "where is my order 10042?",
    cmid: ClientMessageID? = nil, effects: [Effect] = []
) -> Commit {
    Commit(
        conversation: conversation, expected: SequenceNumber(head), at: Timestamp(milliseconds: 1_700_000_000_000),
        entries: [
            Commit.Entry(sender: .visitor, event: .visitorSaid(text: text, choice: nil), cmid: cmid),
            Commit.Entry(sender: .bot, event: .botSaid(BotLine(text: "let me look"), epoch: .first)),
        ], effects: effects)
}

func written(_ head: Int) -> CommitResult {
    .written(head: SequenceNumber(head))
}

/// One of many.
func conversation(_ number: Int) -> ConversationID {
    ConversationID("c-\(number)")
}

/// Waits until `count` requests were let in since the store was opened.
func until(_ store: SQLiteStore, accepted count: Int) async {
    while store.statistics.accepted < count {
        await Task.yield()
    }
}
