"""What the shell may complete: kinds, record ids and rules; names of files only, nothing is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.errors import JalonError

if TYPE_CHECKING:
    import click


def _directory(ctx: click.Context) -> str | None:
    """The repository named by ``-C``, of the command or before it."""
    given: str | None = ctx.params.get("directory") or ctx.find_root().params.get("directory")
    return given


def families(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Letters and names of the families of rules."""
    from governance.services.rules import families as all_families

    found = [word for pair in all_families().items() for word in pair]
    return [word for word in found if word.lower().startswith(incomplete.lower())]


def kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Kinds of record."""
    from governance.model.kinds import KINDS

    return [kind for kind in KINDS if kind.startswith(incomplete)]


def records(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """``kind/id`` of the records, or their ids once no kind starts so."""
    from governance.services.repository import find_root, record_keys

    try:
        keys = record_keys(find_root(_directory(ctx)))
    except JalonError:
        return []
    if "/" not in incomplete:
        found = [kind + "/" for kind in {key.partition("/")[0] for key in keys}]
        ids = sorted({key.partition("/")[2] for key in keys if key.count("/") == 1})
        return sorted(x for x in [*found, *ids] if x.startswith(incomplete))
    return [key for key in keys if key.startswith(incomplete)]


def subjects(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What a new measurement or checkpoint may speak of; a new id is nobody's to guess."""
    wanted = {"measurement": ("indicator",), "checkpoint": ("programme", "strategy")}
    kinds_of = wanted.get(ctx.params.get("kind") or "", ())
    found = [key for kind in kinds_of for key in records(ctx, param, kind + "/")]
    ids = sorted(key.partition("/")[2] for key in found)
    return [id for id in ids if id.startswith(incomplete)]


def indicators(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of the indicators."""
    return _ids(ctx, param, incomplete, "indicator")


def reviewed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of the programmes and strategies."""
    return _ids(ctx, param, incomplete, "programme", "strategy")


def put_off(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of the programmes and strategies, as the beginning of ``ID=REASON``."""
    return [f"{id}=" for id in reviewed(ctx, param, incomplete)]


def missions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of the missions."""
    return _ids(ctx, param, incomplete, "mission")


def strategies(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of the strategies."""
    return _ids(ctx, param, incomplete, "strategy")


def programme_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of the programmes."""
    return _ids(ctx, param, incomplete, "programme")


def organisations(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of the organisations."""
    return _ids(ctx, param, incomplete, "contributor")


def scheduled(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of what the plan holds beside milestones: programmes and products."""
    return sorted({*_ids(ctx, param, incomplete, "programme", "product")})


def held(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The checkpoints, as ``programme/day``."""
    return _ids(ctx, param, incomplete, "checkpoint")


def sources(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Ids of the documents, behind those that are typed already."""
    typed, comma, last = incomplete.rpartition(",")
    return [typed + comma + id for id in _ids(ctx, param, last, "source")]


def _ids(ctx: click.Context, param: click.Parameter, incomplete: str, *kinds: str) -> list[str]:
    keys = [key for kind in kinds for key in records(ctx, param, kind + "/")]
    return sorted(id for key in keys if (id := key.partition("/")[2]).startswith(incomplete))


def differing(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What differs here and may be proposed: programmes, records, paths."""
    from governance.cli.terminal import today
    from governance.services.differing import Differing
    from governance.services.repository import find_root

    try:
        found = Differing(find_root(_directory(ctx)), today(), today(), fetch=False)
    except JalonError:
        return []
    return [name for name in found.names() if name.startswith(incomplete)]


def proposals(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The branches that await a signature, as last fetched."""
    from governance.cli.terminal import today
    from governance.services.proposals import Proposals
    from governance.services.repository import find_root

    try:
        known = Proposals(
            find_root(_directory(ctx)), today(), today(), remote=None, fetch=False
        ).found()
    except JalonError:
        return []
    return [branch.shown for branch in known if branch.shown.startswith(incomplete)]


def fields(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Fields of the record named before, at the top."""
    from governance.model.kinds import KINDS
    from governance.services.place import names

    kind = str(ctx.params.get("record") or "").partition("/")[0]
    known = names(kind) if kind in KINDS else []
    return [f"{name}=" for name in known if name.startswith(incomplete)]


def codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Rules that a waiver may cover, by code."""
    from governance.services.rules import waivable

    return [code for code in waivable() if code.startswith(incomplete.upper())]


def explainable(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Rules (codes and names), and records."""
    from governance.services.rules import names

    rules = [name for name in names() if name.lower().startswith(incomplete.lower())]
    return [*rules, *records(ctx, param, incomplete)]
