"""Real files for upload tests."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from reportlab.pdfgen.canvas import Canvas


def pdf(*lines: str, name: str = "cv.pdf") -> SimpleUploadedFile:
    """A one-page PDF with real text."""
    content = BytesIO()
    canvas = Canvas(content)
    for number, line in enumerate(lines or ("Hannah Okafor", "Backend engineer, Go and PostgreSQL")):
        canvas.drawString(72, 760 - 18 * number, line)
    canvas.save()
    return SimpleUploadedFile(name, content.getvalue(), content_type="application/pdf")
