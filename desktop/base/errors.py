"""Two families of errors: what the user or the surroundings did, and what we did wrong.

MingbaiError
├── Refusal            the input or the request is not acceptable; exit status 1
├── SurroundingsError  disk, file, line, printer; exit status 3
└── Cancelled          the user stopped a long task; nothing was applied
Anything else that reaches the top is a bug of ours and is logged, never shown as a traceback.

Every message is a Chinese sentence for a clerk. It says what happened, what is safe, what to do next.
"""


class MingbaiError(Exception):
    """An error a clerk can read: ``what`` happened, what is ``safe``, what to do next (``todo``)."""

    def __init__(self, what: str, *, safe: str = "", todo: str = "", code: str = "") -> None:
        self.what = what
        self.safe = safe
        self.todo = todo
        self.code = code or type(self).__name__
        super().__init__("".join(part for part in (what, safe, todo) if part))


class Refusal(MingbaiError):
    """The request cannot be carried out as asked; nothing was changed."""


class SurroundingsError(MingbaiError):
    """Disk, file system, device or network did not do its part; the data is as it was."""


class Cancelled(MingbaiError):
    """The user cancelled; what had been begun was taken back."""

    def __init__(self) -> None:
        super().__init__("已取消。", safe="什么都没有改动。")
