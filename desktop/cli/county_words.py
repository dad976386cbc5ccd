"""A county's table as it was read, as plain JSON data and as lines for the terminal. Decides nothing."""

from typing import Any

from desktop.domain.county_table import DIFFERENCE_WORDS, SHARE_WORDS, CountyRow, Difference, RowMatch
from desktop.usecases.county_table import CountyReading


def reading_document(reading: CountyReading) -> dict[str, Any]:
    return {
        "file": reading.file,
        "field": {"code": reading.field.code, "name": reading.field.name},
        "title": reading.title,
        "rows": [_row_document(row, match) for row, match in zip(reading.rows, reading.matches, strict=True)],
        "differences": [difference_document(each) for each in reading.differences],
        "notes": list(reading.notes),
    }


def _row_document(row: CountyRow, match: RowMatch | None) -> dict[str, Any]:
    return {
        "place": row.place,
        "number": row.number,
        "level1": row.level1,
        "level2": row.level2,
        "level3": row.level3,
        "elements": [element.text for element in row.elements],
        "bases": [basis.words for basis in row.bases],
        "time_limit": row.time_limit,
        "publishers": list(row.publishers),
        "channels": list(row.channels),
        "channels_any_of": list(row.channels_any),
        "audience": row.audience_words,
        "disclosure": str(row.disclosure) if row.disclosure else "",
        "tiers": list(row.tiers),
        "extras": dict(row.extras),
        "match": (
            {"code": match.code, "path": match.path, "score": min(1.0, match.score), "sure": match.sure}
            if match
            else None
        ),
        "uncertain": list(row.uncertain),
        "raw": [{"heading": heading, "text": text} for heading, text in row.raw],
    }


def difference_document(each: Difference) -> dict[str, Any]:
    return {
        "key": each.key,
        "kind": str(each.kind),
        "code": each.code,
        "ours": each.ours,
        "theirs": each.theirs,
        "place": each.row.place if each.row else "",
        "uncertain": each.uncertain,
    }


def difference_line(each: Difference) -> str:
    change = " → ".join(part for part in (each.ours, each.theirs) if part)
    doubt = "　请核对" if each.uncertain else ""
    return f"{DIFFERENCE_WORDS[each.kind]}　{each.code or '新'}　{change}{doubt}　〔{each.key}〕"


def reading_lines(reading: CountyReading) -> list[str]:
    doubts = [
        f"{row.place}　{row.path}：{'、'.join(SHARE_WORDS.get(share, share) for share in row.uncertain)}没有把握，请核对。"
        for row in reading.rows
        if row.uncertain
    ]
    matched = sum(match is not None for match in reading.matches)
    return [
        f"{reading.file}　{reading.field.name}：{len(reading.rows)} 行，对上 {matched} 行。",
        *doubts,
        *(difference_line(each) for each in reading.differences),
        *reading.notes,
        "还没有采用任何一条；用 --accept 写明要采用的〔…〕。" if reading.differences else "与目录没有差别。",
    ]
