"""The structure of a PDF as PDF/UA-1 asks for it, as far as a file tells it; the reference validator is not this."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import ContentStream

# The standard structure types of ISO 32000-1, 14.8.4.
ROLES = frozenset(
    ["Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"]
)
PARENTS = {
    "LI": {"L"}, "Lbl": {"LI", "Note", "Document", "Sect", "Div", "P"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
}  # fmt: skip
# What leaves ink on the page.
_PAINTING = frozenset((b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"EI"))


def faults(pdf: bytes) -> Iterator[str]:
    """What is missing or wrong in the structure of a PDF."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root: Any = reader.root_object
    yield from _of_the_document(reader, root, pdf)
    tree = root.get("/StructTreeRoot")
    if tree is None:
        yield "no structure tree"
        return
    elements = list(_elements(tree, "", tree.get("/RoleMap") or {}))
    yield from _of_the_tree(elements)
    for number, page in enumerate(reader.pages, 1):
        yield from _of_the_page(page, number, reader)
    yield from _of_the_fonts(reader)


def _of_the_document(reader: pypdf.PdfReader, root: Any, pdf: bytes) -> Iterator[str]:
    metadata = root["/Metadata"].get_data().decode() if "/Metadata" in root else ""
    wanted = {
        "the header of PDF 1.7 or older": re.match(rb"%PDF-1\.[0-7]", pdf),
        "the mark of a tagged PDF": str((root.get("/MarkInfo") or {}).get("/Marked")) == "True",
        "a tree without suspects": str((root.get("/MarkInfo") or {}).get("/Suspects", False)) == "False",
        "a language": re.match(r"[a-z]{2,3}(-\w+)*$", str(root.get("/Lang", ""))),
        "a title shown in the title bar": str((root.get("/ViewerPreferences") or {}).get("/DisplayDocTitle")) == "True",
        "a title in its metadata": re.search(r"<dc:title>.*<rdf:li[^>]*>\s*\S", metadata, re.DOTALL),
        "the identifier of PDF/UA-1": re.search(r"pdfuaid:part(>|=\")1", metadata),
        "bookmarks": len(reader.outline) >= 1,
        "no lock": not reader.is_encrypted,
        "a parent tree": "/ParentTree" in (root.get("/StructTreeRoot") or {}),
    }  # fmt: skip
    yield from (f"lacks {name}" for name, there in wanted.items() if not there)


def _elements(node: Any, parent: str, roles: Any) -> Iterator[tuple[Any, str, str]]:
    """Every element with its role and that of its parent, in reading order."""
    kids = node.get("/K")
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, dict) and "/S" in kid:
            role = str(roles.get(kid["/S"], kid["/S"])).removeprefix("/")
            yield kid, role, parent
            yield from _elements(kid, role, roles)


def _of_the_tree(elements: list[tuple[Any, str, str]]) -> Iterator[str]:
    level = 0
    for element, role, parent in elements:
        if role not in ROLES:
            yield f"role {role} is none of the standard"
        if role in PARENTS and parent not in PARENTS[role]:
            yield f"{role} stands in {parent or 'the root'}"
        if role in ("Figure", "Formula") and not str(element.get("/Alt", element.get("/ActualText", ""))).strip():
            yield "a figure without text"
        if role == "TH" and not _scope(element):
            yield "a head of a table without its scope"
        if found := re.fullmatch(r"H([1-6])", role):
            if int(found[1]) > level + 1:
                yield f"the headings skip from level {level} to {found[1]}"
            level = int(found[1])
    if not level:
        yield "no heading"


def _scope(element: Any) -> bool:
    told = element.get("/A")
    told = told.get_object() if hasattr(told, "get_object") else told
    return any("/Scope" in one.get_object() for one in (told if isinstance(told, list) else [told]) if one is not None)


def _of_the_page(page: Any, number: int, reader: pypdf.PdfReader) -> Iterator[str]:
    if "/StructParents" not in page:
        yield f"page {number} is not in the structure tree"
    if page.get("/Annots") and page.get("/Tabs") != "/S":
        yield f"page {number} has annotations and no order of tabs"
    marked: list[bool] = []
    artifact: list[bool] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            known = operands[1] if len(operands) > 1 else {}
            marked.append(isinstance(known, dict) and "/MCID" in known)
            artifact.append(operands[0] == "/Artifact")
            if artifact[-1] and any(marked):
                yield f"page {number}: an artifact inside tagged content"
        elif operator == b"EMC":
            marked.pop()
            artifact.pop()
        elif operator in _PAINTING and not any(marked) and not any(artifact):
            yield f"page {number}: {operator.decode()} is neither tagged nor an artifact"
            return


def _of_the_fonts(reader: pypdf.PdfReader) -> Iterator[str]:
    for font in _fonts(reader):
        name = font.get("/BaseFont", "a font")
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        described = inner.get("/FontDescriptor") or {}
        if not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"{name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"{name} does not tell its letters"


def _fonts(reader: pypdf.PdfReader) -> Iterator[Any]:
    seen = set()
    for page in reader.pages:
        waiting = [page.get("/Resources")]
        while waiting:
            resources = waiting.pop() or {}
            for reference in (resources.get("/Font") or {}).values():
                if id(font := reference.get_object()) not in seen:
                    seen.add(id(font))
                    yield font
            for held in (resources.get("/XObject") or {}).values():
                waiting.append(held.get_object().get("/Resources"))
