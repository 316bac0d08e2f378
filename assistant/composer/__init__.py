"""Puts an answer into a chat model's words, of which none is shown that its quotes do not hold.

The model is never believed: what it says goes to `checks`, sentence by sentence, and what fails there
is said in the document's own words instead.
"""

from assistant.composer.composer import Composer
from assistant.composer.narrating import Narrator
from assistant.composer.quotable import Quotable, quotables

__all__ = ["Composer", "Narrator", "Quotable", "quotables"]
