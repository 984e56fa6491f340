#!/usr/bin/env python3
"""Every command of Waymark. Needs Python 3.11 or newer and nothing else: the rest it sets up for itself."""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036  (whoever has an older one is to read this)
    sys.exit(
        "Waymark needs Python 3.11, 3.12 or 3.13; this is Python %d.%d (%s).\n"  # noqa: UP031  (older ones know no other)
        "Run it with a newer one, for instance: python3.12 manage.py demo"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

if __name__ == "__main__":
    from ats.launcher.commands import main

    sys.exit(main(os.path.dirname(os.path.abspath(__file__)), sys.argv[1:]))
