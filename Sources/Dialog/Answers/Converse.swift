internal import PlaybookModel
internal import Vocabulary

extension Turn {
    /// Nothing is asked and no flow runs: act on what is wanted, ask which, answer from an article, or fall back.
    mutating func converse(_ message: Message, _ earlier: DialogState) {
        if answerReaching(message, earlier) { return }
        let yes = message.yesOrNo(in: playbook)
        if let yes, answerOffer(yes, earlier) { return }
        if let intent = message.sureIntent(in: playbook), act(on: intent, message) { return }
        let wasClarifying =
            if case .clarification = earlier.question {
                earlier.lastBotLines.last?.response != StandardResponse.welcomeBackOpen.name
            } else { false }
        if yes == true, case .clarification(let offered) = earlier.question, offered.count == 1,
            press(offered[0], message)
        {
            return
        }
        let offered = yes == nil ? message.articlesToOffer(in: playbook) : []
        let article = message.article(in: playbook, besides: []) ?? offered.first
        let isUnsure = message.interpretation.band != .none && yes == nil
        if isUnsure, !wasClarifying, (article?.confidence ?? 0) < message.confidence, clarify(message) { return }
        if answerFromArticle(message) { return }
        // Asked back once; who is still not understood is told so.
        if !wasClarifying, offer(offered) { return }
        if isUnsure, !wasClarifying, clarify(message) { return }
        fallBack()
    }

    /// Does what an intent stands for. False when that is not possible here.
    mutating func act(on intent: Intent, _ message: Message) -> Bool {
        keepFurther(of: message, besides: intent)
        switch intent.outcome {
        case .command(let command): return act(on: command)
        case .response(let response):
            say(response, place: state.question == nil ? .last : .middle)
            comeBackToQuestion()
            return true
        case .article(let name):
            guard let article = shown(name) else { return false }
            if !answerFromArticle(message, only: name) { show(article) }
            return true
        case .flow(let name):
            guard playbook.flows[name] != nil else { return false }
            start(name, message)
            return true
        }
    }

    /// Commands that came as a button.
    private mutating func act(on command: Intent.Command) -> Bool {
        switch command {
        case .person: handOver(.asked)
        case .cancel: cancel(everything: false)
        case .goBack: goBack()
        case .skip: skip()
        case .startOver: startOver()
        case .whatCanYouDo: sayWhatIsPossible()
        case .repeat: repeatLastLines(of: state)
        case .yes, .no: return false
        }
        return true
    }

    /// Starts a flow, over the one that waits if there is one and the stack has room.
    private mutating func start(_ name: FlowName, _ message: Message) {
        if state.stack.last?.calling != nil { return sayWorking() }
        let isOpen = state.stack.contains { $0.flow == name }
        guard !isOpen, state.stack.count <= playbook.assistant.limits.stackDepth else {
            // First things first: the one that waits is finished before.
            return state.question == nil ? run() : askAgain(resuming: true)
        }
        var message = message
        begin(name)
        takeReached(name)
        takeVolunteered(&message, anew: true)
        run()
    }

    private mutating func comeBackToQuestion() {
        if state.question != nil { askAgain(resuming: true) }
    }

    // MARK: Did you mean

    private mutating func clarify(_ message: Message) -> Bool {
        let candidates = message.interpretation.intents.compactMap { playbook.intent($0.value) }.filter {
            switch $0.outcome {
            case .flow, .response, .article: true
            case .command(let command): command == .person
            }
        }
        guard !candidates.isEmpty else { return false }
        let buttons = candidates.prefix(3).map { intent in
            let isPerson = intent.outcome == .command(.person)
            return Button(label: intent.description, choice: isPerson ? .person : .intent(intent.name))
        }
        say(.clarify, buttons: Array(buttons), place: .last)
        return true
    }

    // MARK: Articles

    /// The passage itself with where it stands: never a word that no article says. Then back to the question, if one
    /// was asked.
    mutating func answerFromArticle(_ message: Message, only name: ArticleName? = nil) -> Bool {
        let hit: ArticleHit? =
            if let name {
                message.interpretation.articles.first {
                    playbook.articles[$0.article]?.original == playbook.articles[name]?.original
                }
            } else {
                message.article(in: playbook, besides: state.lastBotLines.map(\.text))
            }
        guard let hit else { return false }
        cite(hit.article, title: hit.title, section: hit.section, passage: hit.passage)
        return true
    }

    /// Between the bars: the titles of what may answer, to choose from. Beside a flow's question, whose own buttons
    /// stay, that question is still there to be answered.
    mutating func offer(_ articles: [ArticleHit], beside buttons: [Button] = []) -> Bool {
        guard !articles.isEmpty else { return false }
        let titles = articles.map { Button(label: $0.title.cut(to: LineBounds.label), choice: .article($0.article)) }
        say(.whichArticle, buttons: titles + buttons, place: .last)
        return true
    }

    /// The article as this visitor may read it today, in their language where there is one.
    func shown(_ name: ArticleName) -> Article? {
        let today = playbook.zone.local(now).date.notation
        return playbook.articles.values.shown(name, to: state.readership, on: today)
    }

    /// What was offered is answered with the passage that made it be offered.
    mutating func show(_ article: Article) {
        if let hit = state.bookkeeping.offeredArticles.first(where: { $0.article == article.name }) {
            return cite(hit.article, title: hit.title, section: hit.section, passage: hit.passage)
        }
        let section = article.sections.first { !$0.passages.isEmpty }
        cite(
            article.name, title: article.title, section: section?.heading ?? "",
            passage: section?.passages.first ?? article.title)
    }

    private mutating func cite(_ article: ArticleName, title: String, section: String, passage: String) {
        emit(.articleShown(article, section: section))
        let citation = Citation(article: article, title: title, section: section, version: playbook.version)
        speak(BotLine(text: passage, citation: citation), place: state.question == nil ? .last : .middle)
        if state.question != nil {
            askAgain(resuming: true)
        } else if state.stack.isEmpty {
            offerMore()
        }
    }

    /// Asked once in a conversation: more often it is a nuisance.
    private mutating func offerMore() {
        let name = StandardResponse.didThatHelp.name
        guard linesLeft > 0, state.requests.isEmpty, state.timesSaid[name] == nil else { return }
        let hasButtons = playbook.responses[name]?.buttons.isEmpty == false
        say(name, buttons: hasButtons ? [] : playbook.yesAndNo, place: .last)
    }

    /// Yes or no to "did that help?": what else there is; after a no the next thing not understood is for a person.
    private mutating func answerOffer(_ yes: Bool, _ earlier: DialogState) -> Bool {
        guard earlier.lastBotLines.last?.response == StandardResponse.didThatHelp.name else { return false }
        if !yes { emit(.fellBack(rung: 2)) }
        say(.options, buttons: offersWhereNone, place: .last)
        return true
    }
}
