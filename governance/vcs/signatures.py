"""Who signed a commit, by the keys that a file of allowed signers names."""

from __future__ import annotations

import tempfile

from governance.vcs.command import GitError, refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.vcs.repository import Repository

_GOOD = "G"


def signers(repository: Repository, ids: list[str], allowed: bytes) -> dict[str, str]:
    """By commit id, the principal whose key made a good signature on it; empty where nobody's did.

    ``allowed``  a file of allowed signers, as ``ssh-keygen`` reads it
    """
    if not ids:
        return {}
    stdin = "".join(f"{id}\n" for id in ids).encode("ascii")
    with tempfile.NamedTemporaryFile(prefix="jalon-signers-") as file:
        file.write(allowed)
        file.flush()
        try:
            told = repository.run(
                "-c", f"gpg.ssh.allowedSignersFile={file.name}", "-c", "gpg.ssh.program=ssh-keygen",
                "-c", "gpg.minTrustLevel=undefined", "log", "--no-walk", "--stdin",
                "--format=%H%x00%G?%x00%GS%x00", stdin=stdin,
            )  # fmt: skip
        except GitError as error:
            raise refused(error) from None
    words = told.decode("utf-8", "replace").split("\0")
    return {
        id.strip(): name.strip() if good == _GOOD else ""
        for id, good, name in zip(words[::3], words[1::3], words[2::3], strict=False)
    }
