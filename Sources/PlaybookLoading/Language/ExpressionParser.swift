import PlaybookModel
import Vocabulary

/// Reads expressions, loosest first: `or`, `and`, `not`, comparison, sum, product, value.
struct ExpressionParser {
    private static let deepest = 40

    private let tokens: [Token]
    private let scalar: Scalar
    private var index = 0
    private var depth = 0

    private init(tokens: [Token], scalar: Scalar) {
        self.tokens = tokens
        self.scalar = scalar
    }

    /// The expression in a stretch of the scalar's value.
    static func parse(_ scalar: Scalar, in range: Range<Int>) throws(SyntaxFault) -> Syntax {
        var lexer = Lexer(Array(scalar.text.unicodeScalars), in: range)
        var parser = ExpressionParser(tokens: try lexer.tokens(), scalar: scalar)
        guard parser.tokens.count > 1 else {
            throw SyntaxFault(
                message: "an expression is missing", suggestion: "name a slot, or write a value",
                offset: range.lowerBound)
        }
        let syntax = try parser.alternatives()
        guard parser.token.kind == .end else {
            throw SyntaxFault(
                message: "\(parser.tokenInWords) does not fit here", suggestion: "join conditions with 'and' or 'or'",
                offset: parser.token.offset)
        }
        return syntax
    }

    private var token: Token { tokens[min(index, tokens.count - 1)] }

    private var tokenInWords: String {
        switch token.kind {
        case .name(let name): "'\(name)'"
        case .whole(let number): "'\(number)'"
        case .decimal(let number): "'\(number)'"
        case .text(let text): "\"\(text)\""
        case .sign(let sign): "'\(sign)'"
        case .end: "the end"
        }
    }

    private func place(_ token: Token) -> SourcePlace {
        scalar.place(at: token.offset)
    }

    private mutating func take(sign: String) -> Bool {
        guard token.kind == .sign(sign) else { return false }
        index += 1
        return true
    }

    private mutating func take(word: String) -> Token? {
        guard token.kind == .name(word) else { return nil }
        defer { index += 1 }
        return token
    }

    private mutating func alternatives() throws(SyntaxFault) -> Syntax {
        var left = try conjunction()
        while let sign = take(word: "or") {
            left = .binary(.or, left, try conjunction(), place(sign))
        }
        return left
    }

    private mutating func conjunction() throws(SyntaxFault) -> Syntax {
        var left = try negation()
        while let sign = take(word: "and") {
            left = .binary(.and, left, try negation(), place(sign))
        }
        return left
    }

    private mutating func negation() throws(SyntaxFault) -> Syntax {
        guard let sign = take(word: "not") else { return try comparison() }
        try deepen(at: sign)
        defer { depth -= 1 }
        return .not(try negation(), place(sign))
    }

    private mutating func comparison() throws(SyntaxFault) -> Syntax {
        let left = try sum()
        guard let compare = comparisonOperator else { return left }
        let sign = token
        index += 1
        let whole = Syntax.binary(compare, left, try sum(), place(sign))
        guard comparisonOperator == nil else {
            throw SyntaxFault(
                message: "comparisons do not chain", suggestion: "join two comparisons with 'and'",
                offset: token.offset)
        }
        return whole
    }

    private var comparisonOperator: BinaryOperator? {
        switch token.kind {
        case .name("in"): .contains
        case .sign("=="): .equal
        case .sign("!="): .notEqual
        case .sign("<"): .less
        case .sign("<="): .lessOrEqual
        case .sign(">"): .greater
        case .sign(">="): .greaterOrEqual
        case .name, .sign, .whole, .decimal, .text, .end: nil
        }
    }

    private mutating func sum() throws(SyntaxFault) -> Syntax {
        var left = try product()
        while true {
            let sign = token
            if take(sign: "+") {
                left = .binary(.add, left, try product(), place(sign))
            } else if take(sign: "-") {
                left = .binary(.subtract, left, try product(), place(sign))
            } else {
                return left
            }
        }
    }

    private mutating func product() throws(SyntaxFault) -> Syntax {
        var left = try value()
        while true {
            let sign = token
            guard take(sign: "*") else { return left }
            left = .binary(.multiply, left, try value(), place(sign))
        }
    }

    private mutating func value() throws(SyntaxFault) -> Syntax {
        let first = token
        index += 1
        switch first.kind {
        case .whole(let number):
            return .literal(.integer(number), place(first))
        case .decimal(let number):
            return .literal(.number(number), place(first))
        case .text(let text):
            return .literal(.text(text), place(first))
        case .name(let name):
            return try named(name, first)
        case .sign("("):
            try deepen(at: first)
            defer { depth -= 1 }
            let inner = try alternatives()
            try close(first)
            return inner
        case .sign("-"):
            switch token.kind {
            case .whole(let number):
                index += 1
                return .literal(.integer(-number), place(first))
            case .decimal(let number):
                index += 1
                return .literal(.number(-number), place(first))
            case .name, .text, .sign, .end:
                throw SyntaxFault(message: "'-' wants a number here", suggestion: nil, offset: first.offset)
            }
        case .sign, .end:
            index -= 1
            throw SyntaxFault(
                message: "a value is missing before \(tokenInWords)", suggestion: nil, offset: first.offset)
        }
    }

    private mutating func named(_ name: String, _ first: Token) throws(SyntaxFault) -> Syntax {
        switch name {
        case "true": return .literal(.flag(true), place(first))
        case "false": return .literal(.flag(false), place(first))
        case "nothing": return .literal(.nothing, place(first))
        case "and", "or", "not", "in":
            throw SyntaxFault(
                message: "a value is missing before '\(name)'", suggestion: nil, offset: first.offset)
        default: break
        }
        if token.kind == .sign("(") { return try call(name, first) }
        var fields: [String] = []
        while take(sign: ".") {
            guard case .name(let field) = token.kind else {
                throw SyntaxFault(message: "a field is missing after '.'", suggestion: nil, offset: token.offset)
            }
            index += 1
            fields.append(field)
        }
        return .name(Word(text: name, place: place(first)), fields: fields)
    }

    private mutating func call(_ name: String, _ first: Token) throws(SyntaxFault) -> Syntax {
        guard let function = ExpressionFunction(rawValue: name) else {
            let known = ExpressionFunction.allCases.map(\.rawValue)
            throw SyntaxFault(
                message: "unknown function '\(name)'",
                suggestion: nearest(to: name, among: known).map { "did you mean '\($0)'?" }
                    ?? "known: " + known.joined(separator: ", "),
                offset: first.offset)
        }
        try deepen(at: first)
        defer { depth -= 1 }
        let bracket = token
        index += 1
        var arguments: [Syntax] = []
        if token.kind != .sign(")") {
            repeat {
                arguments.append(try alternatives())
            } while take(sign: ",")
        }
        try close(bracket)
        let wanted = function.arity
        guard arguments.count == wanted else {
            let inWords = wanted == 0 ? "nothing" : wanted == 1 ? "one value" : "\(wanted) values"
            throw SyntaxFault(
                message: "\(name) takes \(inWords), not \(arguments.count)", suggestion: function.pattern,
                offset: first.offset)
        }
        return .call(function, arguments, place(first))
    }

    private mutating func close(_ bracket: Token) throws(SyntaxFault) {
        guard take(sign: ")") else {
            throw SyntaxFault(
                message: "this bracket is not closed", suggestion: "end it with )", offset: bracket.offset)
        }
    }

    private mutating func deepen(at token: Token) throws(SyntaxFault) {
        depth += 1
        guard depth < Self.deepest else {
            throw SyntaxFault(message: "the expression nests too deeply", suggestion: nil, offset: token.offset)
        }
    }
}
