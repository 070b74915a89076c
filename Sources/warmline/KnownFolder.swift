internal import PlaybookLoading

/// A playbook's folder with what it last gave, so that an edit costs what was edited.
struct KnownFolder: Sendable {
    private var image: FolderImage
    private var files: [SourceFile] = []
    /// The last that was good.
    private var loaded: LoadedPlaybook?

    init(_ folder: PlaybookFolder) throws {
        try folder.checkIsThere()
        image = FolderImage(path: folder.path)
    }

    /// What the folder gives now; nothing where nothing was written since the last look.
    mutating func look() throws -> LoadedPlaybook? {
        guard try image.look() else { return nil }
        let present = image.files
        let fresh = PlaybookFolder.load(present, after: loaded, of: files)
        if fresh.playbook != nil { (files, loaded) = (present, fresh) }
        return fresh
    }
}
