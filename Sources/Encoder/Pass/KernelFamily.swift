internal import CEncoderKernels

/// The processor families that the forward pass is written for. All give the same vectors, bit for bit.
public enum KernelFamily: String, CaseIterable, Hashable, Sendable {
    /// Intel since Ice Lake and Cascade Lake, AMD since Zen 4.
    case avx512vnni
    /// Any other x86-64 since about 2013.
    case avx2
    /// Every processor, in the compiler's own vectors.
    case portable

    /// The fastest that this processor and its operating system can run.
    public static var best: KernelFamily {
        allCases.first(where: \.isSupported) ?? .portable
    }

    /// This processor and its operating system can run it.
    public var isSupported: Bool { encoder_kernels_of(family) != nil }

    private var family: encoder_family {
        switch self {
        case .avx512vnni: encoder_family_avx512vnni
        case .avx2: encoder_family_avx2
        case .portable: encoder_family_portable
        }
    }

    func kernels() throws(ModelProblem) -> Kernels {
        guard let table = encoder_kernels_of(family) else { throw .unsupported(self) }
        return Kernels(table: table)
    }
}

/// A family's functions.
///
/// `@unchecked` because a pointer is never `Sendable`; it is safe because it points to a constant of the program.
struct Kernels: @unchecked Sendable {
    let table: UnsafePointer<encoder_kernels>
}
