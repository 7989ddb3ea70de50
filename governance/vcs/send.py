"""The server that proposals go to: its default branch, fetched; a branch pushed, never forced."""

from __future__ import annotations

import os
import re
from urllib.parse import quote, urlsplit

from governance.errors import ENVIRONMENT, JalonError
from governance.hygiene import quotation, show
from governance.i18n import N_
from governance.vcs.command import GitError, attempt
from governance.vcs.push import HEADS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence

    from governance.vcs.repository import Repository

GITHUB, GITLAB, FORGEJO = "github", "gitlab", "forgejo"
_SECONDS = 30
"""What the network may take."""
_HOSTS = {"github": GITHUB, "gitlab": GITLAB, "forgejo": FORGEJO, "gitea": FORGEJO,
          "codeberg.org": FORGEJO}  # fmt: skip
"""What in the name of a host tells which forge it runs; ``git config jalon.forge`` tells the others."""
_SCP = re.compile(r"(?:[^@/]+@)?([^:/]+):(?!//)(.+)\Z")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_BATCH = {"GIT_SSH_COMMAND": "ssh -o BatchMode=yes -o ConnectTimeout=15"}
"""A question that ssh asks would never be seen."""
_NO_OPTIONS = b"does not support push options"
"""What git says where nobody has set ``receive.advertisePushOptions``: then a branch is all there is."""

SENT, REFUSED, TAKEN = "sent", "refused", "taken"


class Server:
    """A remote.

    ``remote``  its name here;  ``url`` its address as git has it
    ``branch``  its default branch;  ``forge`` one of the three above, or empty
    """

    def __init__(self, repository: Repository, remote: str, url: str) -> None:
        self.repository = repository
        self.remote = remote
        self.url = url
        self.branch = ""
        self.host, self.path = _parts(url)
        known = next((forge for name, forge in _HOSTS.items() if name in self.host), "")
        self.forge = setting(repository, "jalon.forge").lower() or known

    def ref(self, branch: str = "") -> str:
        """Where ``branch`` (the default one when empty) is, as last fetched."""
        return f"refs/remotes/{self.remote}/{branch or self.branch}"

    def fetch(self) -> None:
        """Learn what the server has now.

        Raises :class:`JalonError` (exit 4) when it does not answer.
        """
        arguments = (
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--end-of-options",
            self.remote,
        )
        done = self._ask("fetch", *arguments)
        if done.returncode:
            raise self._silent(done)

    def find_branch(self, *, ask: bool) -> None:
        """Learn which branch is the default one; from the server itself only if ``ask`` is set.

        Raises :class:`JalonError` (exit 4) when nobody knows.
        """
        told = attempt(self.repository.folder, "symbolic-ref", "--quiet", self.ref("HEAD"))
        name = told.stdout.decode("utf-8", "replace").strip() if not told.returncode else ""
        self.branch = name.removeprefix(f"refs/remotes/{self.remote}/")
        if not self.branch and ask:
            done = self._ask("ls-remote", "--symref", "--end-of-options", self.remote, "HEAD")
            found = re.match(rf"ref: {HEADS}(\S+)\tHEAD", done.stdout.decode("utf-8", "replace"))
            self.branch = found[1] if found else ""
        for name in ("main", "master"):
            if not self.branch and self._has(self.ref(name)):
                self.branch = name
        if not self.branch or not self._has(self.ref()):
            raise JalonError(
                N_("It is not known which branch of {remote} proposals are for."),
                hint=N_("Run `git remote set-head {remote} --auto`, or push a first branch to it."),
                exit_code=ENVIRONMENT, remote=self.remote,
            )  # fmt: skip

    def push(self, id: str, branch: str, title: str) -> tuple[str, str]:
        """Send the commit ``id`` as ``branch``, and ask for the merge request where the forge lets
        git do so; ``sent``, ``refused`` or ``taken`` (by somebody else), and what the server said.

        Raises :class:`JalonError` (exit 4) when it does not answer, or who pushes may not.
        """
        where, options = f"{HEADS}{branch}", []
        line = show(title, 200)
        if self.forge == GITLAB:
            options = ["merge_request.create", f"merge_request.target={self.branch}",
                       f"merge_request.title={line}"]  # fmt: skip
        elif self.forge == FORGEJO:
            where, options = f"refs/for/{self.branch}", [f"topic={branch}", f"title={line}"]
        asked = [word for option in options for word in ("-o", option)]
        try:
            done = self._ask(
                "push", "--porcelain", *asked, "--end-of-options", self.remote, f"{id}:{where}"
            )
        except JalonError:
            # An answer may be lost when the commit is not: what counts is what the server has.
            if self._holds(where, id):
                return SENT, ""
            raise
        if options and _NO_OPTIONS in done.stderr:
            self.forge = ""
            return self.push(id, branch, title)
        said = _said(done.stderr)
        if not done.returncode or self._holds(where, id):
            return SENT, said
        verdict = done.stdout.decode("utf-8", "replace")
        if "declined" in verdict:
            return REFUSED, said
        if "[rejected]" in verdict or "[remote rejected]" in verdict:
            return TAKEN, said
        raise self._silent(done)

    def compare(self, branch: str) -> str:
        """The page of GitHub on which a pull request for ``branch`` is opened; empty elsewhere."""
        if self.forge != GITHUB or not self.host:
            return ""
        ends = f"{quote(self.branch)}...{quote(branch)}"
        return f"https://{self.host}/{quote(self.path)}/compare/{ends}?expand=1"

    def _holds(self, ref: str, id: str) -> bool:
        try:
            done = self._ask("ls-remote", "--end-of-options", self.remote, ref, seconds=10)
        except JalonError:
            return False
        return done.stdout.decode("ascii", "replace").split("\t")[0] == id

    def _has(self, ref: str) -> bool:
        done = attempt(
            self.repository.folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}"
        )
        return done.returncode == 0

    def _ask(
        self, command: str, *arguments: str, seconds: float = _SECONDS
    ) -> subprocess.CompletedProcess[bytes]:
        own = os.environ.get("GIT_SSH_COMMAND") or os.environ.get("GIT_SSH")
        extra = {} if own or setting(self.repository, "core.sshCommand") else _BATCH
        extra = {**extra, "GIT_LITERAL_PATHSPECS": "0", "GIT_NO_LAZY_FETCH": "0"}
        return attempt(self.repository.folder, command, *arguments, extra=extra, timeout=seconds)

    def _silent(self, done: subprocess.CompletedProcess[bytes]) -> JalonError:
        return JalonError(
            N_("{remote} cannot be reached."),
            hint=N_("Check the network, the address (git remote -v) and your right to write there."),
            exit_code=ENVIRONMENT, remote=self.remote,
            quoted=_hidden(_said(done.stderr, whole=True)),
        )  # fmt: skip


def address_in(said: str) -> str:
    """The first address of the web in what a server said; empty without one."""
    found = _ADDRESS.search(said)
    return show(found[0].rstrip(".,;)"), 300) if found else ""


def setting(repository: Repository, name: str) -> str:
    """The value that git is configured with for ``name``; empty without one."""
    try:
        told = repository.run("config", "--get", name)
    except GitError:
        return ""
    return told.decode("utf-8", "replace").strip()


def _parts(url: str) -> tuple[str, str]:
    """The host, in lower case, and the path of the repository on it; empty for a local folder."""
    if "://" not in url:
        found = _SCP.match(url)
        host, path = (found[1], found[2]) if found and not os.path.isabs(url) else ("", "")
    else:
        split = urlsplit(url)
        host, path = (split.hostname or "", split.path) if split.scheme != "file" else ("", "")
    return host.lower(), path.strip("/").removesuffix(".git")


def _said(data: bytes, *, whole: bool = False) -> str:
    """What the server (or git itself, ``whole``) said, one line per line, without control characters."""
    lines: Sequence[str] = data.decode("utf-8", "replace").split("\n")
    found = [line.removeprefix("remote:") for line in lines if whole or line.startswith("remote:")]
    return "\n".join(line.removeprefix(" ") for line in quotation("\n".join(found)))


def _hidden(said: str) -> str:
    """``said`` without the passwords of addresses."""
    return re.sub(r"://[^/@\s]+@", "://", said)
