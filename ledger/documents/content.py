"""What a file is by its content: the types that are taken as evidence, told by their first bytes, never by a name."""

from codecs import IncrementalDecoder, getincrementaldecoder
from typing import Final, NamedTuple

from domain.errors import Refusal

LARGEST: Final = 20 * 1024 * 1024
"""The largest document in bytes: a scan of some thirty pages at 300 dpi, in colour; more is filed in parts."""

_BEGINNING: Final = 16
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - set(b"\t\n\f\r"))
_ENCODINGS: Final = ("utf-8", "gb18030")


class UnknownMediaType(Refusal):
    """不接受「{media_type}」类型的文件;可以提交:{known}。

    Files of the type "{media_type}" are not taken; these are: {known}.
    """


class ContentNotOfType(Refusal):
    """文件内容不是所声明的类型「{media_type}」。

    The content of the file is not of the type "{media_type}" that was declared.
    """


class DocumentTooLarge(Refusal):
    """文件超过 {largest} 字节的上限,请压缩或分开提交。

    The file exceeds the limit of {largest} bytes: compress it, or file it in parts.
    """


class DocumentEmpty(Refusal):
    """文件是空的。

    The file is empty.
    """


class MediaType(NamedTuple):
    """A type of file: what names of it end with, how its content begins, and the parts that a package must have."""

    suffixes: tuple[str, ...]
    beginnings: tuple[bytes, ...] = ()
    parts: frozenset[str] = frozenset()


_ZIP = (b"PK\x03\x04",)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = "[Content_Types].xml"

MEDIA_TYPES: Final = {
    "application/pdf": MediaType((".pdf",), (b"%PDF-",)),
    "image/jpeg": MediaType((".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    "image/png": MediaType((".png",), (b"\x89PNG\r\n\x1a\n",)),
    "image/tiff": MediaType((".tif", ".tiff"), (b"II*\x00", b"MM\x00*")),
    "application/ofd": MediaType((".ofd",), _ZIP, frozenset({"OFD.xml"})),
    f"{_OFFICE}.spreadsheetml.sheet": MediaType((".xlsx",), _ZIP, frozenset({_TYPES, "xl/workbook.xml"})),
    f"{_OFFICE}.wordprocessingml.document": MediaType((".docx",), _ZIP, frozenset({_TYPES, "word/document.xml"})),
    "text/csv": MediaType((".csv",)),
    "text/plain": MediaType((".txt",)),
}
"""What is taken. OFD is the format of electronic papers and invoices (GB/T 33190); text has no beginning of its own."""


def media_type_of(text: str) -> str:
    """The type without parameters, as `text/csv` of `Text/CSV; charset=utf-8`; refused where it is not taken."""
    name = text.partition(";")[0].strip().lower()
    if name not in MEDIA_TYPES:
        raise UnknownMediaType(field="media_type", media_type=name, known=", ".join(MEDIA_TYPES))
    return name


def media_type_by_name(name: str) -> str:
    """The type that a file's name claims, for who has nothing better to declare; the content still has to be of it."""
    suffix = name[name.rfind(".") :].lower()
    claimed = (media_type for media_type, known in MEDIA_TYPES.items() if suffix in known.suffixes)
    return media_type_of(next(claimed, suffix))


class Inspection:
    """Looks at a file while it comes in; refuses it as soon as it is too large or cannot be of its type."""

    def __init__(self, media_type: str) -> None:
        self.size = 0
        self._media_type = media_type
        self._known = MEDIA_TYPES[media_type]
        self._beginning = b""
        self._is_text = not self._known.beginnings
        self._texts = {name: _decoder(name) for name in _ENCODINGS}

    def see(self, piece: bytes) -> None:
        """Look at the next piece."""
        self.size += len(piece)
        if self.size > LARGEST:
            raise DocumentTooLarge(field="content", largest=LARGEST)
        if len(self._beginning) < _BEGINNING:
            self._beginning += piece[:_BEGINNING]
            self._must(len(self._beginning) < _BEGINNING or self._begins_right())
        if self._is_text:
            self._read(piece)

    def end(self) -> None:
        """Look back at the whole."""
        if self.size == 0:
            raise DocumentEmpty(field="content")
        self._must(self._begins_right())
        if self._is_text:
            self._read(b"", final=True)

    def _begins_right(self) -> bool:
        """A file begins as its type does; text begins as no type does."""
        if self._is_text:
            return not any(self._beginning.startswith(known.beginnings) for known in MEDIA_TYPES.values())
        return self._beginning.startswith(self._known.beginnings)

    def _read(self, piece: bytes, *, final: bool = False) -> None:
        """Text is UTF-8, or GB18030 as a spreadsheet in China writes it, without control characters."""
        self._must(len(piece.translate(None, _CONTROLS)) == len(piece))
        self._texts = {name: decoder for name, decoder in self._texts.items() if _reads(decoder, piece, final=final)}
        self._must(bool(self._texts))

    def _must(self, fits: bool) -> None:
        if not fits:
            raise ContentNotOfType(field="content", media_type=self._media_type)


def _decoder(name: str) -> IncrementalDecoder:
    return getincrementaldecoder(name)("strict")


def _reads(decoder: IncrementalDecoder, piece: bytes, *, final: bool) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True
