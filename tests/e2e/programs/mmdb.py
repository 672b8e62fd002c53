"""Databases of addresses in the MaxMind DB file format 2.0, made for tests."""


def item(value):
    """A value of the data section: text, map or number."""
    if isinstance(value, str):
        octets = value.encode()
        return bytes([2 << 5 | min(len(octets), 29)]) + (bytes([len(octets) - 29]) if len(octets) >= 29 else b"") + octets
    if isinstance(value, int):
        octets = value.to_bytes(4, "big").lstrip(b"\0")
        return bytes([6 << 5 | len(octets)]) + octets
    if isinstance(value, list):
        return bytes([len(value), 11 - 7]) + b"".join(map(item, value))
    return bytes([7 << 5 | len(value)]) + b"".join(item(key) + item(one) for key, one in value.items())


def mmdb(network, bits, data, kind="Test-Country", version=4):
    """One network with an entry, all others without: a node of two 24-bit records for each bit."""
    nodes, number = [], int.from_bytes(bytes(map(int, network.split("."))), "big")
    for depth in range(bits):
        following = depth + 1 if depth + 1 < bits else bits + 16
        pair = [bits, following] if number >> (31 - depth) & 1 else [following, bits]
        nodes.append(b"".join(one.to_bytes(3, "big") for one in pair))
    metadata = {"binary_format_major_version": 2, "binary_format_minor_version": 0, "build_epoch": 1, "database_type": kind,
                "ip_version": version, "languages": ["en"], "node_count": bits, "record_size": 24, "description": {"en": "x"}}
    # Some of these have types of their own: 5 = 16 bits.
    section = bytes([7 << 5 | len(metadata)])
    for key, value in metadata.items():
        octets = item(value)
        if key in ("binary_format_major_version", "binary_format_minor_version", "ip_version", "record_size"):
            octets = bytes([5 << 5 | octets[0] & 31]) + octets[1:]
        if key == "build_epoch":
            octets = bytes([1, 9 - 7, 1])
        section += item(key) + octets
    return b"".join(nodes) + bytes(16) + item(data) + b"\xab\xcd\xefMaxMind.com" + section
