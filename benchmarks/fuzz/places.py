"""Bad names and places: tricks in names, links in circles, pipes and devices, outputs that cannot be."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.fuzz.case import GOOD, TEXT, Case, Family, built

_GOOD_TEXT = TEXT.encode()
_NAMES: tuple[str | bytes, ...] = (
    *(
        "a\nb.txt",
        "a\rb.txt",
        "\x1b[2J\x1b[31m.txt",
        "\x1b]0;title\x07.txt",
        "a\tb.txt",
        "\x7f.txt",
        "\x01.txt",
    ),
    *("-o.txt", "--rebuild.txt", "-.txt", "--", " .txt", "a .txt ", "..txt", "....txt", "~.txt", "~root.txt"),
    *(
        "$(id).txt",
        "`id`.txt",
        "; rm -rf x.txt",
        "a|b.txt",
        "a>b.txt",
        "*.txt",
        "?.txt",
        "[a].txt",
        "%s%n.txt",
    ),
    *(
        "<script>alert(1)<.txt",
        "=1+1.txt",
        "'\".txt",
        "{name}.txt",
        "{{7*7}}.txt",
        "\u202etxt.docx.txt",
        "\ufeffa.txt",
    ),
    *(
        "a#b.txt",
        "a%2Fb.txt",
        "document:a.txt",
        "file:a.txt",
        "http:a.txt",
        "neo4j:a.txt",
        "C:\\a.txt",
        "..\\a.txt",
    ),
    *(
        "e\u0301.txt",
        "\u00e9.txt",
        "ｆｕｌｌ.txt",
        "𠮷.txt",
        "👩‍👩‍👧.txt",
        "\u2028.txt",
        "\u200b.txt",
        "con.txt",
        "nul",
    ),
    *(
        b"\xff\xfe.txt",
        b"\xb9\xd8\xd3\xda.txt",
        b"\xed\xa0\x80.txt",
        b"a\xc3.txt",
        "长" * 80 + ".txt",
        "a" * 251 + ".txt",
    ),
    *("x.TXT", "x.txt.exe", "x", "x.", "x.doc", "x.pdf", "x.docx", "x.zip", "x.yimai", "x.jsonl", "~$x.docx"),
)


def _named(random: Random) -> Case:
    name = random.choice(_NAMES)
    if random.random() < 0.4:
        parts = random.sample(
            ("a", "\n", "\x1b[1m", ".", "-", " ", "长", "\u202e", "%", "\\", ":", "#", "\x9b", "'"), 4
        )
        name = f"{''.join(parts)}.txt"
    data = _GOOD_TEXT if random.random() < 0.6 else random.choice((b"", b"\0\1\2", b"%PDF-1.7"))
    return built(name, data)


def _by_folder(random: Random) -> Case:
    """A folder that holds names as they should not be, below folders of such names."""
    names = random.sample(_NAMES, random.choice((1, 3, 12)))
    folders = [b"f/", b"f/a\nb/", b"f/\xff/", b"f/.hidden/", b"f/-x/", b"f/" + b"d/" * 60]
    files = {
        random.choice(folders) + (name.encode() if isinstance(name, str) else name): _GOOD_TEXT
        for name in names
    }
    return Case(("build", "--no-site", "--store", GOOD, "f"), files, lines=25)


_PATHS = (
    *(
        "../../../../etc/passwd",
        "/etc/shadow",
        "/dev/null",
        "/dev/zero",
        "/dev/full",
        "/dev/random",
        "/dev/tty",
    ),
    *(
        "/proc/self/mem",
        "/proc/self/environ",
        "/proc/self/maps",
        "/proc/self/fd/0",
        "",
        ".",
        "..",
        "a/../../x.txt",
    ),
    *(
        "good.txt/",
        "good.txt/x",
        "x" * 5000,
        "x/" * 3000,
        "~",
        "file:///etc/passwd",
        "\\\\host\\share",
        "a\udcffb",
    ),
)


def _paths(random: Random) -> Case:
    given = [random.choice(_PATHS) for _ in range(random.choice((1, 1, 2)))]
    more = ["good.txt"] if random.random() < 0.4 else []
    return Case(
        ("build", "--no-site", "--store", GOOD, "--", *given, *more), {"good.txt": _GOOD_TEXT}, lines=2
    )


def _link(name: str, target: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).symlink_to(target)


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "f" / "pipe.txt")


def _socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end:
        here = Path.cwd()
        os.chdir(folder)  # the address of a socket is short
        end.bind("f/socket.txt")
        os.chdir(here)


def _folder(folder: Path) -> None:
    (folder / "f" / "folder.txt").mkdir()


def _circle(folder: Path) -> None:
    (folder / "f" / "up").symlink_to(".")
    (folder / "f" / "a.txt").symlink_to("b.txt")
    (folder / "f" / "b.txt").symlink_to("a.txt")


def _closed(folder: Path) -> None:
    (folder / "f" / "closed.txt").write_bytes(_GOOD_TEXT)
    (folder / "f" / "closed.txt").chmod(0)


def _sparse(folder: Path) -> None:
    with (folder / "f" / "large.txt").open("wb") as file:
        file.truncate(2_500_000_000)


_SPECIAL: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("pipe.txt", _pipe),
    ("socket.txt", _socket),
    ("folder.txt", _folder),
    ("a.txt", _circle),
    ("closed.txt", _closed),
    ("large.txt", _sparse),
    ("gone.txt", _link("f/gone.txt", "nowhere")),
    ("self.txt", _link("f/self.txt", "self.txt")),
    ("zero.txt", _link("f/zero.txt", "/dev/zero")),
    ("tty.txt", _link("f/tty.txt", "/dev/tty")),
    ("root", _link("f/root", "../../")),
    ("environ.txt", _link("f/environ.txt", "/proc/self/environ")),
    ("mem.txt", _link("f/mem.txt", "/proc/self/mem")),
)


def _special(random: Random) -> Case:
    name, prepare = random.choice(_SPECIAL)
    paths = random.choice((("f",), (f"f/{name}",), ("f", f"f/{name}"), (f"f/{name}", "f/good.txt")))
    files = {"f/good.txt": _GOOD_TEXT} if random.random() < 0.7 else {"f/.keep": b""}
    command = random.choice((("build", "--no-site", "--store", GOOD), ("extract",), ("extract", "--explain")))
    return Case((*command, *paths), files, prepare, lines=3)


_TARGETS = (
    *(
        ".",
        "missing/x",
        "good.txt/x",
        "full",
        "null",
        "/proc/x",
        "x" * 300,
        "a\nb",
        "\x1b[1m",
        "",
        "f",
        "f/../f/x",
    ),
    *(
        "-x",
        "link",
        "/dev/null/x",
        "長" * 90,
        ".svg",
        "x.png",
        "x.SVG",
        "x.csv",
        "x.json",
        "x.html",
        "x.xlsx",
        "x.pdf",
    ),
)
_WRITERS = (
    ("ask", "trends", "--param", "name=冷链物流"),
    ("ask", "matrix"),
    ("trace", "冷链物流", "王小明"),
    ("map",),
    ("map", "--around", "冷链物流"),
    ("export", "--format", "jsonld"),
    ("export", "--format", "csv"),
    ("export", "--format", "xlsx"),
    ("export", "--format", "graphml"),
    ("export", "--format", "coding"),
    ("export", "--format", "neo4j-admin"),
    ("backup",),
)


def _devices(folder: Path) -> None:
    """Make devices of the folder's own, so that one which is replaced by a file is nobody else's."""
    for name, minor in (("full", 7), ("null", 3)):
        try:
            os.mknod(folder / name, stat.S_IFCHR | 0o666, os.makedev(1, minor))
        except PermissionError:  # whoever may not make one may not replace the machine's either
            (folder / name).symlink_to(f"/dev/{name}")
    (folder / "link").symlink_to("full")


def _outputs(random: Random) -> Case:
    command, target = random.choice(_WRITERS), random.choice(_TARGETS)
    files = {"good.txt": _GOOD_TEXT, "f/x": b"kept"}
    where = ("--store", GOOD, "-o", target)
    return Case((*command, *where), files, _devices, lines=2)


FAMILIES = (
    Family(
        "file names", "line ends, control characters, options, markup, broken UTF-8 in names", 400, _named
    ),
    Family("folder names", "folders full of such names, 60 deep", 150, _by_folder),
    Family("paths", "paths that lead outside, to devices and to nothing", 200, _paths),
    Family("special files", "pipes, sockets, devices, links in circles, 2.5 GB, no rights", 250, _special),
    Family("outputs", "-o to devices, folders, nowhere, endings that do not fit", 300, _outputs),
)
