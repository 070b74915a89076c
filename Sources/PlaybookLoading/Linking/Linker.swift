import PlaybookModel
import Vocabulary

/// Drafts to the playbook's values: every name is looked up, and one that is not there is told with its place.
struct Linker {
    let names: NameTable
    let complaints: Complaints

    /// `nil` when there is no assistant or no routing to speak of.
    func link(_ draft: PlaybookDraft, version: PlaybookVersion) -> Playbook? {
        let intents = draft.intents.map(intent)
        var flows: [FlowName: Flow] = [:]
        for flow in draft.flows {
            var linker = FlowLinker(linker: self, flow: flow)
            flows[FlowName(flow.name.text)] = linker.link()
        }
        checkSlotsAgree(draft)
        let responses = Dictionary(
            draft.responses.map { (ResponseName($0.name.text), response($0)) }, uniquingKeysWith: { first, _ in first })
        let actions = Dictionary(
            draft.actions.map { (ActionName($0.name.text), action($0)) }, uniquingKeysWith: { first, _ in first })
        let routing = draft.routing.flatMap(routing)
        for (file, isThere) in [("assistant.yaml", draft.assistant != nil), ("routing.yaml", draft.routing != nil)]
        where !isThere && !complaints.faultyFiles.contains(file) {
            complaints.error(
                .missingFile, at: SourcePlace(file: file, line: 1, column: 1), "there is no \(file)",
                suggestion: "every playbook has one")
        }
        guard let assistant = draft.assistant?.assistant, let routing else { return nil }
        return Playbook(
            version: version, assistant: assistant, desk: desk(draft.desk), intents: intents, flows: flows,
            responses: responses,
            actions: actions, articles: draft.articles.map { $0.settled(in: assistant) },
            entities: draft.entities.map(\.definition), routing: routing,
            outreach: outreach(draft.outreach, currency: assistant.currency))
    }

    // MARK: Looking names up

    func flowScope(with slots: [String: NameTable.KnownSlot]? = nil) -> ExpressionLinker {
        ExpressionLinker(scope: .slots(slots ?? names.slots, standardWords: false), complaints: complaints)
    }

    func checkResponse(_ word: Word) -> ResponseName {
        if !names.responses.contains(word.text) {
            complaints.unknown(.unknownResponse, "response", word, known: names.responses)
        }
        return ResponseName(word.text)
    }

    func checkSlot(_ word: Word) -> SlotName {
        if names.slots[word.text] == nil {
            complaints.unknown(.unknownSlot, "slot", word, known: names.slots.keys)
        }
        return SlotName(word.text)
    }

    func checkArticle(_ word: Word) -> ArticleName {
        if !names.articles.contains(word.text) {
            complaints.unknown(.unknownArticle, "article", word, known: names.articles)
        }
        return ArticleName(word.text)
    }

    func checkFlow(_ word: Word) -> FlowName {
        if !names.flows.contains(word.text) {
            complaints.unknown(.unknownFlow, "flow", word, known: names.flows)
        }
        return FlowName(word.text)
    }

    func checkTeam(_ word: Word) -> TeamName {
        if !names.teams.contains(word.text) {
            complaints.unknown(.unknownTeam, "team", word, known: names.teams)
        }
        return TeamName(word.text)
    }

    // MARK: Kinds of things

    private func intent(_ draft: IntentDraft) -> Intent {
        let outcome: Intent.Outcome =
            switch draft.outcome {
            case .flow(let word): .flow(FlowName(word.text))
            case .response(let word): .response(checkResponse(word))
            case .article(let word): .article(checkArticle(word))
            case .command(let command): .command(command)
            case nil: .command(.whatCanYouDo)
            }
        return Intent(
            name: IntentName(draft.name.text), description: draft.description, examples: draft.examples.map(example),
            heldOut: draft.heldOut.map(example), outcome: outcome, confidence: draft.confidence, place: draft.place)
    }

    private func example(_ draft: ExampleDraft) -> Example {
        Example(
            text: draft.text, spans: draft.spans.map { Example.Span(slot: checkSlot($0.slot), text: $0.text) },
            place: draft.place)
    }

    private func response(_ draft: ResponseDraft) -> Response {
        let isStandard = StandardResponse(rawValue: draft.name.text) != nil
        let known = draft.isOutreach ? OutreachFacts.all(draft.name.place) : names.slots
        let scope = ExpressionLinker(
            scope: .slots(known, standardWords: isStandard || draft.isOutreach), complaints: complaints)
        return Response(
            name: ResponseName(draft.name.text), variants: draft.variants.map(scope.link),
            instead: draft.instead.map {
                Wording(when: scope.condition($0.when), variants: $0.variants.map(scope.link))
            },
            buttons: draft.buttons.map(button), images: draft.images.map { picture($0, scope) },
            links: draft.links.map { link($0, scope) }, cards: draft.cards.map { card($0, scope) },
            codes: draft.codes.map {
                ResponseCode(text: scope.link($0.text), description: scope.link($0.description))
            }, place: draft.name.place)
    }

    private func card(_ draft: ResponseDraft.Card, _ scope: ExpressionLinker) -> ResponseCard {
        ResponseCard(
            title: scope.link(draft.title), text: draft.text.map(scope.link),
            image: draft.image.map { picture($0, scope) }, link: draft.link.map { link($0, scope) },
            button: draft.button.map(button))
    }

    private func picture(_ draft: ResponseDraft.Image, _ scope: ExpressionLinker) -> ResponsePicture {
        ResponsePicture(url: scope.link(draft.url), description: scope.link(draft.description))
    }

    private func link(_ draft: ResponseDraft.Link, _ scope: ExpressionLinker) -> ResponseLink {
        ResponseLink(url: scope.link(draft.url), label: scope.link(draft.label))
    }

    private func button(_ draft: ResponseDraft.Button) -> ResponseButton {
        let choice: Choice =
            switch draft.choice {
            case .intent(let word): .intent(checkIntent(word))
            case .article(let word): .article(checkArticle(word))
            case .person: .person
            }
        return ResponseButton(label: draft.label, choice: choice)
    }

    func checkIntent(_ word: Word) -> IntentName {
        if !names.intents.contains(word.text) {
            complaints.unknown(.unknownIntent, "intent", word, known: names.intents)
        }
        return IntentName(word.text)
    }

    private func action(_ draft: ActionDraft) -> Action {
        let scope = ExpressionLinker(scope: .inputs(Set(draft.inputs.map(\.name))), complaints: complaints)
        return Action(
            name: ActionName(draft.name.text), inputs: draft.inputs, method: draft.method, url: scope.link(draft.url),
            headers: Dictionary(
                draft.headers.map { ($0.name, scope.link($0.value)) }, uniquingKeysWith: { first, _ in first }),
            body: draft.body.map { body($0, scope) },
            outputs: Dictionary(
                draft.outputs.map { (SlotName($0.slot.text), $0.output) }, uniquingKeysWith: { first, _ in first }),
            errors: draft.errors, overLimit: draft.overLimit, timeout: draft.timeout,
            resultWithin: draft.resultWithin, attempts: draft.attempts, irreversible: draft.irreversible,
            carrier: draft.carrier, honoursKeys: draft.honoursKeys,
            lookUp: draft.lookUp.map { Action.LookUp(action: checkAction($0.action), missing: $0.missing) },
            undo: draft.undo.map { undo($0, of: draft) }, policy: draft.policy.map { checked($0, of: draft) },
            place: draft.name.place)
    }

    func checkAction(_ word: Word) -> ActionName {
        if names.actions[word.text] == nil {
            complaints.unknown(.unknownAction, "action", word, known: names.actions.keys)
        }
        return ActionName(word.text)
    }

    private func checked(_ policy: ActionPolicy, of draft: ActionDraft) -> ActionPolicy {
        let known = draft.inputs.map(\.name)
        for input in [policy.amount, policy.customer].compactMap(\.self) where !known.contains(input) {
            complaints.unknown(.unknownInput, "input", Word(text: input, place: draft.name.place), known: known)
        }
        return policy
    }

    private func body(_ draft: ActionDraft.Body, _ scope: ExpressionLinker) -> Action.Body {
        switch draft {
        case .object(let pairs):
            return .object(
                Dictionary(pairs.map { ($0.key, body($0.value, scope)) }, uniquingKeysWith: { first, _ in first }))
        case .array(let list):
            return .array(list.map { body($0, scope) })
        case .literal(let value):
            return .literal(value)
        case .text(let template):
            let linked = scope.link(template)
            if linked.pieces.count == 1, case .value(let expression, nil) = linked.pieces[0] {
                return .value(expression)
            }
            return .text(linked)
        }
    }

    private func routing(_ draft: RoutingDraft) -> RoutingPlan? {
        guard let defaultTeam = draft.defaultTeam else { return nil }
        for team in draft.needs { _ = checkTeam(team) }
        return RoutingPlan(
            teams: draft.teams.map { RoutingPlan.Team(name: TeamName($0.name.text), title: $0.title) },
            defaultTeam: checkTeam(defaultTeam), priorities: draft.priorities,
            urgentWords: Dictionary(
                draft.urgentWords.map { ($0.word.lowercased(), checkTeam($0.team)) },
                uniquingKeysWith: { first, _ in first }),
            frustration: draft.frustration,
            vip: draft.vip.map { RoutingPlan.VIP(value: $0.value, team: checkTeam($0.team ?? defaultTeam)) },
            service: draft.service)
    }
}
