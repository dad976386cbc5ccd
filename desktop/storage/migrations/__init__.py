"""The steps from an empty file to today's schema, in order. A step that was released is never edited again.

Steps are written in SQL, never against today's classes. File names carry the number behind an ``m`` because a
module name cannot begin with a digit and a frozen program only finds what is imported by name.
"""

from desktop.storage.migrations import m0001_first

STEPS: tuple[tuple[str, ...], ...] = (m0001_first.STATEMENTS,)
