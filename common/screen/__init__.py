"""The screen kit: pure geometry, pure layout (placements), then drawing.

A layout is a pure function: facts and a `Screen` in, `placements` out, measured by a `Measure`. A
`Stage` shows the frames of a `Program` in a window, or in memory where there is no screen.
"""

import os

# pygame greets on standard output when it is first imported; programs print only what was asked.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
