internal import PlaybookModel
internal import Vocabulary

/// A program's run, complete: what is started, what it sees, what it is told. Holds secrets.
struct ProgramOrder: Sendable {
    let path: String
    let arguments: [String]
    /// `NAME=value`
    let environment: [String]
    /// One JSON object and a line feed.
    let input: [UInt8]
    let timeout: TimeSpan

    init(
        _ program: Action.Program, _ action: Action, _ call: ActionCall, environment: (String) -> String?
    ) throws(FillingError) {
        guard program.path.hasPrefix("/") else { throw FillingError("the program's path is not absolute") }
        var variables: [String] = []
        for name in program.environment {
            guard let value = environment(name) else { throw FillingError("\(name) is not set in the environment") }
            variables.append("\(name)=\(value)")
        }
        let strings = [program.path] + program.arguments + variables
        guard strings.allSatisfy({ !$0.utf8.contains(0) }) else { throw FillingError("a null byte in the command") }
        for input in action.inputs where input.required && (call.arguments[input.name] ?? .nothing) == .nothing {
            throw FillingError("the input '\(input.name)' is missing")
        }
        let names = Set(action.inputs.map(\.name))
        path = program.path
        arguments = program.arguments
        self.environment = variables
        timeout = action.timeout
        input =
            JSONText.write(
                .record([
                    "action": .text(call.action.rawValue), "conversation": .text(call.id.conversation.rawValue),
                    "effect": .text(call.id.text), "key": .text(call.key.rawValue),
                    "inputs": .record(call.arguments.filter { names.contains($0.key) }),
                ])) + [0x0A]
    }
}

/// How a program's run ended.
enum ProgramOutcome: Hashable, Sendable {
    /// It left with status 0, and this is all it wrote.
    case answered([UInt8])
    /// It was never started.
    case notStarted(String)
    /// It was started, and did not end as it should.
    case broken(String)
}

/// Reads a program's answer: `{"error": "code"}` is one of the action's errors, every other object is its outputs.
struct ProgramAnswer {
    let reading: AnswerReading

    func finding(_ outcome: ProgramOutcome) -> Finding {
        switch outcome {
        case .notStarted(let error): return .nothingDone(error, after: nil)
        case .broken(let error): return .doubtful(error, after: nil)
        case .answered(let bytes):
            guard case .record(let fields)? = JSONText.read(bytes) else {
                return .doubtful("the program did not write one JSON object", after: nil)
            }
            // 422: a refusal that the playbook may have a name for, and that another try would only repeat.
            return reading.finding(HTTPAnswer(status: fields["error"] == nil ? 200 : 422), .record(fields))
        }
    }
}
