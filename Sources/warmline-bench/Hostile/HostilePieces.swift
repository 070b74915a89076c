/// What hostile texts are put together from.
enum HostilePieces {
    static let letters: [Character] = Array("abcdefghijklmnopqrstuvwxyz'-")

    /// Latin with accents, Greek, Cyrillic, Armenian, Hebrew, Arabic, Devanagari, Bengali, Tamil, Thai, Georgian,
    /// Hangul, Ethiopic, Khmer, kana, Han, Hangul syllables, Arabic presentation forms, full-width forms, Gothic,
    /// mathematical letters, Han beyond the first plane.
    static let alphabets: [ClosedRange<UInt32>] = [
        0xC0...0x24F, 0x370...0x3FF, 0x400...0x4FF, 0x531...0x587, 0x5D0...0x5EA, 0x620...0x6FF, 0x900...0x97F,
        0x980...0x9FF, 0xB80...0xBFF, 0xE01...0xE5B, 0x10A0...0x10FF, 0x1100...0x11FF, 0x1200...0x137F,
        0x1780...0x17FF, 0x3041...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFB50...0xFDFF, 0xFF01...0xFFEE,
        0x10330...0x1034A, 0x1D400...0x1D7FF, 0x20000...0x2A6DF,
    ]

    static let marks: [Unicode.Scalar] = [
        "\u{300}", "\u{301}", "\u{327}", "\u{335}", "\u{345}", "\u{35F}", "\u{361}", "\u{489}", "\u{5B0}", "\u{64B}",
        "\u{93C}", "\u{E38}", "\u{E49}", "\u{1AB0}", "\u{20D0}", "\u{20E3}", "\u{FE0F}", "\u{1E8D0}", "\u{1D165}",
    ]

    /// C0 and C1, the soft hyphen, joiners and directions, separators, invisible operators, variation selectors, the
    /// private use areas, non-characters, byte-order marks, tags.
    static let controls: [ClosedRange<UInt32>] = [
        0x00...0x1F, 0x7F...0x9F, 0xAD...0xAD, 0x180B...0x180E, 0x2000...0x200F, 0x2028...0x202E, 0x2060...0x206F,
        0xE000...0xF8FF, 0xFDD0...0xFDEF, 0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0xFFF9...0xFFFF, 0xE0000...0xE007F,
        0xF0000...0x10FFFF,
    ]

    static let rightToLeft = [
        "שלום", "הזמנה", "איפה", "החבילה שלי", "مرحبا", "أين طلبي", "استرداد", "۱۲۳۴", "١٢٣٫٤٥", "ریال",
        "سفارش من کجاست",
        "\u{202E}", "\u{202B}", "\u{2067}", "\u{2069}", "\u{202C}", "\u{200F}", "\u{61C}", "order", "12.5", "$", "£40",
        "ﷺ", "ﷲ",
    ]

    static let emoji = [
        "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "🇺🇳", "🇦", "👍🏽", "🤦🏿‍♀️", "1️⃣", "#️⃣", "❤️", "❤", "☺︎", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "😡", "😀", "🙏🏻", "🧑‍💻", ":)", ":-(", ";D",
        "¯\\_(ツ)_/¯", "ಠ_ಠ", "<3", "🫠", "\u{1F3FD}", "\u{200D}", "\u{FE0F}",
    ]

    static let runs = [
        "a", "A", " ", "\n", "\t", "0", "9", ".", ",", "-", "'", "\"", "?", "!", "$", "€", "@", "#", "/", "\\", "%",
        "(", ")",
        "aé", "é", "e\u{301}", "👍", "🇩", "\u{200D}", "\u{301}", "ß", "ﬃ", "İ", "ǅ", "字", "ก", "한", "\u{0}", "1,", "1.",
        "1-", "1/",
        "a.", "a@", "a b ", "no ", "not ", "and ", "next ", "first ", "two ", "hundred ", "million ", "$1 ", "1st ",
        "www.",
        "http://", "0x", "ab", "qu", "zq ", "refnud ", "oh ", "from ", "to ", "why 12 refnud $5 ",
    ]

    static let numberParts = [
        "0", "1", "7", "42", "007", "999999999", "18446744073709551616", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "1e308", "1e-400", "0x7F", "3.14159", "1,234", "1.234,56", "1'000", "½", "²", "٣", "३",
        "５", "Ⅷ",
        "①", "$", "€", "£", "¥", "₿", "%", "-", "–", "−", "+", ".", ",", "/", ":", "#", "(", ")", " ", "k", "m", "bn",
        "th", "st", "am",
        "pm", "USD", "eur", "00000000000000000000", "+49 30 ", "555-0199", "4111111111111111", "DE89370400440532013000",
    ]

    static let figures = [
        "next", "last", "this", "tuesday", "tuesdya", "the 3rd", "the 31st", "29 february", "february 30",
        "31 april 0000",
        "99999-99-99", "2026-02-30", "13/13/13", "12/31", "1/2/3/4", "tomorrow", "yesterday", "noon", "midnight",
        "half past",
        "quarter to", "25:61", "00:00", "23:59:60", "3pm", "in", "ago", "two", "weeks", "fortnight", "a", "hundred",
        "thousand",
        "million", "billion", "and", "a half", "dozen", "minus", "zero", "first", "twenty", "-one", "$", "€", "USD",
        "dollars",
        "pounds", "cents", "quid", "12", "99.99", "1,000,000", "0.001", "999999999999999999999", "from", "to", "not",
        "but", "between",
        "until", "before", "or", "order", "#", "A-1001", "ORD-123456", "yes", "no", "nope", "both", "all of them",
        "the first", "size",
        "me@example.com", "+1 (555) 010-0199", "9999999999 years", "in 99999999999999999999 days",
        "9999999999999999 weeks ago",
    ]

    static let joints = [
        " and ", " and then ", ", ", ". ", "; ", " also ", " but ", " plus ", "? ", "! ", "\n", " & ", " / ",
        " as well as ",
        " then ", ", and also ", " and and ", " oh and ", "... ", " ", "\u{2028}", "、", "。",
    ]

    static let addressParts = [
        "http://", "https://", "ftp://", "javascript:", "www.", "example", ".com", ".", "..", "@", "@@", "/", "//",
        "?q=", "&", "%00",
        "%zz", "#", ":", ":99999", "[::1]", "127.0.0.1", "user", "a.b", "+tag", "\"quoted\"", "münchen", "xn--", "点看",
        "-", "_", "~",
        "mailto:", "me@example.com", "me@example.com.", "<me@example.com>", "a@b", "@b.c",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", " ",
    ]

    static let patterns = [
        "(a+)+$", "(a|aa)+", "((((((((((", "))))))))))", "[^", "[z-a]", "\\", "\\d{1,99999}", "{,}", "(?=", "(?<!",
        ".*.*.*.*",
        "^$^$", "\\1", "*+?", "|||", "(?i)", "\\p{L}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "$&", "${", "a{0}",
    ]

    static let markup = [
        "' OR 1=1 --", "\"; DROP TABLE turns; --", "NEAR(", "\"", "\"\"", "title:", "* AND *", "NOT NOT", "a OR", "^",
        "col : x",
        "<script>alert(1)</script>", "<img src=x onerror=a>", "</", "<!--", "]]>", "<![CDATA[", "&lt;", "&#0;",
        "&amp;amp;", "{{7*7}}",
        "${jndi:ldap://x}", "{% raw %}", "{name}", "$(reboot)", "`id`", "%s%n%x", "%99999999d", "../../etc/passwd",
        "\\0", "\\u0000",
        "null", "NaN", "Infinity", "undefined", "{\"text\":\"", "[[[[[[[[", "---\n- !!", "\r\n\r\n", "HTTP/1.1",
    ]
}
