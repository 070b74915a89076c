internal import Vocabulary

/// Conversations whose last matter's week is over, as they stand in an image: most are never heard of again, and are
/// kept only for the few that are.
struct RestingMatters: Sendable {
    fileprivate struct Resting: Sendable {
        let last: Timestamp
        let bytes: [UInt8]
    }

    private var resting: [ConversationID: Resting] = [:]

    var count: Int { resting.count }

    mutating func rest(_ conversation: ConversationID, _ book: ConversationBook, _ matter: Contact?) {
        var image = ImageWriter()
        image.write(book)
        image.write(matter)
        resting[conversation] = Resting(last: book.last, bytes: Array(image.bytes))
    }

    mutating func wake(_ conversation: ConversationID) -> (book: ConversationBook, matter: Contact?)? {
        guard let bytes = resting.removeValue(forKey: conversation)?.bytes else { return nil }
        // Written here: what cannot be read was forgotten, and counts as new.
        return try? Self.read(bytes)
    }

    mutating func forget(before moment: Timestamp) {
        resting = resting.filter { $0.value.last >= moment }
    }

    private static func read(_ bytes: [UInt8]) throws(ImageFault) -> (book: ConversationBook, matter: Contact?) {
        var image = ImageReader(bytes)
        return (try image.read(), try image.read())
    }
}

extension RestingMatters.Resting: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(last)
        image.write(bytes)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        last = try image.read()
        bytes = try image.read()
    }
}

extension RestingMatters: Imaged {
    func write(to image: inout ImageWriter) {
        image.write(resting)
    }

    init(from image: inout ImageReader) throws(ImageFault) {
        resting = try image.read()
    }
}
