"""The passages that the retriever gives, from a small library with the real model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from assistant.build import build_embedder
from assistant.chunker import chunk_document, search_text
from assistant.index import Index, publish
from assistant.ranking import lexical_tokens
from assistant.record import Bilingual, Record
from assistant.retriever import Retriever
from assistant.rewriter import rewrite
from assistant.schema import Document, Language, Passage, ProgrammeNames

_KO = """# {title}

{region} 소재 {industry} 기업의 {aim} 사업이다.

## 신청자격

- {region}에 본사를 둔 {industry} 기업이 신청할 수 있다.

## 지원금액

- 기업당 최대 {amount}만원을 지원한다.

## 이의신청

- 결과를 통보받은 날부터 {days}일 안에 이의를 신청할 수 있다.

## 정산

- 협약이 끝나고 {days}일 안에 정산보고서를 제출하여야 한다.

## 개인정보

- 신청 때 모은 개인정보는 3년 동안 보관한 뒤 파기한다.

## 문의

- {region} 기업지원단 {industry} 담당
"""
_EN = """# {title}

This call is for {industry} companies in {region} that want {aim}.

## Eligibility

- {industry} companies with their head office in {region} may apply.

## Amount

- Up to {amount} million won per company.

## Appeals

- An appeal is possible within {days} days of the result.

## Settlement

- The settlement report is due within {days} days of the end.

## Questions

- {region} SME Support Corps, {industry} desk
"""
# folder, language, region, industry, aim in the language of the notice; both names
_MADE: Sequence[tuple[str, Language, str, str, str, str, str]] = (
    ("a", "ko", "솔빛도", "목공예", "해외 판로를 여는", "솔빛도 목공예 수출길", "Solbit Export Path"),
    ("b", "ko", "솔빛도", "도자기", "청년을 뽑는", "솔빛도 도자기 새일꾼", "Solbit New Hands"),
    ("c", "ko", "강마루시", "목공예", "청년을 뽑는", "강마루시 목공예 새일꾼", "Gangmaru New Hands"),
    ("d", "en", "Gangmaru City", "Pottery", "to export", "강마루시 도자기 수출길", "Gangmaru Export Path"),
    ("e", "en", "Bomnae County", "Pottery", "to hire", "봄내군 도자기 새일꾼", "Bomnae New Hands"),
)  # fmt: skip


def _documents() -> Iterator[tuple[Document, Record]]:
    for number, (folder, language, region, industry, aim, ko, en) in enumerate(_MADE, start=1):
        title = f"2026년 {ko} 사업 공고" if language == "ko" else f"2026 {en} Programme: Notice"
        text = (_KO if language == "ko" else _EN).format(
            title=title,
            region=region,
            industry=industry,
            aim=aim,
            amount=number * 1000,
            days=number,
        )
        yield (
            Document(f"{folder}/notice.md", title, language, "markdown", text, "", folder),
            Record(
                id=folder,
                folder=folder,
                names=Bilingual(ko=f"2026년 {ko} 사업", en=f"2026 {en} Programme"),
                aliases=(ko, en),
            ),
        )


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    embedder = build_embedder()
    documents, records = zip(*_documents(), strict=True)
    chunks = [c for d in documents for c in chunk_document(d, embedder.count_tokens, 64)]
    by_id = {d.document_id: d for d in documents}
    texts = [search_text(c, by_id[c.document_id]) for c in chunks]
    folder = tmp_path_factory.mktemp("library")
    publish(
        folder,
        documents,
        chunks,
        embedder.embed_passages(texts),
        [lexical_tokens(text) for text in texts],
        records,
        embedder.embed_passages([]),
        embedder.fingerprint,
        "made",
    )
    with Index.open(folder) as index:
        yield Retriever(index, embedder, index.programmes, passages=8, candidates=20)


def found(retriever: Retriever, question: str, names: Sequence[ProgrammeNames]) -> list[Passage]:
    return retriever.retrieve(rewrite(question, (), names))


def best(retriever: Retriever, question: str) -> tuple[str | None, str]:
    """Programme and section of the first passage."""
    passage = found(retriever, question, [n for _, r in _documents() for n in r.programme_names()])[
        0
    ]
    return passage.document.programme, passage.chunk.section[-1]


@pytest.mark.parametrize(
    ("question", "programme", "section"),
    [
        ("솔빛도 도자기 새일꾼 지원금액은 얼마인가요?", "b", "지원금액"),  # named
        ("정산보고서는 언제까지 내나요? (솔빛도 목공예 수출길)", "a", "정산"),
        ("강마루시에서 청년을 뽑는 목공예 회사를 돕는 사업은 이의신청을 며칠 안에 하나요?", "c", "이의신청"),  # described
        ("솔빛도 도자가 새일꾼의 개인정보는 몇 년 보관하나요?", "b", "개인정보"),  # mistyped
        ("강마루시목공예새일군 정산 보고는 언제까지예요?", "c", "정산"),
        ("How long may we appeal in the Gangmaru Export Path?", "d", "Appeals"),
    ],
)  # fmt: skip
def test_a_question_that_names_or_describes_the_programme_finds_its_section(
    retriever: Retriever, question: str, programme: str, section: str
) -> None:
    assert best(retriever, question) == (programme, section)


@pytest.mark.parametrize(
    ("question", "programme", "section"),
    [
        ("Solbit Export Path: within how many days can we appeal?", "a", "이의신청"),
        ("How long is personal data kept in the Gangmaru New Hands Programme?", "c", "개인정보"),
        ("봄내군 도자기 새일꾼 정산보고서는 언제까지 내나요?", "e", "Settlement"),
    ],
)
def test_a_question_finds_the_section_of_a_notice_in_the_other_language(
    retriever: Retriever, question: str, programme: str, section: str
) -> None:
    assert best(retriever, question) == (programme, section)


def test_a_notice_in_the_other_language_is_not_held_back_where_it_is_the_only_one(
    retriever: Retriever,
) -> None:
    # Where a programme has documents in both languages at most four passages come in the other.
    # Of programme a there is no English document.
    passages = found(retriever, "Solbit Export Path: within how many days can we appeal?", [])
    assert [p.document.programme for p in passages][:5] == ["a"] * 5


def test_documents_that_a_question_seems_to_mean_come_first_and_do_not_shut_out_the_others(
    retriever: Retriever,
) -> None:
    passages = found(retriever, "솔빛도 목공예 기업은 이의를 며칠 안에 신청하나요?", [])
    assert passages[0].document.programme == "a"
    assert passages[0].chunk.section[-1] == "이의신청"
    assert {"b", "c"} & {p.document.programme for p in passages}


def test_a_question_whose_words_no_title_holds_searches_everywhere(retriever: Retriever) -> None:
    passages = found(retriever, "이의신청은 며칠 안에 하나요?", [])
    sections = [(p.document.programme, p.chunk.section[-1]) for p in passages[:3]]
    assert sorted(sections) == [("a", "이의신청"), ("b", "이의신청"), ("c", "이의신청")]
