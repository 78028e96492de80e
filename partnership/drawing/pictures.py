"""Reading a picture that someone uploaded: what it is, how large, and nothing more.

Its bytes are judged, not its name. What a picture needs not, such as where a photograph
was taken or what hangs on after its end, is left out of what is kept.
"""

import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from partnership.guards.outcomes import Refused

PNG = b"\x89PNG\r\n\x1a\n"
JPG = b"\xff\xd8"
LEAST, MOST = 40, 2_000
MOST_BYTES = 1024 * 1024
# What draws a PNG; everything else is about it.
PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"}
PNG_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
JPG_FRAMES = {0xC0, 0xC1, 0xC2}
# Exif, thumbnails, comments: all of an application's but JFIF, colours and Adobe's.
JPG_DROPPED = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}
UNREADABLE = "This image cannot be read. Save it again as a PNG or JPG"


@dataclass(frozen=True)
class Picture:
    """A picture that is fit to be shown."""

    kind: str
    width: int
    height: int
    content: bytes

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def read(file: BinaryIO) -> Picture:
    """The picture in a file.

    Raises:
        Refused: it is no PNG or JPG, it is broken, or its size is out of bounds.
    """
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused("The selected file must be smaller than 1MB")
    try:
        if content.startswith(PNG):
            picture = _png(content)
        elif content.startswith(JPG):
            picture = _jpg(content)
        else:
            raise Refused("The selected file must be a PNG or JPG")
    except (struct.error, zlib.error, IndexError):
        raise Refused(UNREADABLE) from None
    return picture


def _within_bounds(width: int, height: int) -> None:
    if not (LEAST <= width <= MOST and LEAST <= height <= MOST):
        raise Refused(
            f"The image must be {LEAST} to {MOST:,} pixels wide and high; "
            f"this one is {width:,} by {height:,}"
        )


def _png(content: bytes) -> Picture:
    kept, data, place = [PNG], [], len(PNG)
    size = (0, 0)
    kind = b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", content, place)
        kind = content[place + 4 : place + 8]
        body = content[place + 8 : place + 8 + length]
        (sum_told,) = struct.unpack_from(">I", content, place + 8 + length)
        if zlib.crc32(kind + body) != sum_told or (len(kept) == 1) != (kind == b"IHDR"):
            raise Refused(UNREADABLE)
        if kind == b"IHDR":
            size = struct.unpack_from(">II", body)
            _within_bounds(*size)
            head = body
        if kind == b"IDAT":
            data.append(body)
        if kind in PNG_KEPT:
            kept.append(content[place : place + 12 + length])
        place += 12 + length
    _has_all_its_lines(head, b"".join(data))
    return Picture("png", *size, b"".join(kept))


def _has_all_its_lines(head: bytes, data: bytes) -> None:
    """Whether the packed lines unpack to as many as the head promises."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    if colour not in PNG_SAMPLES or depth not in {1, 2, 4, 8, 16} or interlaced > 1:
        raise Refused(UNREADABLE)
    bits = depth * PNG_SAMPLES[colour]
    # The seven passes of an interlaced picture are (first, step) across and down.
    passes = (
        [(0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4),
         (1, 2, 0, 2), (0, 1, 1, 2)]
        if interlaced
        else [(0, 1, 0, 1)]
    )  # fmt: skip
    wanted = 0
    for left, across, top, down in passes:
        columns, lines = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0:
            wanted += lines * (1 + -(-columns * bits // 8))
    unpacked = zlib.decompressobj().decompress(data, wanted + 1)
    if len(unpacked) != wanted:
        raise Refused(UNREADABLE)


def _jpg(content: bytes) -> Picture:
    kept, place, size = [JPG], 2, None
    while True:
        if content[place] != 0xFF:
            raise Refused(UNREADABLE)
        marker = content[place + 1]
        if marker == 0xFF:  # a byte that fills
            place += 1
            continue
        (length,) = struct.unpack_from(">H", content, place + 2)
        if length < 2 or place + 2 + length > len(content):
            raise Refused(UNREADABLE)
        segment = content[place : place + 2 + length]
        if marker in JPG_FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
            _within_bounds(width, height)
            size = (width, height)
        if marker == 0xDA:
            break
        if marker not in JPG_DROPPED:
            kept.append(segment)
        place += 2 + length
    end = content.rfind(b"\xff\xd9")
    if size is None or end < place:
        raise Refused(UNREADABLE)
    return Picture("jpg", *size, b"".join([*kept, content[place : end + 2]]))
