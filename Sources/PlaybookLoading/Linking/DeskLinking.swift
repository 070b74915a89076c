import PlaybookModel
import Vocabulary

extension Linker {
    /// The holes of a reply see every slot of the playbook, and who speaks: `{agent}`.
    func desk(_ draft: DeskDraft) -> DeskPlan {
        let scope = ExpressionLinker(scope: .slots(names.slots, standardWords: true), complaints: complaints)
        return DeskPlan(
            tags: draft.tags.map { tag in
                Tag(
                    name: TagName(tag.name.text), title: tag.title, intents: tag.intents.map(checkIntent),
                    feature: tag.feature)
            },
            replies: draft.replies.map { reply in
                DeskPlan.CannedReply(
                    name: reply.name.text, title: reply.title, text: scope.link(reply.text),
                    teams: reply.teams.map(checkTeam))
            }, banned: draft.banned, worth: draft.worth)
    }
}
