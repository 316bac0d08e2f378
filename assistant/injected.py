"""Sentences inside documents that speak to an assistant instead of its readers. Pure.

They are the document's words and stay in it, but they are no facts of a programme: nothing is said
from them. A plain task ("Recommend a book.") is not told from what forms ask of applicants.
"""

from __future__ import annotations

import re

from assistant.disguise import readings
from assistant.rule_breaking import ENGLISH, KOREAN

_MACHINE = (
    r"(ai|llms?|language models?|chat-?bots?|chatgpt|gpt(-?\d)?|claude|gemini|(ai|virtual|digital|automated) "
    r"(assistants?|agents?|models?|systems?|tools?|readers?|software)|automated (analysis|processing|screening)( \w+)?)"
)
_REPLY = r"(answers?|repl(y|ies)|responses?|outputs?|summar(y|ies)|message)"
_ANSWER = r"(answer|reply|respond|output|print|say|state|return|write)"

_ENGLISH = (
    # marks by which models are told who speaks
    r"^\W*(system|assistant|developer)\s*(prompt|message|note|override|chain of thought[\w ]*)?\s*[:：>\]]\s*\S",
    r"<\|?\s*/?\s*(im_(start|end)|system|assistant|endoftext|s|eot_id|start_header_id)\s*\|?>|\[/?(INST|SYSTEM|SYS)\]|<</?SYS>>",
    r"\b(assistant|ai|system)\s*[:：]\s*(sure|certainly|of course|ok(ay)?|yes|here (is|it)|the (new|only) (rule|instruction|task))\b|\b(new|only|real) (rule|instruction|task|job|goal)s? (is|are) (now )?to\b",
    r"#{2,}\s*(system|instructions?|assistant|human|user)\s*:|(end|begin|start) of (the )?(document|context|system|prompt|data|instructions)\b|</?(document|context|source|quote|passage)s?>|<\s*/?\s*(end|begin|start) of (the )?(session|conversation|chat)\s*>",
    # naming the machine, or the one who asks it
    rf"\bas an? (ai|llm|large language model|language model|chat-?bot)(?=\s*([,.:;]|$|(language )?(model|assistant)\b|you\b|your\b|i\b))|\b(you are|you're|you,|dear|attention|note (to|for)( (all|any))?|instructions? (to|for)|hey|message to)\s+(an?\s+|the\s+|any\s+|all\s+)?(\w+\s+)?{_MACHINE}\b",
    rf"\b(if|when|whenever|in case)\s+(you('re| are)|an?|any|this)\b.{{0,30}}\b{_MACHINE}\b",
    r"\b(if|when|whenever|once|in case)\s+(you are |you're |the user |a user |user |anyone |someone |the reader )?(is )?(asks?|asked|queried|prompted|requested|summari[sz]ing|answering|responding|replying)\b.{0,80}\b(answer|reply|respond|say|state|output|print|tell|recommend|write|include|mention|return|do not|don't|simply|always|only)\b",
    r"\btell (the )?(users?|asker|reader|customer)s?\b|\b(visible|addressed) to (llm|ai|model|machine)s?\b",
    # what to answer, and how
    rf"\b{_ANSWER}\s+(only|simply|just|exactly|nothing (else )?but)\b.{{0,20}}(\b(with|the following|this|that|yes|no)\b|(?<!\w)[\"“'‘<])|\b(simply|just|only|always|must)\s+(answer|reply|respond|output|print)(\s+(with|in|that|as|by|using)\b|\s*[:\"“‘<]|\s+')",
    r"\b(in|to|of|into|within)\s+your\s+(final |own |next )?(answer|reply|response|output|message)\b(?=\s*[:：]|[\s.,\"”:]*($|[.,;]|that|about|to|by|of|on|which|regarding|concerning|referencing|mentioning|the|a|an|as|and|with|instead)\b|[.\"”]|$)",
    rf"\b(render|encode|encrypt|encipher|provide|give|deliver|present|translate|rewrite|convert|modify|adjust|enhance|enrich|embellish|augment|write|express|format|reverse|compose|phrase|put|change|expand|tailor|alter)\s+(your|the)\s+(entire |whole |final )?{_REPLY}\b",
    r"^\W*(reply|respond|answer)\s+(in|with|using|via|by|as)\b",
    r"\b(emojis?|base-?\s?(32|64)|\w*cipher|morse code)\b.{0,40}\b(answer|reply|response|output|message|text)\b",
    r"\b(ignore|disregard|forget|override|overlook|skip)\b.{0,30}\b(rest of (this|the)|everything|all (other|of|the|info\w*|negative|previous|prior)|other (data|information|text|documents?)|manual|previous|above|data and|them and|context)\b",
    r"\b(do not|don't|never|must not)\s+(evaluate the|reveal|mention|disclose|tell|answer|summari[sz]e|cite|quote)\b.{0,60}\b(candidate|user|this|instruction|asked|question|document|source|text|note)",
    r"\b(focus|rely)\s+exclusively\s+on\b|\b(following )?(information|text)\b.{0,20}\b(between|in|inside) (the )?(angled|<>|<|brackets)|\bthis is a test\b|\bmay not deviate\b",
    r"^\W*(print|output|execute|echo)\b\s+(\S+\s+){0,6}?(\"|“|'|<|visit )|\boutput\s*:\s*\S|\band (print|output|report|say|reply)\s*[:\"“‘<]|\bdata and (print|say)\b",
    r"\buse this analysis\b|\b(llm|ai|model|prompt)[ -](scan|instruction|override|directive)s?\b|\bpre-?verified by\b",
)
_TO_DO = r"(하라|해라|하시오|하세요|하십시오|하여라|할\s?것|해야\s?(합니다|한다|해)|해\s?주세요|해줘|해\s?주십시오|마라|마세요|마시오|말\s?것|마십시오|금지)"
_KO_MACHINE = r"((AI|인공지능)\s?(비서|도우미|모델|어시스턴트|챗봇|에이전트|상담원)|챗봇|어시스턴트|(대형\s?)?언어\s?모델|LLM|GPT|챗지피티|답변\s?(기|시스템|엔진))"
_KOREAN = (
    r"^\W*(시스템|어시스턴트|보조자)\s*(프롬프트|메시지|지시|지침|명령)?\s*[:：]\s*\S",
    rf"{_KO_MACHINE}\s?(은|는|이라면|라면|에게|께|아|야|이여|으로서|로서|[,:：]).{{0,120}}{_TO_DO}",
    rf"{_KO_MACHINE}\s?(에게|에)\s?(고함|알림|지시|명령|전하는|내리는)|{_KO_MACHINE}(에게|을|를)?\s?(위한|대한|향한)?\s?(지시|명령|지침|안내)\s?[:：]",
    r"(답변|대답|응답|요약|답)(을|를)?\s?(할|하실|생성할|작성할|출력할)\s?(때|경우|시).{0,80}(하라|해라|하시오|하세요|하십시오|해줘|마라|마세요|마시오|마십시오|말\s?것|할\s?것|해야|써라|적어라|넣어라|붙여라|밝혀라|알려라|말하라)",
    r"(이)?라고(만)?\s?(답|대답|답변|응답|말|출력|안내|요약)(을)?\s?(하라|해라|하시오|하세요|하십시오|할\s?것|해야|해\s?주세요|해줘|해\s?주십시오)",
    r"(사용자|이용자|질문자|누군가|누가|질문)(가|이|에게|를|에는|의\s?질문)?\s?.{0,40}(물으면|질문하면|요청하면|물어보면|묻거든|들어오면|물을\s?때|질문할\s?때).{0,80}(라|요|오|다|것|줘)\W*$",
    r"(답변|대답|응답|출력)(에|에는|의?\s?(끝|처음|앞|마지막)에|마다)\s?.{0,60}(포함|추가|덧붙|넣|붙|언급|쓰|적)(하|이|여|으|어)?\s?(라|해라|시오|세요|십시오|줘|야|\s?것)",
    r"(이|본|위|아래|나머지|앞의|다른)\s?(문서|자료|내용|글|공고)(들)?(의\s?(나머지|다른)\s?내용)?(을|를|은|는)?\s?(모두\s?|전부\s?)?무시(하고|하라|해|하시오|하세요|하십시오)",
    r"(지시|명령|규칙|프롬프트|지침|설정)(사항|들)?(을|를|은|는)?\s?(모두\s?|전부\s?|즉시\s?)?(무시하(고|라|시오|세요|십시오)|무시해|잊어|잊고|따르지\s?(마|말))",
)
# One by one they are searched six times as fast as joined.
_INSTRUCTIONS = [
    re.compile(pattern, re.IGNORECASE) for pattern in (*ENGLISH, *KOREAN, *_ENGLISH, *_KOREAN)
]


def is_instruction(text: str) -> bool:
    """Whether a sentence (or line) of a document tells an assistant what to do."""
    return any(p.search(reading) for reading in readings(text) for p in _INSTRUCTIONS)
