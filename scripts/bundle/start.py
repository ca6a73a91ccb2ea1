"""What the bundle runs."""

import sys

from workbench.__main__ import main

sys.exit(main())
