"""A working day of the sample hall as people live it: who comes when, who does what, and what they saw.

Nobody here knows more than their own eyes and their own client tell them. Time comes in as `now`;
the same day runs in one process in simulated time and against the real programs.
"""
