"""A second reader and matcher for RUN, slow and obvious: what the real ones accept, these must accept too.

The reader walks character by character as a shell does. The matcher tries every way to hand out the words of a
command to the flags and positional words of a usage, with no order and no greed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.findings.kinds import fits
from bot.findings.programs import EDITS, programs

if TYPE_CHECKING:
    from bot.findings.rule import Context

OPERATORS = set(";|&<>()$`\\!{}[]~?#\n\r")


def split(text: str) -> list[list[str]] | None:
    """Commands as words, read as a shell would; None for whatever a shell would do more than take words."""
    commands: list[list[str]] = [[]]
    word: str | None = None
    position = 0
    while position < len(text):
        char = text[position]
        if char in "'\"":
            end = _closing(text, position)
            if end is None:
                return None
            inner = text[position + 1 : end]
            if char == '"' and re.search(r"(?<!\\)\$|`|!|\\(?!\$)", inner):
                return None
            word = (word or "") + (inner.replace("\\$", "$") if char == '"' else inner)
            position = end + 1
            continue
        if text.startswith("&&", position):
            commands[-1] += [word] if word is not None else []
            commands.append([])
            word = None
            position += 2
            continue
        if char in " \t":
            commands[-1] += [word] if word is not None else []
            word = None
        elif char in OPERATORS or (char == "*" and not (word or "").endswith("/")):
            return None
        else:
            word = (word or "") + char
        position += 1
    commands[-1] += [word] if word is not None else []
    return commands if all(commands) else None


def _closing(text: str, start: int) -> int | None:
    quote = text[start]
    position = start + 1
    while position < len(text):
        if quote == '"' and text[position] == "\\":
            position += 2
        elif text[position] == quote:
            return position
        else:
            position += 1
    return None


def program(words: list[str]) -> list[str]:
    """The command without the variables in front."""
    while words and re.match(r"[A-Za-z_]\w*=", words[0]):
        words = words[1:]
    return words


def names(words: list[str], context: Context) -> bool:
    """Whether some line of the table can be laid over the words."""
    if words[:2] == ["sed", "-i"] and tuple(words[2:]) in EDITS:
        return True
    if words[0] == "npx" and words[1:2] == ["--no-install"]:
        return names(words[2:], context)
    base = re.sub(r"^(python|pip)3?(\.\d+)?$", r"\1", words[0].rpartition("/")[2])
    if base == "python" and words[1:3] == ["-m", "pip"]:
        return names(["pip", *words[3:]], context)
    base = {"mvnw": "mvn", "gradlew": "gradle", "cc": "gcc", "c++": "g++"}.get(base, base)
    if any(_lay(_tokens(line), words[1:], context) for line in programs().get(base, ())):
        return True
    return words[0].startswith("./") and context.has(words[0]) and all(fits("ARG", word, context) for word in words[1:])


def _tokens(line: str) -> list[str]:
    return re.findall(r"\[[^\]]*\]\*?|\S+", line)[1:]


def _lay(tokens: list[str], words: list[str], context: Context) -> bool:
    """Takes the first word away in every possible way until nothing is left."""
    if not words:
        return all(token[0] == "[" or token[-1] in "?*" for token in tokens)
    order = [token for token in tokens if token[0] != "["]
    leads = tokens[: next((index for index, token in enumerate(tokens) if token[0] == "["), len(tokens))]
    for index, token in enumerate(tokens):
        if token[0] == "[" and not (leads and leads[0][-1] not in "?*+"):
            inside = token.strip("[]*").split(" ")
            if len(words) >= len(inside) and all(map(lambda a, b: _one(a, b, context), inside, words)):
                left = tokens if token.endswith("*") else tokens[:index] + tokens[index + 1 :]
                if _lay(left, words[len(inside) :], context):
                    return True
        elif order and token is order[0]:
            kind = token.rstrip("?*+")
            if _one(kind, words[0], context):
                after = [f"{kind}*" if item is token else item for item in tokens]
                left = after if token[-1] in "*+" else [item for item in tokens if item is not token]
                if _lay(left, words[1:], context):
                    return True
    return False


def _one(wanted: str, given: str, context: Context) -> bool:
    head, equals, kind = wanted.partition("=")
    if equals:
        return given.startswith(f"{head}=") and fits(kind, given.removeprefix(f"{head}="), context)
    return fits(wanted, given, context)
