"""How the application reads: in threads, again when the files or the day change, and what fails."""

from __future__ import annotations

from asyncio import get_running_loop
from contextvars import copy_context
from threading import Thread

from governance.errors import JalonError
from governance.i18n import N_
from tui.screens.filtering import said
from tui.screens.view import View
from tui.typed import Typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import TimerHandle
    from collections.abc import Callable

    from tui.session import Loaded, Session

_LOOK_EVERY = 2.0
"""Seconds between two looks at the files; longer where a look takes long."""
_LOOK_SHARE = 20
"""A look may take one part in so many of the time."""


class Reading(Typed):
    """The part of the application that reads the roadmap.

    ``version``  changes whenever what is shown must be made again
    ``pending``  how many threads have not told their end
    ``own``  how many files are saved here and not proposed yet
    ``watch_files``  whether the files are looked at while nothing is asked
    """

    def __init__(self, session: Session, *, watch_files: bool = True) -> None:
        super().__init__()
        self.session = session
        self.version = 0
        self.pending = 0
        self.own = 0
        self._watch_files = watch_files
        self._latest: dict[str, Callable[[], None]] = {}
        self._reads = 0
        self._then: list[tuple[int, Callable[[Loaded], None]]] = []

    def work(self, what: Callable[[], None], group: str, *, first: bool = False) -> None:
        """Do ``what`` in a thread; a later one of the same ``group`` makes one that has not begun
        needless.  Keys wait for one that comes ``first``; leaving waits for none: nothing is
        written to the roadmap there."""
        self.pending += 1
        self.doing += first
        self._latest[group] = what
        # With its context: a view that was left meanwhile still finds the application.
        run = copy_context().run
        Thread(target=run, args=(self._guarded, what, group, first), daemon=True).start()

    def _guarded(self, what: Callable[[], None], group: str, first: bool) -> None:
        try:
            if self._latest[group] is what:
                what()
        except JalonError as error:
            self.later(self.trouble, error)
        except Exception as error:  # noqa: BLE001 - told, and the screen stays usable
            import traceback

            from governance.services.memory import keep_trace

            fault = JalonError(
                N_("Jalon failed in a way it should not: {error}."),
                hint=N_("Please report it with {log}, which tells what was running."),
                error=f"{type(error).__name__}: {error}",
                log=keep_trace(["open"], traceback.format_exc()),
            )
            self.later(self.trouble, fault)
        self.later(self._done, first)

    def _done(self, first: bool) -> None:
        self.pending -= 1
        self.doing -= first

    def after(self, seconds: float, what: Callable[[], None]) -> TimerHandle:
        """Do ``what`` once, in so many ``seconds``, where widgets may be touched.  A timer of Textual
        that starts late, on a machine that is busy, never rings."""
        return get_running_loop().call_later(seconds, self.later, what)

    def later(self, what: Callable[..., None], *given: object) -> None:
        """Do ``what`` where widgets may be touched; callable from a thread, which waits for nothing."""
        if self.is_running:
            self.call_later(what, *given)

    def read(self, then: Callable[[Loaded], None] | None = None) -> None:
        """Read and judge the roadmap, in a thread; ``then`` is told what was read."""
        session = self.session
        session.busy = True
        self._reads += 1
        number = self._reads
        if then is not None:
            self._then.append((number, then))

        def run() -> None:
            asked = session.as_of
            loaded = session.read()
            if asked == session.as_of:
                self.later(self._loaded, loaded, number)

        self.work(run, "read")
        self._changed(again=False)

    def _loaded(self, loaded: Loaded, number: int) -> None:
        session = self.session
        if number == self._reads:  # what was read before it was asked again is not the latest
            session.busy = False
        elif session.loaded is not None:
            return
        session.loaded, session.error = loaded, None
        told = [then for asked, then in self._then if asked <= number]
        self._then = [one for one in self._then if one[0] > number]
        self._changed()
        self._look_later(_LOOK_EVERY)
        self.count_own()
        for then in told:
            then(loaded)

    def count_own(self) -> None:
        """Count the files that are saved here and not proposed yet, in a thread."""
        root = self.session.root

        def count() -> None:
            from governance.services.differing import unproposed

            self.later(self._counted, unproposed(root))

        self.work(count, "own")

    def _counted(self, own: int) -> None:
        if own != self.own:
            self.own = own
            self._changed()

    def trouble(self, error: JalonError) -> None:
        """Say what went wrong: in place of the lines when there are none, else beside them."""
        if self.session.busy:
            self.session.busy = False
            self._look_later(_LOOK_EVERY)
        if self.session.loaded is None:
            self.session.error = error
            self._changed()
        else:
            self.notify("\n".join(said(error)), severity="error", markup=False, timeout=10)
            self._changed(again=False)

    def _changed(self, *, again: bool = True) -> None:
        """Make the view on the screen again; the others are when they are shown."""
        self.version += again
        if isinstance(self.screen, View):
            self.screen.reload()

    def _look_later(self, seconds: float) -> None:
        if self._watch_files:
            self.after(seconds, lambda: self.work(self._look, "look"))

    def _look(self) -> None:
        import time

        started = time.monotonic()
        stale = self.session.stale()
        took = time.monotonic() - started
        if stale and not self.session.busy:
            self.later(self.read)
        else:
            self.later(self._look_later, max(_LOOK_EVERY, took * _LOOK_SHARE))
