"""The portfolio page over very many open deals, through the API, and what changed on one screenful of them.

``python -m bench.portfolio [--deals 2000]`` measures the database of COALITION_DATABASE_URL (default: SQLite in a
temporary folder), which must be empty. The rival is reading and serialising the same JSON with nothing in between.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

PEOPLE_A_DEAL = 8
PAGE = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, default=2_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="coalition-bench-") as home:
        os.environ.setdefault("COALITION_HOME", home)
        from coalition.cli import database, framework

        framework.load()
        database.bring_up_to_date()
        from bench.incremental import fill
        from coalition.portfolio.scores import score_opportunities

        deals = fill(given.deals, given.deals * 100)
        started = time.perf_counter()
        score_opportunities(deals)
        scored_s = time.perf_counter() - started
        print(json.dumps({"deals": given.deals, "score_and_judge_s": round(scored_s, 1), **measure()}, indent=2))


def measure() -> dict[str, Any]:
    from django.test import Client

    from coalition.access.models import Role, User
    from coalition.portfolio.models import DealSummary

    user, _ = User.objects.get_or_create(
        email="cro@bench.example", defaults={"name": "Chief revenue officer", "role": Role.ADMIN}
    )
    client = Client(headers={"accept": "application/json", "host": "localhost"})
    client.force_login(user)

    def ask(query: str) -> bytes:
        answer = client.get(f"/api/v1/portfolio{query}")
        if answer.status_code != 200:
            raise RuntimeError(f"{query} was answered {answer.status_code}: {answer.content[:300]!r}")
        return bytes(answer.content)

    ids = [row["id"] for row in json.loads(ask(f"?limit={PAGE}"))["items"]]
    moved = "/changes?since=10-days&" + "&".join(f"ids={each}" for each in ids)
    whole = ask("?limit=2000")
    return {
        "page_of_50_s": timed(lambda: ask(f"?limit={PAGE}")),
        "all_s": timed(lambda: ask("?limit=2000")),
        "all_by_widest_gap_s": timed(lambda: ask("?limit=2000&sort=-widest_gap")),
        "all_bytes": len(whole),
        "changes_of_50_s": timed(lambda: ask(moved)),
        "rival_s": timed(lambda: json.dumps(list(DealSummary.objects.values_list("shown", flat=True)))),
    }


def timed(call: Callable[[], Any]) -> dict[str, float]:
    """Median time and processor time of five calls, after one to warm up."""
    call()
    wall, used = [], []
    for _ in range(5):
        start, cpu = time.perf_counter(), time.process_time()
        call()
        wall.append(time.perf_counter() - start)
        used.append(time.process_time() - cpu)
    return {"wall": round(statistics.median(wall), 3), "cpu": round(statistics.median(used), 3)}


if __name__ == "__main__":
    main()
