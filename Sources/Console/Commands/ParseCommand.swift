public import Vocabulary

/// `warmline parse`: a line of text in, one JSON object out.
public enum ParseCommand {
    /// The interpretation as one line of JSON with sorted keys.
    public static func json(_ interpretation: Interpretation) -> String {
        JSONText.of(interpretation, lines: false)
    }
}
