internal import CHaru

/// The prepaid label of a return: one A6 page with both addresses and the return's QR code.
struct ReturnLabel {
    let id: String
    let order: String
    let item: String
    /// Name, street, city, postcode.
    let sender: [String]
    let expiresAt: ShopTime

    static let recipient = ["Alder & Finch Returns", "Unit 7, Foundry Yard", "Bristol", "BS2 0XJ"]

    /// `nil` when libharu refuses.
    func pdf() -> [UInt8]? {
        guard let document = HPDF_New(nil, nil) else { return nil }
        defer { HPDF_Free(document) }
        HPDF_SetCompressionMode(document, HPDF_UINT(HPDF_COMP_ALL))
        guard let page = HPDF_AddPage(document), let code = QRCode(id),
            let plain = HPDF_GetFont(document, "Helvetica", "WinAnsiEncoding"),
            let bold = HPDF_GetFont(document, "Helvetica-Bold", "WinAnsiEncoding")
        else { return nil }
        // A6, in points.
        HPDF_Page_SetWidth(page, 298)
        HPDF_Page_SetHeight(page, 420)
        draw(on: LabelPage(page: page, plain: plain, bold: bold), code)
        guard HPDF_SaveToStream(document) == 0 else { return nil }
        var size = HPDF_GetStreamSize(document)
        var file = [UInt8](repeating: 0, count: Int(size))
        guard HPDF_ReadFromStream(document, &file, &size) == 0, HPDF_GetError(document) == 0 else { return nil }
        return Array(file.prefix(Int(size)))
    }

    private func draw(on page: LabelPage, _ code: QRCode) {
        page.text("POSTAGE PAID", x: 20, y: 388, size: 15, bold: true)
        page.text("UK returns, tracked 48", x: 20, y: 373, size: 9)
        page.line(y: 362)
        page.text("To", x: 20, y: 346, size: 8)
        for (index, words) in Self.recipient.enumerated() {
            page.text(words, x: 20, y: 330 - Double(index) * 16, size: 13, bold: index == 0)
        }
        page.line(y: 268)
        page.text("From", x: 20, y: 254, size: 8)
        for (index, words) in sender.enumerated() {
            page.text(words, x: 20, y: 241 - Double(index) * 12, size: 9)
        }
        page.line(y: 194)
        page.code(code, x: 20, y: 40, side: 140)
        page.text(id, x: 176, y: 158, size: 15, bold: true)
        page.text("Order \(order)", x: 176, y: 140, size: 9)
        page.text(item, x: 176, y: 127, size: 8)
        page.text("Use by \(expiresAt.rfc3339.prefix(10))", x: 176, y: 106, size: 9)
        page.text("Show the code, or stick", x: 176, y: 82, size: 8)
        page.text("this label on the parcel.", x: 176, y: 71, size: 8)
    }
}

/// The few things a label draws.
private struct LabelPage {
    let page: HPDF_Page
    let plain: HPDF_Font
    let bold: HPDF_Font

    func text(_ words: String, x: Double, y: Double, size: Double, bold isBold: Bool = false) {
        HPDF_Page_BeginText(page)
        HPDF_Page_SetFontAndSize(page, isBold ? bold : plain, HPDF_REAL(size))
        HPDF_Page_TextOut(page, HPDF_REAL(x), HPDF_REAL(y), Self.latin(words))
        HPDF_Page_EndText(page)
    }

    func line(y: Double) {
        HPDF_Page_SetLineWidth(page, 0.7)
        HPDF_Page_MoveTo(page, 20, HPDF_REAL(y))
        HPDF_Page_LineTo(page, 278, HPDF_REAL(y))
        HPDF_Page_Stroke(page)
    }

    func code(_ code: QRCode, x: Double, y: Double, side: Double) {
        let module = side / Double(code.width)
        for row in 0..<code.width {
            for column in 0..<code.width where code.modules[row * code.width + column] {
                HPDF_Page_Rectangle(
                    page, HPDF_REAL(x + Double(column) * module), HPDF_REAL(y + side - Double(row + 1) * module),
                    HPDF_REAL(module), HPDF_REAL(module))
            }
        }
        HPDF_Page_Fill(page)
    }

    /// The page's built-in fonts know Latin-1 only; a letter beyond it becomes a question mark.
    private static func latin(_ words: String) -> [CChar] {
        words.unicodeScalars.map { CChar(bitPattern: $0.value < 0x100 ? UInt8($0.value) : UInt8(ascii: "?")) } + [0]
    }
}
