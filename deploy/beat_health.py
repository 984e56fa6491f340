"""The health check of beat: it writes its schedule every three minutes. The file's ending depends on how Python was built."""

import glob
import os
import sys
import time

written = [os.path.getmtime(path) for path in glob.glob("/tmp/beat-schedule*")]
sys.exit(not written or time.time() - max(written) > 600)
