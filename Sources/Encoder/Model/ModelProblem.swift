/// Why a model cannot be used, in words for the person who started the program.
public enum ModelProblem: Error, Hashable, CustomStringConvertible {
    case noFile(String)
    case unreadable(String, reason: String)
    /// It does not begin as our files do.
    case foreign(String)
    /// It was written by another version of Warmline.
    case otherVersion(String)
    /// Shorter or longer than it says.
    case cutShort(String, bytes: Int)
    /// The checksum or a size in it is wrong.
    case damaged(String)
    /// This processor cannot run these kernels.
    case unsupported(KernelFamily)

    public var description: String {
        switch self {
        case .noFile(let path): "There is no language model at '\(path)'."
        case .unreadable(let path, let reason): "The language model '\(path)' cannot be read: \(reason)."
        case .foreign(let path):
            "'\(path)' is not a language model of Warmline; `warmline model import` writes one."
        case .otherVersion(let path):
            "The language model '\(path)' was written by another version of Warmline; import it again."
        case .cutShort(let path, let bytes):
            "The language model '\(path)' has \(bytes) bytes, which is not what it says of itself; import it again."
        case .damaged(let path): "The language model '\(path)' is damaged; import it again."
        case .unsupported(let family): "This processor cannot run the '\(family.rawValue)' kernels."
        }
    }
}
