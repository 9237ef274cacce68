"""The whole book scored in one go, from Parquet: `python -m bench.scoring [--scale 0.1]`.

At scale 1: 10 million touches of 160,000 stakeholders in 20,000 deals. Beside the time of the whole scoring stand one
DuckDB scan of the same columns in the same file, the same scores by way of pandas, a plain loop over rows, and twice
the rows.
Times are by the clock and of the processor; the ratio of processor times holds on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

NOW = 1_767_225_600
DAY_S = 86_400
WHOLE_BOOK = (160_000, 20_000, 10_000_000)  # stakeholders, deals, touches
LOOP_SAMPLE = 100
#: What is read beside the touches.
BESIDE = ("stakeholders", "lines", "users")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.1, help="1 is the whole book of 10 million touches.")
    parser.add_argument("--one", choices=sorted(WAYS), help="Only this way, in this process, printed as JSON.")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(WAYS[given.one](given.folder)))
        return
    print(json.dumps(compare(given.scale), indent=2))


def compare(scale: float) -> dict[str, Any]:
    """Every way in a process of its own, so that its memory is its own."""
    with tempfile.TemporaryDirectory(prefix="coalition-bench-") as name:
        once, twice = Path(name) / "once", Path(name) / "twice"
        make(once, scale)
        make(twice, 2 * scale)
        found = {way: in_own_process(way, once) for way in WAYS}
        doubled = in_own_process("score", twice)
        touches = pq.read_metadata(once / "touches.parquet").num_rows
    ratio = lambda one, other: round(found[one]["cpu_s"] / max(found[other]["cpu_s"], 1e-9), 2)
    return {
        "touches": touches,
        "ways": found,
        "score_to_scan": ratio("score", "scan"),
        "pandas_to_score": ratio("pandas", "score"),
        "loop_to_score": ratio("loop", "score"),
        "twice_the_rows": {**doubled, "ratio": round(doubled["cpu_s"] / found["score"]["cpu_s"], 2)},
        "wall_score_to_scan": round(found["score"]["wall_s"] / max(found["scan"]["wall_s"], 1e-9), 2),
    }


def in_own_process(way: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.scoring", "--one", way, "--folder", str(folder)]
    made = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    print(f"{folder.name} {way}: {made.strip()}", file=sys.stderr, flush=True)
    return json.loads(made)  # type: ignore[no-any-return]


def timed(work: Callable[[], Any], repeats: int = 2) -> dict[str, Any]:
    """The best of a few runs: what the machine can do when it is left alone."""
    runs = []
    for _ in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        runs.append((time.process_time() - cpu, time.perf_counter() - wall))
    cpu_s, wall_s = min(runs)
    return {"cpu_s": round(cpu_s, 3), "wall_s": round(wall_s, 3), "peak_mb": peak_mb()}


def peak_mb() -> int:
    """The most memory this process held. Linux hands its parent's peak on to getrusage, so ask the process itself."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


# The ways


def score(folder: Path) -> dict[str, Any]:
    """The product: every score of every stakeholder with its parts, ties, threads and the trend."""
    from coalition.scoring import engine
    from coalition.scoring.engines.duckdb import SMALL_SET, DuckDB

    tables = read(folder)

    def work() -> None:
        with DuckDB(SMALL_SET) as runner:
            runner.bind_parquet("touches", str(folder / "touches.parquet"))
            engine.score_with(runner, tables, NOW)

    work()
    return timed(work)


def graph_measures(folder: Path) -> dict[str, Any]:
    """Only the measures over all buying groups, from their pairs."""
    from coalition.scoring import graph, network
    from coalition.scoring.settings import DEFAULT

    tables = read(folder)
    nodes, met = counted(folder, "edges")
    group = network.People(nodes)
    lines, edges = group.line_pairs(tables.lines), group.edges(met)
    found = timed(lambda: graph.measure(nodes, lines, edges, DEFAULT.influence))
    return {**found, "groups": len(set(nodes["opportunity_id"].to_pylist())), "pairs": edges.num_rows}


def counted(folder: Path, step: str) -> tuple[pa.Table, pa.Table]:
    """The stakeholders, and the answer of one counting step over the whole book."""
    from coalition.scoring import engine
    from coalition.scoring.engines.duckdb import SMALL_SET, DuckDB
    from coalition.scoring.settings import DEFAULT

    nodes = engine.nodes_of(read(folder), NOW)
    with DuckDB(SMALL_SET) as runner:
        runner.bind_parquet("touches", str(folder / "touches.parquet"))
        runner.bind("moment", engine.moment(NOW))
        runner.bind("nodes", nodes)
        runner.keep("weighed", engine.text_of("weighed", "duckdb", DEFAULT))
        return nodes, runner.run(engine.text_of(step, "duckdb", DEFAULT))


def scan(folder: Path) -> dict[str, Any]:
    """The floor: DuckDB reads the columns that scoring reads, and adds them up."""
    import duckdb

    sums = ", ".join(f'sum("{name}")' for name in columns_read(folder))
    connection = duckdb.connect()
    path = str(folder / "touches.parquet")
    return timed(lambda: connection.execute(f"SELECT {sums} FROM read_parquet('{path}')").fetchall(), 3)


def columns_read(folder: Path) -> list[str]:
    """The columns that scoring takes from the file, by its own plan."""
    import duckdb

    from coalition.scoring import engine
    from coalition.scoring.settings import DEFAULT

    with duckdb.connect() as connection:
        connection.register("touches", connection.read_parquet(str(folder / "touches.parquet")))
        connection.register("moment", engine.moment(NOW))
        connection.register("nodes", engine.nodes_of(read(folder), NOW))
        text = engine.text_of("weighed", "duckdb", DEFAULT)
        plan = connection.execute(f"EXPLAIN (FORMAT json) {text}").fetchall()[0][1]
    steps = json.loads(plan)
    while steps:
        step = steps.pop()
        steps += step["children"]
        if step["name"].strip() == "PARQUET_SCAN":
            return list(step["extra_info"]["Projections"])
    raise LookupError("the plan of the step that weighs touches reads no file")


def pandas(folder: Path) -> dict[str, Any]:
    """The same scores, the touches counted in pandas; see ``_in_pandas``."""
    from bench._in_pandas import InPandas
    from coalition.scoring import engine

    tables = read(folder)

    def work() -> None:
        runner = InPandas()
        runner.bind_parquet("touches", str(folder / "touches.parquet"))
        engine.score_with(runner, tables, NOW)

    return timed(work, 1)


def loop(folder: Path) -> dict[str, Any]:
    """One stakeholder after the other over rows as objects, as a loop over an ORM does it; a sample, scaled up."""
    from coalition.scoring.settings import DEFAULT
    from tests.oracle import scores as oracle

    tables = read(folder)
    people = tables.stakeholders.num_rows
    chosen = tables.stakeholders.slice(0, LOOP_SAMPLE).to_pylist()
    contacts = pa.array({row["contact_id"] for row in chosen})
    filters = [("contact_id", "in", contacts.to_pylist())]
    rows = pq.read_table(folder / "touches.parquet", filters=filters).to_pylist()
    by_contact: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by_contact.setdefault(row["contact_id"], []).append(row)

    def work() -> None:
        for person in chosen:
            known = oracle.known(by_contact.get(person["contact_id"], []), NOW)
            oracle.engagement(person, known, NOW, DEFAULT)
            oracle.sentiment(person, known, NOW, tables.calendar, DEFAULT)

    found = timed(work, 1)
    share = pq.read_metadata(folder / "touches.parquet").num_rows / max(len(rows), 1)
    return {
        "cpu_s": round(found["cpu_s"] * share, 1),
        "wall_s": round(found["wall_s"] * share, 1),
        "peak_mb": found["peak_mb"],
        "extrapolated_from_stakeholders": min(LOOP_SAMPLE, people),
    }


WAYS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "scan": scan,
    "score": score,
    "graph": graph_measures,
    "pandas": pandas,
    "loop": loop,
}


# The book


def read(folder: Path) -> Any:
    """Everything but the touches, which stay in their file."""
    from coalition.scoring.tables import ScoringTables

    parts = {name: pq.read_table(folder / f"{name}.parquet") for name in BESIDE}
    return ScoringTables(touches=pa.table({}), **parts)


def make(folder: Path, scale: float) -> None:
    """A book with a heavy tail, in the order of the key as the stored table has it."""
    from coalition.scoring.tables import LINES, STAKEHOLDERS, TOUCHES, USERS

    folder.mkdir()
    dice = np.random.default_rng(3)
    people, deals, count = (max(int(scale * whole), 8) for whole in WHOLE_BOOK)
    deal_of = np.sort(dice.integers(0, deals, people))
    weight = dice.lognormal(0, 1.5, people)
    # A tenth of the activities have two or three of theirs: neighbours in the list are mostly of one deal.
    first = int(count / 1.13)
    who = dice.choice(people, first, p=weight / weight.sum())
    size = dice.choice([1, 2, 3], first, p=[0.9, 0.07, 0.03])
    extra = np.concatenate([np.flatnonzero(size >= 2), np.flatnonzero(size == 3)])
    step = np.concatenate([np.ones((size >= 2).sum(), int), np.full((size == 3).sum(), 2)])
    who = np.concatenate([who, np.minimum(who[extra] + step, people - 1)])
    activity, size = np.concatenate([np.arange(first), extra]), np.concatenate([size, size[extra]])
    count = len(who)
    kind = dice.choice([1, 2, 3, 4, 7], count, p=[0.72, 0.14, 0.06, 0.06, 0.02])[activity]
    occurred = (NOW - dice.exponential(150 * DAY_S, count).astype(np.int64))[activity]
    theirs = (dice.random(count) < 0.4)[activity]
    accepted = dice.random(count) < 0.7
    acted = np.where(kind == 2, accepted, np.where(kind == 1, theirs, True))
    replied = (kind == 1) & ~theirs & (dice.random(count) < 0.5)
    delay = dice.lognormal(2, 1, count) * 3600
    null = lambda values, present: pa.array(values, mask=~present)
    columns: dict[str, Any] = {
        "contact_id": who + 1,
        "occurred_s": occurred,
        "activity_id": activity + 1,
        "opportunity_id": null(deal_of[who] + 1, dice.random(count) < 0.8),
        "user_id": (who // 16 + activity % 3) % 500 + 1,  # three of ours look after an account
        "thread": activity // 6 + 1,
        "kind": kind,
        "role": np.select([kind == 2, (kind == 1) & theirs & (np.arange(count) < first)], [5, 1], 2),
        "response": np.where((kind == 2) & accepted, 1, 0),
        "status": np.ones(count),
        "automatic": np.where(dice.random(count) < 0.03, 4, 0),
        "seller_led": ((kind <= 3) & ~theirs).astype(int),
        "two_way": acted.astype(int),
        "initiated": (acted & (dice.random(count) < 0.2)).astype(int),
        "forwarded": (dice.random(count) < 0.01).astype(int),
        "commented": (dice.random(count) < 0.01).astype(int),
        "recipients": size,
        "theirs": size,
        "ours": np.ones(count),
        "content_s": null(np.full(count, 120), kind == 4),
        "replied_after_s": null(delay.astype(np.int64), replied),
        "reply_recorded_s": null((occurred + delay).astype(np.int64), replied),
        "reply_latency_s": null(delay.astype(np.int64), (kind == 1) & theirs),
        "recorded_s": occurred,
        "retracted_s": pa.nulls(count, pa.int64()),
    }
    order = np.lexsort((columns["activity_id"], occurred, who))
    table = pa.table({name: _column(values, order) for name, values in columns.items()}).cast(TOUCHES)
    pq.write_table(table, folder / "touches.parquet", compression="zstd", row_group_size=500_000)

    words = {name: [""] * people for name in ("persona", "personas", "seniority", "stage", "sentiment", "influence")}
    rows: dict[str, Any] = dict.fromkeys(STAKEHOLDERS.names)
    rows |= words | {
        "opportunity_id": deal_of + 1,
        "contact_id": np.arange(1, people + 1),
        "utc_offset_s": np.zeros(people),
        "past_deals": np.zeros(people),
        "past_deals_their_way": np.zeros(people),
    }
    filled = {name: pa.nulls(people) if values is None else pa.array(values) for name, values in rows.items()}
    pq.write_table(pa.table(filled).cast(STAKEHOLDERS), folder / "stakeholders.parquet")
    manager = np.arange(1, people)
    lines = {
        "opportunity_id": pa.nulls(people - 1, pa.int64()),
        "from_contact_id": manager + 1,
        "to_contact_id": manager,
        "kind": ["reports_to"] * (people - 1),
        "strength": pa.nulls(people - 1, pa.int16()),
    }
    pq.write_table(pa.table(lines).cast(LINES), folder / "lines.parquet")
    users = {"user_id": np.arange(1, 501), "seniority": np.arange(500) % 5 + 1}
    pq.write_table(pa.table(users).cast(USERS), folder / "users.parquet")


def _column(values: Any, order: Any) -> pa.Array:
    return (values if isinstance(values, pa.Array) else pa.array(values)).take(pa.array(order))


if __name__ == "__main__":
    main()
