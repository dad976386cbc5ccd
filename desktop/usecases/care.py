"""The care of the data: backups that were opened and checked, and the chains that show tampering."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.finding import Finding
from desktop.storage import audit, backups, objections, postings
from desktop.usecases.desk import Desk


def last_backup_at(folder: Path) -> str:
    """As `Care.last_backup`, for a home that nobody has unlocked."""
    found = backups.list_backups(folder)
    return found[0].made_at if found else ""


@dataclass(frozen=True, slots=True)
class Care:
    desk: Desk

    def backup(self, to: Path | None = None) -> Path:
        """A checked backup in the home; with ``to`` a copy of it there, whose path is returned."""
        made = self.desk.home.make_backup()
        return backups.copy_out(made, to) if to is not None else made

    def last_backup(self) -> str:
        """The time in the newest backup's name (YYYYMMDDTHHMMSS), empty if there is none."""
        return last_backup_at(self.desk.home.folder)

    def verify_audit(self) -> tuple[int, list[Finding]]:
        """How many entries the audit log has, and where it or a register (postings, objections) does not hold together."""
        with self.desk.home.database.reading() as session:
            entries = audit.page(session, limit=1)
            office = self.desk.organisation.code
            findings = (
                audit.verify(session) + postings.verify(session, office) + objections.verify(session, office)
            )
        return (entries[0].serial if entries else 0), findings
