"""What the frozen window starts from: whatever it is given, it opens as a window, and is never a command line."""

import sys

from app.gui.main import main

sys.exit(main())
