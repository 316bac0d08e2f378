"""Makes a folder of notices for `ingest.py`, and the questions that go with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from assistant.errors import UsageError
from evals.notices.layout import evidence, file_text, stored_lines
from evals.notices.notice import Notice, compose
from evals.notices.programme import Programme, programmes
from evals.notices.questions import Question, Stated, ask
from evals.notices.stock import Lang, Split, sections
from evals.notices.writer import draw_writer

_ENGLISH_EVERY = 5  # notices


def make_notices(
    out: Path, seed: int = 1, documents: int = 120, questions: int = 240, split: Split = "a"
) -> list[Question]:
    """Write `out`/notices (a folder a programme), `out`/questions.jsonl and, with what each notice
    states, `out`/truth.jsonl; return the questions.

    UsageError: more documents or questions than the stock gives, or a folder that has notices.
    """
    rng = Random(f"{split} {seed}")
    folder = out / "notices"
    if folder.exists():
        raise UsageError(f"{folder} is there already. Remove it or choose another folder.")
    notices: dict[str, Notice] = {}
    for at, programme in enumerate(programmes(documents, split, rng)):
        lang: Lang = "en" if at % _ENGLISH_EVERY == _ENGLISH_EVERY - 1 else "ko"
        writer = draw_writer(lang, split, rng)
        name = f"{programme.programme_id}/notice.{lang}.{writer.format}"
        notices[name] = compose(programme, writer, rng)
    everything = "\n".join(line for notice in notices.values() for line in stored_lines(notice))
    asked = ask(
        list(_stated(notices)),
        lambda words: everything.count(words) == 1,
        questions,
        split,
        f"{split}{seed}",
        rng,
    )
    if (found := sum(question.variant_of is None for question in asked)) < questions:
        raise UsageError(f"{documents} notices give {found} questions. Ask for no more than that.")
    for name, notice in notices.items():
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_text(file_text(notice), encoding="utf-8")
        (path.parent / "record.yaml").write_text(_record(notice.programme), encoding="utf-8")
    lines = (json.dumps(question.to_dict(), ensure_ascii=False) for question in asked)
    (out / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = (json.dumps(_truth(*item), ensure_ascii=False) for item in notices.items())
    (out / "truth.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return asked


def _stated(notices: dict[str, Notice]) -> Iterator[Stated]:
    for document_id, notice in notices.items():
        for fact, words in evidence(notice).items():
            yield Stated(fact, notice.programme, document_id, notice.writer.lang, words)


def _truth(document_id: str, notice: Notice) -> dict[str, object]:
    """A line of truth.jsonl: the names and facts that the notice states, with their words."""
    programme, lang = notice.programme, notice.writer.lang
    out = next(section for section in sections(lang) if section.name == "out")
    return {
        "document": document_id,
        "lang": lang,
        "names": {"ko": programme.name.ko, "en": programme.name.en},
        "agency": {"ko": programme.agency.ko, "en": programme.agency.en},
        "region": programme.region[lang],
        "industry": programme.industry[lang],
        "address": programme.address,
        "types": [name[lang] for name in programme.types],
        "exclusions": [
            line.cells[0]
            for part in notice.parts
            if part.heading.endswith(tuple(out.headings))
            for line in part.lines
        ],
        "facts": [
            {
                "key": fact.key,
                "subject": fact.subject[lang] if fact.subject else "",
                "figures": list(fact.value.figures()),
                "evidence": words,
            }
            for fact, words in evidence(notice).items()
        ],
    }


def _record(programme: Programme) -> str:
    """record.yaml, its strings in quotes, as JSON writes them."""
    year = f"{programme.year}"
    aliases = [
        programme.short.ko,
        programme.short.en,
        programme.name.ko.removeprefix(f"{year}년 "),
        programme.name.en.removeprefix(f"{year} "),
    ]
    return "\n".join(
        [
            "programmes:",
            f"  - id: {programme.programme_id}",
            "    names:",
            f"      ko: {_quoted(programme.name.ko)}",
            f"      en: {_quoted(programme.name.en)}",
            f"    aliases: [{', '.join(map(_quoted, aliases))}]",
            "    agency:",
            f"      ko: {_quoted(programme.agency.ko)}",
            f"      en: {_quoted(programme.agency.en)}",
            "",
        ]
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
