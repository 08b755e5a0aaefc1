"""A picture from outside, made anew: its dots and nothing else of its file.

What a camera writes beside the dots (place, device, moment, name, profile, comments) is left
behind, because only the dots are written into the new file. Knows no Django, no database.
"""

import hashlib
import io
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 8 * 2**20
LONGEST_SIDE = 1600
MOST_DOTS = 16_000_000  # decoded whole, one after the other: 64 MB
MOST_DOTS_IN_STEPS = 64_000_000  # a plain JPEG is read smaller than it is
MEDIA_TYPE = "image/webp"
QUALITY = 80
SUFFIXES = {
    "JPEG": {"jpg", "jpeg", "jpe", "jfif"},
    "PNG": {"png"},
    "WEBP": {"webp"},
}
_PHONES = {b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
_STARTS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("JPEG", lambda start: start.startswith(b"\xff\xd8\xff")),
    ("PNG", lambda start: start.startswith(b"\x89PNG\r\n\x1a\n")),
    ("WEBP", lambda start: start[:4] == b"RIFF" and start[8:12] == b"WEBP"),
    ("HEIC", lambda start: start[4:8] == b"ftyp" and start[8:12] in _PHONES),
    ("GIF", lambda start: start[:6] in {b"GIF87a", b"GIF89a"}),
    ("program", lambda start: start.startswith(_PROGRAMS)),
    ("SVG", lambda start: b"<svg" in start.lower() or start.lstrip().startswith(b"<?xml")),
)
_one_at_a_time = threading.Lock()  # two large pictures at once would fill a small machine


class BadPictureError(ValueError):
    """A file that is not taken as a picture; `why` is a word for it.

    large, empty, program, SVG, HEIC, GIF, unknown, lies, moves, dots, damaged.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Remade:
    """A picture as it is kept and served."""

    content: bytes
    width: int
    height: int
    media_type: str = MEDIA_TYPE

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def remake(content: bytes, *, name: str = "") -> Remade:
    """Return the picture of a file, no longer than 1600 dots a side, upright, and nothing more.

    name: what the file was called; a name that says another kind than the content is refused.
    Raises BadPictureError.
    """
    kind = _kind_of(content, name)
    with _one_at_a_time:
        try:
            return _remade(content, kind)
        except BadPictureError:
            raise
        except Exception as error:  # a decoder may fail in any way on what a stranger made
            raise BadPictureError("damaged") from error


def _kind_of(content: bytes, name: str) -> str:
    if not content:
        raise BadPictureError("empty")
    if len(content) > MOST_BYTES:
        raise BadPictureError("large")
    kind = next((kind for kind, is_it in _STARTS if is_it(content[:512])), "unknown")
    if kind not in SUFFIXES:
        raise BadPictureError(kind)
    _stem, _dot, suffix = name.lower().rpartition(".")
    if _dot and suffix not in SUFFIXES[kind]:
        raise BadPictureError("lies")
    return kind


def _remade(content: bytes, kind: str) -> Remade:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=[kind]) as opened:
        _check_before_it_is_decoded(opened, kind)
        if kind == "JPEG":
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened)
        plain = upright.convert("RGBA" if _has_holes(upright) else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())  # dots alone
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=QUALITY, method=4)
    return Remade(out.getvalue(), *bare.size)


def _check_before_it_is_decoded(opened: "Image", kind: str) -> None:
    if getattr(opened, "n_frames", 1) > 1:
        raise BadPictureError("moves")
    in_steps = kind == "JPEG" and not opened.info.get("progressive")
    if opened.width * opened.height > (MOST_DOTS_IN_STEPS if in_steps else MOST_DOTS):
        raise BadPictureError("dots")


def _has_holes(image: "Image") -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
