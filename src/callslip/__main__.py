"""`python -m callslip` and the `callslip` command."""

import sys

from callslip.cli import main

if __name__ == "__main__":
    sys.exit(main())
