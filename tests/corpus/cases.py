"""Malformed inputs: each is one file of an otherwise sound roadmap, with the code and the position
that must be told.

``INPUTS`` maps a name to (path below ``roadmap/``, bytes, ``line:column CODE``).  The kinds follow
what real files hold: typing errors, copies from other tools, merges gone wrong, and attacks.
"""

from __future__ import annotations

PROGRAMME = "programmes/usagers/essai.yaml"
INDICATOR = "indicators/plan/essai.yaml"
MEASURE = "measurements/portail-usagers/2026-04-30.yaml"
SOURCE = "sources/essai.yaml"
CHECKPOINT = "checkpoints/portail/2026-05-28.yaml"
CONTRIBUTOR = "contributors/essai.yaml"


def source(title: str | bytes = b"Essai", extra: str | bytes = b"") -> bytes:
    """A source record with ``title`` written as it is, and more lines."""
    told = title.encode() if isinstance(title, str) else title
    more = extra.encode() if isinstance(extra, str) else extra
    return b"id: essai\ntitle: " + told + b"\nkind: official\n" + more


def measure(value: str, extra: str = "") -> bytes:
    """A measurement whose value is written as ``value``."""
    return (
        f"indicator: portail-usagers\ndate: 2026-04-30\nvalue: {value}\nsource: [plan-2025]\n{extra}"
    ).encode()


def dated(day: str) -> bytes:
    """A source dated ``day``."""
    return source(extra=f"date: {day}\n")


_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n"
    for old, new in zip("abcdefg", "bcdefgh", strict=True)
)

INPUTS: dict[str, tuple[str, bytes, str]] = {
    # Y1 anchors, aliases, merge bombs
    "anchor": (SOURCE, b"id: &x essai\ntitle: a\nkind: official\n", "1:5 P004"),
    "alias": (SOURCE, b"id: essai\ntitle: *x\nkind: official\n", "2:8 P004"),
    "anchor on a list": (SOURCE, source(extra="note: &n\n  - a\n"), "4:7 P004"),
    "anchor in a flow list": (
        MEASURE,
        measure("1").replace(b"[plan-2025]", b"[&s plan-2025]"),
        "4:10 P004",
    ),
    "alias in a flow list": (MEASURE, measure("1").replace(b"[plan-2025]", b"[*s]"), "4:10 P004"),
    "alias bomb": (SOURCE, _BOMB.encode(), "1:4 P004"),
    "recursive alias": (SOURCE, b"a: &x {b: *x}\n", "1:4 P004"),
    "anchored key": (SOURCE, b"&k id: essai\n", "1:1 P004"),
    "merge key": (SOURCE, b"id: essai\n<<: {title: a}\n", "2:1 P006"),
    "merge key with alias": (SOURCE, b"base: &b {x: 1}\nid: essai\n<<: *b\n", "1:7 P004"),
    "nested merge key": (
        PROGRAMME,
        b"id: essai\nprovenance:\n  <<: {grade: official}\n",
        "3:3 P006",
    ),
    # Y2 repeated keys
    "repeated key": (SOURCE, source(extra="kind: press\n"), "4:1 P003"),
    "repeated key, nested": (
        PROGRAMME,
        b"id: essai\nprovenance:\n  grade: official\n  grade: inferred\n",
        "4:3 P003",
    ),
    "repeated key, quoted": (SOURCE, source(extra='"kind": press\n'), "4:1 P003"),
    "repeated key, single quoted": (SOURCE, source(extra="'id': other\n"), "4:1 P003"),
    "repeated key in a flow mapping": (
        PROGRAMME,
        b"id: essai\nprovenance: {grade: official, grade: derived}\n",
        "2:31 P003",
    ),
    "repeated key in a list item": (
        PROGRAMME,
        b"id: essai\nroles:\n  - role: lead\n    role: deputy\n",
        "4:5 P003",
    ),
    "repeated key, composed and decomposed": (
        SOURCE,
        source(extra="é: 1\ne\u0301: 2\n"),
        "5:2 P017",
    ),
    "repeated key, by escape": (SOURCE, source(extra='"\\u006bind": press\n'), "4:1 P003"),
    # Y3 directives, ambiguous words
    "YAML 1.1 directive": (SOURCE, b"%YAML 1.1\n---\nid: essai\n", "1:1 P007"),
    "YAML 1.2 directive": (SOURCE, b"%YAML 1.2\n---\nid: essai\n", "1:1 P007"),
    "tag directive": (SOURCE, b"%TAG ! tag:x,2000:\n---\nid: essai\n", "1:1 P007"),
    "no": (SOURCE, source("no"), "2:8 P018"),
    "NO": (SOURCE, source("NO"), "2:8 P018"),
    "yes": (SOURCE, source("yes"), "2:8 P018"),
    "on": (SOURCE, source("on"), "2:8 P018"),
    "Off": (SOURCE, source("Off"), "2:8 P018"),
    "y": (SOURCE, source("y"), "2:8 P018"),
    "True": (SOURCE, source("True"), "2:8 P018"),
    "Null": (SOURCE, source("Null"), "2:8 P018"),
    "octal of 1.1": (MEASURE, measure("012"), "3:8 P018"),
    "octal of 1.2": (MEASURE, measure("0o17"), "3:8 P018"),
    "hexadecimal": (MEASURE, measure("0x1F"), "3:8 P018"),
    "binary": (MEASURE, measure("0b101"), "3:8 P018"),
    "underscored number": (MEASURE, measure("1_000"), "3:8 P018"),
    "sexagesimal": (MEASURE, measure("1:30"), "3:8 P018"),
    "exponent": (MEASURE, measure("12e3"), "3:8 P018"),
    "decimal exponent": (MEASURE, measure("1.2e3"), "3:8 P018"),
    "point first": (MEASURE, measure(".5"), "3:8 P018"),
    "point last": (MEASURE, measure("5."), "3:8 P018"),
    "infinite": (MEASURE, measure(".inf"), "3:8 P018"),
    "minus infinite": (MEASURE, measure("-.INF"), "3:8 P018"),
    "not a number": (MEASURE, measure(".nan"), "3:8 P018"),
    "equals sign": (SOURCE, source("="), "2:8 P018"),
    "date and time": (SOURCE, dated("2026-02-28T10:00:00Z"), "4:7 P018"),
    "date and time with a space": (SOURCE, dated("2026-02-28 10:00"), "4:7 P018"),
    "one-digit month": (SOURCE, dated("2025-10-9"), "4:7 P018"),
    "ambiguous list item": (PROGRAMME, b"id: essai\nstakes:\n  - no\n", "3:5 P018"),
    "ambiguous flow item": (MEASURE, measure("1").replace(b"[plan-2025]", b"[on]"), "4:10 P018"),
    # Y4 tags
    "tag !!str": (SOURCE, source("!!str a"), "2:8 P005"),
    "tag !!python": (SOURCE, source('!!python/object/apply:os.system ["id"]'), "2:8 P005"),
    "local tag": (SOURCE, source("!secret a"), "2:8 P005"),
    "verbatim tag": (SOURCE, source("!<tag:yaml.org,2002:str> a"), "2:8 P005"),
    "tag on a mapping": (
        PROGRAMME,
        b"id: essai\nprovenance: !!map\n  grade: official\n",
        "2:13 P005",
    ),
    "tag on a key": (SOURCE, b"!!str id: essai\n", "1:1 P005"),
    "tag !!binary": (SOURCE, source("!!binary aGVsbG8="), "2:8 P005"),
    # Y5 depth
    "depth 50": (SOURCE, b"a: " + b"[" * 50 + b"]" * 50 + b"\n", "1:23 P011"),
    "depth 300 of mappings": (SOURCE, b"{a: " * 300 + b"1" + b"}" * 300 + b"\n", "1:81 P011"),
    "depth 100,000": (SOURCE, b"[" * 100_000, "1:21 P011"),
    "depth of dashes": (SOURCE, b"- " * 30_000 + b"a\n", "1:41 P011"),
    "depth by indentation": (SOURCE, b"".join(b" " * i + b"a:\n" for i in range(60)), "21:21 P011"),
    # Y6 size
    "300 kB": (SOURCE, source(b"a" * 300_000), "1:1 P010"),
    "5 MB scalar": (SOURCE, source(b"a" * 5_000_000), "1:1 P010"),
    "50,000 keys": (SOURCE, b"".join(b"k%d: 1\n" % i for i in range(50_000)), "1:1 P010"),
    # Y7 encoding and controls
    "null byte": (SOURCE, source(b"a\x00b"), "2:9 P014"),
    "bell": (SOURCE, source(b"a\x07b"), "2:9 P014"),
    "escape": (SOURCE, source(b"\x1b[31mrouge"), "2:8 P014"),
    "delete": (SOURCE, source(b"a\x7f"), "2:9 P014"),
    "C1 control": (SOURCE, source("a\u009bb"), "2:9 P014"),
    "next line": (SOURCE, source("a\u0085b"), "2:9 P014"),
    "line separator": (SOURCE, source("a\u2028b"), "2:9 P014"),
    "vertical tab": (SOURCE, source(b"a\x0bb"), "2:9 P014"),
    "latin-1": (SOURCE, source("programme réel".encode("latin-1")), "2:19 P012"),
    "windows-1252 quotes": (SOURCE, source(b"l\x92avenir"), "2:9 P012"),
    "truncated UTF-8": (SOURCE, source(b"caf\xc3"), "2:11 P012"),
    "overlong UTF-8": (SOURCE, source(b"\xc0\xaf"), "2:8 P012"),
    "UTF-8 surrogate": (SOURCE, source(b"\xed\xa0\xbd"), "2:8 P012"),
    "UTF-16 with mark": (SOURCE, "id: essai\n".encode("utf-16"), "1:1 P013"),
    "UTF-16 without mark": (SOURCE, "id: essai\n".encode("utf-16-le"), "1:2 P014"),
    "UTF-8 mark": (SOURCE, b"\xef\xbb\xbf" + source(), "1:1 P013"),
    "CR only": (SOURCE, source().replace(b"\n", b"\r"), "1:10 P015"),
    "mixed line ends": (SOURCE, b"id: essai\r\ntitle: a\nkind: official\r\n", "2:9 P015"),
    "tab as indentation": (PROGRAMME, b"id: essai\nprovenance:\n\tgrade: official\n", "3:1 P002"),
    "tab inside indentation": (
        PROGRAMME,
        b"id: essai\nprovenance:\n  \tgrade: official\n  note: a\n",
        "3:3 P002",
    ),
    # Y8 values that only escapes can write
    "escaped escape": (SOURCE, source('"\\x1b]0;titre\\x07"'), "2:8 P014"),
    "escaped null": (SOURCE, source('"a\\0b"'), "2:8 P014"),
    "escaped C1": (SOURCE, source('"\\x9b31m"'), "2:8 P014"),
    "escaped bidi": (SOURCE, source('"\\u202egnol"'), "2:8 P016"),
    "escaped zero width": (SOURCE, source('"a\\u200bb"'), "2:8 P016"),
    "lone surrogate": (SOURCE, source('"\\ud83d"'), "2:11 P002"),
    "escape beyond Unicode": (SOURCE, source('"\\U00110000"'), "2:11 P002"),
    "unknown escape": (SOURCE, source('"\\q"'), "2:9 P002"),
    "backspace in a list": (
        MEASURE,
        measure("1").replace(b"[plan-2025]", b'["a\\b"]'),
        "4:10 P014",
    ),
    # Y10 hidden characters
    "right-to-left override": (SOURCE, source("prix \u202e€ 05"), "2:13 P016"),
    "isolate": (SOURCE, source("a\u2066b\u2069"), "2:9 P016"),
    "zero-width space": (SOURCE, source("Fran\u200bce"), "2:12 P016"),
    "zero-width non-joiner": (SOURCE, source("Fran\u200cce"), "2:12 P016"),
    "joiner of Latin letters": (SOURCE, source("Fran\u200dce"), "2:12 P016"),
    "word joiner": (SOURCE, source("a\u2060b"), "2:9 P016"),
    "soft hyphen": (SOURCE, source("a\u00adb"), "2:9 P016"),
    "mark inside": (SOURCE, source("a\ufeffb"), "2:9 P016"),
    "tag characters": (SOURCE, source("a\U000e0041"), "2:9 P016"),
    "hidden in a comment": (SOURCE, source(extra="# \u202eerreur\n"), "4:3 P016"),
    "homoglyph in an id": (SOURCE, b"id: \xd0\xb5ssai\ntitle: a\nkind: official\n", "1:5 S007"),
    # Y11 normal form
    "decomposed accent": (SOURCE, source("cafe\u0301"), "2:12 P017"),
    "decomposed cedilla": (SOURCE, source("franc\u0327ais"), "2:13 P017"),
    "Angstrom sign": (SOURCE, source("\u212b"), "2:8 P017"),
    # Y12 numbers
    "5,000 digits": (MEASURE, measure("1" * 5000), "3:8 P023"),
    "30 decimals": (MEASURE, measure("0." + "1" * 30), "3:8 P023"),
    "huge exponent": (MEASURE, measure("1e400"), "3:8 P018"),
    "number with a decimal comma": (MEASURE, measure("12,5"), "3:8 S003"),
    "number with a unit": (MEASURE, measure("12 %"), "3:8 S003"),
    "number with a narrow space": (MEASURE, measure("12\u202f000"), "3:8 S003"),
    "quoted number": (MEASURE, measure('"12"'), "3:8 S003"),
    "boolean for a number": (MEASURE, measure("true"), "3:8 S003"),
    "null for a number": (MEASURE, measure("null"), "3:8 S003"),
    "empty for a number": (MEASURE, measure(""), "3:7 S003"),
    "tilde for a number": (MEASURE, measure("~"), "3:8 S003"),
    "list for a number": (MEASURE, measure("[1]"), "3:8 S003"),
    "order of a fraction": (
        "axes/essai.yaml",
        b"id: essai\norder: 1.5\nstrategy: plan\ntitle: a\n",
        "2:8 S003",
    ),
    "negative order": (
        "axes/essai.yaml",
        b"id: essai\norder: -1\nstrategy: plan\ntitle: a\n",
        "2:8 S008",
    ),
    # Y13 dates, most of them found in real roadmaps
    "month 30": (SOURCE, dated("2025-30-01"), "4:7 S005"),
    "month 14": (SOURCE, dated("2023-14-05"), "4:7 S005"),
    "month 0": (SOURCE, dated("2023-00-05"), "4:7 S005"),
    "day 45": (SOURCE, dated("2021-13-45"), "4:7 S005"),
    "29 February of a common year": (SOURCE, dated("2026-02-29"), "4:7 S005"),
    "31 April": (SOURCE, dated("2026-04-31"), "4:7 S005"),
    "year 0": (SOURCE, dated("0000-01-01"), "4:7 S005"),
    "placeholder date": (SOURCE, dated("yyyy-mm-dd"), "4:7 S005"),
    "version as a date": (SOURCE, dated("v1.30"), "4:7 S005"),
    "French date": (SOURCE, dated("28/02/2026"), "4:7 S005"),
    "year alone": (SOURCE, dated("2026"), "4:7 S003"),
    "month alone": (SOURCE, dated("2026-05"), "4:7 S005"),
    "date in words": (SOURCE, dated("mai 2026"), "4:7 S005"),
    "quoted impossible date": (SOURCE, dated('"2026-13-01"'), "4:7 S005"),
    "date as a mapping": (SOURCE, dated("{year: 2026}"), "4:7 S003"),
    "Arabic digits": (SOURCE, dated("٢٠٢٦-٠١-٠١"), "4:7 S005"),
    "duration in words": (
        INDICATOR,
        b"id: essai\nstrategy: plan\ntitle: a\nunit: u\ndirection: increase\nkind: output\nprovenance:\n  grade: official\nfrequency: monthly\n",
        "9:12 S010",
    ),
    "empty duration": (
        INDICATOR,
        b"id: essai\nstrategy: plan\ntitle: a\nunit: u\ndirection: increase\nkind: output\nprovenance:\n  grade: official\nfrequency: P\n",
        "9:12 S010",
    ),
    "duration of hours": (
        INDICATOR,
        b"id: essai\nstrategy: plan\ntitle: a\nunit: u\ndirection: increase\nkind: output\nprovenance:\n  grade: official\nfrequency: PT24H\n",
        "9:12 S010",
    ),
    # Y14 merges gone wrong
    "conflict markers": (
        SOURCE,
        b"id: essai\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x\nkind: official\n",
        "2:1 P019",
    ),
    "conflict markers, diff3": (
        SOURCE,
        b"id: essai\n<<<<<<< a\ntitle: a\n||||||| base\ntitle: c\n=======\ntitle: b\n>>>>>>> b\n",
        "2:1 P019",
    ),
    "end marker left": (SOURCE, source(extra=">>>>>>> branch\n"), "4:1 P019"),
    # Y15 not a record
    "empty file": (SOURCE, b"", "1:1 P020"),
    "blank lines": (SOURCE, b"\n\n\n", "1:1 P020"),
    "comment only": (SOURCE, b"# a source\n", "1:1 P020"),
    "list at the root": (SOURCE, b"- id: essai\n", "1:1 P021"),
    "text at the root": (SOURCE, b"essai\n", "1:1 P021"),
    "null at the root": (SOURCE, b"~\n", "1:1 P021"),
    "two documents": (SOURCE, source() + b"---\n" + source(), "4:1 P008"),
    "document after its end": (SOURCE, source() + b"...\nid: b\n", "5:1 P002"),
    "empty mapping": (SOURCE, b"{}\n", "1:1 S001"),
    "JSON cut short": (SOURCE, b'{"id": "essai", "title": "a"', "1:1 P002"),
    "HTML": (SOURCE, b"<!DOCTYPE html>\n<html>\n", "1:1 P021"),
    # Y16 keys
    "explicit key": (SOURCE, b"? id\n: essai\n", "1:1 P009"),
    "explicit key in a flow mapping": (SOURCE, b"{? id : essai}\n", "1:2 P009"),
    "list as a key": (SOURCE, b"[id]: essai\n", "1:1 P009"),
    "mapping as a key": (SOURCE, b"{a: b}: essai\n", "1:1 P009"),
    "number as a key": (SOURCE, source(extra="2026: a\n"), "4:1 P009"),
    "boolean as a key": (SOURCE, source(extra="true: a\n"), "4:1 P009"),
    "ambiguous word as a key": (SOURCE, source(extra="on: a\n"), "4:1 P018"),
    "empty key": (SOURCE, source(extra=": a\n"), "4:1 P002"),
    # syntax
    "unclosed quote": (SOURCE, source('"a'), "2:8 P002"),
    "unclosed single quote": (SOURCE, source("'a"), "2:8 P002"),
    "unclosed list": (MEASURE, measure("1").replace(b"[plan-2025]", b"[plan-2025"), "4:9 P002"),
    "colon in a value": (SOURCE, source("Plan : étape: 2"), "2:13 P002"),
    "text after a quote": (SOURCE, source("'a' b"), "2:12 P002"),
    "list on the line of its field": (SOURCE, b"id: essai\ntitle: - a\n", "2:8 P002"),
    "at sign first": (SOURCE, source("@dinum"), "2:8 P002"),
    "backquote first": (SOURCE, source("`a`"), "2:8 P002"),
    "percent first": (SOURCE, source("%a"), "2:8 P002"),
    "field without colon": (SOURCE, b"id: essai\ntitle\nkind: official\n", "2:1 P002"),
    "indentation that does not line up": (
        PROGRAMME,
        b"id: essai\nprovenance:\n    grade: official\n  note: a\n",
        "4:3 P002",
    ),
    "bad block header": (SOURCE, source("| a"), "2:10 P002"),
    # schema
    "missing field": (SOURCE, b"id: essai\nkind: official\n", "1:1 S001"),
    "unknown field": (SOURCE, source(extra="publsher: DINUM\n"), "4:1 S002"),
    "unknown nested field": (
        PROGRAMME,
        b"id: essai\nstrategy: plan\ntitle: a\nprovenance:\n  grade: official\n  notes: a\nsource: [plan-2025]\n",
        "6:3 S002",
    ),
    "word outside the vocabulary": (SOURCE, b"id: essai\ntitle: a\nkind: offical\n", "3:7 S004"),
    "text for a list": (MEASURE, measure("1").replace(b"[plan-2025]", b"plan-2025"), "4:9 S003"),
    "empty list": (MEASURE, measure("1").replace(b"[plan-2025]", b"[]"), "4:9 S009"),
    "empty title": (SOURCE, source('""'), "2:8 S009"),
    "title of 400 characters": (SOURCE, source(b"a" * 400), "2:8 S009"),
    "upper case id": (SOURCE, b"id: Essai\ntitle: a\nkind: official\n", "1:5 S007"),
    "id with a space": (SOURCE, b"id: es sai\ntitle: a\nkind: official\n", "1:5 S007"),
    "id with a line end": (SOURCE, b'id: "essai\\n"\ntitle: a\nkind: official\n', "1:5 S007"),
    "path as an id": (SOURCE, b"id: ../../etc/passwd\ntitle: a\nkind: official\n", "1:5 S007"),
    "option as an id": (SOURCE, b"id: --output=x\ntitle: a\nkind: official\n", "1:5 S007"),
    # names and places
    "suffix .yml": ("sources/essai.yml", source(), "1:1 P022"),
    "capital in the name": ("sources/Essai.yaml", source(), "1:1 P022"),
    "space in the name": ("sources/es sai.yaml", source(), "1:1 P022"),
    "accent in the name": ("sources/étude.yaml", source(), "1:1 P022"),
    "name of an option": ("sources/--force.yaml", source(), "1:1 P022"),
    "escape in the name": ("sources/a\x1b[31m.yaml", source(), "1:1 P022"),
    "measure not named by a day": (
        "measurements/portail-usagers/avril.yaml",
        measure("1"),
        "1:1 P022",
    ),
    "measure without its folder": ("measurements/2026-04-30.yaml", measure("1"), "1:1 P022"),
    "folder of no kind": ("projets/essai.yaml", source(), "1:1 P025"),
    "file beside the folders": ("essai.yaml", source(), "1:1 P025"),
    "spreadsheet": ("sources/suivi.xlsx", b"PK\x03\x04", "1:1 P022"),
}
