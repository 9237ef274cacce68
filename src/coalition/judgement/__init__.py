"""Judgement: what a deal's map means. Pure: a snapshot of the deal with its scores in; coverage, gaps, consensus out.

Nothing here reads a clock, a database or a global setting: the moment is ``snapshot.as_of``, every threshold stands in
``JudgementSettings``. The same snapshot gives the same answer. "Not assessed" (empty word, None) is never read as
neutral or zero, and "too few to say" is an answer.
"""
