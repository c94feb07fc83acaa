"""How much of anything is read: a file beyond a limit is refused by name, never read in part in silence."""

MAX_BYTES = 50_000_000
"""Largest file, in bytes."""

MAX_CHARACTERS = 20_000_000
"""Longest text of one document, in code points."""

MAX_UNPACKED = 300_000_000
"""Most bytes that a zip (.docx, .xlsx) may unpack to, all members together."""

MAX_RATIO = 200
"""How many times its packed size a zip may unpack to, once it unpacks to more than RATIO_FROM bytes."""

RATIO_FROM = 10_000_000
"""Below this many unpacked bytes the ratio does not matter: small parts of XML pack very well."""

MAX_MEMBERS = 10_000
"""Most members of a zip."""

MAX_PAGES = 3_000
"""Most pages of a PDF."""

MAX_PAGE_BYTES = 30_000_000
"""Most bytes that one stream of a PDF may unpack to."""

MAX_ROWS = 200_000
"""Most rows of a list, all sheets together."""

MAX_COLUMNS = 300
"""Columns of a list that are looked at."""

MAX_CELL = 2_000_000
"""Longest cell of a list, in code points."""

MAX_HEADER_ROWS = 20
"""How many rows from the top the header of a list is looked for."""

MAX_NAMED = 20
"""How many bad rows of one list are named one by one; the rest are counted."""

MAX_MARKUP = 2_000_000
"""Longest page whose main part is looked for; a longer one is read whole but for its navigation."""
