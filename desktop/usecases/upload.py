"""Sending over the line: what waits and what came back, a run of the sending, and stopping it.

Nothing goes out unless the office has named a server (or a command names one).
"""

from dataclasses import dataclass

from desktop.base.changes import Topic, changed
from desktop.base.errors import MingbaiError, Refusal
from desktop.base.progress import Progress
from desktop.base.words import tr
from desktop.sync.line.faults import LineCut
from desktop.sync.line.request import Line, Setup
from desktop.sync.line.tus import CHUNK, Patience
from desktop.usecases.desk import Desk
from desktop.usecases.exchange import Exchange
from desktop.usecases.line_settings import LineSettings, read_settings
from desktop.usecases.outcome import Outcome
from desktop.usecases.upload_run import Run
from desktop.usecases.upload_state import line_state, note_cut, put_paused
from desktop.usecases.upload_views import Cause, LineState, UploadResult


@dataclass(frozen=True, slots=True)
class Upload:
    desk: Desk

    def state(self) -> LineState:
        """What waits, what came back, and whether it goes on by itself."""
        with self.desk.home.database.reading() as session:
            return line_state(self.desk, session)

    def send(
        self,
        line: LineSettings | None = None,
        *,
        cause: Cause = Cause.ASKED,
        wait: float = 60.0,
        patience: Patience | None = None,
        chunk: int = CHUNK,
        progress: Progress | None = None,
    ) -> Outcome[UploadResult]:
        """Everything that waits goes up, then the receipts are looked for during ``wait`` seconds.

        ``line``: other than the settings of this home. ``cause``: unless a person asked, a bundle is made only for what was
        never in one, and none at all when something begun is gone on with. Raises Refusal (no server, not enrolled, the
        server will not have it), LineCut (patience is over; the next run goes on), SurroundingsError, Cancelled. What was
        reached until then stays.
        """
        progress = progress or Progress()
        setup = self._setup(line)
        if cause is Cause.ASKED:
            self.pause(on=False)
        connection = Line(setup, progress, self.desk.clock.now)
        try:
            result = Run(self.desk, connection, progress, patience or Patience(), chunk).all(cause, wait)
        except LineCut:
            self._note_cut(self.desk.now())
            raise
        finally:
            connection.close()
        self._note_cut("")
        return Outcome(result, changed(Topic.BUNDLES, Topic.RECORDS))

    def pause(self, *, on: bool = True) -> None:
        """Somebody stopped the sending: nothing goes on by itself until it is asked for again."""
        with self.desk.home.database.transaction() as session:
            put_paused(session, on)

    def _note_cut(self, at: str) -> None:
        with self.desk.home.database.transaction() as session:
            note_cut(session, at)

    def _setup(self, line: LineSettings | None) -> Setup:
        if line is None:
            with self.desk.home.database.reading() as session:
                line = read_settings(session)
        if not line.server:
            raise Refusal(
                tr("还没有设上报的服务器，程序不会自己上网。"),
                safe=tr("什么都没有发。"),
                todo=tr("请管理员在“设置”的“网络上报”里写上服务器地址；没有网络可以用U盘。"),
                code="no-server",
            )
        if Exchange(self.desk).partner() is None:
            raise Refusal(
                tr("本机还没有上级的许可，不知道包该发给谁。"),
                safe=tr("什么都没有发。"),
                todo=tr("请先在“同步”里写出加入申请，带到上级，再收下许可。"),
                code="not-enrolled",
            )
        return line.setup()


def is_cut(error: MingbaiError) -> bool:
    """Whether it is the line that failed, so that another try may well help without anybody doing anything."""
    return isinstance(error, LineCut)
