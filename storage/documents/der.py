"""Room: storage. DER read element by element, with the very bytes that were signed kept.

Seal software differs in small things (UTCTime or GeneralizedTime, IA5 or UTF-8 strings, optional tails); a fixed
schema would refuse real files. Only what is asked for is descended into, so depth is bounded by the caller.
"""

from dataclasses import dataclass

from asn1crypto import core, parser

UNIVERSAL, CONTEXT = 0, 2
INTEGER, BIT_STRING, OCTET_STRING, OID, SEQUENCE, SET = 2, 3, 4, 6, 16, 17
UTC_TIME, GENERALIZED_TIME = 23, 24
MAX_CHILDREN, MAX_BYTES = 500, 8 * 1024 * 1024  # a seal with its picture takes 10 to 500 KB


class DerError(ValueError):
    """The bytes are not the ASN.1 that was expected."""


@dataclass(frozen=True, slots=True)
class Der:
    """One element: `content` without, `raw` with its header."""

    class_: int
    tag: int
    content: bytes
    raw: bytes

    @classmethod
    def of(cls, data: bytes) -> "Der":
        """The element at the start of `data`; DerError when there is none or it is cut off."""
        if len(data) > MAX_BYTES:
            raise DerError("too long")
        try:
            class_, _, tag, header, content, trailer = parser.parse(data, strict=False)  # type: ignore[misc]
        except (ValueError, TypeError, IndexError, RecursionError) as e:
            raise DerError(str(e)) from e
        return cls(class_, tag, content, header + content + trailer)

    def is_(self, tag: int) -> bool:
        return self.class_ == UNIVERSAL and self.tag == tag

    def children(self) -> list["Der"]:
        """The elements inside a SEQUENCE, SET or explicit tag."""
        if not (self.is_(SEQUENCE) or self.is_(SET) or self.class_ == CONTEXT):
            raise DerError(f"tag {self.tag} holds no elements")
        found: list[Der] = []
        at = 0
        while at < len(self.content):
            found.append(Der.of(self.content[at:]))
            at += len(found[-1].raw)
            if len(found) > MAX_CHILDREN:
                raise DerError("too many elements")
        return found

    def oid(self) -> str:
        """The dotted object identifier; DerError when the element is none."""
        if not self.is_(OID):
            raise DerError(f"tag {self.tag} is no object identifier")
        try:
            return core.ObjectIdentifier(contents=self.content).dotted
        except (ValueError, IndexError, AttributeError) as e:
            raise DerError(str(e)) from e

    def bits(self) -> bytes:
        """A BIT STRING's bytes (its first byte counts unused bits)."""
        if not self.is_(BIT_STRING) or not self.content:
            raise DerError(f"tag {self.tag} is no bit string")
        return self.content[1:]

    def text(self) -> str:
        """A string of whatever kind."""
        if self.is_(30):  # BMPString
            return self.content.decode("utf-16-be", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                return self.content.decode(encoding)
            except UnicodeDecodeError:
                continue
        return self.content.decode("utf-8", "replace")
