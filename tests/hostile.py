"""Texts that break programs: YAML that is not what it seems, escapes, markup, turned and hidden signs.

``ALL`` is every one of them; ``STORABLE`` those that a record may hold and must give back unchanged;
``FORBIDDEN`` those that a record must never hold.
"""

from __future__ import annotations

import unicodedata

from governance.hygiene import CONTROLS, HIDDEN

_WORDS = "yes no on off y n true false null none nil ~ undefined nan inf true.false"
AMBIGUOUS = [
    shape(word)
    for word in _WORDS.split()
    for shape in (
        str,
        str.upper,
        str.title,
        lambda w: f" {w}",
        lambda w: f"{w} ",
        lambda w: f"'{w}'",
    )
]
"""Words that one version of YAML or another reads as a truth, as nothing, or as a number."""

_NUMBERS = """\
0 00 007 0o17 0x1F 0b101 1_000 1e3 1E+3 -1 +1 .5 5. -.5 1.0 1.10 1e400 9999999999999999999
1:30 12:30:45 190:20:30 1,000 1.000,5 72,8 0.1.2 1.2.3.4 .inf -.inf .NaN 2021-06-30 2021-6-3
2021-13-45 2021-06-30T12:00:00Z 12-06-2021 30/06/2021 685_230.15 0x 0b2 08 -0 --1 ٣٤ ½ Ⅷ
"""
NUMBERS = _NUMBERS.split()

SIGNS = [
    *"-?:,[]{}#&*!|>'\"%@`=<\\/$;.~^()+_",
    "- a", "? a", ": a", "a: b", "a:b", "a :b", "a : b", "a #b", "a # b", "#b", "a,b", "[a", "a]",
    "[]", "[a, b]", "{}", "{a: b}", "{a", "&a", "&a b", "*a", "!a", "!!str a", "!<a>", "|", "|-",
    "|+2", ">", ">-", "> a", "'a", "a'", "''", "'''", '"a', 'a"', '""', '"a" b', "'a' b", "%YAML 1.1",
    "%TAG ! x", "@a", "`a", "---", "--- a", "...", "... a", "<<", "<<: a", "=", "? ", ":", "a:", "-",
    "--", "-a", "a-", "\\", "\\n", "\\x41", "\\u0041", "a\\", "\\\"", "key: [value", "a: - b", "a\\ b",
    "x: &x *x", "<<<<<<< HEAD", "=======", ">>>>>>> main", "||||||| base",
]  # fmt: skip

SPACES = [
    "", " ", "  ", " a", "a ", "  a  ", "a  b", "\t", "a\tb", "\ta", "a\t", "\n", "\n\n", "a\n", "\na",
    "a\n\nb", "a\n b", " a\nb", "a \nb", "a\n\n\nb\n", "a\n\n", "\n a", "a\n# b", "# a\nb", "a\n- b",
    "a\n---\nb", "a\n...\n", "a\r\nb", "a\rb", "a\n\tb", "a\u00a0b", "\u00a0", "\u2007a", "a\u3000b",
    "a\n  b\n    c\n  d", "x" * 101, "x" * 300, "mot " * 60, "mot " * 60 + "\n", "a\n" * 40,
    "« " + "mot " * 40 + "»", "n° 1 000 000 M€ ; ! ? :", "https://exemple.fr/" + "a" * 120,
    "é" * 200, "e\u0301" * 5, "ﬁ", "Å", "\u212b", "Ω", "\u2126",
]  # fmt: skip

ESCAPES = [
    "\x1b[31mrouge", "\x1b]0;titre\x07", "\x1b]52;c;aGVsbG8=\x1b\\", "\x1b]8;;http://x\x1b\\y", "\x1bc",
    "\x1b[2J", "\x1b[?1049h", "\x1bP1$r\x1b\\", "\x9b31m", "\x9d0;x\x9c", "\x90q\x9c", "a\x08b", "a\x7fb",
    "\x1b[6n", "\x1b[c", "\x1b_Gx\x1b\\", "\x1b^x\x1b\\", "\x0e\x0f", "\x1b#8", "\x00", "a\x00b",
]  # fmt: skip

MARKUP = [
    "[/]", "[/nope]", "[bold]", "[red]x[/red]", "[@click=app.quit()]x[/]", "[@click=app.approve('P01')]x",
    "[link=https://x]y[/link]", "[$error]x", "[[x]]", "[", "]", "[0]", "[true, false]", "\\[x]", "[/bold",
    "<script>alert(1)</script>", "<b>", "</td>", "<!--", "-->", "<img src=x onerror=alert(1)>", "&lt;",
    "&amp;", "&#x1b;", "&#0;", "javascript:alert(1)", "]]>", "<![CDATA[", "<?xml", "<!DOCTYPE x>",
    "@everyone", "@dinum", "#123", "![x](http://x)", "[x](javascript:alert(1))", "| a | b |", "```", "~~~",
    "**gras**", "_x_", "# titre", "<details>", "$$x$$", ":smile:", "*", "> x", "1. x",
]  # fmt: skip

COMMANDS = [
    "::error::x", "::set-output name=x::y", "::add-mask::x", "::stop-commands::x", "##[error]x", "%0A",
    "%0a::error::", "%25", "##vso[task.complete]", "=cmd|' /C calc'!A0", "=1+1", "+1+1", "-1+1", "@SUM(1)",
    "\t=1", "=HYPERLINK(\"http://x\")", "--output=x", "-x", "--", "--help", "; rm -rf /", "$(id)", "`id`",
    "${HOME}", "$HOME", "%PATH%", "|id", "&& id", "\nid", "' OR '1'='1", "\"; DROP TABLE x; --", "${{ x }}",
    "{{ x }}", "{% x %}", "<%= x %>", "%s", "%n%n", "%(x)s", "{0}", "{x}", "{x.__class__}", "{", "}", "{{",
    "../../etc/passwd", "..", "./x", "/etc/passwd", "C:\\x", "\\\\x\\y", "CON", "file:///etc/passwd", "~root",
    "ext::sh -c id", "git@x:y", "refs/heads/x", "HEAD", "a..b", "x^{commit}", ":(glob)x", "x@{1}",
    "__proto__", "constructor", "None", "self", "eval(1)", "__import__('os')", "import os",
]  # fmt: skip

TURNED = [
    "\u202eabc", "a\u202db\u202c", "\u2066x\u2069", "\u2067x", "\u200eabc", "\u200fabc", "\u061c", "a\u200bb",
    "a\u200cb", "a\u200db", "\ufeffa", "a\ufeff", "\u2060", "\u00ada", "\u034f", "\u115f", "\u3164", "\uffa0",
    "\u180e", "\U000e0041", "\u2028", "\u2029", "a\x85b", "\ufff9x", "\ufffe", "\uffff", "\ud800", "a\udfffb",
    "\ud83d\ude00", "\u17b4",
]  # fmt: skip

SCRIPTS = [
    "éàüçœÉÀÜÇŒ", "Ünïcödé", "日本語のテキスト", "한국어", "العربية", "עברית", "ไทย", "हिन्दी", "Ελληνικά", "Кириллица",
    "😀", "👩\u200d💻", "🇫🇷", "👍🏽", "𝕳𝖊𝖑𝖑𝖔", "Z͑ͫ̓a̴l̕g̵o", "ﷺ", "𐍈", "\U0010fffd", "\ue000", "\ufffd", "ǅ", "ß", "ſ",
    "İ", "ı", "K", "①", "㎏", "½", "∑", "√", "∞", "←", "─", "█", "☀", "·", "…", "’", "“”", "«»", "–", "—", "‑", "‰", "€",
]  # fmt: skip

_CONTROLS = [
    f"a{chr(code)}b" for code in [*range(32), *range(127, 160)] if chr(code) not in "\t\n\r"
]

ALL = list(
    dict.fromkeys(
        [
            *AMBIGUOUS, *NUMBERS, *SIGNS, *SPACES, *ESCAPES, *MARKUP, *COMMANDS, *TURNED, *SCRIPTS,
            *_CONTROLS,
        ]
    )
)  # fmt: skip


def composed(text: str) -> str:
    """What a record holds for ``text``: composed (NFC), line ends LF."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_forbidden(text: str) -> bool:
    """Whether no record may hold ``text``."""
    return bool(CONTROLS.search(composed(text)) or HIDDEN.search(composed(text)))


FORBIDDEN = [text for text in ALL if is_forbidden(text)]
STORABLE = [text for text in ALL if not is_forbidden(text)]
