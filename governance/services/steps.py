"""Steps of a form: the last one is taken back, and made again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

T = TypeVar("T")


class Steps(ABC, Generic[T]):
    """What can be undone: each step leads from one state to another, neither of which changes."""

    def __init__(self) -> None:
        self._past: list[T] = []
        self._future: list[T] = []

    @abstractmethod
    def _state(self) -> T:
        """What is shown now."""

    @abstractmethod
    def _show(self, state: T) -> None:
        """Show ``state`` instead."""

    def _step(self, state: T) -> None:
        """Go on to ``state``."""
        self._past.append(self._state())
        self._future = []
        self._show(state)

    def undo(self) -> bool:
        """Take the last change back; whether there was one."""
        return self._swap(self._past, self._future)

    def redo(self) -> bool:
        """Make it again; whether one was taken back."""
        return self._swap(self._future, self._past)

    def can(self, what: str) -> bool:
        """Whether there is something to ``undo``, or to ``redo``."""
        return bool(self._past if what == "undo" else self._future)

    def _swap(self, one: list[T], other: list[T]) -> bool:
        if one:
            other.append(self._state())
            self._show(one.pop())
            return True
        return False
