"""What is typed into an opened record: kept in the order it was typed, so that it can be taken back. Saves nothing."""

from datetime import date

from desktop.base.words import tr
from desktop.domain.record import Disclosure, RecordContent
from desktop.rules.withholding import reasons_for
from desktop.ui.viewmodels.form_history import Change
from desktop.ui.viewmodels.record_shown import COMMON_KEYS, RecordShown
from desktop.usecases.last_place import WorkingPlace


class RecordTyping(RecordShown):
    """Each change asks for saving after the pause that `RecordShown` sets."""

    def set_title(self, text: str) -> None:
        self._set("title", self.title, text)

    def set_formed_on(self, day: date) -> None:
        self._set("formed_on", self.formed_on, day)

    def set_disclosure(self, disclosure: Disclosure) -> None:
        if self._set("disclosure", self.disclosure, disclosure):
            self.set_withheld_code("")
            self.updated.emit()

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """(code, article and words) of the legal reasons for not publishing by oneself as chosen."""
        lists = self._session.desk.catalogue.code_lists
        return [
            (code.code, tr("{cite}　{name}", cite=code.cite, name=code.name))
            for code in reasons_for(self.disclosure, lists)
        ]

    def set_withheld_code(self, code: str) -> None:
        self._set("withheld_code", self.withheld_code, code)

    def set_withheld_reason(self, text: str) -> None:
        self._set("withheld_reason", self.withheld_reason, text)

    def set_value(self, key: str, text: str) -> None:
        if text != self.shown(key):
            self._set(key, self.values.get(key, ""), text)

    def undo(self) -> bool:
        """Takes the last typing back; False if there is none."""
        return self.editable and self._revert(self.typing.undo())

    def redo(self) -> bool:
        """Does again what was taken back; False if there is nothing."""
        return self.editable and self._revert(self.typing.redo())

    def work_at(self, tab: str, key: str = "", position: int = 0) -> None:
        """The hand is there now: after a crash the program opens there again."""
        if self.record is not None and self.editable:
            self.memory.note(WorkingPlace(self.record.id, tab, key, position))

    def _content(self) -> RecordContent | None:
        """What is typed now. What the roster gives is left out, so that it follows the roster for ever."""
        if self.formed_on is None or self.view is None:
            return None
        computed = {field.key for field in self.view.form.fields if field.computed_from}
        values = {key: text for key, text in self.values.items() if key not in computed}
        return RecordContent(
            title=self.title, formed_on=self.formed_on, disclosure=self.disclosure,
            withheld_code=self.withheld_code, withheld_reason=self.withheld_reason, values=values,
        )  # fmt: skip

    def _text_at(self, key: str) -> str:
        return self.title if key == "title" else self.values.get(key, "")

    def _set(self, key: str, before: object, after: object) -> bool:
        if before == after:
            return False
        self.typing.note(key, before, after)
        self._put(key, after)
        return True

    def _revert(self, change: Change | None) -> bool:
        if change is None:
            return False
        self._put(*change)
        self.reverted.emit(change[0])
        return True

    def _put(self, key: str, value: object) -> None:
        if key in COMMON_KEYS:
            setattr(self, key, value)
        else:
            self.values[key] = str(value)
        self._edits += 1
        # Not begun anew at each key: whoever types without a pause is saved all the same.
        if not self._pause.isActive():
            self._pause.start()

    def _note_differences(self, before: RecordContent, after: RecordContent) -> None:
        was, now = _flat(before), _flat(after)
        for key in was.keys() & now.keys():
            if was[key] != now[key]:
                self.typing.note(key, was[key], now[key])


def _flat(content: RecordContent) -> dict[str, object]:
    return {**{key: getattr(content, key) for key in COMMON_KEYS}, **content.values}
