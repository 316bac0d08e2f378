"""Forms to fill: DOCX, HWPX and HWP. What a file holds decides what it is, not its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from assistant.errors import (
    BrokenFileError,
    EmptyFileError,
    LoadError,
    UnsupportedFileError,
)
from assistant.forms.form import Edit, FormFormat, Sheet
from assistant.loaders.reading import too_deep
from assistant.loaders.sniff import READ_HERE, Format, format_of

_NOT_A_FORM = {
    "text": "a text file",
    "markdown": "a text file",
    "html": "a web page (HTML)",
    "pdf": "a PDF",
}
_GIVE = "A form to fill must be a DOCX, HWPX or HWP file: take the blank that the agency offers."


def read_sheet(raw: bytes, name: str) -> tuple[Sheet, bytes]:
    """What is printed in a form, and the bytes that `write_sheet` edits: of a HWP its HWPX.

    LoadError, saying what to do; and MemoryError.
    """
    if not raw.strip(b"\0 \t\r\n"):
        raise EmptyFileError(f"{name} is empty. {_GIVE}")
    try:
        return _read(raw, name, format_of(raw, name))
    except LoadError as error:
        _speak_of_forms(error)
    except RecursionError as error:
        raise _of_forms(too_deep(name)) from error
    except MemoryError:
        raise
    except Exception as error:  # whatever a parser throws at a damaged file
        raise BrokenFileError(
            f"{name} is damaged and cannot be read. "
            "Open it in its own program, save it anew, and use that copy."
        ) from error


def write_sheet(raw: bytes, form_format: FormFormat, edits: Sequence[Edit]) -> bytes:
    """The file with these edits; parts that none concerns are the same. ValueError: no such place."""
    if form_format == "docx":
        from assistant.forms import docx

        return docx.write(raw, edits)
    from assistant.forms import hwpx

    return hwpx.write(raw, edits)


def _read(raw: bytes, name: str, fmt: Format) -> tuple[Sheet, bytes]:
    """Each reader is imported when a file needs it."""
    if fmt == "docx":
        from assistant.forms import docx

        return docx.read(raw, name), raw
    if fmt in ("hwpx", "hwp"):
        from assistant.forms import hwpx

        package = _converted(raw, name) if fmt == "hwp" else raw
        return hwpx.read(package, name), package
    raise UnsupportedFileError(f"{name} is {_NOT_A_FORM[fmt]}. {_GIVE}")


def _converted(raw: bytes, name: str) -> bytes:
    from assistant.forms import hwp

    return hwp.as_hwpx(raw, name)


def _speak_of_forms(error: LoadError) -> NoReturn:
    raise _of_forms(error) from error


def _of_forms(error: LoadError) -> LoadError:
    """The same error; its message speaks of a form where loaders speak of what is ingested."""
    said, is_another_format, _ = str(error).partition(f" {READ_HERE}")
    if is_another_format:
        said = f"{said} {_GIVE}"
    return type(error)(said.replace("ingest that", "use that"))
