"""The page that a run's report is: one file, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{font:16px/1.55 system-ui,"Noto Sans KR","Noto Sans CJK KR","Malgun Gothic",sans-serif;
max-width:72rem;margin:0 auto;padding:1rem;word-break:keep-all;overflow-wrap:anywhere;
color:#1b1f24;background:#fff}
h1{font-size:1.5rem;margin:.5rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem;
border-bottom:2px solid #d0d7de;padding-bottom:.2rem}h3{font-size:1.05rem;margin:.6rem 0}
table{border-collapse:collapse;min-width:min(100%,38rem);font-size:.93rem}
th,td{border-bottom:1px solid #d0d7de;padding:.3rem .5rem;text-align:left;vertical-align:top}
th,td.n{overflow-wrap:normal}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.whole,.few{display:inline-block;white-space:nowrap}.wide{overflow-x:auto}small,.note{color:#57606a;font-size:.87rem}
.few{color:#8a4600}.bad{color:#a40e26;font-weight:600}.good{color:#116329}
.bars{display:grid;grid-template-columns:minmax(7rem,14rem) 1fr auto;gap:.25rem .8rem;
align-items:center}.bars>span:nth-child(3n){font-variant-numeric:tabular-nums;font-size:.9rem}
svg.bar{width:100%;height:.9rem;display:block}.ground{fill:#eaeef2}.share{fill:#6aa3e0}
.whisker{stroke:#0a3069;stroke-width:1.6;vector-effect:non-scaling-stroke}
svg.curve{width:100%;max-width:32rem;height:auto}svg.curve text{font-size:11px;fill:#57606a}
.grid{stroke:#eaeef2}.band{fill:#ddf0ff}.line{fill:none;stroke:#0a3069;stroke-width:2}
article{border:1px solid #d0d7de;border-left:.4rem solid #1a7f37;border-radius:.3rem;
padding:.2rem 1rem 1rem;margin:1rem 0}article.failed{border-left-color:#a40e26}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem}
.sides>div{min-width:0}pre{white-space:pre-wrap;font:inherit;margin:.4rem 0;
background:#f6f8fa;padding:.6rem;border-radius:.3rem}
blockquote{margin:.4rem 0;padding:.1rem 0 .1rem .8rem;border-left:3px solid #6aa3e0;
white-space:pre-wrap}details{margin:.3rem 0}summary{cursor:pointer}
mark{background:#fff0b3}ul{padding-left:1.2rem;margin:.3rem 0}
@media(max-width:42rem){body{padding:.7rem}.sides{grid-template-columns:1fr}
.bars{grid-template-columns:1fr auto}.bars svg{grid-column:1/-1;grid-row:auto;order:0}
.bars>span:nth-child(3n+1){grid-column:1}.bars>span:nth-child(3n){grid-column:1/-1;
margin-bottom:.4rem}article{padding:.2rem .7rem .7rem}td,th{padding:.25rem .35rem}}
@media(min-width:42.01rem){td.n{white-space:nowrap}}
"""


def page_html(title: str, parts: Iterable[str]) -> str:
    """The title is escaped; the parts are HTML."""
    name = escape(title)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{name}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{name}</h1>{''.join(parts)}</body></html>\n"
    )


def section(title: str, *content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{''.join(content) or '<p>None.</p>'}</section>"
