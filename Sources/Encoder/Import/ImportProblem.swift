/// Why a published model was not imported, in words for the person who asked for it.
public enum ImportProblem: Error, Hashable, CustomStringConvertible {
    case noFile(String)
    /// Not the file that was measured and whose licence is known.
    case otherFile(String, expected: String, found: String)
    case malformed(String, reason: String)
    case cannotWrite(String, reason: String)

    public var description: String {
        switch self {
        case .noFile(let path): "There is no file '\(path)'."
        case .otherFile(let path, let expected, let found):
            """
            '\(path)' is not the file that Warmline was measured with, and is refused.
              expected SHA-256  \(expected)
              found             \(found)
            """
        case .malformed(let path, let reason): "'\(path)' cannot be read: \(reason)."
        case .cannotWrite(let path, let reason): "'\(path)' cannot be written: \(reason)."
        }
    }
}
