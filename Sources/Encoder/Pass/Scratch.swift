internal import CEncoderKernels

/// The memory of one pass, sized by its tokens, which are bounded by the model's positions. Each pass has its own, so
/// that any number of threads may encode at once; the allocator keeps what is given back for the next.
struct Scratch: ~Copyable {
    /// Rows that go through the inner, widest part of a layer at once.
    static let chunk = 32

    let count: Int
    /// One row a token, kept from layer to layer.
    let hidden: UnsafeMutablePointer<Float>
    /// Queries, keys and values; later what a product made of a row.
    let wide: UnsafeMutablePointer<Float>
    let mixed: UnsafeMutablePointer<Float>
    let inner: UnsafeMutablePointer<Float>
    let attention: UnsafeMutablePointer<Float>
    let steps: UnsafeMutablePointer<Float>
    let zeros: UnsafeMutablePointer<Int32>
    let codes: UnsafeMutableRawPointer
    private let memory: UnsafeMutableRawPointer

    init(_ shape: ModelShape, tokens count: Int) {
        let chunk = min(count, Self.chunk)
        var end = 0
        func take(_ bytes: Int) -> Int {
            defer { end += (bytes + 63) & ~63 }
            return end
        }
        let hidden = take(count * shape.width * 4)
        let wide = take(count * shape.width * 12)
        let mixed = take(count * shape.width * 4)
        let inner = take(chunk * shape.inner * 4)
        let attention = take(encoder_attention_scratch(count, shape.headWidth) * 4)
        let steps = take(count * 4)
        let zeros = take(count * 4)
        let codes = take(max(count * shape.width, chunk * shape.inner) * 2)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: end, alignment: 64)
        self.count = count
        self.memory = memory
        self.hidden = (memory + hidden).assumingMemoryBound(to: Float.self)
        self.wide = (memory + wide).assumingMemoryBound(to: Float.self)
        self.mixed = (memory + mixed).assumingMemoryBound(to: Float.self)
        self.inner = (memory + inner).assumingMemoryBound(to: Float.self)
        self.attention = (memory + attention).assumingMemoryBound(to: Float.self)
        self.steps = (memory + steps).assumingMemoryBound(to: Float.self)
        self.zeros = (memory + zeros).assumingMemoryBound(to: Int32.self)
        self.codes = memory + codes
    }

    deinit {
        memory.deallocate()
    }
}
