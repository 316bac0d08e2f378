"""Web pages: the notice itself, without the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from assistant.loaders.numbering import ordinal
from assistant.loaders.reading import Reading, clean, joined, tidy, too_deep, with_address
from assistant.loaders.table import Cell, grid_of, table_text
from assistant.loaders.text import decode

_CHARSET = re.compile(rb"""<meta[^>]*charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)

# Where sites keep the notice, most telling first.
_MAIN = (
    "main, [role=main]",
    "#content, #contents, #container .content, #sub_content",
    ".board_view, .board-view, .boardView, .bbs_view, .bbs-view, .bbsView",
    ".view_cont, .view_content, .view_contents, .view-content, .view_con, .viewcontent, .board_cont",
    "article, .article, .entry-content, .post-content, #article-view-content-div",
)
_DEEPEST = 200  # elements in one another; real pages stay below 60
_TITLE = 10  # characters: shorter headings ("공고", "Notice") name no document
_ENOUGH = 200  # characters, or a third of the page: less is a teaser, not the notice

_FURNITURE = (
    "script, style, noscript, template, head, nav, aside, footer, iframe, object, embed, svg, canvas,"
    " video, audio, button, input, select, textarea, dialog, datalist,"
    " [hidden], [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo],"
    " [role=search], [role=dialog]"
)
# Compiled here, at once: processes that are forked from one that has imported this have them.
for _selector in (*_MAIN, _FURNITURE):
    BeautifulSoup("", "lxml").select(_selector)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])")
_MENU = re.compile(
    "gnb|lnb|snb|skip|skipnavi?|skip-nav|breadcrumbs?|pagination|paging|sitemap|sns|share|copyright"
    "|popup|cookie|related|sidebar|toolbar|srch|familysite"
)
_MAYBE_MENU = re.compile(  # so named, and made of links
    "menu|navi?|location|banner|quick|util|header|footer|top|search|print|tabs?|btns?|prev|next"
    "|login|member|list"
)
_TRAIL = re.compile(r"\s*(홈|home)\s*[>›»]", re.IGNORECASE)
_BLOCK = re.compile(
    "^(address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|header|hgroup|hr|html|legend|li|main|ol|p|pre|section|summary"
    "|table|ul|h[1-6])$"
)


def read(raw: bytes, name: str) -> Reading:
    declared = _CHARSET.search(raw[:4096])
    page = BeautifulSoup(decode(raw, declared[1].decode("ascii") if declared else None), "lxml")
    stated = page.title.get_text() if page.title else None
    _check_depth(page, name)
    _drop_furniture(page)
    main = _main(page)
    # Without a first-level heading, a notice board's own heading tells more than the window title.
    heading = main.find("h1") or main.find(re.compile("^h[2-4]$"))
    title = _inline(heading) if heading else ""
    if len(title) < _TITLE and stated and not main.find("h1"):
        title = stated
    return Reading(tidy(joined(_blocks(main))), clean(title) or None)


def _check_depth(page: BeautifulSoup, name: str) -> None:
    """Elements nested by the thousand are an attack: each level costs a pass over what is in it."""
    depths = {id(page): 0}
    for element in page.find_all(True):
        depths[id(element)] = depth = depths[id(element.parent)] + 1
        if depth > _DEEPEST:
            raise too_deep(name)


def _drop_furniture(page: BeautifulSoup) -> None:
    for element in page.select(_FURNITURE):
        element.decompose()
    whole = len(page.get_text())
    for element in page.find_all(True):
        if element.decomposed or element.name in ("html", "body"):
            continue
        if _HIDDEN_STYLE.search(str(element.get("style") or "")) or _is_menu(element, whole):
            element.decompose()


def _is_menu(element: Tag, whole: int) -> bool:
    """Named like a menu, not most of the page, and made of links where the name is not enough."""
    names = [str(element.get("id") or ""), *(element.get_attribute_list("class") or [])]
    words = {w for n in names for w in (str(n).lower(), *re.split(r"[-_\s]", str(n).lower()))}
    surely = any(map(_MENU.fullmatch, words))
    if not surely and element.name == "header":
        surely = element.find_parent(["main", "article"]) is None
    if not surely and not any(map(_MAYBE_MENU.fullmatch, words)):
        return False
    text = element.get_text()
    linked = 0 if surely else sum(len(link.get_text()) for link in element.find_all("a"))
    return len(text) * 2 < whole and (surely or linked * 2 >= len(text) or bool(_TRAIL.match(text)))


def _main(page: BeautifulSoup) -> Tag:
    body = page.body or page
    whole = len(body.get_text(strip=True))
    for selector in _MAIN:
        found = max(page.select(selector), key=lambda tag: len(tag.get_text()), default=None)
        if found is not None:
            size = len(found.get_text(strip=True))
            if size >= _ENOUGH or size * 3 >= whole:
                return found
    return body


def _blocks(parent: Tag, depth: int = 0) -> Iterator[str]:
    """The blocks under an element; what runs between block elements is a paragraph."""
    line = ""
    for child in parent.children:
        if isinstance(child, Tag) and (_BLOCK.match(child.name) or child.find(_BLOCK)):
            yield _paragraph(line)
            line = ""
            yield from _block(child, depth)
        else:
            line += _inline(child)
    yield _paragraph(line)


def _block(element: Tag, depth: int) -> Iterator[str]:
    name = element.name
    if re.fullmatch("h[1-6]", name):
        if text := " ".join(_inline(element).split()):
            yield f"{'#' * int(name[1])} {text}"
    elif name == "table":
        yield _table(element)
    elif name in ("ul", "ol"):
        yield from _list(element, depth)
    elif name == "dl":
        yield from _terms(element)
    elif name == "pre":
        yield element.get_text().strip("\n")
    else:
        yield from _blocks(element, depth)


def _list(element: Tag, depth: int) -> Iterator[str]:
    start = str(element.get("start") or "1")
    number = int(start) if start.isdigit() else 1
    style = f"type {element.get('type') or '1'}"
    for child in element.find_all(["li", "ul", "ol"], recursive=False):
        if child.name != "li":
            yield from _list(child, depth + 1)
            continue
        label = "-" if element.name == "ul" else f"{ordinal(number, style)}."
        number += 1
        own, nested = _own_and_nested(child, depth)
        if own:
            yield f"{'  ' * min(depth, 8)}{label} {own[0]}"
        yield from own[1:]
        yield from nested


def _own_and_nested(li: Tag, depth: int) -> tuple[list[str], list[str]]:
    """A list item's own blocks (its first lines on one line) and the lists inside it."""
    own: list[str] = []
    nested: list[str] = []
    for block in _blocks(li, depth + 1):
        is_nested = block.startswith("  " * (depth + 1)) and block.strip()
        if block.strip():
            (nested if is_nested else own).append(block)
    if own and not own[0].startswith(("| ", "#")):
        own[0] = " ".join(own[0].split())
    return own, nested


def _terms(element: Tag) -> Iterator[str]:
    """A term and its description read as one item, as they stand side by side on the page."""
    term = ""
    for child in element.find_all(["dt", "dd"]):
        text = joined(_blocks(child))
        if child.name == "dt":
            if term:
                yield f"- {term}"
            term = " ".join(text.split()).rstrip(":： ")
        elif "\n" in text:
            yield from (f"- {term}" if term else "", text)
            term = ""
        elif text:
            yield f"- {term}: {text}" if term else f"- {text}"
            term = ""
    if term:
        yield f"- {term}"


def _table(element: Tag) -> str:
    rows: list[Iterable[Cell]] = []
    caption = ""
    for child in _own(element, ("caption", "tr")):
        if child.name == "caption":
            caption = " ".join(child.get_text().split())
            continue
        rows.append(
            [
                Cell(
                    joined(_blocks(cell)),
                    _span(cell, "rowspan", len(rows)),
                    _span(cell, "colspan", 1),
                )
                for cell in _own(child, ("td", "th"))
            ]
        )
    text = table_text(grid_of([list(row) for row in rows]))
    # Captions for screen readers ("…로 구성되어 있습니다") name columns, they tell nothing.
    told = caption and not re.search("구성|제공하는 표|나타낸 표|정보표", caption)
    return f"{caption}\n\n{text}" if told and text else text


def _own(element: Tag, names: tuple[str, ...]) -> Iterator[Tag]:
    """Descendants of these names that belong to this table, not to one inside it."""
    for child in element.children:
        if isinstance(child, Tag):
            if child.name in names:
                yield child
            elif child.name in ("thead", "tbody", "tfoot", "form"):
                yield from _own(child, names)


def _span(cell: Tag, attribute: str, rows: int) -> int:
    value = str(cell.get(attribute) or "1").strip()
    if not value.isdigit():
        return 1
    if attribute == "rowspan" and int(value) == 0:  # "to the end of the table"
        return 65534
    return max(1, min(int(value), 65534))


def _paragraph(line: str) -> str:
    lines = [" ".join(part.split()) for part in line.split("\n")]
    return "\n".join(lines).strip("\n")


def _inline(node: object) -> str:
    if isinstance(node, PreformattedString):  # comments, CDATA, processing instructions
        return ""
    if isinstance(node, NavigableString):
        return re.sub(r"\s+", " ", str(node))
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "\n"
    text = "".join(map(_inline, node.children))
    if node.name == "a":
        return with_address(text, str(node.get("href") or "").strip())
    if node.name == "img":
        return ""
    return text
