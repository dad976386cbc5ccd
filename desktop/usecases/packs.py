"""Packs 更新包 from the offices above: look at one, take it in, go back to the one before.

What was sealed stays as it is: a record keeps the edition it was made under. Going back never forgets which numbers were
seen, so that it is no way to smuggle an older pack in.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.files import discard, ensure_folder, write_atomically
from desktop.base.progress import Progress
from desktop.base.words import tr, zh
from desktop.catalogue.county.layer import entry_as_json, with_layer
from desktop.domain.account import Role
from desktop.domain.finding import Finding, Severity
from desktop.storage import contacts
from desktop.sync.packs import refusals
from desktop.sync.packs.lists import layer_file
from desktop.sync.packs.models import LayerLine
from desktop.sync.packs.names import LAYER, REVOCATIONS
from desktop.sync.packs.overlay import clear_away, laid_out, laid_over
from desktop.sync.revocation import Revoked
from desktop.usecases import pack_changes as compare
from desktop.usecases.county_catalogue import stored_layer
from desktop.usecases.desk import Desk
from desktop.usecases.devices import Devices
from desktop.usecases.outcome import Outcome
from desktop.usecases.pack_arrivals import arrived
from desktop.usecases.pack_content import (
    Content,
    content_in_force,
    former_editions,
    in_order,
    packs_in_force,
)
from desktop.usecases.pack_look import Looked, look
from desktop.usecases.pack_state import (
    KeptPack,
    PackState,
    PublisherState,
    nearest_last,
    pack_file,
    packs_folder,
    store,
    stored,
)
from desktop.usecases.pack_views import PackLine, PackPreview
from desktop.usecases.permissions import require_role

_KEPT = 6
"""How many packs of a publisher one can go back through."""
_ALL = (Topic.SETTINGS, Topic.RECORDS, Topic.ROSTERS, Topic.NOTICES, Topic.BUNDLES)


@dataclass(frozen=True, slots=True)
class Packs:
    desk: Desk

    def lines(self) -> list[PackLine]:
        """Every publisher whose pack was ever taken in, the highest office first."""
        state, today = self._state(), self.desk.clock.today().isoformat()
        offices = nearest_last(each.office for each in state.publishers.values())
        return [_line(state.publishers[office.code], today) for office in offices]

    def notes(self) -> tuple[Finding, ...]:
        """What a person should know now: packs that could not be used, packs that are past their day."""
        late = [
            Finding(
                "pack-late",
                Severity.WARN,
                zh("更新包"),
                zh(
                    "{publisher}的更新包只管到 {expires}，可能有新的了。",
                    publisher=line.publisher,
                    expires=line.expires,
                ),
                zh("请向他们要最新的更新包；在这以前照旧用。"),
            )
            for line in self.lines()
            if line.expired
        ]
        waiting = [
            Finding(
                "pack-arrived",
                Severity.WARN,
                zh("更新包"),
                zh("从上级的服务器取到一个更新包：{name}。", name=path.name),
                zh("请管理员打开看一看，再决定收不收；在这以前照旧用。"),
            )
            for path in self.arrived()
        ]
        return (*self.desk.shelf.notes, *late, *waiting)

    def arrived(self) -> list[Path]:
        """Packs that came over the line and that nobody has taken in yet."""
        return arrived(self.desk.home.folder, self._state())

    def look(self, path: Path, progress: Progress | None = None) -> PackPreview:
        """Judge the pack and lay its content out for trial; nothing in use is changed."""
        return look(self.desk, path, progress or Progress()).preview

    def accept(
        self,
        path: Path,
        *,
        fingerprint: str = "",
        even_if_late: bool = False,
        progress: Progress | None = None,
    ) -> Outcome[PackPreview]:
        """Use the pack from now on, all or nothing.

        ``fingerprint`` is what the publisher read out, needed for the first pack of a publisher; ``even_if_late``: a person
        checked the laptop's date and takes in a pack that only the clock calls out of its time.
        """
        desk = self.desk
        require_role(desk, Role.ADMIN, tr("收更新包"))
        looked = look(desk, path, progress or Progress())
        _refuse(looked.preview, fingerprint, even_if_late=even_if_late)
        if looked.content is None or looked.preview.in_force:
            return Outcome(looked.preview)
        desk.home.make_backup("before-pack")
        if REVOCATIONS in looked.pack.content:
            self._hear(looked.pack.content[REVOCATIONS])
        state = self._with_former(self._kept(looked), looked.content)
        with desk.home.database.transaction() as session:
            store(session, state)
            self._strike_off(session, looked.revoked)
            desk.note(
                session, "pack-accepted", looked.preview.code,
                version=looked.preview.version, edition=looked.preview.edition,
            )  # fmt: skip
        self._take_up(looked.content, state)
        return Outcome(replace(looked.preview, in_force=True), changed(*_ALL))

    def undo(self, publisher: str = "") -> Outcome[PackLine]:
        """Back to the publisher's pack before, or to the program's own content. Without ``publisher`` there must be only
        one. Devices struck off stay struck off: a new grant lets them in again."""
        desk = self.desk
        require_role(desk, Role.ADMIN, tr("退回更新包"))
        state = self._state()
        chosen = _chosen(state, publisher)
        gone, former = chosen.packs[-1], chosen.model_copy(update={"packs": chosen.packs[:-1]})
        content = content_in_force(desk.home.folder, state.with_publisher(former), desk.shelf.program)
        state = self._with_former(state.with_publisher(former), content)
        with desk.home.database.transaction() as session:
            problems = list(compare.in_the_way(session, with_layer(content.catalogue, stored_layer(session))))
            if problems:
                raise Refusal(
                    tr("退不回去：以前的内容{text}", text=problems[0].text),
                    safe=refusals.SAFE,
                    todo=tr("这些记录是按现在的内容做的，请先处理它们。"),
                    code="pack-in-use",
                )
            store(session, state)
            desk.note(session, "pack-undone", chosen.office.code, version=gone.version, edition=gone.edition)
        self._take_up(content, state)
        return Outcome(_line(former, desk.clock.today().isoformat()), changed(*_ALL))

    def lists_to_send(self) -> dict[str, bytes]:
        """This office's own layer over the catalogue and the devices it struck off, as they travel in its packs."""
        with self.desk.home.database.reading() as session:
            entries = [LayerLine.model_validate(entry_as_json(each)) for each in stored_layer(session)]
        files = {LAYER: layer_file(entries)} if entries else {}
        stopped = Devices(self.desk).revocations()
        return files | ({REVOCATIONS: stopped.canonical()} if stopped else {})

    def _state(self) -> PackState:
        with self.desk.home.database.reading() as session:
            return stored(session)

    def _kept(self, looked: Looked) -> PackState:
        """The pack's file in the home, and the state that will name it; until that is stored the file means nothing."""
        desk, preview = self.desk, looked.preview
        kept = KeptPack(
            version=preview.version,
            digest=looked.pack.digest,
            title=preview.title,
            edition=preview.edition,
            expires=preview.expires,
            accepted_at=desk.now(),
            accepted_by=desk.account.name,
        )
        office = looked.judged.root.publisher
        known = looked.state.of(office.code)
        before = tuple(each for each in known.packs if each.digest != kept.digest) if known else ()
        ensure_folder(packs_folder(desk.home.folder))
        write_atomically(pack_file(desk.home.folder, office, kept), looked.pack.as_bytes())
        return looked.state.with_publisher(
            PublisherState(office=office, trust=looked.judged.trust, packs=(*before, kept)[-_KEPT:])
        )

    def _hear(self, listed: bytes) -> None:
        """If the laptop that wrote the list is known here, it says the same to whatever else listens to such lists."""
        try:
            Devices(self.desk).take_revocations(listed)
        except Refusal as refusal:
            if refusal.code not in {"revocations-unknown", "revocations-older"}:
                raise

    def _with_former(self, state: PackState, content: Content) -> PackState:
        """The edition in use until now, kept for the records made under it, where ``content`` brings another."""
        desk, shelf = self.desk, self.desk.shelf
        if shelf.national.edition.number == content.catalogue.edition.number:
            return state
        packs, _ = packs_in_force(desk.home.folder, self._state())
        files = laid_over(shelf.program.templates.parent, in_order(packs))
        place = laid_out(files, packs_folder(desk.home.folder))
        return state.with_edition(shelf.national.edition.number, place.name)

    def _strike_off(self, session: Session, revoked: tuple[Revoked, ...]) -> None:
        for each in revoked:
            contact = contacts.find(session, each.device)
            if contact and contact.signing_key == each.key and not contact.revoked_at:
                contacts.put(session, contact.model_copy(update={"revoked_at": self.desk.now()}))
                self.desk.note(session, "device-revoked", each.device, unit=contact.unit)

    def _take_up(self, content: Content, state: PackState) -> None:
        """The open session goes on with the new content; files nobody can go back to are cleared away."""
        desk, shelf = self.desk, self.desk.shelf
        with desk.home.database.reading() as session:
            layer = stored_layer(session)
        shelf.national, shelf.templates = content.catalogue, content.templates
        shelf.notes, shelf.current = content.notes, with_layer(content.catalogue, layer)
        shelf.former = former_editions(desk.home.folder, state)
        folder = packs_folder(desk.home.folder)
        clear_away(folder, frozenset({content.templates.parent.name, *state.editions.values()}))
        kept = {
            pack_file(desk.home.folder, each.office, pack).name
            for each in state.publishers.values()
            for pack in each.packs
        }
        for path in folder.glob("*.mingbai-pack"):
            if path.name not in kept:
                discard(path)


def _refuse(preview: PackPreview, fingerprint: str, *, even_if_late: bool) -> None:
    if preview.problems:
        first = preview.problems[0]
        more = tr("（一共 {number} 处）", number=len(preview.problems)) if len(preview.problems) > 1 else ""
        raise Refusal(
            tr(
                "更新包的内容有错，没有收{more}：{place}：{text}",
                more=more,
                place=first.place,
                text=first.text,
            ),
            safe=refusals.SAFE,
            todo=tr("请把这句话告诉发包的单位，等他们改好再收。"),
            code=first.code,
        )
    if preview.first and _plain(fingerprint) != _plain(preview.fingerprint):
        raise Refusal(
            tr(
                "这是第一次收{publisher}的更新包，要先核对指纹：{fingerprint}。",
                publisher=preview.publisher,
                fingerprint=preview.fingerprint,
            ),
            safe=refusals.SAFE,
            todo=tr("请打电话请他们念一遍指纹，一样才收。")
            if not fingerprint
            else tr("指纹对不上，请不要收它。"),
            code="pack-unknown-publisher",
        )
    if preview.late and not even_if_late:
        raise Refusal(
            preview.late[0].text, safe=refusals.SAFE, todo=preview.late[0].advice, code=preview.late[0].code
        )


def _plain(fingerprint: str) -> str:
    return "".join(fingerprint.split()).upper()


def _chosen(state: PackState, code: str) -> PublisherState:
    able = {each.office.code: each for each in state.publishers.values() if each.packs}
    if code in able:
        return able[code]
    if not able or code:
        raise Refusal(tr("没有可以退回的更新包。"), safe=refusals.SAFE, code="no-pack")
    if len(able) > 1:
        named = tr("、").join(
            tr("{code}（{unit}）", code=each.office.code, unit=each.office.unit) for each in able.values()
        )
        raise Refusal(
            tr("有几个单位的更新包在用。"),
            safe=refusals.SAFE,
            todo=tr("请写明退回谁的：{named}。", named=named),
            code="which-pack",
        )
    return next(iter(able.values()))


def _line(publisher: PublisherState, today: str) -> PackLine:
    if not publisher.packs:
        return PackLine(
            publisher.office.unit, publisher.office.code, 0, "", "", "", expired=False, accepted_at="",
            accepted_by="", former="",
        )  # fmt: skip
    pack = publisher.packs[-1]
    former = publisher.packs[-2].title if len(publisher.packs) > 1 else ""
    return PackLine(
        publisher.office.unit, publisher.office.code, pack.version, pack.title, pack.edition, pack.expires,
        expired=pack.expires < today, accepted_at=pack.accepted_at, accepted_by=pack.accepted_by, former=former,
    )  # fmt: skip
