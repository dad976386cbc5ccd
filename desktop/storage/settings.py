"""Small facts the home remembers under a key, as plain JSON values."""

import json
from typing import Any

from sqlmodel import Session

from desktop.storage.tables import SettingRow


def get(session: Session, key: str, default: Any = None) -> Any:
    row = session.get(SettingRow, key)
    return default if row is None else json.loads(row.content)


def put(session: Session, key: str, value: Any) -> None:
    session.merge(SettingRow(key=key, content=json.dumps(value, ensure_ascii=False, sort_keys=True)))
    session.flush()
