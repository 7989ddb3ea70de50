"""`jalon COMMAND --help`: every example runs on the shipped roadmap, every word is in one language."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from governance import i18n
from governance.cli.app import run
from governance.cli.commands import MODULES
from tests.cli.terminal import widest

ROOT = Path(__file__).parents[2]
LANGUAGES = ("fr", "en")
TELL = """
import sys
import click
from governance import i18n
i18n.use(sys.argv[1])
i18n.tell_libraries()
from governance.cli.app import jalon

def tell(command, name, above):
    ctx = click.Context(command, info_name=name, parent=above, help_option_names=["-h", "--help"])
    ctx.max_content_width = 80
    print("\\f" + ctx.command_path.removeprefix("jalon "))
    print(command.get_help(ctx))
    for below in getattr(command, "commands", {}):
        tell(command.commands[below], below, ctx)

top = click.Context(jalon, info_name="jalon")
for name in jalon.list_commands(top):
    tell(jalon.get_command(top, name), name, top)
"""
"""One process tells the help of every command in one language: modules keep the first they had."""

ENGLISH = re.compile(
    r"\b(the|of|is|are|and|or|not|with|this|that|for|from|when|where|which|how|your|"
    r"DIR|KIND|FIELD|VALUE|NAME|TEXT|FILE|FOLDER|RECORD|WHAT|WHO|RULE|PATHS|SHELL|OWNER|REASON|REV|"
    r"ARGS|COMMAND|technical|default|show|help|exit|missing|required)\b"
)
"""Words that no French sentence holds; what an option or a command is called is not a sentence."""
LITERAL = re.compile(
    r"--?[a-zA-Z][\w-]*|\$\w+|\[[a-z|_+-]+\]|`[^`]*`|\bjalon [^\n]*|[\w.-]*/[\w./<>-]+|\w+[_.:]\w+|OPTIONS"
)


READERS = {"FILE", "FICHIER", "panorama.csv"}
"""A file that whoever reads the help has, and the repository has not."""


@cache
def helps(lang: str) -> dict[str, str]:
    """The help of each command, those below another included."""
    told = subprocess.run(
        [sys.executable, "-c", TELL, lang], capture_output=True, text=True, check=True, cwd=ROOT
    )
    pages = (page.partition("\n") for page in told.stdout.split("\f")[1:])
    return {name: text for name, _line, text in pages}


def examples(text: str) -> list[list[str]]:
    """The words of each command of the examples of a help, without what is said of it and what the
    shell does around it."""
    found = []
    text = re.sub(r"\\\n\s*", "", text)
    for line in re.split(r"^ *(?:Examples:|Exemples\s:)$", text, flags=re.MULTILINE)[1:2]:
        for command in re.findall(r"jalon(?: .*)?", line):
            if "…" in command or READERS & set(command.split()):
                continue
            written = re.split(r"\s{2,}", command)[0].removesuffix(')"')
            lexer = shlex.shlex(written, posix=True, punctuation_chars="|>")
            lexer.whitespace_split = True
            words = list(lexer)
            ends = [words.index(sign) for sign in ("|", ">") if sign in words]
            found.append(words[: min(ends, default=None)])
    return found


PARTS = 4
"""Parts of the examples, which may run side by side."""


def every_example() -> list[tuple[str, list[str]]]:
    """Language and words of each command, the same command once."""
    found = {
        tuple(words): lang
        for lang in LANGUAGES
        for page in helps(lang).values()
        for words in examples(page)
    }
    return sorted((lang, list(words)) for words, lang in found.items())


def git(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def governed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped roadmap with its policy, under git, with what examples speak of: a server, a tag, a
    proposal, and the same roadmap in the folder beside."""
    root = tmp_path_factory.mktemp("examples") / "governed"
    shutil.copytree(ROOT / "roadmap", root / "roadmap")
    for folder in ("policy", "schemas"):
        shutil.copytree(ROOT / "governance" / folder, root / "governance" / folder)
    for words in (
        ("init", "-q", "-b", "main"), ("config", "user.name", "Essai"), ("config", "gc.auto", "0"),
        ("config", "user.email", "essai@example.org"), ("config", "commit.gpgsign", "false"),
        ("add", "."), ("commit", "-qm", "Départ"), ("tag", "v1.0"), ("branch", "proposal"),
        ("clone", "-q", "--bare", ".", str(root.with_name("roadmap.git"))),
        # The server takes stamps: one of the examples sends one.
        ("--git-dir", str(root.with_name("roadmap.git")), "config", "jalon.nightly", "true"),
        ("remote", "add", "origin", str(root.with_name("roadmap.git"))), ("fetch", "-q", "origin"),
    ):  # fmt: skip
        git(root, *words)
    root.with_name("roadmap").symlink_to(root)
    return root


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_has_examples_and_fits(lang: str) -> None:
    assert set(MODULES) <= helps(lang).keys()
    for name, page in helps(lang).items():
        # A command below another may leave the examples to that one.
        above = helps(lang)[name.partition(" ")[0]]
        assert re.search("^    jalon ", page + above, re.MULTILINE), name
        # The vocabulary of an option is named whole, however long.
        assert widest(re.sub(r"^ +--.*$", "", page, flags=re.MULTILINE)) <= 80, name


@pytest.mark.parametrize("part", range(PARTS))
def test_every_example_runs_on_the_shipped_roadmap(
    part: int, governed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, wrong = i18n.current(), []
    for number, (lang, words) in enumerate(every_example()[part::PARTS]):
        if {"open", "tui", "demo"} & set(words) or ("--issues" in words and not shutil.which("gh")):
            continue  # a terminal is needed; so is another program
        if "propose" in words:
            with open(
                governed / "roadmap/programmes/idnum/franceconnect.yaml", "a", encoding="utf-8"
            ) as file:
                file.write(f"# {part}.{number}\n")
        if "waive" in words:
            # What is inherited does not count already, so there is nothing to waive.
            (governed / "governance/policy/baseline.yaml").unlink()
        # A new repository is made in a new folder; everything else is undone before the next one.
        here = governed if words[1:2] != ["init"] else governed.with_name(f"new-{number}")
        here.mkdir(exist_ok=True)
        monkeypatch.chdir(here)
        server = str(governed.with_name("roadmap.git"))
        code = run([*(server if "/srv/" in w else w for w in words[1:]), "--lang", lang])
        said = capsys.readouterr()
        if code not in (0, 1) or "Traceback" in said.err:
            wrong.append(f"{shlex.join(words)} -> {code}\n{said.err}")
        if git(governed, "status", "--porcelain"):
            git(governed, "reset", "-q", "--hard")
            git(governed, "clean", "-qfd")
    i18n.use(before)
    assert not wrong, "\n".join(wrong)


def test_no_english_is_left_in_the_french_help() -> None:
    left = {
        (name, word[0])
        for name, page in helps("fr").items()
        for word in ENGLISH.finditer(LITERAL.sub("", page))
    }
    assert not left
    assert not {
        name for name, page in helps("fr").items() if re.search(r"^\w+:", page, re.MULTILINE)
    }
