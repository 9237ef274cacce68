"""Opportunities with their stages, and the stakeholders on them."""

from __future__ import annotations

import re

from django.db.models import F, Max

from coalition.record.models import Opportunity, Outcome, Persona, Pipeline, Stage, Stakeholder
from coalition.sources.files.existing import bring
from coalition.sources.files.kinds import plain
from coalition.sources.files.kinds.deals import PERSONAS
from coalition.sources.files.steps.checks import leave_out_owner
from coalition.sources.files.steps.empty_maps import fill_empty_maps, find_empty_maps, note_on_empty_maps
from coalition.sources.files.steps.plan import (
    Plan,
    everyone,
    given_ids,
    id_keys,
    look_up,
    make_finder,
    missing_reason,
    refuse_doubles,
    settle,
    source_columns,
    word_key,
)
from coalition.sources.files.steps.stage_gates import check_stages
from coalition.sources.files.values import quoted

# The stages that other systems start with, where ours has one that means the same.
_USUAL_STAGES = {
    "qualification": "discovery", "needsanalysis": "discovery", "valueproposition": "validation",
    "iddecisionmakers": "validation", "perceptionanalysis": "validation", "proposalpricequote": "proposal",
    "negotiationreview": "negotiation", "appointmentscheduled": "prospecting", "qualifiedtobuy": "discovery",
    "presentationscheduled": "validation", "decisionmakerboughtin": "proposal", "contractsent": "negotiation",
    "closedwon": "won", "closedlost": "lost",
}  # fmt: skip


def plan_opportunities(plan: Plan) -> None:
    """Opportunities. A stage nobody knows is refused, naming the known ones, or made when that was asked for."""
    bench, source = plan.bench, quoted(plan.source)
    look_up(plan, "deal_account", "accounts", "SELECT unnest([account, account_name]) AS v FROM read_opportunities")
    bench.complain(
        "opportunities",
        "account",
        f"""SELECT r.file, r.row, r.said AS value, {missing_reason("account", "a")} AS reason
        FROM (SELECT *, coalesce(account, account_name) AS said FROM read_opportunities) r
        JOIN deal_account a ON a.v = r.said LEFT JOIN deal_account b ON b.v = r.account_name
        WHERE a.id IS NULL AND b.id IS NULL""",
    )
    _plan_stages(plan)
    bench.drop_bad("opportunities", "read_opportunities")
    bench.run(
        """UPDATE read_opportunities SET name = left(coalesce(name,
            nullif(trim(concat_ws(' ', account_name, external_id)), '')), 255)"""
    )
    refuse_doubles(plan, "opportunities", "external_id", "external_id", "the same id")
    leave_out_owner(plan, "opportunities")
    columns = ["account_id", "name", "kind", "stage_id", "amount", "currency", "created_on", "close_on", "owner_id",
               "is_primary", "next_step", "notes", "source", "external_id"]  # fmt: skip
    now = bring(bench, Opportunity, columns)
    make_finder(plan, "now_opportunities", [
        f"SELECT external_id AS key, id, 1 AS rank FROM {now} WHERE source = {source}",
        f"SELECT '~' || lower(name) || '@' || coalesce(account_id, 0), id, 2 FROM {now}"
        f" WHERE source <> {source} OR external_id = ''",
        f"SELECT '~any:' || lower(name) || '@' || coalesce(account_id, 0), id, 3 FROM {now}",
    ])  # fmt: skip
    bench.run(
        f"""CREATE TABLE ready_opportunities AS SELECT r.file, r.row,
            coalesce(a.id, CASE WHEN r.external_id IS NULL THEN c.id ELSE b.id END) AS match_id, r.account_id, r.name,
            r.kind, s.stage_id, round(r.amount, 2)::DECIMAL(28, 6) AS amount, upper(r.currency) AS currency,
                r.created_on,
            r.close_on, w.id AS owner_id, r.is_primary, r.next_step, r.notes, {source_columns(source)}
        FROM (SELECT read_opportunities.*, coalesce(x.id, y.id) AS account_id FROM read_opportunities
              LEFT JOIN deal_account x ON x.v = account LEFT JOIN deal_account y ON y.v = account_name) r
        JOIN stage_of s ON s.v = r.stage AND s.pipeline IS NOT DISTINCT FROM r.pipeline
        LEFT JOIN find_now_opportunities a ON a.key = r.external_id
        LEFT JOIN find_now_opportunities b ON b.key = {word_key("r.name")} || '@' || coalesce(r.account_id, 0)
        LEFT JOIN find_now_opportunities c ON c.key = '~any:' || lower(r.name) || '@' || coalesce(r.account_id, 0)
        LEFT JOIN who_opportunities_owner w ON w.v = r.owner
        LEFT JOIN {now} n ON n.id = coalesce(a.id, b.id)"""
    )
    check_stages(plan, now)
    settle(plan, "opportunities", Opportunity, columns, bring_now=False)
    _plan_stage_changes(plan, now)


def find_opportunities(plan: Plan) -> None:
    """Opportunities by id and name."""
    if not plan.bench.count("duckdb_tables()", "table_name = 'plan_opportunities'"):
        bring(plan.bench, Opportunity, ["account_id", "name", "source", "external_id"])
        plan.bench.run(
            "CREATE TABLE plan_opportunities AS"
            " SELECT 0 AS file, 0::BIGINT AS row, '' AS state, * FROM now_opportunity LIMIT 0"
        )
    everyone(plan, "opportunities", "now_opportunity", ["account_id", "name", "external_id"])
    make_finder(plan, "opportunities", [
        *id_keys("all_opportunities"),
        *given_ids("opportunities"),
        f"SELECT {word_key('name')}, id, 3 FROM all_opportunities",
    ])  # fmt: skip


def _plan_stages(plan: Plan) -> None:
    """``stage_of`` (v, pipeline, stage_id) for each stage and pipeline that is spelled in the files."""
    bench = plan.bench
    bench.run("CREATE OR REPLACE TABLE stage_of (v VARCHAR, pipeline VARCHAR, stage_id BIGINT)")
    for said, pipeline_said in bench.rows("SELECT DISTINCT stage, pipeline FROM read_opportunities"):
        pipeline, reason = _pipeline(pipeline_said)
        stage = _stage(pipeline, said) if pipeline else None
        if pipeline and stage is None:
            if plan.create_stages:
                stage = _new_stage(pipeline, said)
            else:
                known = ", ".join(pipeline.stages.values_list("name", flat=True))
                reason = (
                    f"no such stage in the pipeline {pipeline.name}: use one of {known}; translate it with"
                    f" --mapping 'stage:{said}=KNOWN'; or make it with --create-stages"
                )
        if stage is not None:
            bench.run("INSERT INTO stage_of VALUES (?, ?, ?)", [said, pipeline_said, stage.pk])
            continue
        bench.complain(
            "opportunities",
            "stage" if pipeline else "pipeline",
            f"SELECT file, row, {'stage' if pipeline else 'pipeline'} AS value, {quoted(reason)} AS reason"
            f" FROM read_opportunities WHERE stage = {quoted(said)} AND pipeline IS NOT DISTINCT FROM"
            f" {'NULL' if pipeline_said is None else quoted(pipeline_said)}",
        )


def _pipeline(said: str | None) -> tuple[Pipeline | None, str]:
    """The pipeline meant. With one alone there is nothing to choose, whatever the other system calls its own."""
    pipelines = list(Pipeline.objects.order_by("id"))
    if said is None or len(pipelines) == 1:
        return pipelines[0] if pipelines else None, "there is no pipeline here: run `coalition migrate`"
    for pipeline in pipelines:
        if plain(said) in (plain(pipeline.key), plain(pipeline.name)):
            return pipeline, ""
    return None, f"no such pipeline: use one of {', '.join(p.name for p in pipelines)}"


def _stage(pipeline: Pipeline, said: str) -> Stage | None:
    stages = list(pipeline.stages.all())
    for stage in stages:
        if plain(said) in (plain(stage.key), plain(stage.name)):
            return stage
    usual = _USUAL_STAGES.get(plain(said))
    return next((stage for stage in stages if stage.key == usual), None)


def _new_stage(pipeline: Pipeline, said: str) -> Stage:
    """An open stage, after the open ones and before the ends."""
    words = plain(said)
    outcome = Outcome.WON if "won" in words else Outcome.LOST if "lost" in words else Outcome.OPEN
    after = pipeline.stages.filter(outcome=Outcome.OPEN).aggregate(last=Max("position"))["last"]
    if outcome != Outcome.OPEN or after is None:
        after = pipeline.stages.aggregate(last=Max("position"))["last"] or 0
    pipeline.stages.filter(position__gt=after).update(position=F("position") + 1)
    key = re.sub(r"[^a-z0-9]+", "-", said.lower()).strip("-")[:60] or "stage"
    return Stage.objects.create(pipeline=pipeline, key=key, name=said, position=after + 1, outcome=outcome)


def _plan_stage_changes(plan: Plan, now: str) -> None:
    """A deal enters its stage: when the file says so, else at its close, its opening or, not knowing better, now."""
    ends = ", ".join(str(pk) for pk in Stage.objects.exclude(outcome=Outcome.OPEN).values_list("pk", flat=True))
    plan.bench.run(
        f"""CREATE OR REPLACE TABLE plan_stage_changes AS
        SELECT p.id AS opportunity_id, CASE WHEN p.state = 'updated' THEN n.stage_id END AS from_stage_id,
            p.stage_id AS to_stage_id,
            coalesce(r.stage_entered_at,
                CASE WHEN p.state = 'created' THEN coalesce(
                    CASE WHEN p.stage_id IN ({ends or "NULL"}) AND p.close_on < ?::DATE THEN p.close_on END,
                    CASE WHEN p.created_on < ?::DATE THEN p.created_on END)::TIMESTAMP END, ?::TIMESTAMP) AS occurred_at
        FROM plan_opportunities p JOIN read_opportunities r ON r.file = p.file AND r.row = p.row
        LEFT JOIN {now} n ON n.id = p.id
        WHERE p.state = 'created' OR (p.state = 'updated' AND n.stage_id IS DISTINCT FROM p.stage_id)""",
        [plan.now, plan.now, plan.now],
    )


def plan_stakeholders(plan: Plan) -> None:
    """Stakeholders. Several rows for one person on one deal, as Salesforce has them, are one with several personas."""
    bench, source = plan.bench, quoted(plan.source)
    look_up(plan, "on_deal", "opportunities", "SELECT opportunity AS v FROM read_stakeholders")
    look_up(plan, "on_contact", "contacts", "SELECT contact AS v FROM read_stakeholders")
    for field, table, one in (("opportunity", "on_deal", "opportunity"), ("contact", "on_contact", "contact")):
        reason = missing_reason(one, "w").replace("opportunitys", "opportunities")
        bench.complain(
            "stakeholders",
            field,
            f"SELECT r.file, r.row, r.{field} AS value, {reason} AS reason"
            f" FROM read_stakeholders r JOIN {table} w ON w.v = r.{field} WHERE w.id IS NULL",
        )
    personas = _personas(plan)
    bench.drop_bad("stakeholders", "read_stakeholders")
    refuse_doubles(plan, "stakeholders", "external_id", "external_id", "the same id")
    leave_out_owner(plan, "stakeholders", "coverage_owner")
    columns = ["opportunity_id", "contact_id", "personas", "coverage_owner_id", "sentiment", "sentiment_evidence",
               "sentiment_at", "influence", "influence_reason", "influence_until", "purchasing_authority",
               "approval_power", "committee_member", "senior_for_decision", "personal_connections", "relationship",
               "process_role", "access", "change_stance", "fit_view", "preference", "buying_stage", "is_key",
               "owns_problem", "aligned_with", "vote_kind", "vote", "notes", "source", "external_id"]  # fmt: skip
    now = bring(bench, Stakeholder, columns)
    given = [c for c in columns if c not in ("opportunity_id", "contact_id", "personas", "coverage_owner_id",
                                             "sentiment_at", "source", "external_id")]  # fmt: skip
    bench.run(
        f"""CREATE TABLE ready_stakeholders AS SELECT r.file, r.row, n.id AS match_id, r.opportunity_id, r.contact_id,
            replace(to_json(nullif(r.keys, []))::VARCHAR, '","', '", "') AS personas, w.id AS coverage_owner_id,
            {", ".join("r." + c for c in given)},
            coalesce(r.sentiment_at, CASE WHEN r.sentiment IS NOT NULL AND r.sentiment IS DISTINCT FROM n.sentiment
                     THEN ?::TIMESTAMP END) AS sentiment_at, {source_columns(source)},
            coalesce(r.sentiment_evidence, nullif(n.sentiment_evidence, '')) AS has_evidence,
            coalesce(r.influence_reason, nullif(n.influence_reason, '')) AS has_reason,
            coalesce(r.influence_until, n.influence_until) AS has_until
        FROM (SELECT * REPLACE (list_filter(keys, (x, i) -> list_position(keys, x) = i) AS keys) FROM (
              SELECT s.*, d.id AS opportunity_id, c.id AS contact_id,
                  flatten(list({personas}) OVER same) AS keys, row_number() OVER (same ORDER BY file, row) AS place
              FROM read_stakeholders s JOIN on_deal d ON d.v = s.opportunity JOIN on_contact c ON c.v = s.contact
              WINDOW same AS (PARTITION BY d.id, c.id)) WHERE place = 1) r
        LEFT JOIN {now} n ON n.opportunity_id = r.opportunity_id AND n.contact_id = r.contact_id
        LEFT JOIN who_stakeholders_coverage_owner w ON w.v = r.coverage_owner""",
        [plan.now],
    )
    bench.run(
        """INSERT INTO counts SELECT 'stakeholders', 'unchanged', (SELECT count(*) FROM read_stakeholders) -
        (SELECT count(*) FROM ready_stakeholders)"""
    )
    _check_views(plan)
    if "opportunities" in plan.columns:
        find_empty_maps(plan)
        if plan.map_participants:
            fill_empty_maps(plan)
        plan.notes += note_on_empty_maps(plan)
    settle(plan, "stakeholders", Stakeholder, columns, bring_now=False)


def _check_views(plan: Plan) -> None:
    """A seller's view needs what it rests on, an override its reason and its end: nobody can question it otherwise."""
    for field, missing, what in (
        ("sentiment", "has_evidence IS NULL", "a view needs its evidence: fill the column sentiment_evidence"),
        ("influence", "has_reason IS NULL OR has_until IS NULL",
         "an override needs influence_reason and influence_until: fill both columns"),
    ):  # fmt: skip
        plan.bench.complain(
            "stakeholders",
            field,
            f"SELECT file, row, {field} AS value, {quoted(what)} AS reason FROM ready_stakeholders"
            f" WHERE {field} IS NOT NULL AND ({missing})",
        )
    plan.bench.drop_bad("stakeholders", "ready_stakeholders")


def _personas(plan: Plan) -> str:
    """SQL that turns the list ``personas`` into our keys; what none of ours means is reported."""
    bench = plan.bench
    ours = {plain(word): p.key for p in Persona.objects.all() for word in (p.key, p.name)}
    keys = set(ours.values())
    known: dict[str, str] = {}
    unknown: list[str] = []
    for (said,) in bench.rows("SELECT DISTINCT unnest(personas) FROM read_stakeholders"):
        key = ours.get(plain(said)) or PERSONAS.get(plain(said))
        if plain(said) in ("other", "none", "unknown"):
            known[said] = ""
        elif key in keys and key is not None:
            known[said] = key
        else:
            unknown.append(said)
    for said in unknown:
        bench.complain(
            "stakeholders",
            "personas",
            f"SELECT file, row, {quoted(said)} AS value,"
            f" {quoted('no such persona: use one of ' + ', '.join(sorted(keys)))}"
            f" || '; or translate it: --mapping ''personas:VALUE=persona''' AS reason"
            f" FROM read_stakeholders WHERE list_contains(personas, {quoted(said)})",
        )
    if not known:
        return "[]::VARCHAR[]"
    pairs = f"MAP([{', '.join(map(quoted, known))}], [{', '.join(map(quoted, known.values()))}])"
    return f"list_filter(list_transform(coalesce(s.personas, []), x -> {pairs}[x]), x -> x <> '')"
