"""What a use case changed, so that only the screens concerned read again."""

from enum import StrEnum


class Topic(StrEnum):
    ACCOUNTS = "accounts"
    RECORDS = "records"
    ROSTERS = "rosters"
    ATTACHMENTS = "attachments"
    NOTICES = "notices"
    BUNDLES = "bundles"
    SETTINGS = "settings"


Changes = frozenset[Topic]
NOTHING: Changes = frozenset()


def changed(*topics: Topic) -> Changes:
    return frozenset(topics)
