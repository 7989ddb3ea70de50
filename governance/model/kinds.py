"""The kinds of record and the folder each one lives in."""

from __future__ import annotations

FOLDERS = {
    "strategies": "strategy",
    "stakes": "stake",
    "axes": "axis",
    "missions": "mission",
    "programmes": "programme",
    "products": "product",
    "indicators": "indicator",
    "measurements": "measurement",
    "checkpoints": "checkpoint",
    "contributors": "contributor",
    "events": "event",
    "demands": "demand",
    "lessons": "lesson",
    "sources": "source",
}
"""Folder of ``roadmap/`` -> kind of the records below it."""

FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}
KINDS = ("roadmap", *FOLDERS.values())

DATED = frozenset({"measurement", "checkpoint"})
"""Kinds whose files are named by a day, in a folder named by what they speak of."""

ROADMAP_FILE = "roadmap.yaml"
