import Foundation
import TestSupport

/// A playbook that is read and trained at once, for services that are begun many times: what customers may ask, and
/// the words for what is told first.
enum SmallPlaybook {
    /// - Parameter more: files beside its own, by their names.
    static func write(to folder: String, and more: [String: String] = [:]) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files.merging(SmallTalk.files, uniquingKeysWith: { $1 }).merging(
            more, uniquingKeysWith: { $1 })
        {
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
    }

    private static let files = [
        "assistant.yaml": """
        name: Finch
        company: Alder & Finch
        locale: en-GB
        time_zone: UTC
        currency: GBP
        thresholds: { act: 0.4, clarify: 0.2 }
        say:
        \(SmallTalk.words)
        """,
        "routing.yaml": "teams: { support: Customer care }\ndefault_team: support\npriorities: { asked: 1 }",
        "tripwires.yaml": """
        outreach: { quiet: 21:00-08:00, a_day: 1, a_week: 3, two_people_from: 50 }
        incidents: { grace: 2m, notice: broken, update: goes_on, fixed: mended, components: { checkout: The checkout } }
        tripwires:
          failing: { fault: { severity: 3 }, say: device_fault, opens: refunds }
        say:
          broken: "We have a problem on our side: {incident_title}."
          goes_on: "{incident_title}: {incident_words}"
          mended: "It's over: {incident_title}."
          device_fault: Your {device} has reported {observed}.
        """,
        "codes.yaml": """
        intent: codes
        description: A promo code does not work
        examples: [my promo code doesn't work, the discount code is refused, voucher code not accepted, code invalid at checkout, coupon isn't working, promo code error, the code is rejected, discount code does not apply]
        answer: codes_words
        say:
          codes_words: Codes are written in capital letters.
        """,
        "refunds.yaml": """
        intent: refunds
        description: How long refunds take
        examples: [how long do refunds take, when do I get my money back, refund time, is my refund on its way, when is the refund paid, how many days for a refund, waiting for the refund, where is my refund]
        answer: refunds_words
        say:
          refunds_words: Refunds take five working days.
        """,
    ]
}
