"""Notices in two scripts: the clerk's Tibetan of a record, the office's phrases, and what of both may be printed.

The program invents no Tibetan. A phrase prints if it was seen in a publication or if a person of this office answers
for it; where one is missing the bilingual notice is refused and its list of missing phrases is one page to fill in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from desktop.base.changes import Topic, changed
from desktop.base.errors import Refusal
from desktop.base.words import tr, zh
from desktop.domain.finding import Finding, Severity
from desktop.domain.record import BILINGUAL_LABELS, Record
from desktop.printing import bilingual as layout
from desktop.printing.bilingual import Second
from desktop.printing.fonts import MissingGlyphs, Role, bundled
from desktop.printing.glyph_check import BrokenSyllables
from desktop.printing.notice import NoticeContent
from desktop.printing.options import NoticeOptions
from desktop.printing.phrases import Mark, Phrase, PhraseBook, load_phrases
from desktop.storage import records
from desktop.storage import settings as stored
from desktop.usecases.desk import Desk
from desktop.usecases.notice_views import BilingualView, PhraseLine
from desktop.usecases.outcome import Outcome
from desktop.usecases.permissions import require_editable
from desktop.usecases.private_words import require_clean

LANGUAGE = "bo"
_PHRASES, _CHINESE_FIRST = "phrases_bo", "bilingual_chinese_first"
_PLACE = zh("藏文")


@dataclass(frozen=True, slots=True)
class Bilingual:
    desk: Desk

    def texts(self, record: str) -> dict[str, str]:
        """What is written in Tibetan of the record, by the keys of BILINGUAL_LABELS."""
        with self.desk.home.database.reading() as session:
            return dict(records.content(session, record).bilingual)

    def save(self, record: str, texts: Mapping[str, str]) -> Outcome[Record]:
        """Keep the Tibetan of a record that may still be changed; other keys than BILINGUAL_LABELS are refused."""
        if strange := sorted(set(texts) - set(BILINGUAL_LABELS)):
            raise Refusal(
                tr("藏文里没有“{strange}”这一项。", strange=strange[0]),
                safe=tr("记录没有改动。"),
                code="unknown-field",
            )
        kept = {key: text.strip() for key, text in texts.items() if text.strip()}
        for key, text in kept.items():
            self._require_settable(BILINGUAL_LABELS[key], text)
        with self.desk.home.database.transaction() as session:
            known = records.get(session, record)
            require_editable(self.desk, known, tr("写记录"))
            content = records.content(session, record).model_copy(update={"bilingual": kept})
            saved = records.save_content(session, record, content, max(self.desk.now(), known.updated_at))
        return Outcome(saved, changed(Topic.RECORDS))

    def phrases(self, needed: Sequence[str] = ()) -> list[PhraseLine]:
        """``needed`` or, without it, every phrase of the book and of the office."""
        with self.desk.home.database.reading() as session:
            book, own = _book(self.desk), _confirmed(session)
        asked = needed or list(dict.fromkeys([*(phrase.chinese for phrase in book.phrases), *own]))
        return [_line(book, own, chinese) for chinese in asked]

    def confirm(self, chinese: str, text: str, answerable: str = "") -> Outcome[PhraseLine]:
        """The office answers for ``text`` as the Tibetan of ``chinese``; empty takes its word back.

        ``answerable`` is who knows Tibetan and looked at it, else the person at the desk. Kept with the day.
        """
        chinese, text = chinese.strip(), text.strip()
        who = answerable.strip() or self.desk.account.name
        if not chinese or len(chinese) > 200 or len(text) > 500:
            raise Refusal(tr("请写明是哪个汉文用语。"), safe=tr("用语表没有改动。"), code="no-phrase")
        require_clean(self.desk, {zh("汉文用语"): chinese, zh("藏文用语"): text})
        self._require_settable(chinese, text)
        with self.desk.home.database.transaction() as session:
            known = dict(stored.get(session, _PHRASES, {}))
            known.pop(chinese, None)
            if text:
                known[chinese] = {"text": text, "by": who, "on": self.desk.clock.today().isoformat()}
            stored.put(session, _PHRASES, known)
            self.desk.note(session, "phrase-confirmed" if text else "phrase-taken-back", chinese, by=who)
            line = _line(_book(self.desk), _confirmed(session), chinese)
        return Outcome(line, changed(Topic.SETTINGS))

    def chinese_first(self) -> bool:
        """Which script stands first on the sheets of this office."""
        with self.desk.home.database.reading() as session:
            return _chinese_first(session, _book(self.desk))

    def set_chinese_first(self, first: bool) -> Outcome[bool]:
        with self.desk.home.database.transaction() as session:
            stored.put(session, _CHINESE_FIRST, first)
            self.desk.note(session, "setting-changed", _CHINESE_FIRST, value=str(first))
        return Outcome(first, changed(Topic.SETTINGS))

    def view(self, record: str, needed: Sequence[str]) -> BilingualView:
        """Everything the Tibetan page of a record shows."""
        with self.desk.home.database.reading() as session:
            known = records.get(session, record)
        try:
            require_editable(self.desk, known, tr("写记录"))
            refusal = ""
        except Refusal as error:
            refusal = error.what
        return BilingualView(self.texts(record), tuple(self.phrases(needed)), self.chinese_first(), refusal)

    def _require_settable(self, what: str, text: str) -> None:
        """Refused at once where it is written, not days later at the printer."""
        fonts = bundled(self.desk.templates)
        if lacking := fonts.missing("".join(text.split()), Role.BODY):
            raise MissingGlyphs([(character, what) for character in lacking])
        if broken := fonts.broken(text):
            raise BrokenSyllables([(syllable, what) for syllable in broken])


def second_of(
    desk: Desk,
    session: Session,
    language: str,
    texts: Mapping[str, str],
    content: NoticeContent,
    options: NoticeOptions,
) -> tuple[Second, tuple[str, ...], tuple[Finding, ...]]:
    """The second script of a notice as far as somebody answers for it; the phrases it needs; what is missing."""
    book = load_phrases(desk.templates, language)
    own = _confirmed(session)
    needed = layout.needed(content, options)
    lines = [_line(book, own, chinese) for chinese in needed]
    wanted = layout.annexes_in(content)
    annexes = [line.strip() for line in texts.get(f"annexes_{language}", "").splitlines() if line.strip()]
    second = Second(
        annexes=tuple(annexes) if len(annexes) == wanted else (),
        title=texts.get(f"title_{language}", ""),
        body=texts.get(f"body_{language}", ""),
        phrases={chinese: phrase.text for chinese, phrase in _printing(book, own).items()},
        pattern=book.date.text if book.date.prints else "",
        leads=not _chinese_first(session, book),
    )
    findings = [
        Finding(
            "bilingual-missing",
            Severity.BLOCK,
            _PLACE,
            zh("还没有填{label}。", label=label),
            zh("请点“填写藏文”填好；急着张贴的，可以先印汉文版。"),
        )
        for key, label in BILINGUAL_LABELS.items()
        if key.endswith(f"_{language}") and not texts.get(key) and not key.startswith("annexes")
    ]
    if len(annexes) != wanted:
        findings.append(_miscounted(wanted, len(annexes)))
    if missing := [line.chinese for line in lines if not line.prints]:
        findings.append(_unanswered(missing))
    return second, tuple(needed), tuple(findings)


def _miscounted(wanted: int, written: int) -> Finding:
    """A reminder: title and text stand in both scripts, so the sheet says what it must."""
    told = zh("只写了 {written} 行藏文名称", written=written) if written else zh("还没有藏文名称")
    return Finding(
        "bilingual-missing",
        Severity.WARN,
        _PLACE,
        zh("这份公示有 {wanted} 个附件，{told}，附件名称和名单的标题先只印汉文。", wanted=wanted, told=told),
        zh("起草时点“填写藏文”，一行写一个，顺序和汉文的附件一样，名单在最前。"),
    )


def _unanswered(missing: Sequence[str]) -> Finding:
    return Finding(
        "bilingual-missing",
        Severity.BLOCK,
        _PLACE,
        zh(
            "有 {number} 个固定用语还没有核对过的藏文：{words}。",
            number=len(missing),
            words=zh("、").join(missing),
        ),
        zh("请懂藏文的人点“填写藏文”填好并确认，以后每份公示都用得上；急着张贴的，可以先印汉文版。"),
    )


def _book(desk: Desk) -> PhraseBook:
    return load_phrases(desk.templates, LANGUAGE)


def _confirmed(session: Session) -> dict[str, Phrase]:
    """The office's own phrases by their Chinese."""
    return {
        chinese: Phrase(chinese, entry["text"], Mark.CONFIRMED, f"{entry['by']} {entry['on']}")
        for chinese, entry in stored.get(session, _PHRASES, {}).items()
    }


def _printing(book: PhraseBook, own: Mapping[str, Phrase]) -> dict[str, Phrase]:
    known = {phrase.chinese: phrase for phrase in book.phrases}
    return {chinese: phrase for chinese, phrase in {**known, **own}.items() if phrase.prints}


def _line(book: PhraseBook, own: Mapping[str, Phrase], chinese: str) -> PhraseLine:
    phrase = own.get(chinese) or book.find(chinese)
    return PhraseLine(chinese, phrase.text, str(phrase.mark), phrase.source, phrase.prints)


def _chinese_first(session: Session, book: PhraseBook) -> bool:
    return bool(stored.get(session, _CHINESE_FIRST, book.chinese_first))
