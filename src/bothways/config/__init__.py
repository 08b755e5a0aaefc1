"""Settings, environment, addresses: wiring, no logic.

structlog loads Rich wherever that happens to be installed, for pretty consoles that a server has
none of. It weighs 5 MB in every process, so it is kept out.
"""

import sys
from typing import cast

cast("dict[str, object]", sys.modules).setdefault("rich", None)
