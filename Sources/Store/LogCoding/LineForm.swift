internal import Vocabulary

extension BotLine: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("text", text)
            $0.field("response", ifPresent: response)
            $0.field("buttons", ifFilled: buttons)
            $0.field("images", ifFilled: images)
            $0.field("links", ifFilled: links)
            $0.field("cards", ifFilled: cards)
            $0.field("codes", ifFilled: codes)
            $0.field("citation", ifPresent: citation)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            text: try json.field("text"), response: try json.optional("response"),
            buttons: try json.list("buttons"), images: try json.list("images"), links: try json.list("links"),
            cards: try json.list("cards"), codes: try json.list("codes"), citation: try json.optional("citation"))
    }
}

extension Button: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("label", label)
            $0.field("choice", choice)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(label: try json.field("label"), choice: try json.field("choice"))
    }
}

/// The first field names the case.
extension Choice: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            switch self {
            case .intent(let intent): $0.field("intent", intent)
            case .slot(let slot, let value):
                $0.field("slot", slot)
                $0.field("value", value)
            case .article(let article): $0.field("article", article)
            case .confirm(let yes): $0.field("confirm", yes)
            case .person: $0.field("person", true)
            }
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        guard case .object(let fields) = json, let first = fields.first else {
            throw MalformedRecord("not a choice")
        }
        switch first.name {
        case "intent": self = .intent(try json.field("intent"))
        case "slot": self = .slot(try json.field("slot"), try json.field("value"))
        case "article": self = .article(try json.field("article"))
        case "confirm": self = .confirm(try json.field("confirm"))
        case "person": self = .person
        default: throw MalformedRecord("unknown choice '\(first.name)'")
        }
    }
}

extension Picture: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("url", url)
            $0.field("description", description)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(url: try json.field("url"), description: try json.field("description"))
    }
}

extension Link: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("url", url)
            $0.field("label", label)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(url: try json.field("url"), label: try json.field("label"))
    }
}

extension Citation: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("article", article)
            $0.field("title", title)
            $0.field("section", section)
            $0.field("version", version)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            article: try json.field("article"), title: try json.field("title"), section: try json.field("section"),
            version: try json.field("version"))
    }
}

extension Card: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("title", title)
            $0.field("text", ifPresent: text.isEmpty ? nil : text)
            $0.field("image", ifPresent: image)
            $0.field("link", ifPresent: link)
            $0.field("button", ifPresent: button)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            title: try json.field("title"), text: try json.optional("text") ?? "", image: try json.optional("image"),
            link: try json.optional("link"), button: try json.optional("button"))
    }
}

extension ScanCode: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("text", text)
            $0.field("description", description)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(text: try json.field("text"), description: try json.field("description"))
    }
}
