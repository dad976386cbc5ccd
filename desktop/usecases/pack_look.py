"""Looking at a pack: is it to be trusted, does its content hold, what would become different. Changes nothing in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import MingbaiError
from desktop.base.progress import Progress
from desktop.base.words import tr, zh
from desktop.catalogue.county.layer import with_layer
from desktop.domain.finding import Finding, Severity
from desktop.domain.organisation import Organisation
from desktop.storage import contacts
from desktop.sync.models import Office, division_prefix
from desktop.sync.packs import refusals
from desktop.sync.packs.file import Pack, read_pack, statement
from desktop.sync.packs.lists import layer_lines, revoked_in
from desktop.sync.packs.models import Root
from desktop.sync.packs.names import LAYER
from desktop.sync.packs.overlay import laid_out, laid_over
from desktop.sync.packs.trust import Days, Judged, judge
from desktop.sync.revocation import Revoked
from desktop.usecases import pack_changes as compare
from desktop.usecases.county_catalogue import stored_layer
from desktop.usecases.desk import Desk
from desktop.usecases.pack_content import Content, composed, in_order, layer_of, packs_in_force
from desktop.usecases.pack_state import PackState, packs_folder, stored
from desktop.usecases.pack_views import PackChange, PackPreview, TouchedRecord

_RANK = {"village": 0, "township": 1, "county": 2, "prefecture": 3}


@dataclass(frozen=True, slots=True)
class Looked:
    """``content`` is what would be in force; None where there are problems."""

    pack: Pack
    judged: Judged
    state: PackState
    preview: PackPreview
    content: Content | None
    revoked: tuple[Revoked, ...]


@dataclass(frozen=True, slots=True)
class _Trial:
    """The new content laid out and compared."""

    content: Content | None
    problems: tuple[Finding, ...]
    changes: tuple[PackChange, ...] = ()
    touched: tuple[TouchedRecord, ...] = ()


def root_fingerprint(root: Root) -> str:
    """What two people read to each other: 8 groups of 4 hexadecimal digits of the root's digest."""
    digits = root.digest[:32].upper()
    return " ".join(digits[start : start + 4] for start in range(0, 32, 4))


def is_above(publisher: Office, own: Organisation) -> bool:
    """Whether the publisher is this office itself or one above it."""
    ours, theirs = _RANK[own.level], _RANK[publisher.level]
    if ours == theirs:
        return publisher.code == own.code
    return theirs > ours and own.code.startswith(division_prefix(publisher.code, publisher.level))


def look(desk: Desk, path: Path, progress: Progress) -> Looked:
    """The pack at ``path``, or a Refusal where it is not to be trusted; faults of its content are in the preview."""
    pack = read_pack(path)
    with desk.home.database.reading() as session:
        state = stored(session)
    code = statement(pack.roots[max(pack.roots)], Root).publisher.code
    known = state.of(code)
    judged = judge(pack, known.trust if known else None, Days(desk.clock.today(), state.witnessed(but=code)))
    office = judged.root.publisher
    if not is_above(office, desk.organisation):
        raise refusals.not_above(office.unit)
    revoked = revoked_in(pack.content, office)
    layer_lines(pack.content)
    progress.step(tr("核对内容"), 0, 2)
    trial = _tried(desk, state, office, pack.content, progress)
    preview = PackPreview(
        path=path,
        publisher=office.unit,
        code=office.code,
        level=office.level,
        version=judged.targets.version,
        title=judged.targets.title,
        notes=judged.targets.notes,
        made_at=judged.timestamp.made_at,
        expires=judged.expires,
        edition=trial.content.catalogue.edition.number if trial.content else "",
        first=judged.first,
        fingerprint=root_fingerprint(judged.root),
        in_force=_in_force(desk, state, code, pack.digest),
        late=judged.late,
        problems=trial.problems,
        changes=trial.changes,
        touched=trial.touched,
        revoked=_struck(desk, revoked),
    )
    content = None if trial.problems else trial.content
    return Looked(pack, judged, state, preview, content, revoked)


def _in_force(desk: Desk, state: PackState, code: str, digest: str) -> bool:
    """In use here: remembered as the last, and its file is still what was taken in (a backup brings no files back)."""
    known = state.of(code)
    if known is None or not known.packs or known.packs[-1].digest != digest:
        return False
    return code in packs_in_force(desk.home.folder, state)[0]


def _tried(
    desk: Desk, state: PackState, office: Office, content: Mapping[str, bytes], progress: Progress
) -> _Trial:
    """Lays the new content out beside that in use and holds it against the catalogue's check and this home's records."""
    own = desk.shelf.program
    now, _ = packs_in_force(desk.home.folder, state)
    packs = in_order({**now, office.code: (office, content)})
    before, after = laid_over(own.templates.parent, in_order(now)), laid_over(own.templates.parent, packs)
    files = compare.file_changes(before, after)
    if files:
        problems = compare.faults(laid_out(after, packs_folder(desk.home.folder)), files)
        if problems:
            return _Trial(None, tuple(problems))
    progress.step(tr("找出有哪些不同"), 1, 2)
    try:
        found = composed(desk.home.folder, packs, own)
    except MingbaiError:
        text = zh("“本县目录”里有一条和这一版目录合不上。")
        return _Trial(None, (Finding("pack-fault", Severity.BLOCK, LAYER, text, zh("请告诉发包的单位。")),))
    with desk.home.database.reading() as session:
        layer = stored_layer(session)
        new = with_layer(found.catalogue, layer)
        matters = compare.matter_changes(desk.catalogue, new)
        forms = compare.form_changes(desk.catalogue, new)
        return _Trial(
            found,
            (*compare.in_the_way(session, new), *compare.clashes(layer_of(packs), layer)),
            compare.changes(matters, forms, files, desk.catalogue, new),
            compare.touched(session, matters, forms, compare.templates_of(files)),
        )


def _struck(desk: Desk, revoked: tuple[Revoked, ...]) -> tuple[str, ...]:
    """The revoked devices that this home knows and still trusts, by their office's name."""
    with desk.home.database.reading() as session:
        known = {contact.device: contact for contact in contacts.every(session)}
    return tuple(
        known[each.device].unit
        for each in revoked
        if each.device in known
        and known[each.device].signing_key == each.key
        and not known[each.device].revoked_at
    )
