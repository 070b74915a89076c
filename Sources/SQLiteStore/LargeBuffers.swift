internal import CMalloc

/// Images of journals, tens of megabytes each, are read and written now and then.
public enum LargeBuffers {
    /// From this size on, in bytes, a buffer is mapped by itself and given back to the system when it is freed.
    private static let mapped: Int32 = 1 << 20

    /// Has such buffers leave the process when they are done with. Left alone, glibc raises the size to the largest one
    /// that was freed, up to 32 MB, and keeps the ones below it (`mallopt(3)`, `M_MMAP_THRESHOLD`). Once, at the start.
    public static func giveBack() {
        _ = mallopt(M_MMAP_THRESHOLD, mapped)
    }
}
