"""Writes {ru,en}/countries.txt: the countries that have phone numbers, in the order of a list.

The names are those of the Unicode CLDR, the countries those of libphonenumber. Run in this folder:

    pip install Babel phonenumbers && python countries.py
"""

import unicodedata
from pathlib import Path

import babel
import phonenumbers
from babel.core import get_cldr_version


def name(code: str, locale: str) -> str:
    found = babel.Locale.parse(locale).territories[code]
    found = found.replace(" - ", " — ").replace(" — ", "\u00a0— ")
    return found[0].upper() + found[1:]


def place(text: str) -> str:
    """Where a name stands in a list: without case, accents and punctuation."""
    letters = []
    for letter in text:
        base = letter if letter in "йЙ" else unicodedata.normalize("NFD", letter)[0]
        if base.isalnum() or base.isspace():
            letters.append(base.casefold())
    return "".join(letters)


for locale in ("ru", "en"):
    names = [(name(code, locale), code) for code in phonenumbers.SUPPORTED_REGIONS]
    names.sort(key=lambda pair: place(pair[0]))
    lines = [f"{code} {text}\n" for text, code in names]
    Path(locale, "countries.txt").write_text("".join(lines), encoding="utf-8")
print(f"CLDR {get_cldr_version()}, {len(phonenumbers.SUPPORTED_REGIONS)} countries")
