"""Room: storage. Digests of an OFD's parts, by the names and OIDs that seal software writes."""

import hashlib

from gmalg.sm3 import SM3

METHODS = {
    "SM3": "sm3", "1.2.156.10197.1.401": "sm3", "1.2.156.10197.1.401.1": "sm3",
    "MD5": "md5", "1.2.840.113549.2.5": "md5",
    "SHA1": "sha1", "1.3.14.3.2.26": "sha1",
    "SHA224": "sha224", "2.16.840.1.101.3.4.2.4": "sha224",
    "SHA256": "sha256", "2.16.840.1.101.3.4.2.1": "sha256",
    "SHA384": "sha384", "2.16.840.1.101.3.4.2.2": "sha384",
    "SHA512": "sha512", "2.16.840.1.101.3.4.2.3": "sha512",
}  # fmt: skip
SLOW_SM3_LIMIT = 2 * 1024 * 1024  # bytes: the pure-Python SM3 takes about 2.5 s a MB
FAST_SM3 = "sm3" in hashlib.algorithms_available


def method_name(check_method: str | None, sample: bytes = b"") -> str | None:
    """hashlib's name of a References/@CheckMethod, None when unknown.

    Without the attribute the standard means MD5; software that leaves it out writes SM3 all the same, so a 32-byte
    `sample` of a CheckValue decides.
    """
    if check_method is None or not check_method.strip():
        return "sm3" if len(sample) == 32 else "md5"
    plain = check_method.strip().upper().replace("-", "").replace("_", "")
    return METHODS.get(plain)


def sm3(data: bytes) -> bytes:
    """The SM3 digest; by OpenSSL where it has it, else slowly."""
    if FAST_SM3:
        return hashlib.new("sm3", data).digest()
    slow = SM3()
    slow.update(data)
    return slow.value()


def digest(data: bytes, method: str) -> bytes | None:
    """The digest, or None where this machine cannot compute it in reasonable time."""
    if method != "sm3":
        return hashlib.new(method, data, usedforsecurity=False).digest()
    if not FAST_SM3 and len(data) > SLOW_SM3_LIMIT:
        return None
    return sm3(data)
