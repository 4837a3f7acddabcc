"""Incident claims (airstrike, siege, clash, advance ...) and responsibility claims of a parsed sentence.

Casualty claims are made elsewhere; places and dates are attached by the pipeline.
"""

from tasks.extract.incidents.finding import find_incidents
from tasks.extract.incidents.records import Incident

__all__ = ["Incident", "find_incidents"]
