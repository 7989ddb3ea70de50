"""The reader: bytes of one file to a plain mapping, or the problems that make it unreadable; and where
in the file each of its fields stands.

A record that is written plainly is read without the parser of YAML, which takes long to load and to
do its work.
"""

from __future__ import annotations

from governance.source.guards import MAX_BYTES, decode
from governance.source.plain import plain
from governance.source.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import yaml

    from governance.model.finding import Pointer


def read(data: bytes, limit: int = MAX_BYTES) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The mapping in ``data`` and what is wrong with it.

    A file that cannot be read at all gives ``None`` and one problem; a file with refused scalars or
    repeated keys gives what could be read and every such problem.  Nothing is ever raised.
    """
    try:
        text = decode(data, limit)
        value = plain(text)
        if value is not None:
            return value, []
        from governance.source.nodes import values

        return values(text)
    except Problem as problem:
        return None, [problem]


class Locator:
    """Positions in one file: built only when something is wrong with it.

    Lines and columns are 1-based and count characters.
    """

    def __init__(self, data: bytes) -> None:
        from governance.source.nodes import compose, place

        self._root: yaml.Node | None = None
        try:
            self._root = compose(decode(data, max(len(data), MAX_BYTES)))
        except Problem as problem:
            self._fallback = (problem.line or 1, problem.column or 1)
        else:
            self._fallback = place(self._root) if self._root is not None else (1, 1)

    def locate(self, pointer: Pointer, on: str) -> tuple[int, int]:
        """Where ``pointer`` stands, or the deepest of its steps that exists.

        ``on`` is ``"key"`` for the name of the last field, ``"value"`` for what it holds.
        """
        import yaml

        from governance.source.nodes import place

        node, key = self._root, None
        if node is None:
            return self._fallback
        for step in pointer:
            if isinstance(node, yaml.MappingNode):
                pair = next((p for p in node.value if p[0].value == step), None)
                if pair is None:
                    return place(key if key is not None else node)
                key, node = pair
            elif isinstance(node, yaml.SequenceNode):
                if not isinstance(step, int) or step >= len(node.value):
                    break
                key, node = None, node.value[step]
            else:
                break
        if on == "key" and key is not None:
            return place(key)
        flow = isinstance(node, yaml.CollectionNode) and node.flow_style
        if isinstance(node, yaml.ScalarNode) or flow or (pointer and key is None):
            return place(node)
        return place(key if key is not None else node)
