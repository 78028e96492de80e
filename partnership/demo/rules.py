"""The demonstration partnership's local rules, with a history, and its logo."""

import struct
import zlib
from io import BytesIO

from partnership.drawing import pictures
from partnership.policy import services
from partnership.policy import values as policy

SIDE, FINE = 120, 2
GROUND, HILL, FAR_HILL, SUN = (
    (255, 255, 255), (31, 78, 95), (110, 150, 163), (226, 160, 60),
)  # fmt: skip


def build(world) -> None:
    """Set the rules a partnership would have set by now, on the days it would have.

    One is left unset, so that the settings page shows a setting to complete.
    """
    amara, adi = world.people["amara"], world.people["adi"]
    with world.on(world.day(-760)):
        _set("logo", pictures.read(BytesIO(mark())), by=adi)
        _set("signature", "The Wexcombe partnership team\nCounty Hall, Ashmere", by=adi)
        _set("controller_name", "Wexcombe Council", by=adi)
        _set("data_protection_contact", "data.protection@wexcombe.example", by=adi)
        _set("accessibility_contact", "access@wexcombe.example", by=adi)
    with world.on(world.day(-700)):
        prepared = world.day(-700).isoformat()
        _set("accessibility_prepared_on", prepared, by=amara)
        _set("suppression_threshold", 10, by=amara)
    with world.on(world.day(-410)):
        services.default_rule("suppression_threshold", by=amara)
        legend = policy.get("rag_legend_impact")
        legend[1]["meaning"] = "Early signs that children or staff notice"
        _set("rag_legend_impact", legend, by=amara)
    with world.on(world.day(-330)):
        reviewed = world.day(-330).isoformat()
        _set("accessibility_reviewed_on", reviewed, by=amara)
        _set("comparison_group_minimum", 6, by=amara)


def _set(name: str, value: object, *, by) -> None:
    services.change_rule(name, value=value, by=by)


def mark() -> bytes:
    """A PNG of the sun between two hills."""
    lines = b"".join(
        b"\0" + bytes(part for x in range(SIDE) for part in _pixel(x, y))
        for y in range(SIDE)
    )
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")
    return pictures.PNG + b"".join(
        struct.pack(">I", len(body))
        + kind
        + body
        + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _pixel(x: int, y: int) -> tuple[int, ...]:
    """A pixel as the mean colour of its parts, for smooth edges."""
    parts = [
        _colour((x + (i + 0.5) / FINE) / SIDE, (y + (j + 0.5) / FINE) / SIDE)
        for i in range(FINE)
        for j in range(FINE)
    ]
    return tuple(sum(band) // len(parts) for band in zip(*parts, strict=True))


def _colour(x: float, y: float) -> tuple[int, int, int]:
    if (x - 0.5) ** 2 + (y - 0.5) ** 2 > 0.235:
        return GROUND
    if y > 0.45 + 1.6 * (x - 0.08) ** 2:
        return HILL
    if y > 0.5 + 1.1 * (x - 0.9) ** 2:
        return FAR_HILL
    if (x - 0.56) ** 2 + (y - 0.36) ** 2 < 0.013:
        return SUN
    return (234, 242, 244)
