internal import Vocabulary

/// A message as bytes (RFC 5322, MIME): the same message is the same bytes.
struct MailText {
    let message: MailMessage

    var bytes: [UInt8] {
        var text = MailHeader.field("Date", [MailDate.text(message.at)])
        text += MailHeader.field("Message-ID", ["<\(message.id)@\(domain)>"])
        text += MailHeader.field("From", MailHeader.words(message.from))
        text += MailHeader.field("To", MailHeader.words(message.to))
        if let replyTo = message.replyTo { text += MailHeader.field("Reply-To", MailHeader.words(replyTo)) }
        text += MailHeader.field("Subject", MailHeader.words(message.subject))
        if let answers = message.answers {
            text += MailHeader.field("In-Reply-To", ["<\(answers)>"])
            text += MailHeader.field("References", ["<\(answers)>"])
        }
        // No vacation notes in answer to a machine (RFC 3834).
        text += MailHeader.field("Auto-Submitted", ["auto-generated"])
        if let unsubscribe = message.unsubscribe {
            text += MailHeader.field("List-Unsubscribe", ["<\(unsubscribe.url)>"])
            text += MailHeader.field("List-Unsubscribe-Post", ["List-Unsubscribe=One-Click"])
        }
        text += MailHeader.field("MIME-Version", ["1.0"])
        return Array(text.utf8) + content
    }

    private var domain: Substring { message.from.address.split(separator: "@").last ?? "localhost" }

    private var content: [UInt8] {
        guard !message.attachments.isEmpty else { return words }
        return parts("mixed", [words] + message.attachments.map(attachment))
    }

    /// The plain words first: readers show the last form they can.
    private var words: [UInt8] {
        let plain = part("text/plain; charset=utf-8", message.text)
        guard let html = message.html else { return plain }
        return parts("alternative", [plain, part("text/html; charset=utf-8", html)])
    }

    private func part(_ type: String, _ text: String) -> [UInt8] {
        let header =
            MailHeader.field("Content-Type", [type])
            + MailHeader.field("Content-Transfer-Encoding", ["quoted-printable"])
        return Array((header + "\r\n").utf8) + MailEncoding.quotedPrintable(text)
    }

    private func attachment(_ attachment: MailMessage.Attachment) -> [UInt8] {
        let header =
            MailHeader.field("Content-Type", [attachment.type])
            + MailHeader.field("Content-Disposition", ["attachment;", Self.fileName(attachment.name)])
            + MailHeader.field("Content-Transfer-Encoding", ["base64"])
        return Array((header + "\r\n").utf8) + MailEncoding.base64Lines(attachment.bytes)
    }

    /// RFC 2231, which every script fits into.
    private static func fileName(_ name: String) -> String {
        var text = "filename*=UTF-8''"
        for byte in name.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }

    private func parts(_ kind: String, _ parts: [[UInt8]]) -> [UInt8] {
        // `=_` stands in no quoted-printable and no base64 line, so no part can hold its own border.
        let border = "=_\(kind)_\(message.id.utf8.count)_\(message.at.milliseconds)"
        var bytes = Array(
            (MailHeader.field("Content-Type", ["multipart/\(kind);", "boundary=\"\(border)\""]) + "\r\n").utf8)
        for part in parts { bytes += Array("--\(border)\r\n".utf8) + part + [0x0D, 0x0A] }
        return bytes + Array("--\(border)--\r\n".utf8)
    }
}

/// RFC 5322 §3.3, in UTC.
enum MailDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func text(_ moment: Timestamp) -> String {
        let seconds = max(0, moment.milliseconds) / 1_000
        let day = Int(seconds / 86_400)
        let date = civil(day)
        let time = [seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + String($0) }
        return "\(days[day % 7]), \(date.day) \(months[date.month - 1]) \(date.year) "
            + time.joined(separator: ":") + " +0000"
    }

    /// Counted in eras of 400 years whose years begin in March.
    private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let isNextYear = month >= 10
        return (
            yearOfEra + era * 400 + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3,
            dayOfYear - (153 * month + 2) / 5 + 1
        )
    }
}
