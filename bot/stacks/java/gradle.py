"""Reads the scripts of Gradle, Groovy's and Kotlin's alike, by their tokens; none is run."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.stacks.code import follows
from bot.stacks.java.script import Applied, Needed, Script, Word
from bot.stacks.java.tokens import tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.code import Token

DEEPEST = 40  # blocks within blocks; what stands deeper is taken to stand there
PLUGINS = 200  # of one script
# Plugins of Gradle itself, which a `plugins` block may name without `id`.
_CORE = frozenset({"application", "java", "java-library", "war", "groovy", "scala"})
_LEVELS = frozenset({"sourceCompatibility", "targetCompatibility", "jvmTarget", "release"})
_LOOKS = frozenset({"file", "fileTree", "files", "includeBuild", "exec", "providers", "from"})
_LEVEL = pattern(r"(?:VERSION_|JVM_)?(?:1[._])?(\d{1,2})")
_COORDINATE = pattern(r"[\w.-]+:[\w.-]+(?::[^:\s]*)?(?::[\w.-]+)?")


def parse(text: str) -> Script:
    """The picture of a script, build.gradle(.kts) or settings.gradle(.kts)."""
    reader = _Reader(tokens(text))
    for place, token in enumerate(reader.found):
        if token.kind == "punct":
            reader.bracket(place, token.text)
        elif token.kind == "name":
            reader.name(place, token)
        else:
            reader.literal(place, token)
    return Script(
        plugins=tuple(reader.plugins),
        needs=tuple(reader.needs),
        said=tuple(reader.said),
        includes=tuple(reader.includes),
        looks=reader.looks,
    )


class _Reader:
    """Goes through the tokens once; `above` are the names of the blocks that it is in."""

    def __init__(self, found: tuple[Token, ...]) -> None:
        self.found = found
        self.above: list[str] = []
        self.depth = 0
        self.plugins: list[Applied] = []
        self.needs: list[Needed] = []
        self.said: list[tuple[str, Word]] = []
        self.includes: list[Word] = []
        self.looks = False

    def bracket(self, place: int, text: str) -> None:
        if text == "{":
            self.depth += 1
            if self.depth <= DEEPEST:
                self.above.append(self._block(place))
        elif text == "}" and self.depth:
            if self.depth <= DEEPEST:
                self.above.pop()
            self.depth -= 1

    def _block(self, place: int) -> str:
        """The name before a brace, or what stands in the parentheses there: `bootJar {`, `named("bootJar") {`."""
        before = place - 1
        if before >= 0 and self.found[before].text == ")":
            inner = self.found[before - 1] if before else None
            if inner and inner.kind == "string":
                return inner.text
            while before > 0 and self.found[before].text != "(":
                before -= 1
            before -= 1
        return self.found[before].text if before >= 0 and self.found[before].kind == "name" else ""

    def name(self, place: int, token: Token) -> None:
        inside = self.above[-1] if self.above else ""
        if inside == "plugins":
            self._plugin(place, token)
        elif "dependencies" in self.above:
            self._needs(place, token)
        elif token.text == "apply":
            self._apply(place, token)
        elif token.text == "include":
            self._include(place)
        else:
            self._says(place, token)
        self.looks |= token.text in _LOOKS and follows(self.found, place + 1, "(") and inside != "dependencies"

    def literal(self, place: int, token: Token) -> None:
        if token.kind != "string":
            return
        if token.text == "Main-Class":
            told = [one for one in self.found[place + 1 : place + 5] if one.kind == "string"]
            self._note("manifest", told[0] if told else None)
        if "repositories" in self.above and token.text.startswith("http"):
            self._note("repository", token)
        if "dependencies" in self.above and _COORDINATE.fullmatch(token.text):
            words = {one.text for one in self.found[max(0, place - 6) : place] if one.line == token.line}
            if "classpath" in words and "buildscript" in self.above:
                self._built_by(token)
            elif "dependencyManagement" not in self.above:
                tests = any(word.startswith("test") for word in words)
                self._need(token.text, token.line, "module", tests=tests)

    def _built_by(self, token: Token) -> None:
        """The old way to bring a plugin in; its id is said elsewhere, its version here."""
        group, artifact, *version = token.text.split(":")
        if artifact.startswith("spring-boot"):
            self.plugins.append(Applied(name=group, version="".join(version[:1]), line=token.line, here=False))

    def _plugin(self, place: int, token: Token) -> None:
        named = self._word(place + 1)
        if token.text == "id" and named:
            self._applied(named.text, place)
        elif token.text == "kotlin" and named:
            self._applied(f"org.jetbrains.kotlin.{named.text}", place)
        elif token.text == "alias":
            chain = self._chain(place + 2).removeprefix("libs.plugins.")
            self._applied(chain, place, alias=True)
        elif token.text in _CORE and not follows(self.found, place - 1, "."):
            self._applied(token.text, place)

    def _applied(self, name: str, place: int, *, alias: bool = False) -> None:
        if len(self.plugins) >= PLUGINS:
            return
        line = self.found[place].line
        rest = tuple(one for one in self.found[place : place + 30] if one.line == line)
        words = [one.text for one in rest]
        after = rest[words.index("version") + 1 :] if "version" in words else ()
        version = next((one.text for one in after if one.kind == "string"), "")
        off = any(
            follows(rest, at, "apply", "false") or follows(rest, at, "apply", "(", "false") for at in range(len(rest))
        )
        self.plugins.append(Applied(name=name, version=version, line=line, here=not off, alias=alias))

    def _apply(self, place: int, token: Token) -> None:
        """`apply plugin: 'x'`, `apply(plugin = "x")`."""
        after = self.found[place + 1 : place + 6]
        if any(one.text == "plugin" and one.kind == "name" for one in after):
            named = next((one for one in after if one.kind == "string"), None)
            if named and len(self.plugins) < PLUGINS:
                applied = Applied(name=named.text, version="", line=token.line, here=self._here(), below=self._below())
                self.plugins.append(applied)
        else:
            self.looks = True  # another script

    def _here(self) -> bool:
        return "subprojects" not in self.above

    def _below(self) -> bool:
        return not {"subprojects", "allprojects"}.isdisjoint(self.above)

    def _need(self, name: str, line: int, kind: str, *, tests: bool) -> None:
        here, below = self._here(), self._below()
        self.needs.append(Needed(name=name, line=line, kind=kind, tests=tests, here=here, below=below))

    def _needs(self, place: int, token: Token) -> None:
        words = {one.text for one in self.found[max(0, place - 4) : place] if one.line == token.line}
        tests = any(word.startswith("test") for word in words)
        if token.text == "project" and (named := self._word(place + 1)):
            self._need(named.text, token.line, "project", tests=tests)
        elif token.text == "libs" and follows(self.found, place + 1, "."):
            chain = self._chain(place).removeprefix("libs.")
            self._need(chain, token.line, "alias", tests=tests)

    def _include(self, place: int) -> None:
        line = self.found[place].line
        for token in self.found[place + 1 : place + 400]:
            if token.kind == "name" and token.text != "listOf":
                break
            if token.kind == "string":
                self.includes.append(Word(text=token.text, line=token.line))
            elif token.line > line + 200:
                break

    def _says(self, place: int, token: Token) -> None:
        name = token.text
        after = self.found[place + 1 : place + 8]
        if name in {"mainClass", "mainClassName"}:
            self._note("main", next((one for one in after if one.kind == "string"), None))
        elif name in {"JavaLanguageVersion", "jvmToolchain"}:
            self._level("toolchain", place, token)
        elif name in _LEVELS:
            self._level("level", place, token)
        elif name == "from" and "jar" in self.above:
            self.said.append(("whole", Word(text=name, line=token.line)))
        elif name == "rootProject" and follows(self.found, place + 1, ".", "name"):
            self._note("name", next((one for one in after if one.kind == "string"), None))

    def _level(self, topic: str, place: int, token: Token) -> None:
        """A Java version in one of its many spellings, or the name that the version catalogue has for it."""
        for at in range(place + 1, min(place + 12, len(self.found))):
            one = self.found[at]
            if one.text == "libs" and one.kind == "name":
                chain = self._chain(at).removeprefix("libs.versions.")
                self.said.append((f"{topic} alias", Word(text=re.sub(r"\.get$", "", chain), line=one.line)))
                return
            if one.line > token.line + 1 or one.text in {"}", "{"}:
                return
            found = _LEVEL.fullmatch(one.text)
            if found:
                self.said.append((topic, Word(text=found[1], line=one.line)))
                return

    def _note(self, topic: str, token: Token | None) -> None:
        if token and "$" not in token.text:
            self.said.append((topic, Word(text=token.text, line=token.line)))

    def _word(self, place: int) -> Token | None:
        """The string that stands here, in parentheses or without."""
        after = self.found[place : place + 2]
        if after and after[0].kind == "string":
            return after[0]
        return after[1] if len(after) == 2 and after[0].text == "(" and after[1].kind == "string" else None

    def _chain(self, place: int) -> str:
        """Names joined by points."""
        parts: list[str] = []
        for token in self.found[place : place + 24]:
            if token.kind != "name" and token.text != ".":
                break
            if parts and token.kind == "name" and parts[-1] != ".":
                break
            parts.append(token.text)
        return "".join(parts)
