"""Files of every format, made for the tests."""

import io
import zipfile

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from extract.read import Found, Source, read
from extract.readers.reading import Remark

PAGE_WIDTH = 595
LEFT, TOP, STEP = 100, 760, 24


def readings(path):
    """Return the documents and the remarks of a file."""
    items = list(read(Source(path, f"document:{path.name}", path.name)))
    return [item for item in items if isinstance(item, Found)], [i for i in items if isinstance(i, Remark)]


def text_of(path):
    """Return the stored text of a file that is one document."""
    (found,), _ = readings(path)
    return found.text


def write(folder, name, content):
    """Write a file, text as UTF-8, and return its path."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def saved(thing):
    """Return the bytes of a document or workbook."""
    buffer = io.BytesIO()
    thing.save(buffer)
    return buffer.getvalue()


def word(*paragraphs):
    """Return a Word document with some paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def xml(markup):
    """Return an element of WordprocessingML from ``<w:… {ns}>``."""
    return parse_xml(markup.replace("{ns}", nsdecls("w")))


def numbered(document, levels):
    """Add a list to a document's numbering: levels are (format, text, more markup); returns its id."""
    numbering = document.part.numbering_part.element
    key = str(900 + len(numbering))
    rows = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (style, text, more) in enumerate(levels)
    )
    abstract = xml(f'<w:abstractNum {{ns}} w:abstractNumId="{key}">{rows}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(xml(f'<w:num {{ns}} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))
    return key


def listed(document, text, key, level=0):
    """Add a paragraph that stands in a list."""
    paragraph = document.add_paragraph(text)
    markup = f'<w:numPr {{ns}}><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(xml(markup))
    return paragraph


def workbook(*rows, title="提案"):
    """Return a workbook of one sheet."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def pdf(*pages, head=None, number=None, password=None):
    """Return a PDF; a page is a list of lines, or of (indent in points, size, line)."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    lock = StandardEncryption(password, strength=40) if password is not None else None
    page = canvas.Canvas(buffer, pagesize=(PAGE_WIDTH, 842), encrypt=lock)
    for position, lines in enumerate(pages, 1):
        for offset, text in ((TOP + 50, head), (30, number and number.format(position))):
            if text:
                page.setFont("STSong-Light", 9)
                page.drawCentredString(PAGE_WIDTH / 2, offset, text)
        for row, line in enumerate(lines):
            indent, size, text = line if isinstance(line, tuple) else (0, 12, line)
            page.setFont("STSong-Light", size)
            page.drawString(LEFT + indent, TOP - row * STEP, text)
        page.showPage()
    page.save()
    return buffer.getvalue()


def zipped(**members):
    """Return a zip; member names are written with __ for / and _DOT_ for the dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return buffer.getvalue()


def changed(data, member, change):
    """Return a zip with one member's content changed by a function."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    return buffer.getvalue()
