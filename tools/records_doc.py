"""docs/records.md: every kind of record and every field, from the schemas."""

from __future__ import annotations

import json
import re
import sys

from governance.model.kinds import DATED, FOLDER_OF, KINDS, ROADMAP_FILE
from governance.source.schemas import resolve, schema
from tools.documents import run, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PATH = "docs/records.md"
LEDGERS = ("policy", "waivers", "baseline")
_CODE = re.compile(r"[A-Z]\d{3}")
_HEAD = """\
# Records

<!-- Generated from governance/schemas by `python -m tools.records_doc`; do not edit. -->

One record is one YAML file; its folder says its kind, its name is its id. Keys are in English, values in
the language of the roadmap. Every table gives each field in the order in which `jalon fmt` writes it,
described in English, then *in French*. `jalon new KIND ID` writes a commented skeleton of any kind.

The first line of a record names its schema, so that any editor with a YAML language server completes
and checks it offline:

```yaml
# yaml-language-server: $schema=../../governance/schemas/source.schema.json
```

The path is relative and stays inside the repository. Where `governance/schemas/` is absent, the first
`jalon new` copies the schemas there from the installed Jalon. Those copies serve editors alone: Jalon
judges by its own, and `jalon new` says when they differ. Commit them with the records.

Ids are lower-case letters, digits and hyphens, unique within a kind. Dates are `YYYY-MM-DD`; durations
`P3M`, `P13W`, `P1Y`; money whole euros. What is not known is left out: never zero, never a guess.
"""


def documents() -> dict[str, str]:
    """The document, by its path."""
    used: list[str] = []
    sections = [_kind(kind, used) for kind in KINDS]
    sections.append(
        "## Files of the policy\n\nThey lie in `governance/policy/` and say how records are judged."
    )
    sections += [_kind(kind, used) for kind in LEDGERS]
    shared = ["## Shared objects\n\nUsed by several kinds, described once."]
    common = schema("common")["$defs"]
    # The list grows while it is walked: a shared object may hold another.
    shared += (_object(f"`{name}`", "##", common[name], "common", used) for name in used)
    names = ", ".join(f"[{kind}](#{kind})" for kind in (*KINDS, *LEDGERS))
    text = "\n\n".join([_HEAD.rstrip(), f"Kinds: {names}.", *sections, *shared])
    return {PATH: text + "\n"}


def _kind(kind: str, used: list[str]) -> str:
    root = schema(kind)
    if kind == "roadmap":
        where = f"`roadmap/{ROADMAP_FILE}`"
    elif kind in LEDGERS:
        where = f"`governance/policy/{kind}.yaml`"
    elif kind in DATED:
        subject = "indicator" if kind == "measurement" else "programme or strategy"
        where = f"`roadmap/{FOLDER_OF[kind]}/<{subject}>/<date>.yaml` (`<date>-2.yaml` for a second one)"
    else:
        where = f"`roadmap/{FOLDER_OF[kind]}/<id>.yaml`, in any sub-folder"
    return _object(kind, "##", root, kind, used, where=where)


def _object(
    title: str, level: str, node: dict[str, Any], root: str, used: list[str], where: str = ""
) -> str:
    """The table of an object, then those of the objects that it alone holds."""
    parts = [f"{level} {title}"]
    if where:
        parts.append(where)
    parts.append(f"{node['x-en']['description']}\n\n*{node['description']}*")
    if all(_CODE.fullmatch(name) for name in node["properties"]):
        parts.append(_rules(node))
        return "\n\n".join(parts)
    rows, inner = [], []
    for name, raw in node["properties"].items():
        sub, at = resolve(raw, root)
        target = sub["items"] if sub.get("type") == "array" else raw
        item, where_item = resolve(target, at if sub.get("type") == "array" else root)
        path = f"{title.strip('`')}.{name}"
        if item.get("type") == "object" and "$ref" not in target:
            inner.append((f"`{path}`", item, where_item))
        rows.append(
            (
                f"`{name}`" + (" **required**" if name in node.get("required", ()) else ""),
                _type(raw, root, used, path),
                _words(sub),
                _example(sub),
            )
        )
    parts.append(table(("Field", "Value", "Meaning", "Example"), rows))
    parts += [_object(name, "###", sub, at, used) for name, sub, at in inner]
    return "\n\n".join(parts)


def _rules(node: dict[str, Any]) -> str:
    """The rules of the policy: too many and too alike for a table each."""
    rows = []
    for code, rule in node["properties"].items():
        fields = rule["properties"]
        level = fields["severity"]
        severities = level.get("enum") or [level["const"]]
        given = fields.get("parameters", {}).get("properties", {})
        rows.append(
            (
                f"`{code}` {fields['name']['const']}",
                ", ".join(f"`{s}`" for s in severities),
                ", ".join(
                    f"`{name}` ({_shape(*resolve(p, 'policy'))})" for name, p in given.items()
                )
                or "—",
            )
        )
    said = (
        "Each rule has its `name`, its `severity` and, for some, `parameters`; "
        "[rules.md](rules.md) tells what each checks."
    )
    return f"{said}\n\n{table(('Rule', 'Severity, one of', 'Parameters'), rows)}"


def _type(raw: dict[str, Any], root: str, used: list[str], path: str) -> str:
    node, at = resolve(raw, root)
    if node["type"] == "array":
        one = _type(node["items"], at, used, path)
        return (
            one.replace("id of a ", "ids of ") if one.startswith("id of a ") else f"list of {one}"
        )
    if node["type"] == "object":
        name = _shared(raw, root)
        if not name:
            return f"[object](#{path.replace('.', '').lower()})"
        if name not in used:
            used.append(name)
        return f"[{name}](#{name})"
    return _shape(node, at)


def _shared(raw: dict[str, Any], root: str) -> str:
    """The name of the shared definition that ``raw`` refers to."""
    target = str(raw.get("$ref", ""))
    file, _, path = target.partition("#/$defs/")
    return path if path and (file == "common.schema.json" or root == "common") else ""


def _shape(node: dict[str, Any], _at: str) -> str:
    """A scalar type in words."""
    kind = node["type"]
    if "x-ref" in node:
        named = [node["x-ref"]] if isinstance(node["x-ref"], str) else node["x-ref"]
        links = [f"[{name}](#{name})" if name in KINDS else name for name in named]
        return "id of a " + " or ".join(links)
    if "const" in node:
        return f"always `{node['const']}`"
    if "enum" in node:
        return "one of " + ", ".join(f"`{word}`" for word in node["enum"])
    if node.get("format") in ("date", "duration"):
        return str(node["format"])
    limits = []
    for key, sign in (("minimum", "≥"), ("exclusiveMinimum", ">"), ("maximum", "≤")):
        if key in node:
            limits.append(f"{sign} {node[key]:,}")
    if kind == "string":
        if "pattern" in node:
            return "id" if "a-z0-9]+(-" in node["pattern"] else f"text like `{node['examples'][0]}`"
        return f"text, at most {node['maxLength']:,} characters" if "maxLength" in node else "text"
    return str(kind) + (f" ({', '.join(limits)})" if limits else "")


def _words(node: dict[str, Any]) -> str:
    text = f"{node['x-en']['description']}<br>*{node['description']}*"
    words = node.get("x-enum")
    if words:
        said = "; ".join(f"`{word}` {both['en']}, *{both['fr']}*" for word, both in words.items())
        text += f"<br>{said}"
    return text


def _example(node: dict[str, Any]) -> str:
    if not node.get("examples"):
        return ""
    example = node["examples"][0]
    if isinstance(example, str):
        return f"`{example}`"
    return f"`{json.dumps(example, ensure_ascii=False)}`"


if __name__ == "__main__":
    sys.exit(run("tools.records_doc", documents))
