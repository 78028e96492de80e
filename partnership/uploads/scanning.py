"""Asking ClamAV whether an upload is clean, where a partnership has set one up."""

import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

from partnership.guards.outcomes import Refused

CHUNK = 256 * 1024
# In seconds, for each answer of the scanner.
PATIENCE = 60


def refuse_viruses(file: BinaryIO) -> None:
    """Refuse a file in which the scanner finds something, or that it cannot scan.

    Raises:
        Refused: it is not clean, or the scanner does not answer.
    """
    if not settings.CLAMAV_URL:
        return
    try:
        answer = _asked(file)
    except OSError:
        answer = ""
    if answer.endswith("FOUND"):
        raise Refused("A virus scanner refused this file. It has not been kept")
    if not answer.endswith("OK"):
        raise Refused("The virus scanner does not answer. Try again in a few minutes")


def _asked(file: BinaryIO) -> str:
    """What `clamd` says about a file (clamd(8), INSTREAM)."""
    file.seek(0)
    with _connection() as scanner:
        scanner.sendall(b"zINSTREAM\0")
        while chunk := file.read(CHUNK):
            scanner.sendall(struct.pack("!L", len(chunk)) + chunk)
        scanner.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and (part := scanner.recv(4096)):
            answer += part
    file.seek(0)
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connection() -> socket.socket:
    """`tcp://clamav:3310`, or `unix:///run/clamav/clamd.sock`."""
    address = urlsplit(settings.CLAMAV_URL)
    if address.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(PATIENCE)
        try:
            scanner.connect(address.path)
        except OSError:
            scanner.close()
            raise
        return scanner
    return socket.create_connection(
        (address.hostname, address.port or 3310), timeout=PATIENCE
    )
