import PlaybookLoading

/// Faults that only a proof finds, put into ``WorkshopPlaybook``.
enum ProofFaults {
    static let all = ofSlots + ofCalls + ofTurns + ofConditions + ofWords + ofUse
    static let everyOne = all + ofSound

    private static let cancel = "cancel_job.yaml"

    static let ofSlots = [
        Fault(.unfilledSlot, cancel, "  - collect: [email, why]", "  - ‸say: no_such_job\n  - collect: [email, why]"),
        // An optional slot may hold nothing.
        Fault(
            .unfilledSlot, cancel, "  - when: why != nothing", "  - ‸say: thanks_for_saying\n  - when: why != nothing"),
        Fault(
            .unfilledSlot, cancel, "    then: { say: thanks_for_saying }\n    else: { say: no_reason_needed }",
            "    then: { say: no_reason_needed }\n    else: ‸{ say: thanks_for_saying }"),
        // What an action brings is there only where it went well.
        Fault(
            .unfilledSlot, cancel, "    failed: [{ say: did_not_work }", "    failed: [‸{ say: cancelled_job }"),
        Fault(.unfilledSlot, cancel, "    timeout: [{ say: not_sure }", "    timeout: [‸{ say: cancelled_job }"),
        Fault(
            .unfilledSlot, "collection.yaml", "      not_found: [{ say: no_such_job }, { end: refused }]",
            "      not_found: []", at: ("collection.yaml", "when: days_until")),
        Fault(
            .unfilledSlot, cancel, "    declined: [{ say: left_as_it_was }", "    declined: [‸{ say: cancelled_job }"),
        Fault(.unfilledSlot, cancel, "  - set: { amount: deposit }", "  - ‸set: { amount: receipt }"),
        // Left by a question that nobody answered.
        Fault(
            .unfilledSlot, "collection.yaml", "flow:\n  - collect: job",
            "flow:\n  - collect: job\n    unanswered: [‸{ say: no_such_job }, { end: refused }]"),
        // A wait that expired, and a signal that may not bring it.
        Fault(.unfilledSlot, "collection.yaml", "expired: [{ say: taking_longer }", "expired: [‸{ say: in_rack }"),
        Fault(
            .unfilledSlot, "collection.yaml", "  - when: known(rack)\n    then: { say: in_rack }", "  - ‸say: in_rack"),
        // Emptied, or cleared with what it depends on.
        Fault(
            .unfilledSlot, "collection.yaml", "  - promise: ready_on",
            "  - set: { job: nothing }\n  - ‸promise: ready_on"),
        Fault(
            .unfilledSlot, "by_code.yaml", "  - collect: code\n", "", at: ("by_code.yaml", "call: codes.check")),
        // Nobody can say the first of an empty list.
        Fault(
            .unfilledSlot, cancel, "  - set: { amount: deposit }",
            "  - set: { amount: first(parts) }", at: (cancel, "{ say: needs_approval")),
        // A verification gives what it binds, and no more.
        Fault(
            .unfilledSlot, "collection.yaml", "  - call: jobs.look_up",
            "  - ‸call: jobs.find\n  - call: jobs.look_up"),
        Fault(
            .unfilledSlot, "collection.yaml", "  - promise: ready_on\n    until: ready",
            "  - ‸promise: ready_on\n    until: add_days(ready, amount)"),
        Fault(
            .unfilledSlot, "owner.yaml", "  - collect: [email, code]\n", "  - collect: [email]\n",
            at: ("owner.yaml", "call: codes.check")),
        Fault(
            .unfilledSlot, "hours.yaml", "Monday to Friday, 9 to 6.", "{job}", at: ("hours.yaml", "opening_hours:\n")),
    ]

    static let ofCalls = [
        Fault(
            .unconfirmedCall, cancel, "  - call: jobs.cancel", "  - collect: job\n  - ‸call: jobs.cancel"),
        Fault(.unconfirmedCall, cancel, "  - call: jobs.cancel", "  - wait: 1h\n  - ‸call: jobs.cancel"),
        Fault(.unconfirmedCall, cancel, "  - call: jobs.cancel", "  - link: collection\n  - ‸call: jobs.cancel"),
        Fault(
            .unconfirmedCall, cancel, "  - call: jobs.cancel",
            "  - call: jobs.look_up\n    failed: { escalate: support }\n    errors: { not_found: { escalate: support } }\n"
                + "  - ‸call: jobs.cancel"),
        Fault(
            .unconfirmedCall, cancel, "  - say: cancelled_job",
            "  - say: cancelled_job\n  - ‸call: jobs.cancel\n    key: again:{job}\n    over_limit: { escalate: billing }\n"
                + "    failed: { escalate: support }\n  - say: cancelled_job"),
        Fault(
            .unconfirmedCall, cancel, "    declined: [{ say: left_as_it_was }, { end: kept }]",
            "    declined: [{ say: left_as_it_was }]", at: (cancel, "call: jobs.cancel")),
        // Twice the deposit is not the deposit.
        Fault(
            .unshownValue, cancel, "    with: { why: why }", "    with: { why: why, deposit: deposit + deposit }",
            at: (cancel, "call: jobs.cancel")),
        Fault(
            .unshownValue, cancel, "text: \"Cancel {job} and send", "text: \"Cancel it and send",
            at: (cancel, "call: jobs.cancel")),
        Fault(.callWithoutKey, cancel, "  - call: jobs.cancel\n    key: cancel:{job}", "  - ‸call: jobs.cancel"),
        Fault(
            .constantKey, cancel, "  - call: jobs.cancel\n    key: cancel:{job}",
            "  - ‸call: jobs.cancel\n    key: cancel"
        ),
        Fault(
            .unhandledAnswer, cancel,
            "    over_limit: [{ say: needs_approval }, { escalate: billing, reason: overLimit }]\n",
            "",
            at: (cancel, "call: jobs.cancel")),
        Fault(
            .unhandledAnswer, cancel,
            "    failed: [{ say: did_not_work }, { escalate: support, reason: actionFailed }]\n",
            "", at: (cancel, "call: jobs.cancel")),
        Fault(
            .deadBranch, cancel, "    within: 30s", "    over_limit: { escalate: billing }\n    within: 30s",
            at: (cancel, "call: jobs.look_up")),
        Fault(
            .failureAsSuccess, cancel,
            "    failed: [{ say: did_not_work }, { escalate: support, reason: actionFailed }]\n"
                + "    timeout: [{ say: not_sure }, { escalate: support, reason: actionUnknown }]\n  - say: cancelled_job",
            "    failed: []\n    timeout: { escalate: support }\n  - say: left_as_it_was",
            at: (cancel, "call: jobs.cancel")),
        Fault(
            .neverVerified, "owner.yaml", "    then: { end: verified }",
            "    then: [{ say: not_your_job }, { end: done }]",
            at: ("owner.yaml", "flow:\n")),
        Fault(
            .provesNothing, "owner.yaml",
            "  - call: codes.check\n    failed: [{ say: cannot_check }, { escalate: support, reason: actionFailed }]\n"
                + "  - when: is_right\n    then: { end: verified }\n  - say: not_your_job\n  - end: refused",
            "  - ‸end: verified"),
    ]

    static let ofTurns = [
        Fault(
            .tooManyLines, cancel, "  - set: { amount: deposit }",
            "  - say: no_reason_needed\n  - say: voucher_it_is\n  - say: too_late\n  - say: closed_now\n"
                + "  - ‸say: no_reason_needed\n  - set: { amount: deposit }"),
        Fault(
            .tooManyLines, cancel, "      - say: job_is_done\n      - link: collection",
            "      - say: job_is_done\n      - say: job_is_done\n      - say: job_is_done\n      - ‸link: collection"),
        Fault(
            .tooManySteps, "assistant.yaml", "steps_per_turn: 40", "steps_per_turn: 26",
            at: (cancel, "link: collection")),
        Fault(
            .silentEnd, cancel, "    declined: [{ say: left_as_it_was }, { end: kept }]",
            "    declined: [‸{ end: kept }]"),
        Fault(.silentEnd, cancel, "{ say: no_jobs }, { end: refused }", "‸{ end: refused }"),
        Fault(
            .silentEnd, cancel, "      started: [{ say: too_late }, { end: refused }]",
            "      started: [‸{ end: refused }]"),
        Fault(
            .silentEnd, "owner.yaml", "  - say: not_your_job\n  - end: refused", "  - ‸end: refused"),
        Fault(.unreachableStep, cancel, "      - end: done", "      - end: done\n      - ‸say: closed_now"),
        Fault(
            .endlessLoop, "collection.yaml", "      - say: come_and_get_it",
            "      - say: come_and_get_it\n      - link: cancel_job",
            at: (cancel, "link: collection")),
    ]

    static let ofConditions = [
        Fault(
            .constantCondition, cancel, "  - when: why != nothing",
            "  - ‸when: known(job)\n    then: { say: closed_now }\n  - when: why != nothing"),
        Fault(
            .constantCondition, cancel, "  - when: refund_to == voucher\n    then: { say: voucher_it_is }",
            "  - when: refund_to == voucher\n    then: { say: voucher_it_is }\n    else:\n"
                + "      - ‸when: refund_to == card\n        then: { say: voucher_it_is }"),
        Fault(
            .constantCondition, cancel, "  - when: refund_to == voucher",
            "  - ‸when: refund_to == voucher or refund_to == card"),
        Fault(
            .constantCondition, cancel, "  - set: { amount: deposit }",
            "  - set: { amount: 3 }\n  - ‸when: amount > 5\n    then: { say: closed_now }\n  - set: { amount: deposit }"
        ),
        Fault(
            .constantCondition, cancel, "  - when: why != nothing",
            "  - ‸when: state == \"done\"\n    then: { say: closed_now }\n  - when: why != nothing"),
        Fault(
            .constantCondition, cancel, "  - when: why != nothing",
            "  - ‸when: identified(\"signed\")\n    then: { say: closed_now }\n  - when: why != nothing"),
        Fault(
            .constantCondition, cancel, "  - when: why != nothing",
            "  - ‸when: 2 > 3\n    then: { say: closed_now }\n  - when: why != nothing"),
        Fault(
            .constantCondition, "by_code.yaml", "  - say: wrong_code",
            "  - ‸when: is_right\n    then: [{ end: verified }]\n  - say: wrong_code"),
        Fault(
            .constantCondition, "collection.yaml", "  - say: it_is_ready",
            "  - when: channel() == \"widget\"\n    then:\n      - ‸when: channel() == \"sms\"\n        then: { say: it_is_ready }\n"
                + "  - say: it_is_ready"),
    ]

    static let ofWords = [
        Fault(
            .repeatedVariant, cancel, "cancelled_job: [\"Done. Receipt {receipt}.\", \"All cancelled.",
            "‸cancelled_job: [\"Done. Receipt {receipt}.\", \"Done."),
        Fault(.pluralForm, cancel, "  which_job: \"{count(jobs)|plural one", "  ‸which_job: \"{count(jobs)|plural few"),
        Fault(.localeFormat, "assistant.yaml", "locale: en-GB", "locale: nl-NL", at: (cancel, "which_job: \"{count")),
        Fault(
            .undatedPromise, cancel, "  did_not_work: That did not work, and nothing was cancelled.",
            "  ‸did_not_work: That did not work. We will get back to you."),
        Fault(
            .undatedPromise, cancel, "  not_sure: I cannot see whether that went through, a person looks.",
            "  ‸not_sure: Someone will look into it as soon as possible."),
        Fault(
            .undatedPromise, cancel, "  - say: cancelled_job", "  - ‸promise: cancelled_job"),
    ]

    static let ofUse = [
        Fault(.unusedResponse, cancel, "  ask_job: Which", "  ‸never_said: Words.\n  ask_job: Which"),
        Fault(.deadSlot, cancel, "  amount: { type: result }", "  amount: { type: result }\n  ‸shade: { type: text }"),
        Fault(
            .unreachableFlow, "other.yaml", "",
            "verification: other\ntitle: other\n‸flow:\n  - when: known(job)\n    then: { end: verified }\n"
                + "  - end: refused\n"),
        Fault(
            .unusedAction, "actions.yaml", "  codes.send:",
            "  ‸codes.forget:\n    inputs: []\n    method: POST\n    url: https://shop.example/forget\n  codes.send:"),
    ]

    /// Put into ``SoundPlaybook``, where nothing proves who a visitor is.
    static let ofSound = [
        Fault(
            .contradictoryNeed, "refund.yaml", "- collect: reason",
            "- when: not identified(\"session\")\n    then: ‸{ require: { identity: session } }\n  - collect: reason"),
        Fault(
            .constantCondition, "refund.yaml", "- collect: reason",
            "- require: { identity: signed }\n  - ‸when: identified(\"session\")\n    then: { say: kept_as_it_was }\n"
                + "  - collect: reason"),
        Fault(
            .constantCondition, "refund.yaml", "- collect: reason",
            "- collect: reason\n  - when: reason == damaged\n    then: { say: kept_as_it_was }\n"
                + "    else:\n      - ‸when: reason != late\n        then: { say: kept_as_it_was }"),
        Fault(
            .silentEnd, "refund.yaml", "- collect: reason",
            "- collect: reason\n  - when: reason == damaged\n    then: ‸{ end: damaged }"),
        Fault(
            .undatedPromise, "refund.yaml", "nothing_to_refund: Nothing is left to refund.",
            "‸nothing_to_refund: Nothing is left, but we will look into it."),
        Fault(
            .repeatedVariant, "refund.yaml", "ask_reason: [What was wrong?,",
            "‸ask_reason: [And what was the matter with it?,"),
    ]
}
