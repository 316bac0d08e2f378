"""What the sentences of English articles say plainly: patterns of what each kind of fact is told in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures import FigureKind
from assistant.record import Topic

NUMBER = (
    r"(?:\d[\d,.]*|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|[a-z]{3,5}teen)(?:-[a-z]{3,5})?)"
)
ABOUT = (
    r"(?:(?:a total of|up to|as many as|approximately|about|around|roughly|some|over|more than|nearly"
    r"|at least|another)\s){0,2}"
)
_THING = (  # what is counted: anything in the plural but spans of time and the like
    r"(?:[a-z&-]+\s){0,3}?(?!(?:years|months|weeks|days|hours|times|dollars|euros|points|sessions|visits"
    r"|countries|others)\b)(?:[a-z-]{3,24}s|SMEs|companies|people|staff)"
)
_LONG = r"(?:years|months|weeks|days)"
_MONEY = (
    r"(?:(?:KRW|USD|EUR|₩|\$|€)\s?\d[\d.,]*(?:\s(?:million|billion|trillion))?"
    r"|\d[\d.,]*\s(?:(?:million|billion|trillion)\s)?(?:won|dollars|euros))(?:\s\([^()]{1,40}\))?"
)
_BEFORE = (
    r"(?:last year|the (?:previous|preceding) year|the year before|a year (?:earlier|ago|before))"
)
_BODIES = (
    r"(?:institutes|universities|colleges|agencies|ministries|bodies|organi[sz]ations|centers|centres"
    r"|governments)"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)"
_REST = r"[^.;]{3,240}"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell a fact: what it is about, and figures of which kinds in them it has. Of a cue
    that is told `once` the first sentence counts."""

    topic: Topic
    pattern: re.Pattern[str]
    kinds: tuple[FigureKind, ...] = ()
    once: bool = False


def cue(topic: Topic, form: str, *kinds: FigureKind, once: bool | None = None) -> Cue:
    return Cue(topic, re.compile(form, re.IGNORECASE), kinds, not kinds if once is None else once)


ENGLISH = (
    cue("amount", rf"\b(?:receive|receiving|claim|granted|provided with|offer(?:ed|s)?|grants? of|support(?:ed)? (?:of|with)|funding of|loans? of|vouchers? (?:of|worth))\s(?:grants? of\s|a (?:total|maximum) of\s|as much as\s|up to\s){{0,2}}{_MONEY}(?:[^.;,]{{0,20}}\b(?:over|for)\s(?:up to )?{NUMBER}\s{_LONG})?", "money", "duration"),
    cue("amount", rf"\b(?:capped at|worth (?:up to|as much as)|(?:up to )?a limit of|borrow(?: up to| as much as)?|grants? up to|a ceiling of|a maximum of)\s{_MONEY}(?!\s(?:each|per|a)\smonth)", "money"),
    cue("amount", rf"\b(?:save|put aside|pay in|deposit|set aside)\s(?:up to\s|as much as\s|at most\s|a maximum of\s)?{_MONEY}\s(?:each|per|a|every)\smonth", "money"),
    cue("duration", rf"\b{_MONEY}[^.;,]{{0,20}}\b(?P<t>(?:over|for)\s(?:up to )?{NUMBER}\s{_LONG})", "duration"),
    cue("duration", rf"\b(?:spend|lasts?|runs?|works?|uses?|covers?|stays?|takes?)\b[^.;]{{0,60}}?\b(?P<t>(?:up to|for|over)\s(?:up to\s)?{NUMBER}\s{_LONG})", "duration"),
    cue("duration", rf"\b(?:minimum|maximum|shortest|longest|lowest)\s(?:duration|term|period|participation)\b[^.;]{{0,160}}?\bfrom\s{NUMBER}\s{_LONG}\sto\s{NUMBER}\s{_LONG}", "duration"),
    cue("budget", rf"\bbudget\b[^.;\d]{{0,40}}{_MONEY}", "money"),
    cue("budget", rf"\b(?:earmarked|allocated|set aside|will invest|is investing)\s(?:about\s|some\s)?{_MONEY}(?!\s(?:each|per|a|every)\b)", "money"),
    cue("budget", rf"\b(?:program(?:me)?|scheme|fund|initiative|it)\s(?:costs|has)\s{_MONEY}(?=\sto\sspend|\s*$|\s(?:in|for)\s20\d\d)", "money"),
    cue("budget", rf"\b(?:fund|budget|program(?:me)?|scheme)\s(?:amounts|comes|adds up)\sto\s{_MONEY}", "money"),
    cue("budget", rf"\b{_MONEY}\s(?:is\s|are\s)?available\b", "money"),
    cue("rate", r"\bsubsidi[sz]ed by\s\d[\d.]*\s?(?:%|percent|per cent)|\bcovers?\s(?:half|a third|two thirds)\s(?:of\s)?the\s[^.;,]{3,60}", "percent"),
    cue("rate", r"\bat\s(?:an?\s(?:annual\s)?(?:interest\s)?rate of\s)?\d[\d.]*\s?(?:%|percent|per cent)\s(?:a|per)\s(?:year|annum)", "percent"),
    cue("rate", r"\b(?:support|cover|subsidi[sz]|pay|add|match|bear|contribut)\w*\s(?:up to\s|another\s)?\d[\d.]*\s?(?:%|percent|per cent)\sof\b[^.;,]{0,60}", "percent"),
    cue("scale", rf"\b(?:support|back|select|match|connect|choose|fund|assist|admit|accept|take on|pay for|cover|operat|run|enabl|train|help|reach|propos|plac|serv|benefit|hire|invit|place)(?:e|es|ed|s|ing|ning|ting)?\s{ABOUT}{NUMBER}\s{_THING}\b(?:\s(?:across|in|for)\s{ABOUT}{NUMBER}\s[a-z]+(?:\s[a-z]+)?)?", "count"),
    cue("scale", rf"\b{ABOUT}{NUMBER}\s{_THING}\s(?:(?:will|are|is|can)\s)?(?:to\s)?(?:be\s)?(?:supported|selected|funded|chosen|planned|paid for|admitted|accepted|served|helped|move|expect|benefit|take part|get|receive)\b", "count"),
    cue("scale", rf"\b(?:available|enough|room)\sfor\s{ABOUT}{NUMBER}\s{_THING}|\btakes\s{NUMBER}\s{_THING}|\bback\s{NUMBER}\sof them\b|\b{NUMBER}\splaces\s(?:are|is|will)\b", "count"),
    cue("scale", rf"\b(?:select|choos|support|admit)\w*\b[^.;]{{0,60}}?\b{ABOUT}{NUMBER}\sin (?:total|all)\b", "count"),
    cue("scale", rf"\b(?:database|pool|list|register)\b[^.;]{{0,160}}?\b(?:is|are|stands at|holds|counts)\s{ABOUT}{NUMBER}\s(?:people|individuals|students|experts|{_THING})", "count"),
    cue("scale", rf"\bin which\s{ABOUT}{NUMBER}\s(?:workers|employees|people|students|founders)\b", "count"),
    cue("scale", r"\bnumber of\s(?:[a-z]+\s){0,3}(?:projects|companies|firms|places)\b[^.;]{0,40}?\b(?:[a-z]+fold|doubl\w+|tripl\w+)", "multiple"),
    cue("scale", rf"\b{NUMBER}\s{_THING}[^.;]{{0,200}}?,\s[^.;]{{0,200}}?\ba total of\s{NUMBER}\s(?:companies|institutions|firms|organi[sz]ations|people|participants)\b", "count"),
    cue("history", rf"\b(?:following|after|compared (?:with|to)|up from|against)\s(?:support for\s)?{NUMBER}\s(?:{_THING}\s)?(?:in\s)?{_BEFORE}", "count"),
    cue("history", rf"\b{NUMBER}\s(?:{_THING}\s)?(?:were|was)\s(?:backed|supported|funded|selected|replaced|helped|served)\b", "count"),
    cue("history", rf"\b(?:achievements?|results?|practices|cases|stories)\b[^.;]{{0,30}}\b(?:of|over|from)\sthe (?:past|last)\s{NUMBER}\s{_LONG}", "duration"),
    cue("history", rf"\bleading to\b[^.;]{{0,60}}?\b(?:allow|permit|accept|start|reduc|lower)\w*[^.;]{{0,60}}?{NUMBER}\s{_LONG}", "duration"),
    cue("history", r"\b(?:a|its|this)\snew\s(?:initiative|programme|program|scheme)\b[^.;]{0,20}|\b[^.;]{3,120}?\b(?:has|have)\sbeen\snewly\s(?:established|created|launched|added)|\bgains?\s(?:a|an)\s[^.;]{2,40}\sthis year"),
    cue("history", r"\b(?:plans? to|will(?: also)?|is going to)\s(?:expand|widen|extend|increase)\s(?:its|the|support|funding|')[^.;]{3,160}"),
    cue("history", r"^(?:Beginning|Starting)\s(?:this|next|in|early|late)\s[^.;,]{2,30},[^.;]{3,160}"),
    cue("history", rf"^On\sthe\s{_DAY},\s[^;]{{0,200}}?\b(?:announced|held|unveiled|launched|opened)\b", "date", "time"),
    cue("history", rf"\b(?:held|announced|opened|signed|took place)\son\s(?:the\s)?(?:{_DAY}|{_MONTH}\s\d{{1,2}}\b)[^;]{{0,40}}", "date", "time"),
    cue("history", rf"\b(?:launch(?:ed)?|founded|founding|established|set up)\b[^.;]{{0,80}}?\b(?:at the end of|in|on|since)\s(?:early\s|late\s|mid-)?{_MONTH}(?:\s\d{{1,2}})?\b", "date"),
    cue("history", rf"^From\s{_MONTH}\sto\s(?:this month|{_MONTH}),?\s[^.;]{{0,60}}\b(?:proposed|met|discussed|held|worked)\b", "date"),
    cue("organisation", rf"\bconsists? of\s{NUMBER}\s[^.;]{{3,240}}", "count"),
    cue("organisation", rf"\bthe\s{NUMBER}\s(?:[a-z]+\s){{0,4}}{_BODIES}\b[^.;]{{0,60}}\bjointly|\b{NUMBER}\s(?:[a-z]+\s){{0,4}}{_BODIES}\s(?:\([^)]{{2,80}}\)\s)?jointly", "count"),
    cue("organisation", r"\bwith\s(?:the\s)?(?P<t>[A-Z][^.;,]{3,100})\s(?:serving|acting)\sas\s(?:the|its)\s(?:secretariat|coordinator|lead)"),
    cue("organisation", r"\bwith\s+the\s+support\s+of\s+(?:the\s)?(?P<t>Ministry of (?:[A-Z]\w+(?:\sand)?\s?){1,4})"),
    cue("organisation", r"\bis\s(?:[A-Z][\w’']+\s)*[\w’']+\sflagship\s(?:[a-z-]+\s){0,4}(?:program|programme|scheme|initiative)"),
    cue("selection", rf"\b(?:priority|preference)\s(?:will be|is)\sgiven\sto\s{_REST}"),
    cue("selection", r"\b(?:after|through|by)\s(?:an?\s)?(?:[a-z-]+\s){0,2}(?:screening|review|evaluation|interview)s?\b[^.;]{3,80}"),
    cue("selection", rf"\b(?:structured|divided|split|organi[sz]ed)\sinto\s(?!{NUMBER}){_REST}"),
    cue("selection", rf"\b(?:structured|divided|split|organi[sz]ed)\sinto\s{NUMBER}\s[a-z]+(?:\s[a-z]+)?", "count"),
    cue("selection", r"\bchoose (?:among|between|from)\s(?:[a-z]+\s){1,3}(?:tracks|routes|types|categories)", "count"),
    cue("field", r"\b(?:focus(?:es)?|concentrates?|cent(?:er|re)s?)\son\b[^.;]{0,80}\b(?:industries|sectors|fields|areas|groups)\b[^.;,]{0,60}", "count"),
    cue("field", rf"\bfocus will be on\s{_REST}"),
    cue("field", r"\b(?:divisions|sectors|fields|industries),?\s(?:including|such as|namely)\s(?P<t>(?:[^.;,\d]{2,60},\s){2,}[^.;,\d]{2,60})"),
    cue("field", r"\b(?:across|(?:founders|entrepreneurs|companies|firms)\sin)\s(?P<t>(?:[a-z][^.;,\d]{2,40},\s){2,}and\s[^.;,\d]{2,40})"),
    cue("field", rf"\b(?:discussion|session|debate)\s(?:will be|is|was)\sheld\son\s(?P<t>{_REST})"),
    cue("partner", rf"\bpartner(?:s|\s[a-z]+s|\s[a-z]+ies)\b[^.;]{{0,60}}\bfrom\s(?:just\s|only\s)?{NUMBER}\b[^.;]{{0,20}}\bto\s{NUMBER}\b", "count"),
    cue("partner", r"\bpartner(?:s|\s[a-z]+s|\s[a-z]+ies)\b[^.;]{0,140}\b(?:including|includes?|such as)\s(?P<t>(?:(?:the|an?)\s)?[A-Z][^.;]{5,300})"),
    cue("partner", rf"\bpartner\s(?:institutions|laboratories|universities|companies)\s[^.;\d]{{0,40}}\b(?:put forward|proposed|submitted)\s{ABOUT}{NUMBER}\s[a-z]+\s[a-z]+", "count"),
    cue("partner", rf"(?:^|[“\"])(?:By collaborating|By working|Together|In collaboration|In cooperation|Working)\swith\s(?P<t>(?:[a-z]+\s){{0,3}}{_BODIES})"),
    cue("field", rf"\b(?:proposed|requested|called for|recommended)\s(?P<t>(?!a total|{NUMBER})[^.;]{{3,120}},\s[^.;]{{3,400}})", once=False),
    cue("place", r"\bat\sthe\s(?P<t>(?:[A-Z&][\w&]*\s){1,8}(?:Hall|Hotel|Center|Centre|Building|Auditorium|Campus))\b[^.;]{0,40}\b(?:will|would)\b"),
    cue("partner", rf"^(?:Together|In collaboration|In cooperation|Working)\swith\s{NUMBER}\s(?:[a-z]+\s){{0,3}}{_BODIES}", "count"),
    cue("purpose", rf"\b(?:objective|aim|goal|purpose)\b[^.;]{{0,20}}\sis\b[^.;]{{0,50}}?\bto\s(?P<t>{_REST})"),
    cue("purpose", rf"\b(?:which|that|program|programme|initiative|scheme)\s(?:aims to|is (?:designed|intended|meant) to)\s(?P<t>{_REST})"),
    cue("purpose", rf"\bwith a view to\s(?P<t>{_REST})"),
    cue("purpose", rf"\bto encourage\s(?P<t>(?:its|their|the)\s{_REST})|\bso that\s(?P<u>(?:staff|workers|employees)\s{_REST})"),
    cue("benefit", r"(?:,\ssupporting|\bto cover|\bcovering)\s(?P<t>[a-z][^.;,\d]{2,60},\s[^.;\d]{5,160})"),
    cue("benefit", rf"\b(?:have been|has been|to|will)\s(?:provid|offer)(?:e|ing)?\s(?P<t>(?!up to|a total|KRW|grants?\b|loans?\b|vouchers?\b)[a-z]{_REST})"),
    cue("benefit", rf"^(?!.{{0,40}}\b(?:tracks?|routes?|pathways?)\b)(?-i:[A-Z][^.;]{{1,90}}?\s(?:supports|sends|opens|lends|lets|gives|dispatches|offers)\s(?P<t>(?!on\b|in\b|at\b|grants?\b|loans?\b|vouchers?\b|up to)[a-z]{_REST}))"),
    cue("benefit", r"\b(?:fully|in full|whole|entire)\b[^.;,]{0,20}\bpaid\b[^.;,]{0,40}"),
    cue("benefit", r"\b(?:obtain|earn|acquire|gain)\s(?:a\s)?(?:degrees?|diplomas?|certificates?|qualifications?)\b[^.;”\"]{0,200}"),
    cue("benefit", rf"\b(?:firms|companies|suppliers|makers)\s(?:are|will be)\s(?:matched|paired|teamed)\s(?:up\s)?with\s{_REST}|\b(?:selected|chosen)\s(?:firms|companies|suppliers|makers)\swill\s(?:collaborate|work|develop|cooperate)\s{_REST}|\bcan apply directly to\s{_REST}"),
    cue("benefit", r"\bfree of charge\b[^.;]{0,60}"),
    cue("benefit", rf"\bwhich offers\s(?P<t>[a-z]{_REST})"),
    cue("benefit", rf"\b(?:pairs|matches|teams)\s(?:them|firms|companies)\s(?:up\s)?with\s{_REST}|\bcan be (?:spent|used)\s(?:on|for)\s{_REST}"),
    cue("audience", r"\bcan be (?:attended|joined) by\s(?P<t>[^.;]{3,200}?)(?=,\sand\b|[.;]|$)"),
)  # fmt: skip
