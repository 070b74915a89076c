internal import Vocabulary

extension Event {
    /// The fields of the body; which event it is stands beside it (`LogForm.kind`).
    func writeFields(into writer: inout JSONWriter) {
        switch self {
        case .opened(let opening):
            writer.field("opening", opening)
        case .visitorSaid(let text, let choice):
            writer.field("text", text)
            writer.field("choice", ifPresent: choice)
        case .understood(let interpretation):
            writer.field("interpretation", interpretation)
        case .botSaid(let line, let epoch):
            writer.field("line", line)
            writer.field("epoch", epoch)
        case .agentSaid(let text, let epoch):
            writer.field("text", text)
            writer.field("epoch", epoch)
        case .noted(let text, let reason):
            writer.field("text", text)
            writer.field("reason", reason)
        case .flowStarted(let flow), .flowResumed(let flow):
            writer.field("flow", flow)
        case .stepEntered(let flow, let step):
            writer.field("flow", flow)
            writer.field("step", step)
        case .flowEnded(let flow, let outcome):
            writer.field("flow", flow)
            writer.field("outcome", outcome)
        case .slotAsked(let slot, let attempt):
            writer.field("slot", slot)
            writer.field("attempt", attempt)
        case .slotFilled(let slot, let value, let source):
            writer.field("slot", slot)
            writer.field("value", value)
            writer.field("source", source)
        case .slotCleared(let slot):
            writer.field("slot", slot)
        case .confirmationShown(let response, let bound):
            writer.field("response", response)
            writer.field("bound", bound)
        case .confirmed(let yes):
            writer.field("yes", yes)
        case .verified(let level, let bound):
            writer.field("level", level)
            writer.field("bound", bound)
        case .articleShown(let article, let section):
            writer.field("article", article)
            writer.field("section", section)
        case .fellBack(let rung):
            writer.field("rung", rung)
        case .actionStarted(let call):
            writer.field("call", call)
        case .actionFinished(let effect, let result):
            writer.field("effect", effect)
            writer.field("result", result)
        case .timerSet(let timer, let at):
            writer.field("timer", timer)
            writer.field("at", at)
        case .timerFired(let timer):
            writer.field("timer", timer)
        case .escalated(let escalation, let epoch):
            writer.field("escalation", escalation)
            writer.field("epoch", epoch)
        case .agentJoined(let agent, let displayName, let epoch):
            writer.field("agent", agent)
            writer.field("displayName", displayName)
            writer.field("epoch", epoch)
        case .agentLeft(let agent, let departure, let epoch):
            writer.field("agent", agent)
            writer.field("departure", departure)
            writer.field("epoch", epoch)
        case .resolved(let outcome, let epoch):
            writer.field("outcome", outcome)
            writer.field("epoch", epoch)
        case .rated(let stars, let comment):
            writer.field("stars", stars)
            writer.field("comment", comment)
        case .turnFailed(let reason):
            writer.field("reason", reason)
        case .requestKept(let request):
            writer.field("request", request)
        case .requestSettled(let intent, let began):
            writer.field("intent", intent)
            writer.field("began", began)
        case .promised(let text, let until):
            writer.field("text", text)
            writer.field("until", ifPresent: until)
        case .waitBegan(let flow, let until, let signal):
            writer.field("flow", flow)
            writer.field("until", ifPresent: until)
            writer.field("signal", ifPresent: signal)
        case .signalled(let signal, let values):
            writer.field("signal", signal)
            writer.field("values", values)
        case .returned(let visit):
            writer.field("visit", ifPresent: visit)
        case .leftQueue(let departure, let epoch):
            writer.field("departure", departure)
            writer.field("epoch", epoch)
        case .callbackBooked(let moment):
            writer.field("at", moment)
        case .tagged(let tag, let tagging):
            writer.field("tag", tag)
            writer.field("tagging", tagging)
        }
    }
}
