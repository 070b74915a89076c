/// Views for people who ask the file with SQL. They are read from the log alone and hold nothing; times are
/// `YYYY-MM-DD HH:MM:SS` in UTC, spans seconds by the customer's clock.
///
/// - `report_conversations`: a row a conversation: who, where, which playbook, when each thing happened first, how it
///   ended. `first_response_seconds` runs from the first message that asked for a person to a person's first line.
/// - `report_messages`: a row a line: who wrote it, and for the visitor's what was understood and how upset it sounded.
/// - `report_ratings`: a row a rating, with the agent who held the conversation last.
/// - `report_escalations`: a row each time a person was asked for, with when somebody joined.
/// - `report_tags`: the tags of each conversation that agents have confirmed and not removed.
/// - `report_days`: a row a day: conversations begun and resolved, ratings, mean stars.
///
/// The definitions of `warmline report` go further (matters within a conversation, opening hours, the week after): where
/// a figure of the two differs, `warmline report` is right.
enum ReportViews {
    static let sql = """
        DROP VIEW IF EXISTS report_days;
        DROP VIEW IF EXISTS report_ratings;
        DROP VIEW IF EXISTS report_escalations;
        DROP VIEW IF EXISTS report_conversations;
        DROP VIEW IF EXISTS report_messages;
        DROP VIEW IF EXISTS report_tags;

        CREATE VIEW report_messages AS
            SELECT c.id AS conversation, e.seq AS seq, datetime(e.at / 1000, 'unixepoch') AS at,
                CASE e.kind WHEN 'visitorSaid' THEN 'visitor' WHEN 'botSaid' THEN 'bot' ELSE 'agent' END AS author,
                CASE e.kind WHEN 'botSaid' THEN json_extract(e.body, '$.line.text')
                    ELSE json_extract(e.body, '$.text') END AS text,
                json_extract(u.body, '$.interpretation.band') AS band,
                json_extract(u.body, '$.interpretation.intents[0].value') AS intent,
                json_extract(u.body, '$.interpretation.intents[0].confidence') AS confidence,
                json_extract(u.body, '$.interpretation.sentiment.frustration') AS frustration
            FROM events AS e JOIN conversations AS c ON c.number = e.conversation
                LEFT JOIN events AS u ON e.kind = 'visitorSaid' AND u.conversation = e.conversation
                    AND u.seq = e.seq + 1 AND u.kind = 'understood'
            WHERE e.kind IN ('visitorSaid', 'botSaid', 'agentSaid');

        CREATE VIEW report_conversations AS
            SELECT c.id AS conversation, c.visitor AS visitor,
                (SELECT json_extract(body, '$.opening.channel') FROM events AS e
                    WHERE e.conversation = c.number AND e.seq = 1 AND kind = 'opened') AS channel,
                (SELECT json_extract(body, '$.opening.playbook') FROM events AS e
                    WHERE e.conversation = c.number AND e.seq = 1 AND kind = 'opened') AS playbook,
                datetime(f.opened / 1000, 'unixepoch') AS opened_at,
                datetime(f.escalated / 1000, 'unixepoch') AS escalated_at,
                datetime(f.resolved / 1000, 'unixepoch') AS resolved_at,
                (f.bot - f.visitor) / 1000.0 AS first_acknowledgement_seconds,
                ((SELECT min(at) FROM events AS a WHERE a.conversation = c.number AND a.kind = 'agentSaid')
                    - (SELECT max(at) FROM events AS v WHERE v.conversation = c.number AND v.kind = 'visitorSaid'
                        AND v.at <= f.escalated)) / 1000.0 AS first_response_seconds,
                (f.resolved - f.opened) / 1000.0 AS resolution_seconds,
                f.messages AS messages, c.holder AS holder, c.held_by AS agent
            FROM conversations AS c JOIN (
                SELECT conversation, min(at) AS opened, min(CASE kind WHEN 'visitorSaid' THEN at END) AS visitor,
                    min(CASE kind WHEN 'botSaid' THEN at END) AS bot,
                    min(CASE kind WHEN 'escalated' THEN at END) AS escalated,
                    max(CASE kind WHEN 'resolved' THEN at END) AS resolved,
                    sum(kind IN ('visitorSaid', 'botSaid', 'agentSaid')) AS messages
                FROM events GROUP BY conversation) AS f ON f.conversation = c.number;

        CREATE VIEW report_escalations AS
            SELECT c.id AS conversation, datetime(e.at / 1000, 'unixepoch') AS at,
                json_extract(e.body, '$.escalation.team') AS team,
                json_extract(e.body, '$.escalation.reason') AS reason,
                (SELECT datetime(j.at / 1000, 'unixepoch') FROM events AS j
                    WHERE j.conversation = e.conversation AND j.seq > e.seq AND j.kind = 'agentJoined'
                    ORDER BY j.seq LIMIT 1) AS joined_at,
                (SELECT json_extract(j.body, '$.agent') FROM events AS j
                    WHERE j.conversation = e.conversation AND j.seq > e.seq AND j.kind = 'agentJoined'
                    ORDER BY j.seq LIMIT 1) AS agent
            FROM events AS e JOIN conversations AS c ON c.number = e.conversation WHERE e.kind = 'escalated';

        CREATE VIEW report_ratings AS
            SELECT c.id AS conversation, datetime(e.at / 1000, 'unixepoch') AS at,
                json_extract(e.body, '$.stars') AS stars, json_extract(e.body, '$.comment') AS comment,
                (SELECT json_extract(j.body, '$.agent') FROM events AS j
                    WHERE j.conversation = e.conversation AND j.seq < e.seq AND j.kind = 'agentJoined'
                    ORDER BY j.seq DESC LIMIT 1) AS agent
            FROM events AS e JOIN conversations AS c ON c.number = e.conversation WHERE e.kind = 'rated';

        CREATE VIEW report_tags AS
            SELECT c.id AS conversation, json_extract(e.body, '$.tag') AS tag,
                datetime(max(e.at) / 1000, 'unixepoch') AS at
            FROM events AS e JOIN conversations AS c ON c.number = e.conversation WHERE e.kind = 'tagged'
            GROUP BY e.conversation, tag
            HAVING max(e.seq) = max(CASE json_extract(e.body, '$.tagging') WHEN 'confirmed' THEN e.seq END);

        CREATE VIEW report_days AS
            SELECT date(at / 1000, 'unixepoch') AS day, sum(kind = 'opened') AS conversations,
                sum(kind = 'visitorSaid') AS visitor_messages, sum(kind = 'escalated') AS escalations,
                sum(kind = 'resolved') AS resolved, sum(kind = 'rated') AS ratings,
                avg(CASE kind WHEN 'rated' THEN json_extract(body, '$.stars') END) AS mean_stars
            FROM events WHERE kind IN ('opened', 'visitorSaid', 'escalated', 'resolved', 'rated') GROUP BY day;
        """
}
