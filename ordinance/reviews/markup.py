"""What of a text is not law: words that an amendment strikes. They become blanks, so that every offset stays."""

from __future__ import annotations

import re

#: Marks of deletion that mean nothing else. Each is a pair round what goes; none passes over its own opening mark, so that a row
#: of opening marks is read once.
_STRUCK = (
    re.compile(r"~~(?=\S)(?:(?!~~|\n\s*\n).)+~~", re.S),
    re.compile(r"\{\{-(?:(?!\{\{-).)*?-\}\}|\[-(?:(?!\[-).)*?-\]|\{-(?:(?!\{-).)*?-\}|\{\+\+?|\+?\+\}|\[\+|\+\]", re.S),
    re.compile(r"<(del|s|strike)\b[^<>]*>(?:(?!<\1\b).)*?</\1\s*>", re.S | re.I),
    re.compile(r"</?(?:ins|u|b|i|em|strong|mark|span)\b[^>]*>", re.I),
    re.compile(r"\(\((?:(?!\(\().)*?\)\)", re.S),
    re.compile(r"<!--(?:(?!<!--).)*?-->", re.S),
)
#: The numbers that bills print before each line.
_NUMBERED = re.compile(r"^[ \t]*\d{1,4}(?=[ \t]{2,}|[ \t]*$)", re.M)
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_STRIKING = re.compile(
    r"(?:by|is amended by|amended by)\s+(?:striking|deleting|removing|strik\w+ out)\s[^\"“.;]{0,80}([\"“][^\"”]*[\"”])", re.I
)
#: Words that a text quotes to say that they go.
_GOING = (
    re.compile(r"\b(?:repealed|rescinded|deleted|stricken|struck|delete|strike)\b[^.\"“]{0,120}:\s*([\"“][^\"”]*[\"”])", re.I),
    re.compile(r"\b(?:former|prior|previous|old)\s+(?:text|language|wording|version)\b[^.\"“]{0,60}([\"“][^\"”]*[\"”])", re.I),
    re.compile(
        r"\bwhich\s+(?:now\s+)?(?:reads?|provide[ds]?)\b[^.\"“]{0,30}([\"“][^\"”]*[\"”]),?\s+(?:is|are)\s+(?:hereby\s+)?re(?:peal|scind|vok)ed",
        re.I,
    ),
    re.compile(r"^[ \t]*(?:STRIKE|STRICKEN|DELETE|DELETED|REMOVE):[ \t]*(\S.*)$", re.M),
)
#: A shorter stretch in square brackets is a blank or an editor's word, and may be a part of a sentence that lives.
_LONG = 4


def live(text: str) -> str:
    """Return the text with what is struck turned into blanks, of the same length; lines stay.

    Struck is: ~~…~~, <del>, <s> and <strike>, ((…)) as in the bills of some states, [-…-] and {-…-}, a longer stretch in square
    brackets, and quoted words that a text says it strikes. The marks of insertions go, the words in them stay.
    """
    if 2 * len(_NUMBERED.findall(text)) > text.count("\n"):
        text = _NUMBERED.sub(_blank, text)
    for pattern in _STRUCK:
        text = pattern.sub(_blank, text)
    text = _BRACKETS.sub(lambda match: _blank(match) if len(match.group().split()) >= _LONG else match.group(), text)
    for pattern in _GOING:
        text = pattern.sub(lambda match: _span(match, 1), text)
    return _STRIKING.sub(lambda match: _span(match, 1), text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _span(match: re.Match[str], group: int) -> str:
    start, end = match.start(group) - match.start(), match.end(group) - match.start()
    whole = match.group()
    return whole[:start] + re.sub(r"[^\n]", " ", whole[start:end]) + whole[end:]
