"""Phone numbers that need no parsing, at an eighth of its cost: imports read them by the ten thousand.

`plain_phone` answers for digits and spaces only, and only where every step that phonenumbers.parse and is_possible_number
would take leaves the digits as they are. For all else it says "", and the library is asked. A property test holds the two
against each other.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers.phonemetadata import PhoneMetadata

_PLAIN = re.compile(r"\+?[1-9][0-9 ]{5,20}")  # of 0 begin national prefixes, prefixes for abroad and Italian numbers
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class _Numbering:
    """What a region does with numbers: what it takes off their beginning, and how many digits they may have."""

    code: str
    national_prefix: re.Pattern[str]
    prefix_for_abroad: re.Pattern[str]
    lengths: frozenset[int]


def plain_phone(value: str, country: str) -> str:
    """The E.164 form, or "" where the library must say; `country` as for `normal_phone`."""
    if not _PLAIN.fullmatch(value):
        return ""
    digits = value.replace(" ", "")
    if digits[0] == "+":
        code = _country_code(digits[1:4])
        here, national = _of_code(code), digits[1 + len(code) :]
        if not code:
            return ""
    else:
        here, national = _of_region(country), digits
        if here is None or national.startswith(here.code) or here.prefix_for_abroad.match(national):
            return ""
    if here is None or len(national) not in here.lengths or national[0] == "0" or here.national_prefix.match(national):
        return ""
    return f"+{here.code}{national}"


@lru_cache(maxsize=1000)
def _country_code(beginning: str) -> str:
    """The country code that three digits begin with; "" where there is none. No code begins with another."""
    codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    return next((beginning[:size] for size in (1, 2, 3) if int(beginning[:size]) in codes), "")


@lru_cache(maxsize=300)
def _of_code(code: str) -> _Numbering | None:
    if not code:
        return None
    region = phonenumbers.region_code_for_country_code(int(code))
    return _numbering(PhoneMetadata.metadata_for_region_or_calling_code(int(code), region))


@lru_cache(maxsize=300)
def _of_region(region: str) -> _Numbering | None:
    """Its prefixes are its own; how long numbers are is asked of the main region of its code."""
    own = _numbering(PhoneMetadata.metadata_for_region(region.upper(), None))
    main = _of_code(own.code) if own else None
    return _Numbering(own.code, own.national_prefix, own.prefix_for_abroad, main.lengths) if own and main else None


def _numbering(told: PhoneMetadata | None) -> _Numbering | None:
    if told is None:
        return None
    return _Numbering(
        code=str(told.country_code),
        national_prefix=re.compile(told.national_prefix_for_parsing or _NEVER),
        prefix_for_abroad=re.compile(told.international_prefix or _NEVER),
        lengths=frozenset(told.general_desc.possible_length),
    )
