"""Names in the 26 letters, so that spellings of one name meet however a mail system wrote them."""

from __future__ import annotations

import unicodedata

#: Letters that do not come apart into one of the 26 and a mark; Cyrillic and Greek as passports of today write them.
_SPELT = """
    ß=ss ø=o æ=ae œ=oe ł=l đ=d ð=d þ=th ı=i
    а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh
    ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=i є=ye ґ=g
    α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch
    ψ=ps ω=o
"""
_LETTERS = str.maketrans(dict(pair.split("=") for pair in _SPELT.split()))
#: Umlauts are written as two letters where there is no key for them.
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def latin(text: str) -> str:
    """Small letters without marks; scripts that are not spelt in here are left out."""
    known = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    # Once more without the marks: an accented letter is in no table.
    bare = unicodedata.normalize("NFKD", known).translate(_LETTERS)
    return bare.encode("ascii", "ignore").decode()


def as_spoken(name: str) -> str:
    """A name of small letters with umlauts as one letter: "mueller", "müller" and "muller" are spelt alike."""
    for two, one in _UMLAUTS:
        name = name.replace(two, one)
    return name
