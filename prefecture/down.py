"""The file down of each office below: which of two versions was put in force, what came in after all, which devices are stopped.

Whole every time. While there is nothing new to say, it is the same file with the same number. Numbers only ever grow, also
when the database came back from an older backup: the store remembers the last one too.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.base.canonical import digest_of
from desktop.base.errors import Refusal
from desktop.base.files import ensure_folder, surroundings, write_atomically
from desktop.domain.record import moment
from desktop.sync.down import DownFile, StandingLine, down_name, parse_down
from desktop.sync.revocation import Revocations
from desktop.sync.signing import sign_document
from prefecture.database import contacts, held, words
from prefecture.database.connection import Connection, connected
from prefecture.database.words import LastDown
from prefecture.devices import stop_list_now
from prefecture.intake import Intake

_NUMBER = "down.number"


@dataclass(frozen=True, slots=True)
class Written:
    path: Path
    unit: str
    number: int
    settled: int
    standing: int


def current(intake: Intake, organisation: str) -> bytes | None:
    """The file down of an office as it stands now, signed; None while there is nothing to say."""
    with connected(intake.url) as connection, connection.transaction():
        last = words.last_down(connection, organisation)
        now = intake.clock.now()
        stopped = stop_list_now(intake, connection)
        said = _composed(intake, connection, organisation, now, stopped)
        if last is None and not (said.settled or said.standing or stopped):
            return None
        essence = _essence(said, stopped)
        if last is not None and last.essence == essence:
            return last.document
        number = max(words.last_down_number(connection), _remembered(intake)) + 1
        _remember(intake, number)
        signed = sign_document(said.model_copy(update={"number": number}), intake.receiver.signing_key)
        newest = max((one.number for one in said.settled), default=0)
        put = LastDown(number, essence, signed.canonical())
        words.put_down(connection, organisation, put, newest, now)
        return put.document


def write_all(intake: Intake, folder: Path, organisation: str = "") -> list[Written]:
    """The files of all offices enrolled here that have something to hear, or of one, in ``folder``."""
    with connected(intake.url) as connection:
        units = {one.organisation: one.unit for one in contacts.every(connection) if not one.revoked_at}
    if organisation and organisation not in units:
        raise Refusal(
            f"没有给“{organisation}”登记过电脑，不知道带给谁。",
            safe="什么都没有写。",
            todo="请用 mingbai-prefecture devices 看有哪些单位。",
            code="not-enrolled",
        )
    done = []
    for code in sorted([organisation] if organisation else units):
        data = current(intake, code)
        if data is None:
            continue
        said = parse_down(data, {intake.receiver.device: intake.receiver.party.key})
        path = ensure_folder(folder) / down_name(said)
        write_atomically(path, data)
        done.append(Written(path, units[code], said.number, len(said.settled), len(said.standing)))
    return done


def _composed(
    intake: Intake, connection: Connection, organisation: str, now: datetime, stopped: Revocations | None
) -> DownFile:
    receiver = intake.receiver
    return DownFile(
        number=1, sender=receiver.office, device=receiver.device, organisation=organisation, made_at=moment(now),
        standing=tuple(
            StandingLine(
                record=one.record, revision=one.revision, digest=one.digest, status="accepted", sequence=one.sequence,
                have=one.have,
            )
            for one in held.come_in(connection, organisation)
        ),
        settled=words.of_division(connection, organisation), revocations=(stopped,) if stopped else (),
    )  # fmt: skip


def _essence(said: DownFile, stopped: Revocations | None) -> str:
    """What the file says, without its number and the moments at which it and the list in it were signed."""
    lasting = said.model_dump(mode="json", exclude={"number", "made_at", "signature", "revocations"})
    return digest_of({"said": lasting, "stopped": stopped.number if stopped else 0})


def _remembered(intake: Intake) -> int:
    try:
        return int((intake.store.folder / _NUMBER).read_text(encoding="ascii"))
    except FileNotFoundError:
        return 0
    except ValueError as error:
        raise Refusal(
            f"“{_NUMBER}”里不是一个数，不知道下一份是第几份。",
            safe="什么都没有写。",
            todo="请从备份放回这个文件，或者写进一个比各县收过的都大的数。",
            code="number-broken",
        ) from error
    except OSError as error:
        raise surroundings(error, intake.store.folder / _NUMBER) from error


def _remember(intake: Intake, number: int) -> None:
    write_atomically(intake.store.folder / _NUMBER, str(number).encode())
