"""What was typed into a form, step by step, so that it can be taken back and done again. Holds values, sets none."""

from dataclasses import dataclass

Change = tuple[str, object]
LONGEST = 200


@dataclass(slots=True)
class _Step:
    key: str
    before: object
    after: object


class FormHistory:
    """Typing on in one field is one step until ``rest``: a pause, a save, another field. Saving forgets nothing."""

    def __init__(self) -> None:
        self._steps: list[_Step] = []
        self._done = 0
        self._resting = True

    def note(self, key: str, before: object, after: object) -> None:
        """A field was changed by the person; what had been taken back before is given up."""
        del self._steps[self._done :]
        last = self._steps[-1] if self._steps else None
        if last is not None and last.key == key and not self._resting:
            last.after = after
        else:
            self._steps.append(_Step(key, before, after))
            del self._steps[:-LONGEST]
        self._done = len(self._steps)
        self._resting = False

    def rest(self) -> None:
        self._resting = True

    def undo(self) -> Change | None:
        """(key, value to put back), or None when there is nothing to take back."""
        if not self._done:
            return None
        self._done -= 1
        self._resting = True
        step = self._steps[self._done]
        return step.key, step.before

    def redo(self) -> Change | None:
        """(key, value to set again), or None when nothing was taken back."""
        if self._done == len(self._steps):
            return None
        step = self._steps[self._done]
        self._done += 1
        self._resting = True
        return step.key, step.after

    def clear(self) -> None:
        self._steps.clear()
        self._done, self._resting = 0, True
