internal import CCMark
public import PlaybookModel

/// An article's Markdown as HTML that can do no harm: no markup of the writer's own, no address but of the web, of
/// mail and of this help centre; each heading with an anchor.
public struct ArticlePage: Hashable, Sendable {
    public struct Heading: Hashable, Sendable {
        /// 2 to 6; 1 is the article's title.
        public let level: Int
        public let text: String
        /// Unique on the page.
        public let anchor: String
    }

    public let html: String
    public let headings: [Heading]

    /// Bytes read, at most: more than anyone writes, and soon parsed.
    public static let byteLimit = 512 << 10

    public init(_ article: Article) {
        self.init(markdown: article.markdown)
    }

    public init(markdown: String) {
        cmark_gfm_core_extensions_ensure_registered()
        let options = wl_cmark_options()
        guard let parser = cmark_parser_new(options) else {
            (html, headings) = ("", [])
            return
        }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            guard let feature = cmark_find_syntax_extension(name) else { continue }
            cmark_parser_attach_syntax_extension(parser, feature)
        }
        let text = Array(markdown.utf8.prefix(Self.byteLimit)).map { CChar(bitPattern: $0) }
        cmark_parser_feed(parser, text, text.count)
        guard let document = cmark_parser_finish(parser) else {
            (html, headings) = ("", [])
            return
        }
        defer { cmark_node_free(document) }
        var outline = Outline()
        Self.clean(document, into: &outline)
        var rendered = ""
        if let text = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser)) {
            rendered = String(cString: text)
            wl_cmark_free(text)
        }
        headings = outline.headings
        html = PageMarkup.finished(rendered, headings)
    }

    /// Takes out what is not allowed, and collects the headings.
    private static func clean(_ document: OpaquePointer, into outline: inout Outline) {
        var unwanted: [OpaquePointer] = []
        let walk = cmark_iter_new(document)
        defer { cmark_iter_free(walk) }
        var event = cmark_iter_next(walk)
        while event != CMARK_EVENT_DONE {
            if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk) {
                switch cmark_node_get_type(node) {
                case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
                    unwanted.append(node)
                case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
                    let address = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
                    cmark_node_set_url(node, LinkRule.address(address))
                case CMARK_NODE_HEADING:
                    outline.add(level: Int(cmark_node_get_heading_level(node)), text: words(of: node))
                default: break
                }
            }
            event = cmark_iter_next(walk)
        }
        for node in unwanted {
            cmark_node_unlink(node)
            cmark_node_free(node)
        }
    }

    /// The plain text of a node.
    private static func words(of node: OpaquePointer) -> String {
        var words = ""
        let walk = cmark_iter_new(node)
        defer { cmark_iter_free(walk) }
        var event = cmark_iter_next(walk)
        while event != CMARK_EVENT_DONE {
            if event == CMARK_EVENT_ENTER, let inner = cmark_iter_get_node(walk) {
                switch cmark_node_get_type(inner) {
                case CMARK_NODE_TEXT, CMARK_NODE_CODE:
                    words += cmark_node_get_literal(inner).map { String(cString: $0) } ?? ""
                case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: words += " "
                default: break
                }
            }
            event = cmark_iter_next(walk)
        }
        return words
    }
}

/// The headings of a page, with anchors made of their words.
struct Outline {
    private(set) var headings: [ArticlePage.Heading] = []
    private var taken: Set<String> = []

    mutating func add(level: Int, text: String) {
        let stem = Self.anchor(of: text)
        var anchor = stem
        var number = 2
        while !taken.insert(anchor).inserted {
            anchor = "\(stem)-\(number)"
            number += 1
        }
        headings.append(ArticlePage.Heading(level: min(max(level, 2), 6), text: text, anchor: anchor))
    }

    /// Small letters and digits of any script, the rest hyphens.
    static func anchor(of text: String) -> String {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        let anchor = words.joined(separator: "-").prefix(80)
        // Never one of the page's own ids.
        return anchor.isEmpty || ["search", "results", "main"].contains(anchor) ? "section-\(anchor)" : String(anchor)
    }
}
