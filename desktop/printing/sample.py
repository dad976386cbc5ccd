"""The invented sample beside each template, as a notice: for trying a template out without anybody's data."""

from datetime import date
from pathlib import Path

import yaml

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.period import Period
from desktop.printing.notice import NoticeContent, Section
from desktop.printing.options import load_options, table_from


def load_sample(templates: Path, kind: str) -> NoticeContent:
    """The sample of ``kind``, complete and fictional. Refuses an unknown kind or a faulty sample file."""
    options = load_options(templates, kind)
    try:
        data = yaml.safe_load((templates / kind / "sample.yaml").read_text(encoding="utf-8"))
        period = data["period"]
        rows = [dict(zip(data["columns"], line, strict=True)) for line in data.get("rows", ())]
        totals = {str(key): str(text) for key, text in data.get("totals", {}).items()}
        return NoticeContent(
            kind=kind,
            title=str(data["title"]),
            unit=str(data["unit"]),
            place=str(data["place"]),
            date=_day(data["date"]),
            values={str(key): str(text) for key, text in data["values"].items()},
            table=table_from(options, rows, totals),
            totals=totals,
            count=len(rows),
            period=Period(
                _day(period["start"]), _day(period["end"]), int(period["days"]), str(period["unit"])
            ),
            sections=tuple(
                Section(str(part["label"]), str(part["text"])) for part in data.get("sections", ())
            ),
            index_number=str(data["index_number"]),
            qr_text=str(data["qr_text"]),
            attachments=tuple(str(name) for name in data.get("attachments", ())),
            signers=tuple(str(name) for name in data.get("signers", ())),
            villages=tuple(dict.fromkeys(row["village"] for row in rows if row.get("village")))
            if options.split
            else (),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise Refusal(
            tr("样例文件“{kind}/sample.yaml”用不了。", kind=kind),
            safe=tr("记录没有改动。"),
            todo=tr("请把这句话告诉县里负责模板的人。"),
            code="sample-faulty",
        ) from error


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
