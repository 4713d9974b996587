"""How large things may be, in bytes; what an operator may change stands in `settings.py`."""

from __future__ import annotations

MEGABYTE = 1 << 20
"""What `MB` means wherever it is said or set: 1,048,576 bytes, as Streamlit counts uploads."""

MOST_UNPACKED_ZIP = 200 * MEGABYTE
"""All files of one zip, unpacked: a return of a million rows is some 60 MB of text; four files of
the largest size that is taken."""
MOST_UNPACKED_WORKBOOK = 512 * MEGABYTE
"""All parts of one workbook, unpacked: a sheet of a million rows is some 300 MB of XML."""
LOG_FILE = MEGABYTE
"""One file of the log, before the next is begun."""
