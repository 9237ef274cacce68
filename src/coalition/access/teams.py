"""The tree of teams: whose work a viewer sees."""

from __future__ import annotations

from django.db import connection

from coalition.access.models import Role, User

# UNION and not UNION ALL: a parent set in the admin could close a circle, and a team found twice ends the walk.
_MANAGED = """
WITH RECURSIVE below(id) AS (
    SELECT CAST(%s AS BIGINT)
    UNION
    SELECT team.id FROM access_team team JOIN below ON team.parent_id = below.id
)
SELECT id FROM access_user WHERE team_id IN (SELECT id FROM below)
"""


def people_seen_by(viewer: User) -> list[int]:
    """Ids of the users whose accounts the viewer sees: themselves, and for a manager the teams they manage.

    A list and not a subquery: it stands in each rule several times, and building nested queries costs more than all
    the rest of a request. Read once per request, in one query: the viewer object lives that long.
    """
    if viewer.seen_people is None:
        found = {viewer.pk}
        if viewer.role == Role.MANAGER and viewer.team_id is not None:
            found.update(people_under(viewer.team_id))
        viewer.seen_people = sorted(found)
    return viewer.seen_people


def people_under(team_id: int) -> list[int]:
    """Ids of the users of a team and of the teams below it."""
    with connection.cursor() as cursor:
        cursor.execute(_MANAGED, [team_id])
        return [row[0] for row in cursor.fetchall()]
