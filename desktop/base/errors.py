"""Two families of errors: what the user or the surroundings did, and what we did wrong.

MingbaiError
├── Refusal            the input or the request is not acceptable; exit status 1
├── SurroundingsError  disk, file, line, printer; exit status 3
└── Cancelled          the user stopped a long task; nothing was applied
Anything else that reaches the top is a bug of ours and is logged, never shown as a traceback.

Every message is a Chinese sentence for a clerk. It says what happened, what is safe, what to do next.
"""

from desktop.base.words import sentences, tr


class MingbaiError(Exception):
    """An error a clerk can read: ``what`` happened, what is ``safe``, what to do next (``todo``).

    Words made with ``zh`` are shown in the language of the screen; ``kept_what`` and ``kept_todo`` are those words themselves,
    for a finding made of the error.
    """

    def __init__(self, what: str, *, safe: str = "", todo: str = "", code: str = "") -> None:
        self.kept_what, self.kept_todo = what, todo
        self.what, self.safe, self.todo = tr(what), tr(safe), tr(todo)
        self.code = code or type(self).__name__
        super().__init__(sentences(self.what, self.safe, self.todo))


class Refusal(MingbaiError):
    """The request cannot be carried out as asked; nothing was changed."""


class SurroundingsError(MingbaiError):
    """Disk, file system, device or network did not do its part; the data is as it was."""


class Cancelled(MingbaiError):
    """The user cancelled; what had been begun was taken back."""

    def __init__(self) -> None:
        super().__init__(tr("已取消。"), safe=tr("什么都没有改动。"))
