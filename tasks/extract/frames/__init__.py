"""What befell them: that people were killed, injured, captured, displaced or are missing, and who they are.

Triggers come from lexicons by form; their victims by position first, by the parse where position can't tell, because
news without commas breaks the parse before it breaks the order of words. Counts, sources, places are others' business.
"""

from tasks.extract.frames.find import find_frames
from tasks.extract.frames.guards import is_review
from tasks.extract.frames.openers import can_begin
from tasks.extract.frames.records import Frame, Trigger
from tasks.extract.frames.triggers import find_triggers, find_words

__all__ = ["Frame", "Trigger", "can_begin", "find_frames", "find_triggers", "find_words", "is_review"]
