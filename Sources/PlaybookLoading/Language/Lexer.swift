/// A word of the expression language.
struct Token {
    enum Kind: Equatable {
        case name(String)
        case whole(Int64)
        case decimal(Double)
        case text(String)
        /// An operator, bracket, comma or dot.
        case sign(String)
        case end
    }

    let kind: Kind
    /// Into the scalar's value, in Unicode scalars.
    let offset: Int
}

/// Cuts a stretch of a scalar's value into tokens.
struct Lexer {
    private static let signs = ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "(", ")", ",", "."]
    /// What people write who know other languages.
    private static let strangers = [
        "=": "write '==' to compare", "&&": "write 'and'", "||": "write 'or'", "!": "write 'not'",
        "&": "write 'and'", "|": "a format stands only in a text's hole", "/": "there is no division",
    ]

    private let scalars: [Unicode.Scalar]
    private var index: Int
    private let end: Int

    init(_ scalars: [Unicode.Scalar], in range: Range<Int>) {
        self.scalars = scalars
        index = range.lowerBound
        end = range.upperBound
    }

    mutating func tokens() throws(SyntaxFault) -> [Token] {
        var tokens: [Token] = []
        while true {
            let token = try next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private mutating func next() throws(SyntaxFault) -> Token {
        while index < end, scalars[index].properties.isWhitespace {
            index += 1
        }
        let start = index
        guard index < end else { return Token(kind: .end, offset: end) }
        let scalar = scalars[index]
        if scalar == "\"" || scalar == "'" {
            return Token(kind: .text(try quoted(by: scalar)), offset: start)
        }
        if isDigit(scalar) { return Token(kind: try number(), offset: start) }
        if isNameStart(scalar) {
            while index < end, isNameStart(scalars[index]) || isDigit(scalars[index]) {
                index += 1
            }
            return Token(kind: .name(string(start..<index)), offset: start)
        }
        for sign in Self.signs where starts(with: sign) {
            index += sign.unicodeScalars.count
            return Token(kind: .sign(sign), offset: start)
        }
        for (stranger, advice) in Self.strangers.sorted(by: { $0.key.count > $1.key.count })
        where starts(with: stranger) {
            throw SyntaxFault(message: "'\(stranger)' means nothing here", suggestion: advice, offset: start)
        }
        throw SyntaxFault(message: "'\(scalar)' means nothing here", suggestion: nil, offset: start)
    }

    private func starts(with sign: String) -> Bool {
        let wanted = Array(sign.unicodeScalars)
        return index + wanted.count <= end && Array(scalars[index..<index + wanted.count]) == wanted
    }

    private mutating func quoted(by quote: Unicode.Scalar) throws(SyntaxFault) -> String {
        let start = index
        var text = String.UnicodeScalarView()
        index += 1
        while index < end {
            let scalar = scalars[index]
            index += 1
            if scalar == quote { return String(text) }
            if scalar == "\\", index < end {
                text.append(scalars[index])
                index += 1
            } else {
                text.append(scalar)
            }
        }
        throw SyntaxFault(message: "a quote is not closed", suggestion: "end it with \(quote)", offset: start)
    }

    private mutating func number() throws(SyntaxFault) -> Token.Kind {
        let start = index
        while index < end, isDigit(scalars[index]) {
            index += 1
        }
        var isWhole = true
        if index + 1 < end, scalars[index] == ".", isDigit(scalars[index + 1]) {
            isWhole = false
            index += 1
            while index < end, isDigit(scalars[index]) {
                index += 1
            }
        }
        let digits = string(start..<index)
        if isWhole, let whole = Int64(digits) { return .whole(whole) }
        if !isWhole, let decimal = Double(digits) { return .decimal(decimal) }
        throw SyntaxFault(message: "the number \(digits) is too large", suggestion: nil, offset: start)
    }

    private func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    private func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
    }
}
