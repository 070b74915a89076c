internal import Vocabulary

extension Event {
    init(_ kind: EventKind, reading json: JSON) throws(MalformedRecord) {
        switch kind {
        case .opened:
            self = .opened(try json.field("opening"))
        case .visitorSaid:
            self = .visitorSaid(text: try json.field("text"), choice: try json.optional("choice"))
        case .understood:
            self = .understood(try json.field("interpretation"))
        case .botSaid:
            self = .botSaid(try json.field("line"), epoch: try json.field("epoch"))
        case .agentSaid:
            self = .agentSaid(text: try json.field("text"), epoch: try json.field("epoch"))
        case .noted:
            self = .noted(text: try json.field("text"), reason: try json.field("reason"))
        case .flowStarted:
            self = .flowStarted(try json.field("flow"))
        case .stepEntered:
            self = .stepEntered(try json.field("flow"), step: try json.field("step"))
        case .flowResumed:
            self = .flowResumed(try json.field("flow"))
        case .flowEnded:
            self = .flowEnded(try json.field("flow"), outcome: try json.field("outcome"))
        case .slotAsked:
            self = .slotAsked(try json.field("slot"), attempt: try json.field("attempt"))
        case .slotFilled:
            self = .slotFilled(
                try json.field("slot"), try json.field("value"), source: try json.field("source"))
        case .slotCleared:
            self = .slotCleared(try json.field("slot"))
        case .confirmationShown:
            self = .confirmationShown(response: try json.field("response"), bound: try json.field("bound"))
        case .confirmed:
            self = .confirmed(try json.field("yes"))
        case .verified:
            self = .verified(try json.field("level"), bound: try json.field("bound"))
        case .articleShown:
            self = .articleShown(try json.field("article"), section: try json.field("section"))
        case .fellBack:
            self = .fellBack(rung: try json.field("rung"))
        case .actionStarted:
            self = .actionStarted(try json.field("call"))
        case .actionFinished:
            self = .actionFinished(try json.field("effect"), try json.field("result"))
        case .timerSet:
            self = .timerSet(try json.field("timer"), at: try json.field("at"))
        case .timerFired:
            self = .timerFired(try json.field("timer"))
        case .escalated:
            self = .escalated(try json.field("escalation"), epoch: try json.field("epoch"))
        case .agentJoined:
            self = .agentJoined(
                try json.field("agent"), displayName: try json.field("displayName"), epoch: try json.field("epoch"))
        case .agentLeft:
            self = .agentLeft(
                try json.field("agent"), try json.field("departure"), epoch: try json.field("epoch"))
        case .resolved:
            self = .resolved(outcome: try json.field("outcome"), epoch: try json.field("epoch"))
        case .rated:
            self = .rated(stars: try json.field("stars"), comment: try json.field("comment"))
        case .turnFailed:
            self = .turnFailed(reason: try json.field("reason"))
        case .requestKept:
            self = .requestKept(try json.field("request"))
        case .requestSettled:
            self = .requestSettled(try json.field("intent"), began: try json.field("began"))
        case .promised:
            self = .promised(text: try json.field("text"), until: try json.optional("until"))
        case .waitBegan:
            self = .waitBegan(
                try json.field("flow"), until: try json.optional("until"), signal: try json.optional("signal"))
        case .signalled:
            self = .signalled(try json.field("signal"), values: try json.field("values"))
        case .returned:
            self = .returned(try json.optional("visit"))
        case .leftQueue:
            self = .leftQueue(try json.field("departure"), epoch: try json.field("epoch"))
        case .callbackBooked:
            self = .callbackBooked(at: try json.field("at"))
        case .tagged:
            self = .tagged(try json.field("tag"), try json.field("tagging"))
        }
    }
}
