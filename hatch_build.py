"""Compiles the message catalogues (.po) into what gettext reads (.mo).

hatchling runs this for the wheel and for an editable install; in the second case the compiled
files land in the source tree, where git ignores them. `python hatch_build.py` does the same by
hand.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # compiled by hand, without the build tool
    BuildHookInterface = object  # type: ignore[assignment,misc]

LOCALE = Path("governance", "locale")
STAMP = datetime(2026, 1, 1, tzinfo=UTC)
"""Dates in the header of a catalogue: fixed, so that the same messages give the same bytes."""


def compile_catalogues(root: Path) -> list[Path]:
    """Write each .mo whose content changed; return all of them, written or not.

    The messages of a language lie in several files, one per area; together they are one catalogue.
    """
    compiled = []
    for folder in sorted(path for path in (root / LOCALE).iterdir() if path.is_dir()):
        catalogue = Catalog(
            locale=folder.name, project="jalon", creation_date=STAMP, revision_date=STAMP
        )
        for source in sorted(folder.glob("*.po")):
            with source.open("rb") as stream:
                for message in read_po(stream, locale=folder.name, abort_invalid=True):
                    if message.id:
                        catalogue[message.id] = message
        buffer = io.BytesIO()
        write_mo(buffer, catalogue)
        target = folder / "LC_MESSAGES" / "jalon.mo"
        target.parent.mkdir(exist_ok=True)
        if not target.is_file() or target.read_bytes() != buffer.getvalue():
            target.write_bytes(buffer.getvalue())
        compiled.append(target)
    return compiled


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """The hook that pyproject.toml names for the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues(Path(self.root))


if __name__ == "__main__":
    for path in compile_catalogues(Path(__file__).resolve().parent):
        sys.stdout.write(f"{path}\n")
