"""Classes of whole sentences: what kind of event one tells, and what side a headline takes on a claim.

Nothing here sees a parse: text and spans go in, a class with the scores of all classes comes out, read off hidden
states and the words.
"""

from onrecord.classes.events import acled_type, plover_type
from onrecord.classes.linear import Scored
from onrecord.classes.retold import retold
from onrecord.classes.stance import stance

__all__ = ["Scored", "acled_type", "plover_type", "retold", "stance"]
