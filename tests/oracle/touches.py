"""What counts as an interaction, the plain way: one activity, one contact at a time. SCORING 0 read line by line."""

from __future__ import annotations

import hashlib
from typing import Any

KINDS = {"email": 1, "meeting": 2, "call": 3, "content": 4, "document": 5, "forward": 6, "support": 7}
ROLES = {
    "": 0, "from": 1, "to": 2, "cc": 3, "organizer": 4, "attendee": 5, "caller": 6, "callee": 7, "viewer": 8,
    "requester": 9,
}  # fmt: skip
RESPONSES = {
    "": 0, "accepted": 1, "declined": 2, "tentative": 3, "no_answer": 4, "connected": 5, "voicemail": 6, "opened": 7,
    "forwarded": 8, "commented": 9, "answered": 10,
}  # fmt: skip
STATUSES = {"": 0, "done": 1, "planned": 2, "cancelled": 3, "rescheduled": 4}
AUTOMATIC = {"": 0, "out_of_office": 1, "bounce": 2, "calendar": 3, "mailing_list": 4}
MONTH_S = 30 * 86_400

Row = dict[str, Any]


def touches(activities: list[Row], participants: list[Row]) -> list[Row]:
    """One row per activity and contact."""
    found = []
    for activity in activities:
        people = [p for p in participants if p["activity_id"] == activity["id"]]
        for contact in sorted({p["contact_id"] for p in people if p["contact_id"] is not None}):
            found.append(_touch(activity, people, contact))
    _pair(found)
    return found


def _touch(activity: Row, people: list[Row], contact: int) -> Row:
    mine = [p for p in people if p["contact_id"] == contact]
    roles = sorted(ROLES[p["role"]] for p in mine if p["role"])
    role = roles[0] if roles else 0
    response = max(RESPONSES[p["response"]] for p in mine)
    seconds = [p["seconds"] for p in mine if p["seconds"] is not None]
    users = sorted({p["user_id"] for p in people if p["user_id"] is not None})
    contacts = {p["contact_id"] for p in people if p["contact_id"] is not None}
    actors = [p for p in people if p["role"] in ("from", "organizer", "caller")]
    our_actors = sorted(p["user_id"] for p in actors if p["user_id"] is not None)
    their_actors = [p for p in actors if p["contact_id"] is not None]
    kind, direction = activity["kind"], activity["direction"]

    by_ours = bool(our_actors)
    if not our_actors and not their_actors:
        by_ours = direction == "outbound" or (direction == "" and kind in ("meeting", "call", "document"))
    counts = activity["automatic"] == "" and activity["status"] in ("done", "")
    seller_led = by_ours and counts and kind in ("email", "meeting", "call", "content", "document")

    forwarded = response == RESPONSES["forwarded"] or (
        kind == "forward" and role not in (ROLES["to"], ROLES["cc"], ROLES["attendee"], ROLES["callee"])
    )
    commented = response == RESPONSES["commented"]
    acted = forwarded
    if kind == "email":
        acted |= role == ROLES["from"] and (direction == "inbound" or (direction == "" and bool(users)))
    elif kind == "meeting":
        acted |= role == ROLES["organizer"] or response == RESPONSES["accepted"]
    elif kind == "call":
        theirs_rang = role == ROLES["caller"] and response == 0
        heard_by_us = response == 0 and any(p["user_id"] is not None and p["response"] == "connected" for p in people)
        acted |= response == RESPONSES["connected"] or theirs_rang or heard_by_us
    elif kind in ("content", "document"):
        acted |= response == RESPONSES["opened"] or (response == 0 and role == ROLES["viewer"]) or commented
    elif kind == "support":
        acted |= role in (ROLES["requester"], ROLES["from"])
        acted |= response in (RESPONSES["opened"], RESPONSES["answered"])
    starts = (kind == "meeting" and role == ROLES["organizer"]) or (kind == "call" and role == ROLES["caller"])
    addressed = sum(p["role"] in ("to", "cc") for p in people)
    return {
        "contact_id": contact,
        "occurred_s": activity["occurred_s"],
        "activity_id": activity["id"],
        "opportunity_id": activity["opportunity_id"],
        "user_id": our_actors[0] if our_actors else (users[0] if users else None),
        "thread": int(hashlib.md5(activity["thread"].encode()).hexdigest()[:15], 16) if activity["thread"] else 0,  # noqa: S324
        "kind": KINDS[kind],
        "role": role,
        "response": response,
        "status": STATUSES[activity["status"]],
        "automatic": AUTOMATIC[activity["automatic"]],
        "seller_led": int(seller_led),
        "two_way": int(acted and counts),
        "initiated": int(starts and counts),
        "forwarded": int(forwarded and counts),
        "commented": int(commented and counts),
        "recipients": max(addressed, 1) if kind == "email" else 1,
        "theirs": len(contacts),
        "ours": len(users),
        "content_s": max(seconds) if seconds else None,
        "replied_after_s": None,
        "reply_recorded_s": None,
        "reply_latency_s": None,
        "recorded_s": activity["recorded_s"],
        "retracted_s": activity["retracted_s"],
    }


def _pair(rows: list[Row]) -> None:
    """Walk each conversation of a contact in order and match our mails with the next of theirs."""
    mails = [r for r in rows if r["kind"] == 1 and r["retracted_s"] is None and (r["two_way"] or r["seller_led"])]
    for contact, thread in {(r["contact_id"], r["thread"]) for r in mails}:
        talk = [r for r in mails if r["contact_id"] == contact and r["thread"] == thread]
        talk.sort(key=lambda r: (r["occurred_s"], r["activity_id"]))
        waiting: list[Row] = []
        for place, row in enumerate(talk):
            if not row["two_way"]:
                waiting.append(row)
                continue
            for sent in waiting:
                if row["occurred_s"] - sent["occurred_s"] <= MONTH_S:
                    sent["replied_after_s"] = row["occurred_s"] - sent["occurred_s"]
                    sent["reply_recorded_s"] = row["recorded_s"]
            if waiting and row["occurred_s"] - waiting[-1]["occurred_s"] <= MONTH_S:
                row["reply_latency_s"] = row["occurred_s"] - waiting[-1]["occurred_s"]
            waiting = []
            row["initiated"] = int(place == 0 if thread else row["reply_latency_s"] is None)
