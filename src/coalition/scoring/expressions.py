"""Names and small pieces that the Ibis expressions of this package share."""

from __future__ import annotations

from typing import Any, TypeAlias

import ibis

#: Ibis builds its methods at run time, so a static type would say nothing; the names say what is meant.
Table: TypeAlias = Any
Column: TypeAlias = Any

DAY_S = 86_400
LN2 = 0.6931471805599453
#: A stakeholder.
WHO = ("opportunity_id", "contact_id")


def real(number: float) -> Column:
    """A constant of type double: engines read a bare 0.5 as a decimal, and decimals widen what they touch."""
    return ibis.literal(repr(float(number))).cast("float64")


def flag(condition: Column) -> Column:
    """1 where the condition holds, else 0, unknown included."""
    return ibis.ifelse(condition, ibis.literal(1, "int16"), ibis.literal(0, "int16"))


def halving(age_s: Column, half_life_days: float) -> Column:
    """What is left of 1 after ``age_s`` seconds. Written with exp, which all engines agree on."""
    return (age_s * real(-LN2 / (half_life_days * DAY_S))).exp()


def beside(left: Table, right: Table, keys: tuple[str, ...] | list[str] | str) -> Table:
    """A left join that leaves no second copy of the keys behind."""
    names = [keys] if isinstance(keys, str) else list(keys)
    joined = left.left_join(right, names)
    return joined.drop(*[f"{name}_right" for name in names if f"{name}_right" in joined.columns])
