/// Names of a bot as names of a playbook: snake_case, each used once.
struct Names {
    private var taken: Set<String>
    private var given: [String: String] = [:]

    init(reserved: Set<String> = []) {
        taken = reserved
    }

    /// The name it was given, if it was.
    func given(for original: String) -> String? { given[original] }

    /// The same name for the same original; another one for another.
    mutating func name(for original: String, dropping prefixes: [String] = []) -> String {
        if let name = given[original] { return name }
        var stem = original
        for prefix in prefixes where stem.hasPrefix(prefix) && stem.count > prefix.count {
            stem = String(stem.dropFirst(prefix.count))
            break
        }
        let base = Self.snakeCase(stem)
        var name = base
        var number = 2
        while !taken.insert(name).inserted {
            name = "\(base)_\(number)"
            number += 1
        }
        given[original] = name
        return name
    }

    static func snakeCase(_ text: String) -> String {
        var result = ""
        var wasLower = false
        for character in text {
            let isWord = character.isASCII && (character.isLetter || character.isNumber)
            if isWord {
                if character.isUppercase, wasLower { result += "_" }
                result += character.lowercased()
                wasLower = character.isLowercase || character.isNumber
            } else {
                if !result.isEmpty, !result.hasSuffix("_") { result += "_" }
                wasLower = false
            }
        }
        // A playbook's names have 64 letters at most, and a number may have to stand behind.
        result = String(result.prefix(56))
        while result.hasSuffix("_") { result.removeLast() }
        guard let first = result.first, first.isLetter else { return "x" + (result.isEmpty ? "" : "_" + result) }
        return result
    }
}

extension String {
    /// `password_reset` as `password reset`.
    var words: String {
        String(map { $0 == "_" || $0 == "/" || $0 == "-" ? " " : $0 })
    }

    var capitalisedFirst: String {
        prefix(1).uppercased() + dropFirst()
    }
}
