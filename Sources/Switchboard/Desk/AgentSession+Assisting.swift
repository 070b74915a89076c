internal import ChatProtocol
internal import Dialog
internal import Routing
internal import Store
internal import Telemetry
internal import Vocabulary

extension AgentSession {
    // MARK: A line

    /// What is wrong with a line is said before it is sent; a card's number is never sent.
    func say(
        _ text: String, _ cmid: ClientMessageID, in conversation: ConversationID, from draft: DraftSource?,
        isChecked: Bool, _ account: AgentAccount
    ) async throws(Refusal) {
        guard let state = try? await reception.lanes.state(of: conversation) else {
            throw Refusal(.unavailable, conversation: conversation, retryAfter: .seconds(2))
        }
        let findings = reception.shelf.edition(for: conversation).machine.findings(in: text, state: state)
        let isHeldBack = findings.contains { $0.kind == .card } || (!findings.isEmpty && !isChecked)
        guard !isHeldBack else {
            send(.heldBack(conversation, cmid, findings))
            return
        }
        try await take(.agentSay(account.id, cmid: cmid, text: text), cmid, conversation)
        judge(draft, text, in: conversation)
    }

    /// The drafts that were shown for the visitor's last line are judged once, by what the agent sent.
    private func judge(_ draft: DraftSource?, _ text: String, in conversation: ConversationID) {
        guard let companion = reception.companion else { return }
        let chat = memory.withLock { memory in
            let chat = memory.open[conversation]
            memory.open[conversation]?.drafts = [:]
            if let chat { memory.open[conversation]?.judged = chat.heard }
            return chat
        }
        guard let chat else { return }
        if let draft, let offered = chat.drafts[draft] ?? chat.replies[draft] {
            let fate = DraftFate(of: offered, sent: text)
            companion.settled(draft, fate)
            if fate != .ignored { return }
        }
        for source in chat.drafts.keys.sorted() where source != draft { companion.settled(source, .ignored) }
    }

    // MARK: Beside a chat

    func refresh(_ conversation: ConversationID) async {
        memory.withLock { $0.open[conversation]?.isRefreshing = false }
        guard let account = memory.withLock({ $0.open[conversation] == nil ? nil : $0.account }),
            let (state, records) = try? await reception.lanes.log(of: conversation)
        else { return }
        let machine = reception.shelf.edition(for: conversation).machine
        let assistance = machine.assistance(
            for: records, state: state, teams: account.teams, at: reception.surroundings.now())
        let book = reception.companion?.book ?? DraftBook()
        let shown = Assistance(
            drafts: assistance.drafts.filter { !book.isOff($0.source) }, replies: assistance.replies,
            actions: assistance.actions, tags: assistance.tags)
        let off = assistance.drafts.filter { book.isOff($0.source) }.map { SilencedSource($0.source, book) }
        remember(shown, heard: records.last { $0.sender == .visitor }?.seq ?? .start, state, in: conversation)
        send(.assistance(conversation, shown, off: off))
        send(.clocks(conversation, reception.clocks(of: records)))
    }

    private func remember(
        _ shown: Assistance, heard: SequenceNumber, _ state: DialogState, in conversation: ConversationID
    ) {
        let isMine = state.holder == agent.map(Holder.agent)
        memory.withLock { memory in
            guard let chat = memory.open[conversation] else { return }
            memory.open[conversation]?.heard = heard
            memory.open[conversation]?.replies = Dictionary(
                shown.replies.map { (DraftSource("reply:\($0.name)"), $0.text) },
                uniquingKeysWith: { first, _ in first })
            guard isMine, heard > chat.judged else { return }
            memory.open[conversation]?.drafts = Dictionary(
                shown.drafts.map { ($0.source, $0.text) }, uniquingKeysWith: { first, _ in first })
        }
    }

    func showBackground(of conversation: ConversationID) async throws(Refusal) {
        guard let casebook = reception.casebook else { return }
        do throws(StoreError) {
            let (past, similar) = try await casebook.background(of: conversation)
            send(.background(conversation, past: past, similar: similar))
        } catch {
            throw Refusal(.unavailable, conversation: conversation, retryAfter: .seconds(2))
        }
    }

    // MARK: Notes

    /// Acknowledged when the colleagues it names are sure to hear of it.
    func note(
        _ text: String, _ cmid: ClientMessageID, in conversation: ConversationID, by account: AgentAccount
    ) async throws(Refusal) {
        let receipt = try await reception.lanes.take(.agentNote(account.id, cmid: cmid, text: text), in: conversation)
        do throws(StoreError) {
            try await reception.mentions.tell(text, receipt, in: conversation, by: account)
        } catch {
            throw Refusal(.unavailable, retryAfter: .seconds(2))
        }
        acknowledge(cmid, conversation, receipt)
    }

    /// What was written to this agent while nobody was here to read it.
    func showMentions(to account: AgentAccount) async {
        guard let unread = try? await reception.mentions.unread(by: account.id) else { return }
        send(.mentions(unread))
    }

    func readMentions(in conversation: ConversationID, by account: AgentAccount) async throws(Refusal) {
        do throws(StoreError) {
            try await reception.mentions.read(conversation, by: account.id)
        } catch {
            throw Refusal(.unavailable, conversation: conversation, retryAfter: .seconds(2))
        }
    }

    // MARK: Approvals

    func showApprovals() async {
        guard let approvals = reception.approvals, let account = memory.withLock({ $0.account }) else { return }
        send(.approvals(await approvals.open(for: account)))
    }

    func decide(_ id: String, by account: AgentAccount, note: String, isYes: Bool) async throws(Refusal) {
        guard let approvals = reception.approvals else { throw Refusal(.notFound) }
        if isYes {
            try await approvals.approve(id, by: account, note: note)
        } else {
            try await approvals.decline(id, by: account, reason: note)
        }
        await showApprovals()
    }
}

extension SilencedSource {
    init(_ source: DraftSource, _ book: DraftBook) {
        let tally = book.tallies[source] ?? DraftBook.Tally()
        self.init(source: source, used: tally.used, judged: tally.judged)
    }
}
