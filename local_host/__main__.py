"""python -m local_host: page and API on this machine."""

import argparse
import errno
import logging
import os
import signal
import socket
import sys
from types import FrameType

import msgspec
import uvicorn

from functions.keys import kept_key
from local_host.app import LocalHost, route_prefix
from local_host.routes import routes_of
from settings import ROOT, SettingsError, settings


class LocalSettings(msgspec.Struct):
    """The part of local.settings.json that is read."""

    values: dict[str, str | int] = msgspec.field(name="Values", default_factory=dict)


class Server(uvicorn.Server):
    """Says where it listens once it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then print the address."""
        await super().startup(sockets=sockets)
        for listening in sockets or ():
            host, port = listening.getsockname()[:2]
            print(f"StreamSmart is on http://{f'[{host}]' if ':' in host else host}:{port}", flush=True)


def main() -> int:
    """Serve until told to stop; 1 with a line on stderr when that cannot be."""
    try:
        _read_local_settings()
        configured = settings()
        if not (configured.model / "manifest.json").is_file():
            raise SettingsError(f"MODEL: {configured.model} is not a model folder; it holds no manifest.json")
        arguments = _arguments(configured.host, configured.port)
        listening = _listen(arguments.host, arguments.port)
        key = configured.functions_key or kept_key(configured.data_dir / "function_key")
        from function_app import app  # starts to load the model, so not before the address is ours

        routes = routes_of(app, route_prefix((ROOT / "host.json").read_text()))
    except (SettingsError, OSError) as error:
        print(f"local_host: {error}", file=sys.stderr)
        return 1
    config = uvicorn.Config(
        LocalHost(routes, key), log_level="warning", lifespan="off", server_header=False, timeout_graceful_shutdown=5
    )
    Server(config).run(sockets=[listening])
    return 0


def _arguments(host: str, port: int) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local_host", description="Serve StreamSmart on this machine.")
    parser.add_argument("--host", default=host, help="address to listen on (default: HOST, else this machine alone)")
    parser.add_argument("--port", default=port, type=int, help="0 for any free one (default: PORT, else 7071)")
    return parser.parse_args()


def _read_local_settings() -> None:
    """Take the settings of local.settings.json, the file of Microsoft's tools; the environment goes before them."""
    path = ROOT / "local.settings.json"
    if not path.exists():
        return
    try:
        found = msgspec.json.decode(path.read_bytes(), type=LocalSettings)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} cannot be used: {error}; compare it with {path.name}.example") from None
    for key, value in found.values.items():
        os.environ.setdefault(key, str(value))


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens; OSError with a line for people when it cannot be had."""
    if not 0 <= port <= 65535:  # getaddrinfo would take another one, modulo 65536
        raise OSError(f"port must be from 0 to 65535, not {port}")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise OSError(f"port {port} is in use; choose another with --port or PORT") from None
        raise OSError(f"cannot listen on {host} port {port} ({error})") from None
    return listening


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    # uvicorn stops its work in order at these signals, then raises them again.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    sys.exit(main())
