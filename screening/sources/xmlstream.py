"""XML lists read party by party: entities, network and document types off, memory bounded, namespaces left aside."""

import codecs
import re
from collections.abc import Collection, Iterator
from typing import IO

from lxml import etree

from screening.sources.port import ListRefused

Element = etree._Element  # noqa: SLF001  (lxml's public name for it is this one)


def root_of(element: Element) -> Element:
    """The document's first element, of which only the attributes are sure to be there still."""
    return element.getroottree().getroot()


def parties(file: IO[bytes], *, name: str, root: str, tags: Collection[str], depth: int = 1) -> Iterator[Element]:
    """Every element named in `tags`, `depth` levels below the root or higher, whole, with tags stripped of namespaces.

    An element is emptied as soon as the next one is asked for. Raises ListRefused `wrong_list` where the document does
    not begin with `root`, `forbidden_doctype`, `truncated` or `malformed`; `name` is the file's, for the message.
    """
    try:
        yield from _stream(file, name, root, frozenset(tags), depth)
    except etree.XMLSyntaxError as error:
        raise ListRefused(_reason(file, root), f"{name} is not sound XML: {error.msg}.") from error


def text(element: Element, path: str) -> str:
    """The text at `path`, blanks made single; empty where there is none."""
    return " ".join((element.findtext(path) or "").split())


def _stream(file: IO[bytes], name: str, root: str, tags: frozenset[str], depth: int) -> Iterator[Element]:
    events = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    level = -1
    for event, element in events:
        if event == "start":
            level += 1
            if level == 0:
                _must_open(element, name, root)
            continue
        level -= 1
        if 0 <= level < depth and _local(element) in tags:
            _strip(element)
            yield element
            _free(element)


def _must_open(element: Element, name: str, root: str) -> None:
    if element.getroottree().docinfo.doctype:
        raise ListRefused("forbidden_doctype", f"{name} declares a document type; the list has none.")
    if _local(element) != root:
        raise ListRefused("wrong_list", f"{name} does not begin with {root}.")


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _strip(element: Element) -> None:
    for item in element.iter(etree.Element):
        item.tag = _local(item)


def _free(element: Element) -> None:
    """Emptied, and what came before it dropped: otherwise the root keeps a child for every party."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _reason(file: IO[bytes], root: str) -> str:
    """A document that does not end with its root's closing tag was cut, whatever the parser stumbled over."""
    file.seek(0)
    beginning = end = file.read(_CHUNK)
    while chunk := file.read(_CHUNK):
        end = (end + chunk)[-_CHUNK:]
    is_xml = beginning.lstrip(codecs.BOM_UTF8 + b" \r\n\t").startswith(b"<")
    closing = re.compile(rb"</(?:\w+:)?" + re.escape(root.encode()) + rb"\s*>\s*\Z")
    return "truncated" if is_xml and not closing.search(end) else "malformed"


_CHUNK = 64 * 1024
