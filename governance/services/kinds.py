"""The kinds of record by the names people give them."""

from __future__ import annotations

from governance.errors import USAGE, JalonError
from governance.i18n import N_, translator
from governance.model.kinds import FOLDERS, KINDS
from governance.model.words import KINDS as WORDS
from governance.services.filter import fold
from governance.services.near import near


def spoken_kinds() -> dict[str, str]:
    """Kind by each of its names: its own, its plural, its folder, in English and in French."""
    spoken: dict[str, str] = dict(FOLDERS)
    for kind, (one, many) in WORDS.items():
        for word in (kind, one, many, translator("fr")(one), translator("fr")(many)):
            spoken[fold(word)] = kind
    return spoken


def kind_named(name: str) -> str:
    """The kind called ``name``: its name, its plural or its folder, in English or French.

    Raises :class:`JalonError` when no kind is called so.
    """
    spoken = spoken_kinds()
    wanted = fold(name).rstrip("/")
    if wanted in spoken:
        return spoken[wanted]
    meant = near(wanted, spoken, 1)
    raise JalonError(
        N_("There is no kind of record called “{given}”."),
        hint=N_("Did you mean {near}?") if meant else N_("Kinds: {kinds}."),
        exit_code=USAGE, given=name, near=spoken[meant[0]] if meant else "", kinds=", ".join(KINDS),
    )  # fmt: skip
