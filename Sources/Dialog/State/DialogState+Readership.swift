public import PlaybookModel
internal import Vocabulary

extension DialogState {
    /// Of the customer to the house, 0 to 1: the attribute `value` as the site has signed it.
    public var value: Double {
        guard let value = signed["value"].flatMap(Double.init), value.isFinite else { return 0 }
        return min(max(value, 0), 1)
    }

    /// What the visitor may read, and in which language: everybody reads what is `public`, whoever the site has signed
    /// also what is for `signed_in`, and for each thing that was signed about them, such as `plan:pro`.
    public var readership: Readership {
        guard let opening else { return .anybody }
        var audiences = Readership.anybody.audiences
        let signed = signed
        if !signed.isEmpty { audiences.insert("signed_in") }
        for (name, value) in signed where name != "id" && name != "name" && name != "email" {
            audiences.insert("\(name):\(value)")
        }
        return Readership(audiences: audiences, locale: opening.locale)
    }
}
