"""Room: storage. A document becomes pages: lay_out(document, metrics) is pure, without files, Qt or a clock."""

from storage.documents.layout.pagination import first_pages, lay_out
from storage.documents.layout.style import Metrics, Options

__all__ = ["Metrics", "Options", "first_pages", "lay_out"]
