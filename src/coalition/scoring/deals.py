"""Per deal: how many people carry it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def deals_of(people: pa.Table) -> pa.Table:
    """One row a deal: people, how many of them are engaged, and effective threads, from the rows of its stakeholders.

    Effective threads are ``1 / sum(p * p)`` over the engaged, p the share of the two-way interaction of late that each
    holds: 1 if one person holds it all, n if n hold it equally, 0 if nobody is engaged.
    """
    deals, row = np.unique(people["opportunity_id"].to_numpy(), return_inverse=True)
    engaged = pc.is_in(people["engagement_level"], pa.array(["engaged", "deep"])).to_numpy(zero_copy_only=False)
    held = np.where(engaged, people["two_way_lately"].to_numpy(), 0).astype(float)
    total, squares = (np.bincount(row, weights=w, minlength=deals.size) for w in (held, held * held))
    return pa.table(
        {
            "opportunity_id": deals,
            "people": np.bincount(row, minlength=deals.size),
            "engaged": np.bincount(row, weights=engaged, minlength=deals.size).astype(np.int64),
            "effective_threads": np.divide(total * total, squares, out=np.zeros(deals.size), where=squares > 0),
        }
    )
