"""Rank by title, in SQL over ``t``, the title in lower case. What it does not know stays not assessed."""

from __future__ import annotations

# In this order: a vice president is no president, and an assistant is not the person they work for.
_RANKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "staff",
        (
            r"\b(executive|personal|administrative|admin|team) (assistant|asst|secretary)\b",
            r"\b(assistant|asst|secretary) to\b",
        ),
    ),
    ("vp", (r"\bvice[- ]?president\b", r"\b[se]?vp\b", r"\bavp\b")),
    (
        "executive",
        (
            r"\bc[efoitmrshdpx]o\b",
            r"\bciso\b",
            r"\bchief\b.*\bofficer\b",
            r"\bpresident\b",
            r"\bmanaging director\b",
            r"\b(co-?)?(founder|owner)\b",
            r"\bchair(man|woman|person)?\b",
            r"\bpartner\b",
            r"\bgen(eral|\.)? (counsel|cnsl)\b",
            r"\bgeschäftsführer",
            r"\bvorstand",
        ),
    ),
    ("director", (r"\bdirector\b", r"\bdir\b", r"\bhead\b", r"leiter(in)?\b")),
    ("manager", (r"\bmanager\b", r"\bmgr\b", r"\blead\b", r"\bsupervisor\b")),
    (
        "staff",
        tuple(
            rf"\b({words})\b"
            for words in (
                "accountant|administrator|analyst|architect|assistant|associate|buyer|clerk|cnsl|consultant",
                "coordinator|counsel|developer|employee|engineer|intern|officer|representative|spec|specialist",
                "staff|trader",
            )
        ),
    ),
)


def _when(rank: str, patterns: tuple[str, ...]) -> str:
    tests = " OR ".join(f"regexp_matches(t, '{pattern}')" for pattern in patterns)
    return f"WHEN {tests} THEN '{rank}'"


SENIORITY_OF_TITLE = f"CASE {' '.join(_when(rank, patterns) for rank, patterns in _RANKS)} END"
