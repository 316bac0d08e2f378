"""Documents change under published FAQs: those whose quoted words change leave the answers first."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from test_ingestion import HashingEmbedder

from assistant import ingestion
from assistant.errors import UsageError
from assistant.index import Index, current
from assistant.ingestion import ingest, rebuild
from assistant.schema import Citation
from assistant.staff.faq import FaqContent, FaqText
from assistant.staff.faqs import Faqs
from assistant.staff.spans import moved
from assistant.staff.store import STORE, Store, backup_beside

CORPUS = Path(__file__).parent.parent / "corpus"
# Of each document two places that FAQs stand on: parts of sentences, items and rows.
QUOTES = {
    "kosme/foreign-talent.ko.md": ("예산은 30억 원입니다", "| 약 800명 |"),
    "kosme/young-founders.en.md": ("young entrepreneurs aged 39 and under", "Aged 39 and under |"),
    "research-dispatch/procedure.ko.md": (
        "심사를 거친 지원인력을 채용하며",
        "NST, KITECH, 참여기업 |",
    ),
    "global-rnd/notice.en.md": ("up to KRW 1.5 billion", "supported 66 projects last year"),
    "rnd-sharing-center/center.en.md": ("run jointly by four science", "institutes (four) | KAIST"),
}
AGAIN = "## 다시 한 번\n\n"  # every quote's words stand in its document twice


def base(document: str) -> str:
    text = (CORPUS / document).read_text(encoding="utf-8").rstrip("\n")
    return f"{text}\n\n{AGAIN}{''.join(f'여기에도: {quote}.{chr(10) * 2}' for quote in QUOTES[document])}"


# Edits: text, quote, where it stands -> the new text; None: the document is removed.


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    changes_the_quote: bool
    edit: Callable[[str, str, int], str | None]


def _at(text: str, quote: str, start: int, now: str) -> str:
    return text[:start] + now + text[start + len(quote) :]


def _figure(text: str, quote: str, start: int) -> str:
    now = re.sub(r"\d", lambda digit: str((int(digit.group()) + 3) % 10), quote, count=1)
    now = quote.replace("four", "five") if now == quote else now
    return _at(text, quote, start, now if now != quote else f"{quote[:3]}2주 뒤 {quote[3:]}")


def _word(text: str, quote: str, start: int) -> str:
    words = quote.split(" ")
    del words[len(words) // 2]
    return _at(text, quote, start, " ".join(words))


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """Of the lines that `text[start:end]` stands in, with their last line end."""
    return text.rfind("\n", 0, start) + 1, text.index("\n", end) + 1


def _without_line(text: str, quote: str, start: int) -> str:
    first, last = _line(text, start, start + len(quote))
    return text[:first] + text[last:]


def _said_elsewhere(text: str, quote: str, start: int) -> str:
    """The quote's words go from its line, and stand in a new one at the end."""
    return f"{_word(text, quote, start)}\n(변경 전) {quote}\n"


def _before(text: str, quote: str, start: int) -> str:
    title, rest = text.split("\n", 1)
    return f"{title} (변경 공고)\n\n2026년 12월 1일에 변경한 공고입니다.\n{rest}"


def _after(text: str, quote: str, start: int) -> str:
    at = text.index(AGAIN)
    return f"{text[:at]}문의는 12월 24일까지 받습니다.\n\n{text[at:]}"


def _beside(text: str, quote: str, start: int) -> str:
    return _at(text, quote, start, f"(개정) {quote} (2027년 7월 기준)")


def _in_its_row(text: str, quote: str, start: int) -> str:
    first, last = _line(text, start, start + len(quote))
    return (
        f"{text[: last - 1]} 다만, 12월에는 다릅니다.{text[last - 1 :]}" if first < start else text
    )


def _twin(text: str, quote: str, start: int) -> str:
    at = text.index(AGAIN)
    return text[:at] + _word(text[at:], quote, text[at:].index(quote))


def _paragraph(text: str, quote: str, start: int) -> str:
    """Its paragraph, list or table goes to the end."""
    first = text.rfind("\n\n", 0, start) + 2
    last = text.index("\n\n", start) + 2
    return f"{text[:first]}{text[last:].rstrip()}\n\n{text[first:last]}"


def _heading(text: str, quote: str, start: int) -> str:
    at = text.rfind("\n## ", 0, start)
    return f"{text[:at]}\n## 바뀐 제목{text[text.index(chr(10), at + 1) :]}"


def _space(text: str, quote: str, start: int) -> str:
    """Blank lines, and blanks between words in every line but its own."""
    first, last = _line(text, start, start + len(quote))
    head, own, tail = text[:first], text[first:last], text[last:]
    return head.replace("\n\n", "\n\n\n").replace(" ", "  ") + own + tail.replace("\n\n", "\n\n\n")


def _neighbours(text: str, quote: str, start: int) -> str:
    """The lines right above and below it become others."""
    first, last = _line(text, start, start + len(quote))
    return f"{text[:first]}위에 새로 든 줄입니다.\n{text[first:last]}아래에 새로 든 줄입니다.\n{text[last:]}"


KINDS = (
    Kind("a figure", True, _figure),
    Kind("before it", False, _before),
    Kind("a word", True, _word),
    Kind("after it", False, _after),
    Kind("beside it", False, _beside),
    Kind("its line goes", True, _without_line),
    Kind("the same words elsewhere", False, _twin),
    Kind("its paragraph moves", False, _paragraph),
    Kind("its words stand elsewhere now", True, _said_elsewhere),
    Kind("its heading", False, _heading),
    Kind("its document goes", True, lambda text, quote, start: None),
    Kind("white space elsewhere", False, _space),
    Kind("its neighbours", False, _neighbours),
    Kind("the end of its line", False, _in_its_row),
)
CASES = [
    (document, quote, kind) for document, both in QUOTES.items() for quote in both for kind in KINDS
]  # 5 x 2 x 14 = 140


def edited(document: str, quote: str, kind: Kind) -> str | None:
    text = base(document)
    new = kind.edit(text, quote, text.index(quote))
    assert new != text, f"{kind.name} changes nothing in {document}"
    return new


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_of_140_edits_a_quote_is_lost_to_those_of_its_own_words_alone(kind: Kind) -> None:
    for document, quote, _ in (case for case in CASES if case[2] is kind):
        text, new = base(document), edited(document, quote, kind)
        start = text.index(quote)
        assert text.count(quote) >= 2
        if kind.changes_the_quote:
            assert new is None or quote in new  # so that looking for the words would not do
        found = None if new is None else moved(text, start, start + len(quote), new)
        if kind.changes_the_quote:
            assert found is None, (document, quote)
        else:
            assert found is not None, (document, quote)
            assert new is not None and new.startswith(quote, found)
            # and not at another place: it stood first, and goes last where its paragraph does
            others = new.count(quote) - 1 if kind.edit is _paragraph else 0
            assert new.count(quote, 0, found) == others


# through an ingest


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


def write(corpus: Path, texts: dict[str, str | None]) -> None:
    """The documents as files, with one that nobody quotes."""
    shutil.rmtree(corpus, ignore_errors=True)
    for document, text in {
        **texts,
        "other/notice.ko.md": "# 다른 공고\n\n다른 글입니다.\n",
    }.items():
        if text is not None:
            (corpus / document).parent.mkdir(parents=True, exist_ok=True)
            (corpus / document).write_text(text, encoding="utf-8")


def stored(data_dir: Path) -> dict[str, str]:
    with Index.open(data_dir) as index:
        return {document.document_id: document.text for document in index.documents()}


def publish_faq(data_dir: Path, document: str, quote: str) -> int:
    faqs, texts = Faqs(Store(data_dir), second_person=True), stored(data_dir)
    citation = Citation(1, document, None, "공고", "", None, quote)
    faq = faqs.create(
        FaqContent(ko=FaqText("무엇인가요?", "이렇습니다. [1]", (citation,))), "kim", texts
    )
    faqs.submit(faq.faq_id, "kim")
    faqs.approve(faq.faq_id, "lee")
    return faqs.publish(faq.faq_id, "lee").faq_id


def rounds() -> Iterator[dict[str, tuple[str, Kind]]]:
    """Each document edited in each way, all five at once and each in another way."""
    for turn in (0, 1):
        for first in range(len(KINDS)):
            yield {
                document: (both[turn], KINDS[(first + 2 * n) % len(KINDS)])
                for n, (document, both) in enumerate(QUOTES.items())
            }


@dataclass(slots=True)
class Watched:
    """What the desk said at the moment at which an index was about to be published."""

    data_dir: Path
    suspects: set[int]
    served: set[int]

    def look(self) -> None:
        faqs = Faqs(Store(self.data_dir), second_person=True)
        self.suspects = {faq.faq_id for faq in faqs.every("suspect")}
        self.served = {faq.faq_id for faq in faqs.served()}


@pytest.fixture
def watched(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    publish, seen = ingestion.index.publish, Watched(data_dir, set(), set())

    def watched_publish(*arguments: Any) -> str:
        seen.look()
        return publish(*arguments)

    monkeypatch.setattr(ingestion.index, "publish", watched_publish)
    return seen


def edit_and_ingest(
    data_dir: Path, corpus: Path, edits: dict[str, tuple[str, Kind]], watched: Watched
) -> tuple[int, int]:
    """How many FAQs turned suspect before the new texts were published, and how many did not: all
    of them as they should."""
    for path in data_dir.glob(f"{STORE}*"):
        path.unlink()
    write(corpus, {document: base(document) for document in QUOTES})
    ingest([corpus], data_dir, HashingEmbedder())
    faq_ids = {key: publish_faq(data_dir, key, quote) for key, (quote, _) in edits.items()}
    write(corpus, {key: edited(key, quote, kind) for key, (quote, kind) in edits.items()})
    watched.look()
    assert watched.served == set(faq_ids.values())
    report = ingest([corpus], data_dir, HashingEmbedder())
    lost = {faq_ids[key] for key, (_, kind) in edits.items() if kind.changes_the_quote}
    kept = set(faq_ids.values()) - lost
    assert (watched.suspects, watched.served, set(report.suspect)) == (lost, kept, lost)
    watched.look()
    assert (watched.suspects, watched.served) == (lost, kept)
    return len(lost), len(kept)


def test_faqs_whose_words_changed_are_suspect_before_the_new_text_is_served(
    data_dir: Path, tmp_path: Path, watched: Watched
) -> None:
    first, *_ = rounds()
    lost, kept = edit_and_ingest(data_dir, tmp_path / "corpus", first, watched)
    assert lost >= 2 and kept >= 2


@pytest.mark.proofs
def test_140_edits_through_ingests_make_the_right_faqs_suspect_in_time(
    data_dir: Path,
    tmp_path: Path,
    watched: Watched,
    proof_table: Callable[[str, str], None],
    progress: Callable[[str], None],
) -> None:
    began, lost, kept = time.monotonic(), 0, 0
    for number, edits in enumerate(rounds(), 1):
        now_lost, now_kept = edit_and_ingest(data_dir, tmp_path / "corpus", edits, watched)
        lost, kept = lost + now_lost, kept + now_kept
        if number % 7 == 0:
            progress(f"{lost + kept} documents edited under FAQs")
    proof_table(
        ">= 100 edits to documents: FAQs whose words changed suspect before they are answered from",
        f"{lost} of {lost} edits of quoted words made their FAQ suspect before the index was "
        f"published, {kept} of {kept} edits elsewhere did not; {time.monotonic() - began:.0f} s",
    )
    # 5 of the 14 kinds change the quote: 5/14 and 9/14 of 140
    assert (lost, kept) == (50, 90)


NOTICE = "kosme/foreign-talent.ko.md"
QUOTE = QUOTES[NOTICE][0]


@pytest.fixture
def corpus(tmp_path: Path, data_dir: Path) -> Path:
    """Ingested, with an FAQ."""
    write(tmp_path / "corpus", {NOTICE: base(NOTICE)})
    ingest([tmp_path / "corpus"], data_dir, HashingEmbedder())
    publish_faq(data_dir, NOTICE, QUOTE)
    return tmp_path / "corpus"


def test_an_ingest_makes_no_desk(tmp_path: Path, data_dir: Path) -> None:
    write(tmp_path / "corpus", {NOTICE: base(NOTICE)})
    assert ingest([tmp_path / "corpus"], data_dir, HashingEmbedder()).suspect == ()
    assert not (data_dir / STORE).exists()


def test_what_a_killed_ingest_left_unseen_the_next_one_sees_first(
    corpus: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch, watched: Watched
) -> None:
    write(corpus, {NOTICE: edited(NOTICE, QUOTE, KINDS[0])})
    before = current(data_dir)
    with monkeypatch.context() as patched:
        patched.setattr(ingestion, "_check_faqs", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ingest([corpus], data_dir, HashingEmbedder())
    watched.look()
    assert (current(data_dir), watched.served) == (before, {1})  # both as they were
    report = ingest([corpus], data_dir, HashingEmbedder())
    assert (report.updated, report.suspect) == ((), (1,))  # its text had been stored before
    assert watched.suspects == {1}


def test_an_faq_written_from_the_text_before_is_seen_by_an_ingest_that_changes_nothing(
    corpus: Path, data_dir: Path
) -> None:
    before = stored(data_dir)
    write(corpus, {NOTICE: edited(NOTICE, QUOTE, KINDS[0])})
    assert ingest([corpus], data_dir, HashingEmbedder()).suspect == (1,)
    faqs = Faqs(Store(data_dir), second_person=True)
    faqs.revise(1, faqs.one(1).content, "kim", before)  # on a page that was opened before
    served = current(data_dir)
    assert ingest([corpus], data_dir, HashingEmbedder()).suspect == (1,)
    assert current(data_dir) == served


def test_a_rebuild_looks_at_the_faqs_too(
    corpus: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch, watched: Watched
) -> None:
    write(corpus, {NOTICE: edited(NOTICE, QUOTE, KINDS[0])})
    with monkeypatch.context() as patched:
        patched.setattr(ingestion, "_check_faqs", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ingest([corpus], data_dir, HashingEmbedder())
    rebuild(data_dir, HashingEmbedder())
    assert watched.suspects == {1}


# backups


def test_a_desk_is_backed_up_and_restored_with_its_library(
    corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    faqs = Faqs(Store(data_dir), second_person=True)
    kept = tmp_path / "kept.sqlite"
    assert ingestion.back_up(data_dir, kept).documents == 2
    elsewhere = tmp_path / "elsewhere"
    assert ingestion.restore(kept, elsewhere, HashingEmbedder()) == ingestion.Restored(0)
    assert Faqs(Store(elsewhere), second_person=True).every() == faqs.every()
    # over a desk that has gone on since: it is kept beside
    faqs.withdraw(1, "lee")
    restored = ingestion.restore(kept, data_dir, HashingEmbedder())
    assert faqs.one(1).state == "published"
    assert restored.desk is not None
    Store(tmp_path).replace_by(restored.desk)
    assert Faqs(Store(tmp_path), second_person=True).one(1).state == "withdrawn"


def test_a_backup_whose_texts_differ_makes_the_faqs_of_the_desk_suspect(
    corpus: Path, data_dir: Path, tmp_path: Path, watched: Watched
) -> None:
    kept = tmp_path / "kept.sqlite"
    ingestion.back_up(data_dir, kept)
    backup_beside(kept).unlink()  # as a backup made before there was a desk
    changed = edited(NOTICE, QUOTES[NOTICE][1], KINDS[0])
    write(corpus, {NOTICE: changed})
    assert ingest([corpus], data_dir, HashingEmbedder()).suspect == ()
    assert publish_faq(data_dir, NOTICE, "| 약 100명 |") == 2  # 8 + 3, its last digit
    assert ingestion.restore(kept, data_dir, HashingEmbedder()).desk is None
    assert watched.suspects == {2}


def test_a_backup_of_a_desk_that_is_damaged_changes_nothing(
    corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.sqlite"
    ingestion.back_up(data_dir, kept)
    backup_beside(kept).write_bytes(b"no desk" * 1000)
    before = current(data_dir)
    with pytest.raises(UsageError, match="is no backup"):
        ingestion.restore(kept, data_dir, HashingEmbedder())
    assert current(data_dir) == before


def test_a_damaged_desk_is_set_aside_for_its_backup(
    corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.sqlite"
    ingestion.back_up(data_dir, kept)
    content = b"\xff" * 40_000
    for path in data_dir.glob(f"{STORE}*"):
        path.write_bytes(content)
    restored = ingestion.restore(kept, data_dir, HashingEmbedder())
    assert restored.desk is not None and restored.desk.read_bytes() == content
    assert Faqs(Store(data_dir), second_person=True).one(1).state == "published"


def test_no_backup_is_written_where_either_file_is_taken(
    corpus: Path, data_dir: Path, tmp_path: Path
) -> None:
    for taken in (tmp_path / "kept.sqlite", backup_beside(tmp_path / "kept.sqlite")):
        taken.write_text("mine")
        with pytest.raises(UsageError, match="exists already"):
            ingestion.back_up(data_dir, tmp_path / "kept.sqlite")
        assert [path.name for path in tmp_path.glob("kept*")] == [taken.name]
        assert taken.read_text() == "mine"
        taken.unlink()
