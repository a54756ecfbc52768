"""Report the service's state to systemd, as sd_notify(3) does; without systemd nothing happens."""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress

READY = "READY=1"
ALIVE = "WATCHDOG=1"
STOPPING = "STOPPING=1"


def notify(message: str, environ: Mapping[str, str] = os.environ) -> None:
    """Send the message to the socket that systemd named; a socket that nobody listens to is passed over."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        channel.send(message.encode())
