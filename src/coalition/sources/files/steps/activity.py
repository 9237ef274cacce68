"""Activities and who took part in them. The only kind with millions of rows: every step is one pass over the set."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
from django.db import connection

from coalition.record.bulk import allocate_ids
from coalition.record.models import Activity
from coalition.sources.files.existing import among
from coalition.sources.files.steps.plan import Plan, look_up, missing_reason, refuse_doubles
from coalition.sources.files.values import quoted

_LISTS = ("from", "to", "cc", "organizer", "attendees", "contacts", "users")
CHUNK = 20_000


def plan_activities(plan: Plan) -> None:
    """``plan_activities``: new ones with their ids. One that is here already stays as it is: the log is append-only."""
    bench = plan.bench
    _guess_kinds(plan)
    _tell_milliseconds(plan)
    _find_named(plan)
    _refuse_what_is_to_come(plan)
    bench.drop_bad("activities", "read_activities")
    _name_the_nameless(plan)
    refuse_doubles(plan, "activities", "external_id", "external_id", "the same id")
    bring_known(plan, "known_activities", "SELECT external_id FROM read_activities")
    bench.run(
        "INSERT INTO counts SELECT 'activities', 'unchanged', count(*) FROM read_activities"
        " WHERE external_id IN (SELECT external_id FROM known_activities)"
    )
    new = "SELECT * FROM read_activities WHERE external_id NOT IN (SELECT external_id FROM known_activities)"
    fresh = allocate_ids(Activity, int(bench.one(f"SELECT count(*) FROM ({new})")))
    bench.run("INSERT INTO counts VALUES ('activities', 'created', ?)", [len(fresh)])
    bench.run(
        f"""CREATE TABLE new_activities AS
        SELECT {fresh.start} - 1 + row_number() OVER (ORDER BY file, row) AS id, file, row, external_id, kind,
            coalesce(direction, CASE WHEN incoming THEN 'inbound' WHEN NOT incoming THEN 'outbound' END) AS direction,
            coalesce(status, CASE WHEN occurred_at > ? THEN 'planned' ELSE 'done' END) AS status, automatic,
                occurred_at,
            coalesce(y.id, z.id) AS opportunity_id, coalesce(x.id, v.id) AS account_id, thread, subject,
            coalesce(duration_minutes, duration_seconds / 60, duration_milliseconds / 60000,
                     nullif(greatest(date_diff('minute', occurred_at, ended_at), 0), 0))::INTEGER AS duration_minutes,
            response, "from", "to", cc, organizer, attendees, contacts, users
        FROM ({new}) r LEFT JOIN act_account x ON x.v = r.account LEFT JOIN act_deal y ON y.v = r.opportunity
        LEFT JOIN act_deal z ON z.v = r.related LEFT JOIN act_account v ON v.v = r.related""",
        [plan.now],
    )
    bench.run("DROP TABLE read_activities")


def plan_participants(plan: Plan) -> None:
    """``plan_taking_part``: a row per person and activity, from the lists of activities and from participant files."""
    bench = plan.bench
    bench.run(
        "CREATE TABLE taking (activity_id BIGINT, side VARCHAR, who VARCHAR, role VARCHAR, response VARCHAR,"
        " rank TINYINT, seconds BIGINT)"
    )
    if bench.count("duckdb_tables()", "table_name = 'new_activities'"):
        _from_lists(plan)
    _from_participant_files(plan)
    bench.run("CREATE OR REPLACE TABLE person AS SELECT DISTINCT who, side FROM taking")
    bench.run(
        r"""CREATE OR REPLACE TABLE who_is AS
        SELECT p.who, p.side, coalesce(ui.id, ua.id) AS user_id,
            CASE WHEN coalesce(ui.id, ua.id) IS NULL THEN coalesce(ci.id, ca.id) END AS contact_id,
            CASE WHEN contains(p.who, '@') THEN lower(p.who) ELSE '' END AS address
        FROM (SELECT *, CASE WHEN side <> 'contact' THEN who END AS of_ours,
                     CASE WHEN side <> 'user' THEN who END AS of_theirs FROM person) p
        LEFT JOIN find_users ui ON ui.key = p.of_ours
        LEFT JOIN find_users ua ON ua.key = '~' || lower(p.of_ours)
        LEFT JOIN find_contacts ci ON ci.key = p.of_theirs
        LEFT JOIN find_contacts ca ON ca.key = '~' || lower(p.of_theirs)"""
    )
    # A contact named by id is met by their address, too: a copy of the same person in the lists is then one.
    bench.run(
        """UPDATE who_is SET address = lower(a.email) FROM all_contacts a
        WHERE a.id = who_is.contact_id AND who_is.address = '' AND a.email <> ''"""
    )
    bench.run(
        """CREATE TABLE plan_taking_part AS SELECT activity_id, user_id, contact_id, coalesce(address, '') AS address,
            arg_min(role, rank) AS role, coalesce(arg_min(t.response, rank), max(t.response), '') AS response,
            max(seconds) AS seconds
        FROM taking t JOIN who_is w ON w.who = t.who AND w.side = t.side
        WHERE w.user_id IS NOT NULL OR w.contact_id IS NOT NULL OR w.address <> ''
        GROUP BY ALL"""
    )
    _complain_strangers(plan)
    bench.run("DROP TABLE taking")
    _leave_known_participants(plan)
    if bench.count("duckdb_tables()", "table_name = 'new_activities'"):
        _settle_activities(plan)


def bring_known(plan: Plan, table: str, wanted: str) -> None:
    """``table`` (external_id, id): activities of this source that are here already. Asked by id, never read whole."""
    bench = plan.bench
    schema = pa.schema([("external_id", pa.string()), ("id", pa.int64())])
    bench.add(table, schema.empty_table())
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM record_activity WHERE source = %s LIMIT 1", [plan.source])
        if cursor.fetchone() is None:
            return
        bench.run(
            "CREATE OR REPLACE TABLE asked AS SELECT row_number() OVER () AS place, external_id"
            f" FROM (SELECT DISTINCT external_id FROM ({wanted}) WHERE external_id IS NOT NULL)"
        )
        for start in range(0, bench.count("asked"), CHUNK):
            chunk = bench.rows("SELECT external_id FROM asked WHERE place > ? AND place <= ?", [start, start + CHUNK])
            where, values = among("external_id", [row[0] for row in chunk])
            cursor.execute(
                f"SELECT external_id, id FROM record_activity WHERE source = %s AND external_id <> '' AND {where}",
                [plan.source, values],
            )
            found = cursor.fetchall()
            if found:
                bench.add(table, pa.table([pa.array(c) for c in zip(*found, strict=True)], schema=schema))


def _guess_kinds(plan: Plan) -> None:
    """Without a word for it the columns tell: mails have a sender, meetings an end, calls a length in seconds."""
    plan.bench.run(
        """UPDATE read_activities SET kind = CASE WHEN "from" IS NOT NULL OR "to" IS NOT NULL THEN 'email'
            WHEN attendees IS NOT NULL OR organizer IS NOT NULL OR ended_at IS NOT NULL THEN 'meeting'
            WHEN coalesce(duration_seconds, duration_milliseconds) IS NOT NULL THEN 'call' END WHERE kind IS NULL"""
    )
    plan.bench.complain(
        "activities",
        "kind",
        "SELECT file, row, '' AS value, 'is empty, and nothing else tells what happened: write email, meeting or call'"
        " AS reason FROM read_activities WHERE kind IS NULL",
    )


def _tell_milliseconds(plan: Plan) -> None:
    """“Call duration” is seconds in one CRM and milliseconds in another; a usual call of more than four hours tells."""
    bench = plan.bench
    long = bench.rows(
        """SELECT r.file, f.name, h.heading FROM read_activities r JOIN files f ON f.file = r.file
        JOIN headings h ON h.file = r.file AND h.field = 'duration_seconds' AND plain(h.heading) = 'callduration'
        WHERE r.kind = 'call' AND r.duration_seconds > 0 GROUP BY ALL HAVING median(r.duration_seconds) > 4 * 3600"""
    )
    for file, name, heading in long:
        bench.run(
            "UPDATE read_activities SET duration_milliseconds = duration_seconds, duration_seconds = NULL"
            " WHERE file = ?",
            [file],
        )
        plan.notes.append(f"{name}: column {heading!r} is read as milliseconds, as calls of days are none.")


def _refuse_what_is_to_come(plan: Plan) -> None:
    """Meetings and calls are planned; a mail that is still to come is a wrong date. Two days of grace for clocks."""
    plan.bench.complain(
        "activities",
        "occurred_at",
        f"SELECT file, row, occurred_at AS value, 'is still to come, and only a meeting or a call can be: correct the"
        f" date' AS reason FROM read_activities WHERE kind NOT IN ('meeting', 'call')"
        f" AND status IS DISTINCT FROM 'planned' AND occurred_at > TIMESTAMP {quoted(str(plan.now))} + INTERVAL 2 DAY",
    )


def _find_named(plan: Plan) -> None:
    """Accounts and opportunities that rows name. ``related`` may be anything in Salesforce; what is found counts."""
    look_up(plan, "act_account", "accounts", "SELECT unnest([account, related]) AS v FROM read_activities")
    look_up(plan, "act_deal", "opportunities", "SELECT unnest([opportunity, related]) AS v FROM read_activities")
    for field, table, one in (("account", "act_account", "account"), ("opportunity", "act_deal", "opportunity")):
        plan.bench.complain(
            "activities",
            field,
            f"SELECT r.file, r.row, r.{field} AS value, {missing_reason(one, 'w')} AS reason"
            f" FROM read_activities r JOIN {table} w ON w.v = r.{field} WHERE w.id IS NULL",
        )


def _name_the_nameless(plan: Plan) -> None:
    """A row without an id is known by what it says, so that the same file read again does not double it."""
    said = ", ".join(
        f"r.{name}::VARCHAR" for name in ("kind", "occurred_at", "subject", "thread", "account", "opportunity")
    )
    lists = ", ".join(f'r."{name}"::VARCHAR' for name in _LISTS)
    plan.bench.run(
        f"""UPDATE read_activities SET external_id = n.made FROM (
            SELECT file AS f, row AS w, '#' || look || CASE WHEN place > 1 THEN '-' || place ELSE '' END AS made
            FROM (SELECT file, row, md5(concat_ws(chr(31), {said}, {lists})) AS look,
                         row_number() OVER (PARTITION BY look ORDER BY file, row) AS place
                  FROM read_activities r WHERE external_id IS NULL)) n
        WHERE file = n.f AND row = n.w"""
    )


def _from_lists(plan: Plan) -> None:
    """Each list gives people a role. Contacts and users without a column of their own get it from the direction."""
    answer = r"regexp_extract(lower(who), '[\(\[:] *([a-z _-]+?) *[\)\]]?$', 1)"
    person = r"trim(regexp_replace(who, ' *[\(\[].*$|:[a-zA-Z _-]+$', ''))"
    for name, role in (("from", "from"), ("to", "to"), ("cc", "cc"), ("organizer", "organizer")):
        plan.bench.run(
            f"""INSERT INTO taking SELECT id, 'any', unnest("{name}"), '{role}', NULL, 1, NULL
            FROM new_activities WHERE "{name}" IS NOT NULL"""
        )
    plan.bench.run(
        f"""INSERT INTO taking SELECT id, 'any', {person}, 'attendee', {_responses("attendee_answer")}, 1, NULL
        FROM (SELECT id, who, regexp_replace({answer}, '[ -]', '_', 'g') AS attendee_answer
              FROM (SELECT id, unnest(attendees) AS who FROM new_activities WHERE attendees IS NOT NULL))"""
    )
    their_role = """CASE kind WHEN 'meeting' THEN 'attendee' WHEN 'content' THEN 'viewer' WHEN 'support'
        THEN 'requester'
        WHEN 'call' THEN CASE WHEN direction = 'inbound' THEN 'caller' ELSE 'callee' END
        ELSE CASE WHEN direction = 'inbound' THEN 'from' ELSE 'to' END END"""
    our_role = """CASE kind WHEN 'meeting' THEN 'organizer' WHEN 'support' THEN 'to'
        WHEN 'call' THEN CASE WHEN direction = 'inbound' THEN 'callee' ELSE 'caller' END
        ELSE CASE WHEN direction = 'inbound' THEN 'to' ELSE 'from' END END"""
    for name, side, role in (("contacts", "contact", their_role), ("users", "user", our_role)):
        response = "response" if name == "contacts" else "NULL"
        plan.bench.run(
            f"""INSERT INTO taking SELECT id, '{side}', unnest({name}), {role}, {response}, 2, NULL
            FROM new_activities WHERE {name} IS NOT NULL"""
        )


def _responses(column: str) -> str:
    """An answer in brackets after an attendee, as our word."""
    from coalition.sources.files.kinds.activity import RESPONSES

    pairs = [f"WHEN {quoted(said)} THEN {quoted(word)}" for said, word in RESPONSES.items()]
    return f"CASE plain({column}) {' '.join(pairs)} END"


def _from_participant_files(plan: Plan) -> None:
    """Rows of their own. The activity is one of this import or one that is here."""
    bench = plan.bench
    if not plan.has("participants"):
        return
    bring_known(plan, "known_of_participants", "SELECT activity AS external_id FROM read_participants")
    new = "SELECT external_id, id FROM known_of_participants"
    if bench.count("duckdb_tables()", "table_name = 'new_activities'"):
        new += " UNION SELECT external_id, id FROM new_activities"
    bench.run(f"CREATE TABLE of_activity AS {new}")
    bench.complain(
        "participants",
        "activity",
        "SELECT file, row, activity AS value, 'no such activity, neither in the files nor here: import it too' AS"
        " reason"
        " FROM read_participants WHERE activity NOT IN (SELECT external_id FROM of_activity)",
    )
    bench.complain(
        "participants",
        "address",
        "SELECT file, row, '' AS value, 'names nobody: give a contact, a user or an address' AS reason FROM"
        ' read_participants WHERE contact IS NULL AND "user" IS NULL AND address IS NULL',
    )
    for field, finder in (("contact", "contacts"), ("user", "users")):
        look_up(plan, f"part_{field}", finder, f'SELECT "{field}" AS v FROM read_participants')
        bench.complain(
            "participants",
            field,
            f'SELECT r.file, r.row, r."{field}" AS value, {missing_reason(field, "w")} AS reason'
            f' FROM read_participants r JOIN part_{field} w ON w.v = r."{field}"'
            f" WHERE w.id IS NULL AND NOT contains(w.v, '@')",
        )
    bench.drop_bad("participants", "read_participants")
    bench.run(
        """INSERT INTO taking SELECT o.id,
            CASE WHEN contact IS NOT NULL THEN 'contact' WHEN "user" IS NOT NULL THEN 'user' ELSE 'any' END,
            coalesce(contact, "user", address), role, response, 0, seconds
        FROM read_participants r JOIN of_activity o ON o.external_id = r.activity"""
    )


def _complain_strangers(plan: Plan) -> None:
    """A person named by id or name whom nobody knows: the activity goes in without them."""
    if not plan.bench.count("duckdb_tables()", "table_name = 'new_activities'"):
        return
    for field, side, one in (("contacts", "contact", "contact"), ("users", "user", "user")):
        plan.bench.complain(
            "activities",
            field,
            f"""SELECT n.file, n.row, t.who AS value, 'no such {one}: the activity was imported without' AS reason
            FROM taking t JOIN who_is w ON w.who = t.who AND w.side = t.side JOIN new_activities n
                ON n.id = t.activity_id
            WHERE t.side = '{side}' AND w.user_id IS NULL AND w.contact_id IS NULL AND w.address = ''""",
            fatal=False,
        )


def _leave_known_participants(plan: Plan) -> None:
    """Of activities that are here already only people who are new to them come in."""
    bench = plan.bench
    if not plan.has("participants"):
        return
    ids = [row[0] for row in bench.rows("SELECT DISTINCT id FROM known_of_participants")]
    schema = pa.schema(
        [("activity_id", pa.int64()), ("contact_id", pa.int64()), ("user_id", pa.int64()), ("address", pa.string())]
    )
    bench.add("there", schema.empty_table())
    for rows in _participants_of(ids):
        columns = zip(zip(*rows, strict=True), schema.types, strict=True)
        bench.add("there", pa.table([pa.array(cells, kind) for cells, kind in columns], schema=schema))
    bench.run(
        """DELETE FROM plan_taking_part WHERE EXISTS (SELECT 1 FROM there t
            WHERE t.activity_id = plan_taking_part.activity_id
        AND t.contact_id IS NOT DISTINCT FROM plan_taking_part.contact_id
        AND t.user_id IS NOT DISTINCT FROM plan_taking_part.user_id
        AND (t.contact_id IS NOT NULL OR t.user_id IS NOT NULL OR t.address = plan_taking_part.address))"""
    )
    # What a row adds to an activity of this import is new; to one that was here it is new unless the person was.
    created = bench.one(
        """SELECT count(*) FROM read_participants r JOIN of_activity o ON o.external_id = r.activity
        JOIN who_is w ON w.who = coalesce(r.contact, r."user", r.address)
          AND w.side = CASE WHEN r.contact IS NOT NULL THEN 'contact' WHEN r."user" IS NOT NULL THEN 'user'
              ELSE 'any' END
        JOIN plan_taking_part p ON p.activity_id = o.id AND p.contact_id IS NOT DISTINCT FROM w.contact_id
          AND p.user_id IS NOT DISTINCT FROM w.user_id
          AND (p.contact_id IS NOT NULL OR p.user_id IS NOT NULL OR p.address = w.address)"""
    )
    bench.run("INSERT INTO counts VALUES ('participants', 'created', ?)", [created])
    bench.run("INSERT INTO counts SELECT 'participants', 'unchanged', count(*) - ? FROM read_participants", [created])


def _participants_of(ids: list[int]) -> Iterable[list[tuple[object, ...]]]:
    with connection.cursor() as cursor:
        for start in range(0, len(ids), CHUNK):
            where, values = among("activity_id", ids[start : start + CHUNK])
            cursor.execute(
                f"SELECT activity_id, contact_id, user_id, lower(address) FROM record_participant WHERE {where}",
                [values],
            )
            if rows := cursor.fetchall():
                yield rows


def _settle_activities(plan: Plan) -> None:
    """Direction from who acted, the account from the opportunity or from the people, when neither is given."""
    plan.bench.run(
        """CREATE TABLE plan_activities AS
        SELECT n.id, n.file, n.external_id, n.kind, n.status, n.automatic, n.occurred_at, n.opportunity_id,
            n.thread, n.subject,
            n.duration_minutes, coalesce(n.account_id, o.account_id, s.account_id) AS account_id,
            coalesce(n.direction, CASE WHEN s.we_acted THEN 'outbound' WHEN s.they_acted AND s.we_took_part
                THEN 'inbound'
                                       WHEN s.they_acted THEN 'internal' END) AS direction
        FROM new_activities n LEFT JOIN all_opportunities o ON o.id = n.opportunity_id
        LEFT JOIN (SELECT activity_id, bool_or(user_id IS NOT NULL) AS we_took_part,
                bool_or(user_id IS NOT NULL AND role IN ('from', 'organizer', 'caller')) AS we_acted,
                bool_or(user_id IS NULL AND role IN ('from', 'organizer', 'caller', 'viewer', 'requester'))
                    AS they_acted,
                CASE WHEN count(DISTINCT c.account_id) = 1 THEN min(c.account_id) END AS account_id
            FROM plan_taking_part p LEFT JOIN all_contacts c ON c.id = p.contact_id GROUP BY activity_id) s
        ON s.activity_id = n.id"""
    )
    plan.bench.run("DROP TABLE new_activities")
