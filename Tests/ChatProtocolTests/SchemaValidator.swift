import ChatProtocol

/// As much of JSON Schema as our documents use; anything else in a schema is a fault of its own.
struct SchemaValidator {
    let root: JSON

    /// Why `value` does not fit, with its path; empty when it does.
    func faults(_ value: JSON, against schema: JSON, at path: String = "$") -> [String] {
        guard case .object(let words) = schema else { return ["\(path): the schema is no object"] }
        var faults: [String] = []
        for word in words {
            switch word.key {
            case "type": faults += type(value, word.value, path)
            case "const": if value != word.value { faults.append("\(path): not \(word.value)") }
            case "enum":
                if case .array(let allowed) = word.value, !allowed.contains(value) {
                    faults.append("\(path): \(value)")
                }
            case "required":
                if case .array(let names) = word.value {
                    for case .string(let name) in names where value[name] == nil {
                        faults.append("\(path).\(name): missing")
                    }
                }
            case "properties": faults += properties(value, word.value, path)
            case "additionalProperties": faults += additional(value, word.value, schema["properties"], path)
            case "items":
                if case .array(let elements) = value {
                    for (index, element) in elements.enumerated() {
                        faults += self.faults(element, against: word.value, at: "\(path)[\(index)]")
                    }
                }
            case "maxItems":
                if case .array(let elements) = value, case .integer(let most) = word.value, elements.count > most {
                    faults.append("\(path): more than \(most)")
                }
            case "oneOf":
                if case .array(let schemas) = word.value {
                    let fits = schemas.filter { self.faults(value, against: $0, at: path).isEmpty }
                    if fits.count != 1 { faults.append("\(path): fits \(fits.count) of the alternatives") }
                }
            case "$ref":
                guard case .string(let reference) = word.value, let target = resolve(reference) else {
                    faults.append("\(path): dangling \(word.value)")
                    continue
                }
                faults += self.faults(value, against: target, at: path)
            case "minimum":
                if case .integer(let number) = value, case .integer(let least) = word.value, number < least {
                    faults.append("\(path): below \(least)")
                }
            case "maximum":
                if case .integer(let number) = value, case .integer(let most) = word.value, number > most {
                    faults.append("\(path): above \(most)")
                }
            case "maxLength", "pattern", "description", "$schema", "$id", "title": break
            default: faults.append("\(path): the schema uses '\(word.key)'")
            }
        }
        return faults
    }

    private func resolve(_ reference: String) -> JSON? {
        if reference == "/schemas/handover.json" { return WireDocuments.handoverSchema }
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(Optional(root)) { $0?[String($1)] }
    }

    private func type(_ value: JSON, _ type: JSON, _ path: String) -> [String] {
        let fits =
            switch (type, value) {
            case ("string", .string), ("boolean", .bool), ("integer", .integer), ("number", .integer),
                ("number", .number), ("array", .array), ("object", .object):
                true
            default: false
            }
        return fits ? [] : ["\(path): not of type \(type)"]
    }

    private func properties(_ value: JSON, _ schemas: JSON, _ path: String) -> [String] {
        guard case .object(let members) = schemas else { return [] }
        return members.flatMap { member in
            value[member.key].map { faults($0, against: member.value, at: "\(path).\(member.key)") } ?? []
        }
    }

    private func additional(_ value: JSON, _ rule: JSON, _ known: JSON?, _ path: String) -> [String] {
        guard case .object(let members) = value else { return [] }
        let others = members.filter { known?[$0.key] == nil }
        switch rule {
        case .bool(true): return []
        case .bool(false): return others.map { "\(path).\($0.key): not known" }
        default: return others.flatMap { faults($0.value, against: rule, at: "\(path).\($0.key)") }
        }
    }
}
