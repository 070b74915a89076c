internal import Vocabulary

extension Interpretation: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("intents", ifFilled: intents)
            $0.field("band", band)
            $0.field("further", ifFilled: further)
            $0.field("articles", ifFilled: articles)
            $0.field("entities", ifFilled: entities)
            $0.field("sentiment", sentiment)
            $0.field("reason", ifPresent: reason)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            intents: try json.list("intents"), band: try json.field("band"), further: try json.list("further"),
            articles: try json.list("articles"), entities: try json.list("entities"),
            sentiment: try json.field("sentiment"), reason: try json.optional("reason"))
    }
}

extension IntentReason: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("nearest", ifFilled: nearest)
            $0.field("words", ifFilled: words)
            $0.field("repairs", ifFilled: repairs)
            $0.field("familiarity", familiarity)
            $0.field("rejectBelow", rejectBelow)
            $0.field("doubtBelow", doubtBelow)
            $0.field("actFrom", actFrom)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            nearest: try json.list("nearest"), words: try json.list("words"), repairs: try json.list("repairs"),
            familiarity: try json.field("familiarity"), rejectBelow: try json.field("rejectBelow"),
            doubtBelow: try json.field("doubtBelow"), actFrom: try json.field("actFrom"))
    }
}

extension IntentReason.Phrase: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("text", text)
            $0.field("intent", intent)
            $0.field("similarity", similarity)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            text: try json.field("text"), intent: try json.field("intent"),
            similarity: try json.field("similarity"))
    }
}

extension FurtherRequest: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("intent", intent)
            $0.field("confidence", confidence)
            $0.field("start", start)
            $0.field("end", end)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            intent: try json.field("intent"), confidence: try json.field("confidence"), start: try json.field("start"),
            end: try json.field("end"))
    }
}

extension Scored: LogValue where Value: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("value", value)
            $0.field("confidence", confidence)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(try json.field("value"), confidence: try json.field("confidence"))
    }
}

extension Entity: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("name", name)
            $0.field("value", value)
            $0.field("text", text)
            $0.field("start", start)
            $0.field("end", end)
            $0.field("role", ifPresent: role)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            name: try json.field("name"), value: try json.field("value"), text: try json.field("text"),
            start: try json.field("start"), end: try json.field("end"), role: try json.optional("role"))
    }
}

extension Sentiment: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("valence", valence)
            $0.field("frustration", frustration)
            $0.field("urgency", urgency)
            $0.field("words", ifFilled: words)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            valence: try json.field("valence"), frustration: try json.field("frustration"),
            urgency: try json.field("urgency"), words: try json.list("words"))
    }
}

extension ArticleHit: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("article", article)
            $0.field("title", title)
            $0.field("section", section)
            $0.field("passage", passage)
            $0.field("confidence", confidence)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            article: try json.field("article"), title: try json.field("title"), section: try json.field("section"),
            passage: try json.field("passage"), confidence: try json.field("confidence"))
    }
}

extension KeptRequest: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("intent", intent)
            $0.field("text", text)
            $0.field("entities", ifFilled: entities)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            intent: try json.field("intent"), text: try json.field("text"), entities: try json.list("entities"))
    }
}

extension EarlierVisit: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("open", ifPresent: open)
            $0.field("openIntent", ifPresent: openIntent)
            $0.field("settled", ifPresent: settled)
            $0.field("resolution", ifPresent: resolution)
            $0.field("promise", ifPresent: promise)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            open: try json.optional("open"), openIntent: try json.optional("openIntent"),
            settled: try json.optional("settled"), resolution: try json.optional("resolution"),
            promise: try json.optional("promise"))
    }
}
