"""Scoring of one and of a thousand dirty deals out of a large book, from the database to the stored scores.

``python -m bench.incremental [--deals 2000] [--touches 1000000]`` measures the database of COALITION_DATABASE_URL
(default: SQLite in a temporary folder), which must be empty. The rival is reading the very rows of those deals. The
book has a heavy tail: half of the deals have few touches, a few have thousands.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa

DAY_S = 86_400
PEOPLE_A_DEAL = 8
CALLS = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, default=2_000)
    parser.add_argument("--touches", type=int, default=1_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="coalition-bench-") as home:
        os.environ.setdefault("COALITION_HOME", home)
        from coalition.cli import database, framework

        framework.load()
        database.bring_up_to_date()
        deals = fill(given.deals, given.touches)
        print(json.dumps(measure(deals, given.touches), indent=2))


def fill(count: int, touches: int) -> list[int]:
    """Deals with their people and touches; the keys of the deals."""
    from django.db import transaction

    from coalition.record.bulk import insert_arrow
    from coalition.record.models import Account, Contact, Opportunity, Stage, Stakeholder

    dice = np.random.default_rng(11)
    people = count * PEOPLE_A_DEAL
    stage = Stage.objects.get(key="validation")
    with transaction.atomic():
        account = Account.objects.create(name="The whole book")
        insert_arrow(
            Contact, pa.table({"name": [f"Contact {n}" for n in range(people)], "account_id": [account.pk] * people})
        )
        insert_arrow(
            Opportunity,
            pa.table(
                {
                    "name": [f"Deal {n}" for n in range(count)],
                    "account_id": [account.pk] * count,
                    "stage_id": [stage.pk] * count,
                }
            ),
        )
        deals = np.array(Opportunity.objects.order_by("id").values_list("id", flat=True))
        contacts = np.array(Contact.objects.order_by("id").values_list("id", flat=True))
        insert_arrow(Stakeholder, pa.table({"opportunity_id": np.repeat(deals, PEOPLE_A_DEAL), "contact_id": contacts}))
    write_touches(dice, deals, contacts, touches)
    return [int(deal) for deal in deals]


def write_touches(dice: np.random.Generator, deals: np.ndarray, contacts: np.ndarray, count: int) -> None:
    """Mails and meetings of two years, in the order of their key, as a bulk import writes them."""
    from django.db import transaction

    from coalition.record.bulk import insert_arrow, release_attached
    from coalition.record.models import Touch
    from coalition.scoring.codes import Kind
    from coalition.scoring.tables import TOUCHES

    weight = dice.lognormal(0, 1.5, len(contacts))
    who = np.sort(dice.choice(len(contacts), count, p=weight / weight.sum()))
    age = dice.exponential(120 * DAY_S, count).astype(np.int64)
    occurred = int(time.time()) - age
    order = np.lexsort((occurred, who))
    who, occurred = who[order], occurred[order]
    theirs = dice.random(count) < 0.4
    meeting = dice.random(count) < 0.15
    columns = {name: np.zeros(count, dtype=np.int64) for name in TOUCHES.names}
    columns |= {
        "contact_id": contacts[who],
        "occurred_s": occurred,
        "activity_id": np.arange(1, count + 1),
        "opportunity_id": deals[who // PEOPLE_A_DEAL],
        "user_id": np.zeros(count, dtype=np.int64),
        "thread": np.arange(count) // 6 + 1,
        "kind": np.where(meeting, int(Kind.MEETING), int(Kind.EMAIL)),
        "seller_led": (~theirs).astype(np.int64),
        "two_way": (theirs | meeting).astype(np.int64),
        "recipients": np.ones(count, dtype=np.int64),
        "theirs": np.ones(count, dtype=np.int64),
        "ours": np.ones(count, dtype=np.int64),
        "recorded_s": occurred,
    }
    table = pa.table(columns)
    empty = ("user_id", "content_s", "replied_after_s", "reply_recorded_s", "reply_latency_s", "retracted_s")
    for name in empty:
        table = table.set_column(table.schema.get_field_index(name), name, pa.nulls(count, pa.int64()))
    with transaction.atomic():
        insert_arrow(Touch, table.cast(TOUCHES))
    release_attached()


def measure(deals: Sequence[int], touches: int) -> dict[str, object]:
    """Medians and 95th percentiles, warm. Ratios are of processor time."""
    from django.db import connection
    from django.utils import timezone

    from coalition.portfolio import reading, scores, worker
    from coalition.portfolio.settings import current_settings
    from coalition.record.pulse import mark_dirty

    dice = np.random.default_rng(5)
    now, settings = timezone.now(), current_settings()
    many = [int(each) for each in dice.choice(deals, min(1000, len(deals)), replace=False)]
    one = [[int(each)] for each in dice.choice(deals, CALLS)]

    def whole(ids: list[int]) -> None:
        mark_dirty(ids)
        worker.run_dirty_batch()

    steps: dict[str, Callable[[list[int]], object]] = {
        "read": lambda ids: reading.read_tables(ids, now),
        "read_and_score": lambda ids: scores.work_out(ids, now, settings),
        "marked_to_stored_and_judged": whole,
    }
    found: dict[str, object] = {"database": connection.vendor, "deals": len(deals), "touches": touches}
    for name, step in steps.items():
        step(one[0])
        single, single_cpu = zip(*(milliseconds(step, ids) for ids in one), strict=True)
        batch, batch_cpu = zip(*(milliseconds(step, many) for _ in range(3)), strict=True)
        found[name] = {
            "one_deal_p50_ms": round(statistics.median(single), 1),
            "one_deal_p95_ms": round(float(np.percentile(single, 95)), 1),
            "one_deal_cpu_p50_ms": round(statistics.median(single_cpu), 1),
            f"{len(many)}_deals_ms": round(statistics.median(batch), 1),
            f"{len(many)}_deals_cpu_ms": round(statistics.median(batch_cpu), 1),
        }
    key = f"{len(many)}_deals_cpu_ms"
    read, score = found["read"], found["read_and_score"]
    found["ratio_to_reading"] = {name: round(score[name] / read[name], 2) for name in ("one_deal_cpu_p50_ms", key)}  # type: ignore[index]
    return found


def milliseconds(step: Callable[[list[int]], object], ids: list[int]) -> tuple[float, float]:
    """By the clock, and of the processor: the second holds on a machine that is busy with something else."""
    started, cpu = time.perf_counter(), time.process_time()
    step(ids)
    return (time.perf_counter() - started) * 1000, (time.process_time() - cpu) * 1000


if __name__ == "__main__":
    main()
