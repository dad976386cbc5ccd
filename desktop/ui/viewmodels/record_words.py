"""An opened record told in words: its limit, its stations, the steps taken. No Qt, no reading."""

from dataclasses import replace
from datetime import date

from desktop.base.words import tr
from desktop.ui.itemmodels.moments import day_words, moment_words
from desktop.usecases.record_views import FlowMark, RecordView


def limit_words(view: RecordView, today: date) -> str:
    """Until when this must be public, for the line under the date; empty where no day is known."""
    if view.record.publish_by is None:
        return ""
    stage = view.matter.time_limit.publish_within
    within = tr("（{words}）", words=stage.span.words) if stage is not None and stage.span is not None else ""
    return tr(
        "最迟 {day_words} 前公开{within}", day_words=day_words(view.record.publish_by, today), within=within
    )


def marks(view: RecordView, today: date) -> list[FlowMark]:
    """The stepper's marks with their times in words."""
    return [replace(mark, when=moment_words(mark.when, today)) for mark in view.steps]


def history(view: RecordView, today: date) -> list[tuple[str, str, str]]:
    """(who did what, when and why, kind of state) of every step taken, as the log tells it."""
    told = []
    for line in view.history:
        when = moment_words(line.at, today)
        kind = "returned" if line.words in {tr("退回"), tr("撤回")} else "done"
        told.append(
            (
                tr("{who}　{words}", who=line.who, words=line.words),
                tr("{when}　{reason}", when=when, reason=line.reason) if line.reason else when,
                kind,
            )
        )
    return told
