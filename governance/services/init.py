"""Scaffolding a governed repository for somebody else's roadmap: all of it or nothing."""

from __future__ import annotations

import os
import shutil
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files

from governance import __version__
from governance.errors import ENVIRONMENT, JalonError
from governance.gate.policy import DIRECTORY, PACKAGED
from governance.hygiene import markdown, show
from governance.i18n import N_, tell, translator
from governance.model.kinds import FOLDER_OF
from governance.model.words import KINDS as WORDS
from governance.services import codeowners, editors, new
from governance.services.check import check
from governance.services.identity import name_of
from governance.services.repository import load_policy
from governance.services.skeleton import skeleton
from governance.source.look import ROADMAP
from governance.source.replace import create
from governance.source.schemas import schema
from governance.vcs.command import GitError, git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

FORGES = (*codeowners.FORGES, "none")
_TEMPLATES = os.path.join(os.path.dirname(os.path.dirname(__file__)), "templates")
_COMMON = {
    "gitattributes": ".gitattributes",
    "editorconfig": ".editorconfig",
    "pre-commit.yaml": ".pre-commit-config.yaml",
}
_WORKFLOWS = {
    "github": {
        "github.gate.yml": ".github/workflows/gate.yml",
        "github.cadence.yml": ".github/workflows/cadence.yml",
    },
    "gitlab": {"gitlab.gate.yml": ".gitlab-ci.yml"},
    "none": {},
}
_REQUIREMENTS = "governance/requirements.txt"
_EXAMPLES = {
    "measurement": "jalon new measurement {indicator}",
    "checkpoint": "jalon new checkpoint {programme}",
}
_SUBJECTS = {
    "fr": {"indicator": "mon-indicateur", "programme": "mon-programme", "own": "mon-identifiant"},
    "en": {"indicator": "my-indicator", "programme": "my-programme", "own": "my-id"},
}


class Made:
    """A repository that was scaffolded.

    ``folder``       where;  ``files``  how many files, without those of git
    ``git``          ``committed``, ``created`` (nobody is known to git), ``inside`` (of another
                     repository), ``refused`` (git would not commit) or ``missing``
    """

    def __init__(self, folder: str, files: int, *, is_sure: bool) -> None:
        self.folder = folder
        self.files = files
        self.is_sure = is_sure
        self.git = ""


def scaffold(
    folder: str, *, title: str, language: str, country: str, timezone: str, forge: str, today: date
) -> Made:
    """Make ``folder`` a governed repository: an empty roadmap, its policy, the gate of ``forge``.

    Raises :class:`JalonError`: exit 2 when the folder is not empty (a fresh clone is) or a value is
    not usable, exit 4 when the disk refuses; nothing is left behind then.
    """
    root = os.path.abspath(folder)
    there = _refuse_taken(root)
    country = country.upper()
    zone = _known(timezone) if timezone else _zone(country)
    try:
        os.makedirs(root, exist_ok=True)
        requirement = _requirement()
        count = _fill(root, title, language, country, zone, forge, requirement, today)
    except BaseException as error:
        _clear(root, there)
        if isinstance(error, OSError):
            raise JalonError(
                N_("{path} cannot be written: {reason}."),
                hint=N_("Choose another folder, or check the permissions and the disk."),
                exit_code=ENVIRONMENT, path=folder, reason=error.strerror or str(error),
            ) from None  # fmt: skip
        raise
    made = Made(root, count, is_sure=bool(requirement))
    made.git = _commit(root, language)
    return made


def _refuse_taken(root: str) -> bool:
    """Whether the folder is there already; an error when it holds anything but ``.git``."""
    if not os.path.lexists(root):
        return False
    if not os.path.isdir(root):
        raise JalonError(N_("{path} is a file."), hint=N_("Name a new folder."), path=root)
    held = sorted(set(os.listdir(root)) - {".git"})
    if held:
        raise JalonError(
            N_("{path} is not empty: it holds {held}."),
            hint=N_("Name a new folder, and bring your files there afterwards."),
            path=root, held=", ".join(held[:3]) + (" …" if len(held) > 3 else ""),
        )  # fmt: skip
    return True


def _fill(
    root: str, title: str, language: str, country: str, zone: str, forge: str, requirement: str,
    today: date,
) -> int:  # fmt: skip
    values = {"title": title, "language": language, "country": country, "timezone": zone}
    made = new.draft(
        root, "roadmap", "", values, folder="", on=None, today=today, language=language
    )
    texts = {made.path: made.text, _REQUIREMENTS: _template("requirements.txt") + requirement}
    for kind, folder in FOLDER_OF.items():
        texts[f"{ROADMAP}/{folder}/README.md"] = _page(kind, language)
    for name, path in {**_COMMON, **_WORKFLOWS[forge]}.items():
        texts[path] = _template(name)
    guide = _template(f"README.{language}.md").replace("@@title@@", _heading(title))
    guide = guide.replace(
        "@@strategy@@", f"strategie-{today.year}" if language == "fr" else f"strategy-{today.year}"
    )
    texts["README.md"] = guide.replace(
        "@@forge@@", _template(f"forge.{forge}.{language}.md").rstrip()
    )
    with open(PACKAGED, encoding="utf-8") as file:
        texts[f"{DIRECTORY}/policy.yaml"] = file.read()
    for path, text in texts.items():
        create(root, path, text.encode("utf-8"))
    count = len(texts) + len(editors.provide(root))
    if forge in codeowners.FORGES:
        report = check(root, today, today, use_cache=False)
        codeowners.write(root, forge, codeowners.generate(root, report, forge), None)
        count += 1
    return count


def _page(kind: str, language: str) -> str:
    """What a folder of records is for, how to add one, and a whole one with every field."""
    say, root = translator(language), schema(kind)
    about = root["x-en"]["description"] if language == "en" else root["description"]
    names = _SUBJECTS[language]
    command = _EXAMPLES.get(kind, f"jalon new {kind} {{own}}").format_map(names)
    asked = load_policy(os.devnull).questions if kind == "checkpoint" else []
    whole = skeleton(
        kind, {}, language, f"../../{editors.FOLDER}/{kind}.schema.json", lambda _: [], asked
    )
    head = say(WORDS[kind][1])
    return (
        f"# {head[0].upper()}{head[1:]}\n\n{markdown(about)}\n\n"
        f"{tell(N_('To add one:'), {}, language)}\n\n```sh\n{command}\n```\n\n"
        f"{tell(N_('A whole record, with every field it may have:'), {}, language)}\n\n"
        f"```yaml\n{whole.text}```\n"
    )


def _heading(title: str) -> str:
    """The title as a heading of Markdown."""
    return markdown(show(title).replace("`", "'"))


def _template(name: str) -> str:
    with open(os.path.join(_TEMPLATES, name), encoding="utf-8") as file:
        return file.read()


def _zone(country: str) -> str:
    """The first time zone of ``country`` in the table of the IANA database."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    for row in rows:
        if row[0] == country:
            return row[2]
    raise JalonError(
        N_("“{country}” is not the code of a country."),
        hint=N_("Two letters of ISO 3166, for instance FR, BE or CH."), country=country,
    )  # fmt: skip


def _known(zone: str) -> str:
    """``zone``, which the IANA database must have."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise JalonError(
            N_("There is no time zone “{zone}”."),
            hint=N_("Write it as the IANA database does, for instance Europe/Paris."), zone=zone,
        ) from None  # fmt: skip
    return zone


def _requirement() -> str:
    """What pip has to install to have this very Jalon: the commit it comes from, or its version when
    it comes from an index; empty when it comes from a folder, where nobody else would find it.

    The version alone would not do then: an index may have another package of that name.
    """
    import json

    try:
        told = distribution("jalon").read_text("direct_url.json")
    except PackageNotFoundError:
        return ""
    if told is None:
        return f"jalon=={__version__}\n"
    origin = json.loads(told)
    commit = origin.get("vcs_info", {}).get("commit_id")
    return f"jalon @ git+{origin['url']}@{commit}\n" if commit else ""


def _clear(root: str, there: bool) -> None:
    """Take back what was written; the folder itself only when it was not there."""
    if not there:
        shutil.rmtree(root, ignore_errors=True)
        return
    for name in set(os.listdir(root)) - {".git"}:
        path = os.path.join(root, name)
        if os.path.isdir(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            os.unlink(path)


def _commit(root: str, language: str) -> str:
    """Make ``root`` a repository with a first commit, as far as git lets."""
    try:
        if not os.path.lexists(os.path.join(root, ".git")):
            if _inside(root):
                return "inside"
            git(root, "init", "--quiet", "--initial-branch=main")
        if not name_of(root):
            return "created"
        said = tell(N_("An empty roadmap, its policy and its gate"), {}, language)
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", said)
    except GitError:
        return "refused"
    except JalonError:
        return "missing"
    return "committed"


def _inside(root: str) -> bool:
    try:
        git(root, "rev-parse", "--git-dir")
    except GitError:
        return False
    return True
