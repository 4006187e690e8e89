"""A conflict laboratory: did this event bring this war closer to a negotiated peace?"""

__version__ = "0.1.0"
