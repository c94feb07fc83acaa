"""What the commands print and write: text for a person is harmless to a terminal, files come whole.

Names and texts of documents are others' work. What a terminal would obey (escape sequences, line ends in a
file's name, marks that turn the direction of writing) is shown as an escape; JSON, CSV, pages and exports
hold every character as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

FIGURES = ("svg", "png")
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]"
)
_LOGIN = re.compile(r"(:/{1,2})[^/\s@]{1,500}(?=@)")
_MOST = 1_000
"""Characters of a message: who gives a name of a megabyte knows it."""
_ENDINGS = {
    ".txt": "table",
    ".json": "json",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    **{f".{figure}": figure for figure in FIGURES},
}

F = TypeVar("F", bound=Callable[..., Any])


def harmless(text: str) -> str:
    r"""Return a text for a terminal: what it would obey but line breaks and tabs is written as an escape.

    >>> harmless("冷链\x1b[31m\n提案"), harmless("\u202etxt")
    ('冷链\\x1b[31m\n提案', '\\u202etxt')
    """
    return _OBEYED.sub(lambda match: repr(match.group())[1:-1], text)


def without_logins(text: str) -> str:
    """Return a message without the user and password of an address that was given in the wrong place.

    >>> without_logins("No such command 'neo4j://neo4j:geheim@host'.")
    "No such command 'neo4j://…@host'."
    """
    return _LOGIN.sub(r"\1…", text)


def one_line(text: str) -> str:
    r"""Return a message as one line that is harmless and not endless.

    >>> one_line("a\nb.txt: 找不到文件")
    'a\\nb.txt: 找不到文件'
    """
    cut = text if len(text) <= _MOST else f"{text[: _MOST // 2]} …… {text[-_MOST // 2 :]}"
    return harmless(without_logins(cut)).replace("\n", "\\n")


def say(text: str, *, nl: bool = True) -> None:
    """Print text for a person on standard output."""
    click.echo(harmless(text), nl=nl)


def note(text: str) -> None:
    """Print one line for a person on standard error."""
    click.echo(one_line(text), err=True)


def output_option(told: str, default: str | None = "-") -> Callable[[F], F]:
    """Add ``-o``: a file, or ``-`` for standard output; its ending chooses the format."""
    return click.option(
        "-o",
        "--output",
        default=default,
        show_default=default is not None,
        metavar="FILE",
        help=f"输出文件, - 为标准输出; {told}。",
    )


def style_of(style: str | None, output: str, known: tuple[str, ...]) -> str:
    """Return the format of an output: as ``--format`` says, else by the file's ending, else the first known.

    Args:
        style: what ``--format`` says, if anything.
        output: the file, or ``-``.
        known: the formats that the command can write, its usual one first.

    Raises:
        UsageError: the ending is that of another format than is asked for, or of none that is known.
    """
    ending = "" if output == "-" else Path(output).suffix.lower()
    meant = _ENDINGS.get(ending)
    if style is not None:
        if meant not in (None, "table", style):
            raise click.UsageError(
                f"--format {style} 与文件名 {output} 不符 (does not fit the file's name); "
                "请去掉 --format 或改名 (leave one of them out)"
            )
        return style
    if meant in known:
        return meant
    if ending and Path(output).is_file() is Path(output).exists():  # a device has no format
        endings = " ".join(end for end, one in _ENDINGS.items() if one in known)
        raise click.UsageError(
            f"{output}: 不知道写成什么格式 (no known format); 请以此结尾 (let it end in) {endings}, "
            "或加 --format (or give --format)"
        )
    return known[0]


def write_text(text: str, output: str, *, person: bool) -> None:
    """Write text to a file, whole or not at all, or to standard output.

    Args:
        text: what to write, its last line ended.
        output: the file, or ``-``.
        person: whether it is for a person to read, and not for a program.

    Raises:
        StoreError: the file cannot be written.
    """
    if output == "-":
        click.echo(harmless(text) if person else text, nl=False)
        return
    from graph.exports.files import whole_file

    with whole_file(Path(output)) as out:
        out.write((harmless(text) if person else text).encode())
    note(f"已写入 (written): {output}")
