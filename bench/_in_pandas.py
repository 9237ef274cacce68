"""The product's own scoring with pandas as the engine, as a careful analyst writes it: the rival to beat.

Every step that reduces touches is answered in columns, masks and group sums; the formulas over stakeholders are the
product's. So the answers are the same row by row, which ``tests/scoring/test_in_pandas.py`` holds, and the comparison
is of like with like.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from coalition.scoring import engine
from coalition.scoring.codes import ENGAGEMENT_PARTS, Kind, Response, Role, Status
from coalition.scoring.engagement import LAST_BIT
from coalition.scoring.expressions import DAY_S, LN2
from coalition.scoring.network import ACTING, ADDRESSED
from coalition.scoring.settings import DEFAULT, ScoringSettings
from coalition.scoring.weights import otherwise, weights


class InPandas:
    """A runner for ``engine.score_with``."""

    dialect = "duckdb"  # in which the steps are told apart; none of it is run

    def __init__(self, settings: ScoringSettings = DEFAULT) -> None:
        self.frames: dict[str, pd.DataFrame] = {}
        self._settings = settings
        self._steps = {engine.text_of(name, self.dialect, settings): step for name, step in STEPS.items()}

    def bind(self, name: str, table: pa.Table) -> None:
        self.frames[name] = table.to_pandas()

    def bind_parquet(self, name: str, path: str) -> None:
        self.frames[name] = pd.read_parquet(path)

    def keep(self, name: str, text: str) -> None:
        self.frames[name] = self._steps[text](self.frames, self._settings)

    def run(self, text: str) -> pa.Table:
        return pa.Table.from_pandas(self._steps[text](self.frames, self._settings), preserve_index=False)


def weighed(frames: dict[str, pd.DataFrame], s: ScoringSettings) -> pd.DataFrame:
    """One row per known touch and stakeholder."""
    t, as_of_s = frames["touches"], int(frames["moment"]["as_of_s"].iloc[0])
    known = (t["occurred_s"] <= as_of_s) & (t["recorded_s"] <= as_of_s)
    t = t[known & (t["retracted_s"].isna() | (t["retracted_s"] > as_of_s))]
    age = as_of_s - t["occurred_s"]
    acted, led = t["two_way"] == 1, t["seller_led"] == 1
    is_mail, is_meeting = t["kind"] == Kind.EMAIL, t["kind"] == Kind.MEETING
    moment = age + t["reply_latency_s"].fillna(0).where(acted, 0)
    recent_s, both_s = (days * DAY_S for days in _windows(s))
    answered = (t["reply_recorded_s"] <= as_of_s) & (t["replied_after_s"] <= age)
    part, pull = _worth(t, s)
    declined = t["response"].isin([Response.DECLINED, Response.TENTATIVE])
    invited = is_meeting & (t["role"] != Role.ORGANIZER) & (t["automatic"] == 0)
    invited &= t["status"].isin([Status.DONE, Status.RESCHEDULED]) | (t["response"] == Response.DECLINED)
    moved, maybe = t["status"] == Status.RESCHEDULED, t["response"] == Response.TENTATIVE
    accepted = np.select([moved, t["response"] == Response.ACCEPTED, maybe], [1, 2, 1], 0)
    viewed = acted & t["kind"].isin([Kind.CONTENT, Kind.DOCUMENT])
    grouped = (is_mail | is_meeting) & (t["automatic"] == 0)
    grouped &= t["theirs"].between(2, s.influence.largest_group)
    acting = t["role"].isin([Role.FROM, Role.ORGANIZER])
    young = acted & (age <= s.engagement.deep_days * DAY_S)
    rows = pd.DataFrame(
        {
            "contact_id": t["contact_id"],
            "on": t["opportunity_id"],
            "age_s": age,
            "part": np.where(acted, part, -1),
            "window": np.select([moment <= recent_s, moment <= both_s], [1, 2], 0),
            "pull": np.where(acted, pull * np.exp(age * (-LN2 / (s.engagement.half_life_days * DAY_S))), 0.0),
            "young": young,
            "is_live": young & t["kind"].isin([Kind.MEETING, Kind.CALL]),
            "is_start": acted & (t["initiated"] == 1),
            "acceptance": np.where(invited, accepted, -1),
            "is_declined": invited & declined & ~acted,
            "viewed_s": np.where(viewed, t["content_s"].fillna(0), -1),
            "passed_on": np.select([acted & (t["forwarded"] == 1), acted & is_mail & (t["theirs"] > 1)], [2, 1], 0),
            "is_led": led,
            "is_mail": led & is_mail & (t["role"] == Role.TO) & (age <= both_s),
            "thread": t["thread"],
            "replied_after_s": t["replied_after_s"].where(answered).fillna(-1),
            "user_id": t["user_id"].fillna(0).astype("int64"),
            "recipients": t["recipients"],
            "is_tie": acted & t["user_id"].notna(),
            "activity_id": t["activity_id"],
            "together": np.select([grouped & acting, grouped], [ACTING, ADDRESSED], 0),
        }
    )
    who = frames["nodes"][["node", "opportunity_id", "contact_id", "past_midnight_s", "is_first"]]
    rows = rows.merge(who, on="contact_id")
    here = rows["on"].isna() | (rows["on"] == rows["opportunity_id"])
    first = rows["is_first"] == 1
    days = (rows["age_s"] - rows["past_midnight_s"] + (DAY_S - 1)) // DAY_S
    return rows.assign(
        is_here=here,
        part=rows["part"].where(here, -1),
        window=rows["window"].where(here, 0),
        deep_day=np.minimum(days, LAST_BIT).where(rows["young"], -1),
        is_led=rows["is_led"] & here,
        is_mail=rows["is_mail"] & here,
        is_tie=rows["is_tie"] & first,
        together=rows["together"].where(first, 0),
    )


def _windows(s: ScoringSettings) -> tuple[int, int]:
    return s.sentiment.recent_days, s.sentiment.recent_days + s.sentiment.baseline_days


def _worth(t: pd.DataFrame, s: ScoringSettings) -> tuple[Any, Any]:
    """The part of each touch and what it weighs, were it of today."""
    table, other = weights(t, s.engagement), otherwise(s.engagement)
    shared = t["recipients"].astype(float) ** -s.engagement.sharing
    holds = [each.when for each in table]
    worth = [each.worth * shared if each.is_shared else each.worth for each in table]
    places = [ENGAGEMENT_PARTS.index(each.part) for each in table]
    return np.select(holds, places, ENGAGEMENT_PARTS.index(other.part)), np.select(holds, worth, other.worth)


def threads(frames: dict[str, pd.DataFrame], s: ScoringSettings) -> pd.DataFrame:
    rows = frames["weighed"]
    rows = rows.loc[rows["is_mail"], ["node", "user_id", "thread", "age_s", "replied_after_s"]]
    rows = rows.assign(day=rows["age_s"] // DAY_S)
    ages = rows.groupby(["node", "user_id", "thread", "day"], sort=False)
    found = ages.agg(
        youngest_s=("age_s", "min"), waiting_s=("age_s", "max"), answered_after_s=("replied_after_s", "max")
    ).reset_index()
    is_answered = found["answered_after_s"] >= 0
    wait_s = np.minimum(
        found["answered_after_s"].where(is_answered, found["waiting_s"]), s.sentiment.longest_wait_days * DAY_S
    )
    return pd.DataFrame(
        {
            "node": found["node"],
            "pair": found["user_id"],
            "waiting_s": found["waiting_s"],
            "window": np.where(found["youngest_s"] <= s.sentiment.recent_days * DAY_S, 1, 2),
            "is_answered": is_answered,
            "waited": np.log1p(wait_s / 3600),
        }
    )


def counts(frames: dict[str, pd.DataFrame], s: ScoringSettings) -> pd.DataFrame:
    """Masked columns beside each other, and one pass of group sums over them."""
    rows = frames["weighed"]
    deep, halves, viewed_s = rows["deep_day"].to_numpy(), rows["acceptance"], rows["viewed_s"]
    depth = 1.0 + np.minimum(viewed_s / s.sentiment.deep_view_s, 2.0)
    passed_on = rows["passed_on"]
    acted, is_late = rows["part"] >= 0, rows["age_s"] <= s.threads_days * DAY_S
    key = [rows["node"], rows["part"], rows["window"]]
    summed = pd.DataFrame(
        {
            "live": rows["is_live"],
            "number": 1,
            "pull": rows["pull"],
            "invited": halves >= 0,
            "accepted": np.maximum(halves, 0) / 2.0,
            "declined": rows["is_declined"],
            "depth": np.where(viewed_s >= 0, depth, 0.0),
            "forwards": np.select([passed_on == 2, passed_on == 1], [1.0, s.sentiment.brought_weight], 0.0),
            "starts": rows["is_start"],
            "lately": acted & is_late,
        }
    )
    ages = pd.DataFrame({"age_s": rows["age_s"], "led_age_s": rows["age_s"].where(rows["is_led"])})
    found = pd.concat([summed.groupby(key).sum(), ages.groupby(key).min()], axis=1)
    # Days put together as bits: each once, then summed.
    days = rows.loc[deep >= 0, ["node", "part", "window", "deep_day"]].drop_duplicates()
    bits = (2 ** days["deep_day"].astype("int64")).groupby([days["node"], days["part"], days["window"]]).sum()
    return found.assign(deep_days=bits.reindex(found.index, fill_value=0)).reset_index()


def pairs(frames: dict[str, pd.DataFrame], _: ScoringSettings) -> pd.DataFrame:
    rows = frames["threads"]
    masked: dict[str, Any] = {}
    for place, window in ((1, "recent"), (2, "baseline")):
        within = rows["window"] == place
        masked[f"sent_{window}"] = within
        masked[f"answered_{window}"] = within & rows["is_answered"]
        masked[f"waited_{window}"] = rows["waited"].where(within, 0.0)
    masked["answered_wait_baseline"] = rows["waited"].where(masked["answered_baseline"], 0.0)
    return pd.DataFrame(masked).groupby([rows["node"], rows["pair"]], sort=False).sum().reset_index()


def contacts(frames: dict[str, pd.DataFrame], s: ScoringSettings) -> pd.DataFrame:
    rows = frames["weighed"]
    rows = rows.loc[
        rows["is_tie"] | (rows["together"] > 0), ["node", "user_id", "age_s", "recipients", "is_tie", "together"]
    ]
    faded = np.exp(rows["age_s"] * (-LN2 / (s.ties.half_life_days * DAY_S))) / rows["recipients"]
    key = [rows["node"], rows["user_id"]]
    summed = pd.DataFrame(
        {
            "interactions": rows["is_tie"],
            "pull": faded.where(rows["is_tie"], 0.0),
            "seen_together": rows["together"] > 0,
        }
    )
    age = rows["age_s"].where(rows["is_tie"]).groupby(key).min()
    return summed.groupby(key).sum().assign(age_s=age).reset_index()


def weeks(frames: dict[str, pd.DataFrame], s: ScoringSettings) -> pd.DataFrame:
    rows = frames["weighed"]
    rows = rows.loc[rows["part"] >= 0, ["node", "age_s", "pull"]]
    week = np.minimum(rows["age_s"] // (7 * DAY_S), s.engagement.trend_weeks - 1).rename("week")
    return rows["pull"].groupby([rows["node"], week], sort=False).sum().reset_index()


def silences(frames: dict[str, pd.DataFrame], s: ScoringSettings) -> pd.DataFrame:
    """Sums over the span ending now, youngest event first, and the place where they speak loudest."""
    q, mails, others = s.silence, frames["threads"], frames["weighed"]
    mails = mails[mails["waiting_s"] <= q.horizon_days * DAY_S].merge(frames["usual"], on="node", how="left")
    by_now = 1.0 / (1.0 + np.exp((mails["usual_wait"] - mails["waited"]) / q.wait_spread))
    of_mails = {
        "node": mails["node"],
        "age_s": mails["waiting_s"],
        "came": mails["is_answered"].astype(float),
        "expected": mails["answered_share"] * np.where(mails["is_answered"], 1.0, by_now),
        "starts_per_day": mails["starts_per_day"],
    }
    chosen = others["is_here"] & ((others["acceptance"] >= 0) | others["is_start"])
    chosen &= others["age_s"] <= q.horizon_days * DAY_S
    others = others.loc[chosen, ["node", "age_s", "acceptance"]].merge(frames["usual"], on="node", how="left")
    invited = others["acceptance"] >= 0
    of_others = {
        "node": others["node"],
        "age_s": others["age_s"],
        "came": np.where(invited, others["acceptance"] / 2.0, 1.0),
        "expected": others["accepted_share"].where(invited, 0.0),
        "starts_per_day": others["starts_per_day"],
    }
    rows = pd.concat([pd.DataFrame(of_mails), pd.DataFrame(of_others)], ignore_index=True)
    missed = np.log((1.0 - q.rate_left * rows["expected"]) / (1.0 - rows["expected"]))
    rows["ratio"] = rows["came"] * math.log(q.rate_left) + (1.0 - rows["came"]) * missed
    rows = rows.sort_values(["node", "age_s", "ratio"], ignore_index=True)
    starts = rows["starts_per_day"] * (rows["age_s"] / DAY_S)
    so_far = rows.groupby("node", sort=False)[["ratio", "expected", "came"]].cumsum()
    evidence = so_far["ratio"] + (1.0 - q.rate_left) * starts
    loudest = evidence.groupby(rows["node"], sort=False).idxmax().to_numpy()
    return pd.DataFrame(
        {
            "node": rows["node"].to_numpy()[loudest],
            "silence": np.maximum(evidence.to_numpy()[loudest], 0.0),
            "silence_expected": (so_far["expected"] + starts).to_numpy()[loudest],
            "silence_happened": so_far["came"].to_numpy()[loudest],
            "silence_days": rows["age_s"].to_numpy()[loudest] / DAY_S,
        }
    )


def edges(frames: dict[str, pd.DataFrame], _: ScoringSettings) -> pd.DataFrame:
    rows = frames["weighed"]
    rows = rows.loc[rows["together"] > 0, ["activity_id", "node", "together"]]
    addressed = rows.loc[rows["together"] == ADDRESSED, ["activity_id", "node"]].rename(columns={"node": "other"})
    both = rows.merge(addressed, on="activity_id")
    both = both[both["node"] != both["other"]]
    acting = both["together"] == ACTING
    marked = pd.DataFrame({"together": (~acting).astype("int16"), "wrote": acting.astype("int16")})
    return marked.groupby([both["node"], both["other"]], sort=False).max().reset_index()


Step = Callable[[dict[str, pd.DataFrame], ScoringSettings], pd.DataFrame]
STEPS: dict[str, Step] = {
    step.__name__: step for step in (weighed, threads, counts, pairs, contacts, weeks, silences, edges)
}
