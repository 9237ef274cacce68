"""The kinds of record a file may hold, in the order in which they depend on each other."""

from coalition.sources.files.kinds.activity import ACTIVITIES, PARTICIPANTS
from coalition.sources.files.kinds.base import Field, Kind, Type, plain
from coalition.sources.files.kinds.deals import LINES, OPPORTUNITIES, STAKEHOLDERS
from coalition.sources.files.kinds.insights import INSIGHTS
from coalition.sources.files.kinds.people import ACCOUNTS, CONTACTS, USERS

KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (USERS, ACCOUNTS, CONTACTS, OPPORTUNITIES, STAKEHOLDERS, LINES, INSIGHTS, ACTIVITIES, PARTICIPANTS)
}

__all__ = ["KINDS", "Field", "Kind", "Type", "plain"]
