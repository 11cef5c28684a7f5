"""Keys that an installation off Azure makes for itself once and then keeps in its data folder."""

import os
import secrets
from pathlib import Path

from settings import MIN_SECRET_BYTES, SettingsError


def kept_key(path: Path) -> str:
    """The key kept in a file; made at the first call. Processes that start at once agree on one.

    The whole file (mode 0600) is linked into place, which fails when another process was first: then its key counts.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
            try:
                with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                    file.write(secrets.token_hex(MIN_SECRET_BYTES))
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink(missing_ok=True)
        key = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not text"
        raise SettingsError(f"{path.name} in DATA_DIR cannot be made or read ({reason})") from error
    if len(key) < MIN_SECRET_BYTES:
        raise SettingsError(f"{path.name} in DATA_DIR is damaged; delete it, and a new one is made (guests begin anew)")
    return key
