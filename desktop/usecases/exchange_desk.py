"""What the exchange needs of this laptop: its catalogue's forms, where records are found again, whose hand it is. No verbs."""

from desktop.base.errors import Refusal
from desktop.base.words import tr
from desktop.domain.account import ROLE_WORDS, Role
from desktop.domain.form import Form
from desktop.domain.record import Record
from desktop.storage.records import RecordPlace
from desktop.sync.hand import Hand
from desktop.sync.merge import Known
from desktop.sync.outgoing import office_of
from desktop.sync.plan import Desk as ImportDesk
from desktop.usecases.desk import Desk
from desktop.usecases.records import place_of as place_in

DECIDERS = (Role.ADMIN, Role.REVIEWER, Role.ISSUER)


def import_desk(desk: Desk) -> ImportDesk:
    """What judging a received record needs."""
    known = Known(
        lambda matter: desk.catalogue.find_matter(matter) is not None,
        lambda matter, form: form_of(desk, matter, form) is not None,
    )
    return ImportDesk(
        desk.organisation.code,
        known,
        lambda matter, form: form_of(desk, matter, form),
        desk.home.attachments,
    )


def own_form_of(desk: Desk, record: Record) -> Form | None:
    """The form of the edition the record was made under, None if there is none."""
    try:
        return desk.form_of(record)
    except Refusal:
        return None


def form_of(desk: Desk, matter: str, form: str) -> Form | None:
    """The form as the catalogue in use has it, None if it does not."""
    found = desk.catalogue.find_matter(matter)
    if found is None:
        return None
    try:
        return desk.catalogue.form(form, found)
    except Refusal:
        return None


def place_of(desk: Desk, matter: str, form: str) -> RecordPlace:
    """How storage finds such a record again."""
    found = desk.catalogue.matter(matter)
    return place_in(desk.catalogue.form(form, found), found)


def hand_of(desk: Desk) -> Hand:
    """This laptop, its office, its account, now."""
    return Hand(desk.home.device, office_of(desk.organisation), desk.account.name, desk.now())


def require_decider(desk: Desk, what: str) -> None:
    """``what`` is the doing in Chinese. Who only drafts does not decide for other offices."""
    if desk.account.role not in DECIDERS:
        words = tr("、").join(tr("“{role}”", role=tr(ROLE_WORDS[role])) for role in DECIDERS)
        raise Refusal(
            tr(
                "{what}要由{words}的账户来做，您现在是“{role_words}”。",
                what=what,
                words=words,
                role_words=tr(ROLE_WORDS[desk.account.role]),
            ),
            safe=tr("什么都没有改动。"),
            todo=tr("请换账户，或请有这个职责的同事来做。"),
            code="wrong-role",
        )


def said(reason: str, what: str) -> str:
    """The reason a person gave, or a Refusal: other offices will read it."""
    if not reason.strip():
        raise Refusal(
            tr("{what}要写明理由。", what=what),
            safe=tr("什么都没有改动。"),
            todo=tr("请写一句话说明为什么。"),
            code="no-reason",
        )
    if len(reason.strip()) > 2000:
        raise Refusal(
            tr("理由太长，最多 2000 字。"),
            safe=tr("什么都没有改动。"),
            todo=tr("请写短一些。"),
            code="reason-long",
        )
    return reason.strip()
