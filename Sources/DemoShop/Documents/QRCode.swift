internal import CPNG
internal import CQREncode

/// A QR code (ISO/IEC 18004) as a square of dark and light modules.
struct QRCode {
    /// Light modules that must surround the code.
    static let quietZone = 4

    let width: Int
    /// Row by row from the top left; `true` is dark.
    let modules: [Bool]

    /// `nil` when the text is too long, or memory ran out. Level M: still readable with a seventh of it damaged.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        // The lowest bit of a module says whether it is dark; the others say what part of the code it is.
        modules = UnsafeBufferPointer(start: code.pointee.data, count: width * width).map { $0 & 1 == 1 }
    }

    /// An eight-bit grey PNG with its quiet zone; `scale` pixels a module. `nil` when libpng refuses.
    func png(scale: Int = 8) -> [UInt8]? {
        let side = (width + 2 * Self.quietZone) * scale
        var pixels = [UInt8](repeating: 0xFF, count: side * side)
        for row in 0..<width {
            for column in 0..<width where modules[row * width + column] {
                let left = (column + Self.quietZone) * scale
                for line in 0..<scale {
                    let start = ((row + Self.quietZone) * scale + line) * side + left
                    pixels.replaceSubrange(start..<start + scale, with: repeatElement(0, count: scale))
                }
            }
        }
        var image = png_image()
        image.version = wl_png_image_version
        image.width = UInt32(side)
        image.height = UInt32(side)
        image.format = wl_png_format_gray
        defer { png_image_free(&image) }
        var size: png_alloc_size_t = 0
        guard png_image_write_to_memory(&image, nil, &size, 0, pixels, 0, nil) != 0 else { return nil }
        var file = [UInt8](repeating: 0, count: size)
        guard png_image_write_to_memory(&image, &file, &size, 0, pixels, 0, nil) != 0 else { return nil }
        return Array(file.prefix(size))
    }
}
