"""Reads ``standards/examination/laws.yaml``: laws that are gone and articles that moved, with the day it happened."""

from dataclasses import dataclass
from datetime import date

from desktop.catalogue.content import Node
from desktop.catalogue.regulations import day_of_node
from desktop.domain.matter import Mark


@dataclass(frozen=True, slots=True)
class RepealedLaw:
    """``since`` is the first day on which ``name`` no longer holds; ``successor`` may be empty."""

    name: str
    since: date
    successor: str
    source: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class MovedArticle:
    """``article`` of ``law`` as it was counted before ``since``, if the sentence is ``about`` one of these words."""

    law: str
    article: int
    about: tuple[str, ...]
    unless: tuple[str, ...]
    since: date
    now: str
    source: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class LawChanges:
    repealed: tuple[RepealedLaw, ...] = ()
    renumbered: tuple[MovedArticle, ...] = ()


NO_LAW_CHANGES = LawChanges()


def read_law_changes(node: Node) -> LawChanges:
    return LawChanges(
        tuple(
            RepealedLaw(
                item.text("name"),
                day_of_node(item.child("since")),
                item.optional("successor"),
                item.text("source"),
                item.choice("mark", Mark),
            )
            for item in node.items("repealed")
        ),
        tuple(
            MovedArticle(
                item.text("law"),
                item.number("article"),
                item.texts("about"),
                item.texts("not"),
                day_of_node(item.child("since")),
                item.text("now"),
                item.text("source"),
                item.choice("mark", Mark),
            )
            for item in node.items("renumbered")
        ),
    )
