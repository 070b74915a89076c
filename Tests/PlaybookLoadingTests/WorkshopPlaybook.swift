import PlaybookLoading
import PlaybookModel
import Vocabulary

/// A second playbook without a fault, in which every step of the flow language stands with all its ways.
enum WorkshopPlaybook {
    static let files = [
        "assistant.yaml": assistant, "entities.yaml": "entities:\n  job_number: { pattern: \"J(\\\\d{4})\" }\n",
        "actions.yaml": actions, "routing.yaml": SoundPlaybook.routing, "person.yaml": SoundPlaybook.person,
        "cancel_job.yaml": cancelJob, "collection.yaml": collection, "hours.yaml": hours, "owner.yaml": owner,
        "by_code.yaml": byCode,
    ]

    static func load(_ files: [String: String] = files) -> LoadedPlaybook {
        PlaybookLoader().load(files.map { SourceFile(path: $0.key, text: $0.value) }, version: "v1")
    }

    static let assistant = """
        name: Tern
        company: Tern Cycles
        locale: en-GB
        time_zone: Europe/London
        currency: GBP
        thresholds: { act: 0.6, clarify: 0.25 }
        limits: { reminder: 5m, lines_per_turn: 6, steps_per_turn: 40 }
        hours: { mon-fri: 09:00-18:00 }
        say:
        \(StandardResponse.allCases.map { "  \($0.rawValue): Words of \($0.rawValue), {company}." }.joined(separator: "\n"))
        """

    static let actions = """
        actions:
          jobs.find:
            inputs: [email]
            method: GET
            url: "https://shop.example/jobs?email={email}"
            outputs: { jobs: jobs }
          jobs.look_up:
            inputs: [job]
            method: GET
            url: "https://shop.example/jobs/{job}"
            outputs:
              state: state
              parts: parts
              deposit: { money: deposit.minor, currency: deposit.currency }
              ready: { moment: ready_at }
            errors: { 404: not_found }
          jobs.cancel:
            inputs: [job, deposit, why?]
            method: POST
            url: https://shop.example/jobs/{job}/cancel
            body: { deposit: "{deposit}", why: "{why}" }
            outputs: { receipt: receipt }
            errors: { started: started }
            over_limit: [approval]
            irreversible: true
          codes.send:
            inputs: [email]
            method: POST
            url: https://shop.example/codes
            body: { email: "{email}" }
          codes.check:
            inputs: [email, code]
            method: POST
            url: https://shop.example/codes/check
            body: { email: "{email}", code: "{code}" }
            outputs: { is_right: is_right }
        """

    static let cancelJob = """
        intent: cancel_job
        description: Cancel a repair
        title: your repair
        confidence: 0.7
        examples:
          - cancel my repair [J1234](job)
          - stop the repair
          - I don't want my bike fixed
          - please take my bike out of the workshop
          - call off the service
          - forget about fixing the wheel
          - no repair any more
          - the bike needs no work
        slots:
          job: { type: job_number, ask: ask_job, reask: ask_job_again }
          email: { type: email, ask: ask_email }
          why: { type: text, ask: ask_why, optional: true }
          refund_to:
            type: choice
            of: { card: My card, voucher: A voucher }
            ask: ask_refund_to
          amount: { type: result }
          jobs: { type: result }
        needs:
          - { identity: code, otherwise: [{ say: sign_in_first }, { end: refused }] }
          - { hours: open, otherwise: { say: closed_now } }
        flow:
          - collect: [email, why]
            ask: ask_email_and_why
          - call: jobs.find
          - offer: which_job
            from: jobs
            into: job
            value: number
            label: [number, bike]
            none: [{ say: no_jobs }, { end: refused }]
          - collect: job
            unanswered: [{ say: no_number }, { escalate: support, reason: notUnderstood }]
          - verify: owner_of_job
          - call: jobs.look_up
            errors:
              not_found: [{ say: no_such_job }, { end: refused }]
            failed: { escalate: default, reason: actionFailed }
            within: 30s
            timeout: [{ say: books_are_slow }, { escalate: support, reason: actionUnknown }]
          - when: state == "done"
            then:
              - say: job_is_done
              - link: collection
              - end: done
          - when: why != nothing
            then: { say: thanks_for_saying }
            else: { say: no_reason_needed }
          - set: { amount: deposit }
          - collect: refund_to
          - confirm: confirm_cancel_job
            declined: [{ say: left_as_it_was }, { end: kept }]
          - when: refund_to == voucher
            then: { say: voucher_it_is }
          - call: jobs.cancel
            key: cancel:{job}
            with: { why: why }
            errors:
              started: [{ say: too_late }, { end: refused }]
            over_limit: [{ say: needs_approval }, { escalate: billing, reason: overLimit }]
            failed: [{ say: did_not_work }, { escalate: support, reason: actionFailed }]
            timeout: [{ say: not_sure }, { escalate: support, reason: actionUnknown }]
          - say: cancelled_job
        say:
          ask_job: Which job is it?
          ask_job_again: The number on your ticket, please, like J1234.
          ask_email: Your address?
          ask_why: Why, if you like to tell?
          ask_email_and_why: Your address, please, and why if you like.
          ask_refund_to: Where shall the deposit go?
          sign_in_first: Please sign in first.
          closed_now: The workshop is closed.
          which_job: "{count(jobs)|plural one {This one?} other {Which of these #?}}"
          no_jobs: There is no job under {email}.
          no_number: Without a number a person has to look.
          no_such_job: There is no job {job}.
          books_are_slow: Our books do not answer, a person looks.
          job_is_done: Job {job} is done already.
          thanks_for_saying: Thanks for telling us, {why}.
          no_reason_needed: No reason needed.
          confirm_cancel_job:
            text: "Cancel {job} ({why}) and send {deposit|money} back?"
            instead:
              - { when: why == nothing, text: "Cancel {job} and send {deposit|money} back?" }
              - { channel: sms, text: "Cancel {job}, {deposit|money} back, reason {why}?" }
          left_as_it_was: Nothing was changed.
          voucher_it_is: A voucher it is.
          too_late: Work has begun, so it cannot be cancelled.
          needs_approval: A person has to approve {amount|money}.
          did_not_work: That did not work, and nothing was cancelled.
          not_sure: I cannot see whether that went through, a person looks.
          cancelled_job: ["Done. Receipt {receipt}.", "All cancelled. Receipt {receipt}."]
        """

    static let collection = """
        intent: collection
        description: When a bike can be collected
        title: collecting your bike
        examples:
          - when can I collect my bike
          - is my bike ready
          - pick up my bike
          - ready for collection
          - can I come and get it
          - has the workshop finished
          - collect bike
          - what day will it be finished
        slots:
          job: { type: job_number, ask: ask_job, reask: ask_job_again }
          ready: { type: result, depends_on: [job] }
          rack: { type: result }
        flow:
          - collect: job
          - verify: owner_of_job
          - call: jobs.look_up
            errors:
              not_found: [{ say: no_such_job }, { end: refused }]
          - when: days_until(ready) <= 0
            then:
              - say: come_and_get_it
              - end: done
          - promise: ready_on
            until: ready
          - wait: { signal: bike_ready, for: 7d }
            meanwhile: still_in_the_workshop
            expired: [{ say: taking_longer }, { escalate: support, reason: policy }]
          - say: it_is_ready
          - when: known(rack)
            then: { say: in_rack }
          - wait: 1d
          - say: is_it_with_you
        say:
          come_and_get_it: It is ready.
          ready_on: It will be ready on {ready|date}, we will get back to you then.
          still_in_the_workshop: Still in the workshop.
          taking_longer: It takes longer than we said, a person calls you.
          it_is_ready: Your bike is ready.
          in_rack: It stands in rack {rack}.
          is_it_with_you: I hope it rides well.
        """

    static let hours = """
        intent: hours
        description: Opening hours
        answer: opening_hours
        examples:
          - opening hours
          - when are you open
          - are you open on Sunday
          - what time do you close
          - till when can I come by
          - what are your times
          - open today
          - closing time
        say:
          opening_hours:
            text: "{customer(\\"plan\\")|select gold {For you at any time.} other {Monday to Friday, 9 to 6.}}"
            buttons: [{ label: Cancel a repair, intent: cancel_job }]
        """

    static let owner = """
        verification: owner_of_job
        title: checking that the job is yours
        binds: [job]
        slots:
          job: { type: job_number, ask: ask_job, reask: ask_job_again }
          email: { type: email, ask: ask_email }
          code: { type: text, ask: ask_code }
        flow:
          - collect: [email, code]
          - call: codes.check
            failed: [{ say: cannot_check }, { escalate: support, reason: actionFailed }]
          - when: is_right
            then: { end: verified }
          - say: not_your_job
          - end: refused
        say:
          ask_code: The code on your ticket?
          cannot_check: I cannot check that now, a person will.
          not_your_job: That code does not belong to this job.
        """

    static let byCode = """
        verification: by_code
        title: checking who you are
        level: code
        slots:
          email: { type: email, ask: ask_email }
          code: { type: text, ask: ask_code }
          is_right: { type: result, depends_on: [code] }
        flow:
          - collect: email
          - call: codes.send
            key: code:{email}
          - set: { code: nothing }
          - collect: code
          - call: codes.check
          - when: is_right
            then: [{ end: verified }]
          - say: wrong_code
          - end: refused
        say:
          wrong_code: That is not the code I sent.
        """
}
