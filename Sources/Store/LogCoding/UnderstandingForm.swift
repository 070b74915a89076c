internal import Vocabulary

extension Interpretation: LogValue {
    func write(into writer: inout JSONWriter) {
        writer.object {
            $0.field("intents", ifFilled: intents)
            $0.field("band", band)
            $0.field("articles", ifFilled: articles)
            $0.field("entities", ifFilled: entities)
            $0.field("sentiment", sentiment)
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            intents: try json.list("intents"), band: try json.field("band"), articles: try json.list("articles"),
            entities: try json.list("entities"), sentiment: try json.field("sentiment"))
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
        }
    }

    init(reading json: JSON) throws(MalformedRecord) {
        self.init(
            name: try json.field("name"), value: try json.field("value"), text: try json.field("text"),
            start: try json.field("start"), end: try json.field("end"))
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
