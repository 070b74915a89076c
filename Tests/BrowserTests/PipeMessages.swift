import Foundation

/// What another process says into a pipe, cut at a byte that ends each message.
enum PipeMessages {
    static func of(_ pipe: Pipe, endingWith end: UInt8) -> AsyncStream<Data> {
        let (messages, arrived) = AsyncStream.makeStream(of: Data.self, bufferingPolicy: .bufferingOldest(100_000))
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        Thread.detachNewThread {
            var pending = Data()
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                guard count > 0 else { break }
                pending.append(contentsOf: buffer[..<count])
                while let place = pending.firstIndex(of: end) {
                    arrived.yield(pending.subdata(in: pending.startIndex..<place))
                    pending.removeSubrange(pending.startIndex...place)
                }
            }
            arrived.finish()
        }
        return messages
    }
}
