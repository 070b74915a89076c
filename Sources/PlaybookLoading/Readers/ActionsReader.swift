import PlaybookModel
import Vocabulary

/// `actions.yaml`.
struct ActionsReader {
    let complaints: Complaints

    func read(_ root: YamlNode, into draft: inout PlaybookDraft) {
        guard let map = MapReader(root, as: PlaybookFormat.actions, complaints) else { return }
        for pair in map.pairs("actions") {
            complaints.checkForm(pair.key.word, of: "an action", dots: true)
            if let action = action(pair) { draft.actions.append(action) }
        }
    }

    private func action(_ pair: YamlNode.Pair) -> ActionDraft? {
        guard let map = MapReader(pair.value, as: PlaybookFormat.action, complaints) else { return nil }
        let carrier = carrier(map)
        let reads = map.flag("reads") ?? false
        let nowhere = TemplateDraft(pieces: [], place: map.place)
        let isProgram = if case .program = carrier { true } else { false }
        // With a fault in its address an action is still one: its name and its outputs are known.
        return ActionDraft(
            name: pair.key.word, inputs: inputs(map),
            method: carrier == .http ? method(map) ?? .get : reads ? .get : .post,
            url: isProgram ? nowhere : url(map) ?? nowhere,
            headers: map.pairs("headers").compactMap(header), body: map["body"].flatMap(body),
            outputs: map.pairs("outputs").compactMap(output), errors: errors(map),
            overLimit: map.words("over_limit").map(\.text),
            timeout: map.span("timeout", in: TimeSpan(milliseconds: 100) ... .minutes(2)) ?? .seconds(5),
            resultWithin: map.span("result_within", in: .seconds(1) ... .days(30)),
            attempts: map.whole("attempts", in: 1...10) ?? 3, irreversible: map.flag("irreversible") ?? false,
            // Action servers and programs are given the key, but nobody promised that they honour it.
            carrier: carrier, honoursKeys: map.flag("keys") ?? (carrier == .http), lookUp: lookUp(map),
            undo: UndoReader(complaints: complaints).read(map["undo"]),
            policy: map["policy"].flatMap(policy))
    }

    /// What else the action needs and what it must not have depends on it.
    private func carrier(_ map: MapReader) -> Action.Carrier {
        let program = map["program"].flatMap(program)
        let rasa = map.text("rasa")
        if map["program"] != nil, rasa != nil {
            complaints.error(
                .badValue, at: map.place(ofKey: "program"), "an action is either a program or an action server's")
        }
        let isHTTP = map["program"] == nil && rasa == nil
        let needed = isHTTP ? ["method", "url"] : map["program"] == nil ? ["url"] : []
        for key in needed where map[key] == nil {
            complaints.error(.missingKey, at: map.place, "action needs '\(key)'", suggestion: "add '\(key):'")
        }
        let foreign = isHTTP ? ["reads"] : ["method", "body"] + (map["program"] == nil ? [] : ["url", "headers"])
        for key in foreign where map[key] != nil {
            complaints.error(
                .badValue, at: map.place(ofKey: key), "'\(key)' does not go with this kind of action",
                suggestion: "take it away")
        }
        return program.map(Action.Carrier.program) ?? rasa.map(Action.Carrier.actionServer) ?? .http
    }

    private func program(_ node: YamlNode) -> Action.Program? {
        guard let map = MapReader(node, as: PlaybookFormat.program, complaints), let path = map.word("path") else {
            return nil
        }
        if !path.text.hasPrefix("/") {
            complaints.error(
                .badValue, at: path.place, "the program's path is not absolute", suggestion: "begin with /")
        }
        return Action.Program(
            path: path.text, arguments: map.words("arguments").map(\.text),
            environment: map.words("environment").map(\.text))
    }

    private func lookUp(_ map: MapReader) -> (action: Word, missing: String)? {
        guard let node = map["look_up"], let map = MapReader(node, as: PlaybookFormat.lookUp, complaints),
            let action = map.word("action")
        else { return nil }
        return (action, map.text("missing") ?? "not_found")
    }

    private func policy(_ node: YamlNode) -> ActionPolicy? {
        guard let map = MapReader(node, as: PlaybookFormat.policy, complaints), let currency = map.word("currency")
        else { return nil }
        if currency.text.utf8.count != 3 || !currency.text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) {
            complaints.error(
                .badValue, at: currency.place, "'\(currency.text)' is no currency", suggestion: "write it like GBP")
        }
        let highest = 1...1_000_000_000_000
        func minor(_ key: String) -> Int64? { map.whole(key, in: highest).map(Int64.init) }
        let approvers = map.list("approvers").compactMap { node -> ActionPolicy.Approver? in
            guard let map = MapReader(node, as: PlaybookFormat.approver, complaints), let team = map.text("team") else {
                return nil
            }
            return ActionPolicy.Approver(team: TeamName(team), upTo: map.whole("up_to", in: highest).map(Int64.init))
        }
        return ActionPolicy(
            amount: map["amount"] == nil ? nil : map.text("amount"),
            customer: map["customer"] == nil ? nil : map.text("customer"), currency: currency.text,
            perCall: minor("per_call"),
            perCustomerAndDay: minor("per_customer_and_day"),
            callsPerCustomerAndDay: map.whole("calls_per_customer_and_day", in: 1...10_000), perDay: minor("per_day"),
            ceiling: minor("ceiling"), approvers: approvers, fourEyes: map.flag("four_eyes") ?? false)
    }

    private func method(_ map: MapReader) -> Action.Method? {
        guard let word = map.word("method") else { return nil }
        guard let method = Action.Method(rawValue: word.text) else {
            complaints.unknown(.unknownWord, "method", word, known: Action.Method.allCases.map(\.rawValue))
            return nil
        }
        return method
    }

    private func url(_ map: MapReader) -> TemplateDraft? {
        guard let url = map.template("url") else { return nil }
        let isAbsolute =
            switch url.pieces.first {
            case .text(let text): text.hasPrefix("https://") || text.hasPrefix("http://")
            case .hole(.name(let word, _), _, _): word.text == "env"
            case .hole, .cases, nil: false
            }
        if !isAbsolute {
            complaints.error(
                .badValue, at: url.place, "the address is not absolute",
                suggestion: "begin with https:// or {env.NAME}")
        }
        return url
    }

    private func inputs(_ map: MapReader) -> [Action.Input] {
        var seen: Set<String> = []
        return map.words("inputs").map { word in
            let required = !word.text.hasSuffix("?")
            let name = required ? word.text : String(word.text.dropLast())
            complaints.checkForm(Word(text: name, place: word.place), of: "an input")
            if !seen.insert(name).inserted {
                complaints.error(.duplicateName, at: word.place, "the input '\(name)' stands twice")
            }
            return Action.Input(name: name, required: required)
        }
    }

    private func header(_ pair: YamlNode.Pair) -> (name: String, value: TemplateDraft)? {
        guard let scalar = complaints.scalar(of: pair.value, wanted: "a header"),
            let value = complaints.template(of: scalar)
        else { return nil }
        return (name: pair.key.text, value: value)
    }

    private func body(_ node: YamlNode) -> ActionDraft.Body? {
        switch node.content {
        case .map(let pairs):
            return .object(pairs.compactMap { pair in body(pair.value).map { (key: pair.key.text, value: $0) } })
        case .list(let list):
            return .array(list.compactMap(body))
        case .scalar(let scalar):
            let value = ValueReader(complaints: complaints).read(scalar)
            guard case .text = value else { return .literal(value) }
            return complaints.template(of: scalar).map { .text($0) }
        }
    }

    private func output(_ pair: YamlNode.Pair) -> (slot: Word, output: Action.Output)? {
        complaints.checkForm(pair.key.word, of: "a slot")
        if SlotReader.reserved.contains(pair.key.text) {
            complaints.error(.reservedName, at: pair.key.place, "'\(pair.key.text)' already means something else")
        }
        return outputKind(pair.value).map { (slot: pair.key.word, output: $0) }
    }

    private func outputKind(_ node: YamlNode) -> Action.Output? {
        guard case .map(let pairs) = node.content else {
            return complaints.scalar(of: node, wanted: "a path in the answer").flatMap(path).map {
                Action.Output(path: $0, kind: .json)
            }
        }
        if pairs.contains(where: { $0.key.text == "moment" }) {
            guard let map = MapReader(node, as: PlaybookFormat.momentOutput, complaints),
                let moment = map.scalar("moment").flatMap(path)
            else { return nil }
            return Action.Output(path: moment, kind: .moment)
        }
        guard let map = MapReader(node, as: PlaybookFormat.moneyOutput, complaints),
            let money = map.scalar("money").flatMap(path), let currency = map.scalar("currency").flatMap(path)
        else { return nil }
        return Action.Output(path: money, kind: .money(currencyPath: currency))
    }

    private func path(_ scalar: Scalar) -> [String]? {
        let parts = scalar.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy({ !$0.isEmpty }) else {
            complaints.error(
                .badValue, at: scalar.place, "'\(scalar.text)' is not a path in the answer",
                suggestion: "write it like refund.amount_minor")
            return nil
        }
        return parts
    }

    private func errors(_ map: MapReader) -> [String: String] {
        var errors: [String: String] = [:]
        for pair in map.pairs("errors") {
            guard let name = complaints.scalar(of: pair.value, wanted: "an error's name") else { continue }
            complaints.checkForm(name.word, of: "an error")
            errors[pair.key.text] = name.text
        }
        return errors
    }
}
