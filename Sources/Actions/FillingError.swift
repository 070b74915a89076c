/// Why an action cannot be asked as it stands. Names inputs and variables, never their values.
struct FillingError: Error, Hashable {
    let words: String

    init(_ words: String) {
        self.words = words
    }
}
