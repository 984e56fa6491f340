"""The HTML part of a mail, built from its text: everything escaped, only the product's own links made clickable."""

import re
from html import escape

from django.conf import settings

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title></head>
<body style="margin:0;padding:24px;font:16px/1.6 system-ui,sans-serif;color:#1c2330;background:#ffffff">
<div style="max-width:560px;margin:0 auto">{body}</div></body></html>
"""
_URL = re.compile(r"https?://[^\s<>\"']+")


def html(*, subject: str, text: str) -> str:
    """A small page of paragraphs. A link to a foreign address stays text, so that nobody's name can be a lure."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n{2,}", text.strip())]
    body = "".join(f'<p style="margin:0 0 16px">{_paragraph(part)}</p>' for part in paragraphs)
    return _PAGE.format(title=escape(subject), body=body)


def _paragraph(text: str) -> str:
    pieces, end = [], 0
    for found in _URL.finditer(text):
        pieces += [escape(text[end : found.start()]), _link(found.group())]
        end = found.end()
    return "".join([*pieces, escape(text[end:])]).replace("\n", "<br>")


def _link(url: str) -> str:
    if not _is_ours(url):
        return escape(url)
    return f'<a href="{escape(url)}" style="color:#1d4ed8">{escape(url)}</a>'


def _is_ours(url: str) -> bool:
    base = settings.BASE_URL
    return url == base or url.startswith((f"{base}/", f"{base}?"))
