"""Reading an uploaded picture: its kind, its size and a clean copy of it.

The bytes are judged, not the file's name. The copy is drawn again from the pixels, so
it holds nothing else, such as where a photograph was taken.
"""

import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

from partnership.guards.outcomes import Refused

PNG = b"\x89PNG\r\n\x1a\n"
JPG = b"\xff\xd8"
LEAST, MOST = 40, 2_000
MOST_BYTES = 1024 * 1024
# Bytes: four samples of 16 bits. A line has one more, two where it is interlaced.
WIDEST_PIXEL = 8
UNREADABLE = "This image cannot be read. Save it again as a PNG or JPG"
BOUNDS = f"The image must be {LEAST} to {MOST:,} pixels wide and high"


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
        Refused: it is not a PNG or JPG, it is broken, or its size is out of bounds.
    """
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused("The selected file must be smaller than 1MB")
    if not content.startswith((PNG, JPG)):
        raise Refused("The selected file must be a PNG or JPG")
    try:
        return _drawn_again(content)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(BOUNDS) from None
    # Pillow raises many kinds on broken files, even UnboundLocalError.
    except Exception:  # noqa: BLE001
        raise Refused(UNREADABLE) from None


def _drawn_again(content: bytes) -> Picture:
    form = "PNG" if content.startswith(PNG) else "JPEG"
    with Image.open(BytesIO(content), formats=[form]) as image:
        width, height = image.size
        if not (LEAST <= width <= MOST and LEAST <= height <= MOST):
            raise Refused(f"{BOUNDS}; this one is {width:,} by {height:,}")
        image.verify()
    if form == "PNG" and _unpacks_to_more(content, height * (width * WIDEST_PIXEL + 2)):
        raise Refused(UNREADABLE)
    # A picture that was verified must be opened again.
    with Image.open(BytesIO(content), formats=[form]) as image:
        copy = BytesIO()
        profile = image.info.get("icc_profile")
        # Pillow keeps the quality of a plain JPG only (a phone's may hold several).
        quality = "keep" if image.format == "JPEG" else 95
        image.save(
            copy, form, quality=quality, optimize=True, comment=b"", icc_profile=profile
        )
    kind = {"PNG": "png", "JPEG": "jpg"}[form]
    return Picture(kind, width, height, copy.getvalue())


def _unpacks_to_more(content: bytes, most: int) -> bool:
    """Whether a PNG unpacks to more bytes; Pillow would ignore the rest."""
    packed, place = b"", len(PNG)
    while place < len(content):
        length = int.from_bytes(content[place : place + 4])
        if content[place + 4 : place + 8] == b"IDAT":
            packed += content[place + 8 : place + 8 + length]
        place += 12 + length
    return len(zlib.decompressobj().decompress(packed, most + 1)) > most


MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2_400


def photograph(file: BinaryIO) -> Picture:
    """A photograph or screenshot, upright and small enough to send, without metadata.

    Raises:
        Refused: it is not a PNG or JPG, it is broken or has too many pixels.
    """
    file.seek(0)
    content = file.read()
    if not content.startswith((PNG, JPG)):
        raise Refused("The selected file must be a PNG or JPG")
    form = "PNG" if content.startswith(PNG) else "JPEG"
    try:
        with Image.open(BytesIO(content), formats=[form]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("This image has too many pixels. Save it smaller")
            return _reduced(image, form)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("This image has too many pixels. Save it smaller") from None
    except Exception:  # noqa: BLE001
        raise Refused(UNREADABLE) from None


def _reduced(image: Image.Image, form: str) -> Picture:
    bounds = (LONGEST_SIDE, LONGEST_SIDE)
    # Lets the decoder of a large JPG skip what would be thrown away.
    image.draft("RGB", bounds)
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail(bounds)
    copy = BytesIO()
    if form == "JPEG":
        has_colours = upright.mode in {"RGB", "L"}
        upright = upright if has_colours else upright.convert("RGB")
        profile = profile if has_colours else None
        upright.save(copy, form, quality=85, comment=b"", exif=b"", icc_profile=profile)
    else:
        upright.save(copy, form, exif=b"", icc_profile=profile)
    kind = {"PNG": "png", "JPEG": "jpg"}[form]
    return Picture(kind, upright.width, upright.height, copy.getvalue())
