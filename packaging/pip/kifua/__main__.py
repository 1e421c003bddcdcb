"""`python -m kifua`: what the command `kifua` does."""

import sys

from kifua import main

sys.exit(main())
