/// Which addresses an article may point to (`security.md`, check 29).
enum LinkRule {
    /// The address as it is written on the page; empty where it is not allowed.
    ///
    /// The web, mail and phone numbers, places on the page, and files of the same folder: `returns.md#fees` is the
    /// article's page.
    static func address(_ address: String) -> String {
        let bare = address.filter { !$0.isWhitespace && $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } }
        guard !bare.isEmpty, !bare.hasPrefix("//"), !bare.contains("\\") else { return "" }
        if bare.hasPrefix("#") || bare.hasPrefix("/") { return bare }
        let head = bare.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let colon = head.firstIndex(of: ":") {
            let scheme = head[..<colon].lowercased()
            return ["https", "http", "mailto", "tel"].contains(scheme) ? bare : ""
        }
        let parts = bare.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = parts[0].split(separator: "/").last ?? ""
        guard file.hasSuffix(".md") else { return bare }
        return "/help/\(file.dropLast(3))" + (parts.count > 1 ? "#\(parts[1])" : "")
    }

    /// Leads out of this help centre.
    static func isOutside(_ address: some StringProtocol) -> Bool {
        address.hasPrefix("http://") || address.hasPrefix("https://")
    }
}
