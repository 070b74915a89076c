public enum SkillKind {}

/// Something that agents can do to a level, e.g. `refunds`.
public typealias SkillName = Identifier<SkillKind>
