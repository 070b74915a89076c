import PlaybookModel
import Vocabulary

extension Linker {
    /// Nothing is written first where there is no `tripwires.yaml`.
    func outreach(_ draft: OutreachDraft?, currency: String?) -> OutreachPlan {
        guard let draft else { return OutreachPlan() }
        return OutreachPlan(
            limits: draft.limits, care: draft.care, followUp: draft.followUp.map(checkResponse),
            stopped: draft.stopped.map(checkResponse), incidents: draft.incidents.map(incidents) ?? IncidentTerms(),
            tripwires: draft.tripwires.compactMap { tripwire($0, currency: currency) })
    }

    private func tripwire(_ draft: OutreachDraft.Tripwire, currency: String?) -> Tripwire? {
        guard let say = draft.say else { return nil }
        return Tripwire(
            name: TripwireName(draft.name.text), rule: scaled(draft.rule, to: currency), say: checkResponse(say),
            sayOtherwise: Dictionary(
                draft.sayOtherwise.map { ($0.way, checkResponse($0.say)) }, uniquingKeysWith: { first, _ in first }),
            opens: draft.opens.map(checkIntent), purpose: draft.purpose, coolDown: draft.coolDown, fresh: draft.fresh)
    }

    /// Read as hundredths; there are currencies without, and with thousandths.
    private func scaled(_ rule: Tripwire.Rule, to currency: String?) -> Tripwire.Rule {
        guard case .bill(let terms) = rule, let currency else { return rule }
        var minor = terms.atLeast
        switch Money(minor: 1, currency: currency).fractionDigits {
        case 0: minor /= 100
        case 3: minor *= 10
        default: break
        }
        return .bill(
            BillRule(share: terms.share, atLeast: minor, deviations: terms.deviations, after: terms.after))
    }

    private func incidents(_ draft: OutreachDraft.Incidents) -> IncidentTerms {
        let components = Set(draft.components.map(\.name.text))
        return IncidentTerms(
            grace: draft.grace, lookUp: draft.lookUp.map(checkAction), follow: draft.follow.map(checkAction),
            notice: draft.notice.map(checkResponse), update: draft.update.map(checkResponse),
            fixed: draft.fixed.map(checkResponse),
            components: draft.components.map { IncidentTerms.Component(id: $0.name.text, title: $0.title) },
            monitors: draft.monitors.map { monitor in
                if let component = monitor.component, !components.contains(component.text) {
                    complaints.unknown(.unknownWord, "component", component, known: components)
                }
                return IncidentTerms.Monitor(
                    name: monitor.name.text, title: monitor.title, component: monitor.component?.text,
                    intents: monitor.intents.map(checkIntent))
            })
    }
}
