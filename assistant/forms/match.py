"""What a slot was found to be. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """One field: it is that. Several: the owner is asked which. None: no field of ours."""

    fields: tuple[str, ...] = ()
    year: int | None = None  # of a yearly figure: 2024; 0, -1, -2 counted from the year of writing
    is_in_language: bool = False  # a name in one language, and no other

    @property
    def field(self) -> str | None:
        """The only one, without its year."""
        return self.fields[0] if len(self.fields) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        return len(self.fields) > 1


NOTHING = Match()
