"""Makes a Parsed of a Dockerfile's text: BuildKit's own parser says what is an instruction, this says what it means."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dockerfile import Command

MAX_CHARACTERS = 100_000
_INSTRUCTION_WORDS = """
    ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME
    WORKDIR
"""
INSTRUCTIONS = frozenset(_INSTRUCTION_WORDS.split())

_VARIABLE = pattern(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-([^${}]*))?\})")
_NOT_PLAIN = frozenset("$\\\"'` \t\r\n")


class Unparsable(Exception):
    """The text is no Dockerfile; says where and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A comment line; `text` starts at its `#`."""

    line: int
    text: str

    def directive(self) -> tuple[str, str]:
        """Name (lower case) and value when it has the form of a directive, else two empty words."""
        name, equals, value = self.text.lstrip("#").partition("=")
        name = name.strip(" \t")
        told = equals and value.strip() and name.isascii() and name.isalnum()
        return (name.lower(), value.strip()) if told else ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One instruction: `words` as BuildKit splits them (the whole command of a RUN in shell form is one word)."""

    name: str  # in upper case
    words: tuple[str, ...]
    flags: tuple[str, ...]
    exec_form: bool
    line: int
    text: str  # continuation lines joined, comments between them gone
    heredoc: bool = False
    trigger: str = ""  # what an ONBUILD holds back

    def flag(self, name: str) -> Iterator[str]:
        """The values that a flag is given."""
        return (flag.partition("=")[2] for flag in self.flags if flag.partition("=")[0] == f"--{name}")

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Name and value (as written, quotes and all) of an ENV, ARG or LABEL."""
        if self.name == "ARG":
            return tuple((name, value) for name, _, value in (word.partition("=") for word in self.words))
        return tuple(zip(self.words[::2], self.words[1::2], strict=False))

    def mounts(self) -> tuple[dict[str, str], ...]:
        """The fields of each `--mount`, keys in lower case."""
        return tuple(
            {key.lower(): text for key, _, text in (part.partition("=") for part in mount.split(","))}
            for mount in self.flag("mount")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One build stage: `image` is what FROM names, ARGs filled in (None if that fails); `parent` a stage's index."""

    index: int
    name: str  # in lower case, as BuildKit compares it
    start: Instruction  # its FROM
    image: str | None
    parent: int | None
    instructions: tuple[Instruction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A Dockerfile as it is built."""

    path: str
    text: str
    notes: tuple[Note, ...]
    instructions: tuple[Instruction, ...]  # all of them, in order
    stages: tuple[Part, ...]

    def named(self, name: str) -> Iterator[Instruction]:
        return (instruction for instruction in self.instructions if instruction.name == name)

    def source(self, name: str, before: int) -> Part | None:
        """The stage that `--from` means in the stage with index `before`: an earlier one, by name or number."""
        earlier = self.stages[:before]
        if name.isascii() and name.isdecimal() and len(name) < 5:
            return earlier[int(name)] if int(name) < len(earlier) else None
        return next((stage for stage in reversed(earlier) if stage.name and stage.name == name.lower()), None)


def parse(text: str, path: str) -> Parsed:
    """Reads a Dockerfile; raises Unparsable."""
    instructions = _instructions(text)
    starts = [index for index, instruction in enumerate(instructions) if instruction.name == "FROM"]
    head = instructions[: starts[0]] if starts else instructions
    if not starts or any(instruction.name != "ARG" for instruction in head):
        raise Unparsable(head[0].line if head else 0, "an instruction other than ARG stands before the first FROM")
    known = _arguments(head)
    stages: list[Part] = []
    for start, end in zip(starts, [*starts[1:], len(instructions)], strict=True):
        stages.append(_stage(instructions[start:end], known, stages))
    return Parsed(
        path=path,
        text=text,
        notes=tuple(_notes(text)),
        instructions=tuple(instructions),
        stages=tuple(stages),
    )


def _instructions(text: str) -> list[Instruction]:
    if len(text) > MAX_CHARACTERS:
        raise Unparsable(0, f"it is longer than {MAX_CHARACTERS} characters")
    for line, content in enumerate(text.split("\n"), start=1):
        if "\0" in content or (not content.isascii() and any("\ud7ff" < char < "\ue000" for char in content)):
            # Half a surrogate pair kills the parser, and us with it.
            raise Unparsable(line, "it holds a character that no text file holds")
    import dockerfile

    try:
        return [_instruction(command) for command in dockerfile.parse_string(text)]
    except UnicodeDecodeError as problem:  # it trims bytes, and may cut a letter in half that ends like a space
        raise Unparsable(0, "a letter beyond ASCII stands where the parser breaks it") from problem
    except dockerfile.GoParseError as problem:
        found = re.search(r"line (\d+)", str(problem))
        raise Unparsable(int(found[1]) if found else 0, str(problem)) from problem


def _instruction(command: Command) -> Instruction:
    if not command.cmd:
        raise Unparsable(command.start_line, "a line continues, and nothing follows")
    return Instruction(
        name=command.cmd.upper(),
        words=tuple(command.value),
        flags=tuple(command.flags),
        exec_form=command.json,
        line=command.start_line,
        text=command.original,
        heredoc=bool(command.heredocs),
        trigger=(command.sub_cmd or "").upper(),
    )


def _stage(instructions: list[Instruction], known: Mapping[str, str], earlier: list[Part]) -> Part:
    start = instructions[0]
    words = start.words
    if len(words) not in (1, 3) or (len(words) == 3 and words[1].lower() != "as"):
        raise Unparsable(start.line, "FROM takes one image, or an image, AS and a name")
    image = resolve(words[0], known)
    parent = next((part.index for part in earlier if image and part.name == image.lower()), None)
    return Part(
        index=len(earlier),
        name=words[2].lower() if len(words) == 3 else "",
        start=start,
        image=image,
        parent=parent,
        instructions=tuple(instructions[1:]),
    )


def _arguments(head: list[Instruction]) -> dict[str, str]:
    """The ARGs before the first FROM that have a value which can be told."""
    known: dict[str, str] = {}
    for instruction in head:
        for name, value in instruction.pairs():
            text = resolve(unquoted(value), known)
            known.pop(name, None)
            if text is not None:
                known[name] = text
    return known


def unquoted(value: str) -> str:
    """A value without the one pair of quotes around it."""
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def resolve(text: str, known: Mapping[str, str]) -> str | None:
    """The text with its variables filled in; None when one has no value, or when anything else is not plain."""

    def fill(found: re.Match[str]) -> str:
        return known.get(found[1] or found[2]) or found[3] or "$"

    filled = _VARIABLE.sub(fill, text) if "$" in text else text
    return filled if _NOT_PLAIN.isdisjoint(filled) else None


def _notes(text: str) -> Iterator[Note]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip(" \t").startswith("#"):
            yield Note(line=number, text=line.strip())
