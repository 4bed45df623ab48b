#!/usr/bin/python3
"""Prints a record of a battle as lines of JSON: header, ticks, events, end, and what is damaged.

    tools/read_record.py FILE

Written from docs/record_format.md alone, to show that the page suffices. Needs python3-zstandard.
Times are milliseconds from the battle's epoch; ids that are none are null; digests are hexadecimal.
"""
import json
import struct
import sys
import zlib

import zstandard

MAGIC = bytes.fromhex("8b4b484153414e0a")
SYNC = bytes.fromhex("f5b14b68421a0d0a")
HEADER = struct.Struct("<8sIIqqIIII")
KINDS = {1: "header", 2: "ticks", 3: "snapshot", 4: "end"}
SIZE_MAX, COUNT_MAX, WINDOW_MAX = 1 << 28, 1 << 20, 1 << 23
NONE = 0xFFFFFFFF
IDS = ["object", "unit", "place", "weapon", "order"]
NUMBERS = ["side", "cause", *IDS, "a", "b", "c", "d"]


class Refused(Exception):
    """Not as the page says."""


def block_at(data, at):
    """(kind, number, first, last, raw, stored, payload checksum) of a sound header, or None."""
    if at + HEADER.size > len(data) or data[at:at + 8] != SYNC:
        return None
    _, *fields, check = HEADER.unpack_from(data, at)
    kind, _, first, last, raw, stored, _ = fields
    sound = check == zlib.crc32(data[at:at + 44]) and kind in KINDS and first <= last
    fits = raw <= SIZE_MAX and at + HEADER.size + stored <= len(data)
    return fields if sound and fits else None


def search(data, at):
    """Place of the first sound header from there on, or the end of the file."""
    while (at := data.find(SYNC, at)) >= 0:
        if block_at(data, at):
            return at
        at += 1
    return len(data)


def unpack(stored, size, check):
    """Exactly `size` bytes from one frame."""
    if zlib.crc32(stored) != check:
        raise Refused("a damaged payload")
    frame = zstandard.ZstdDecompressor(max_window_size=WINDOW_MAX).decompressobj()
    payload = frame.decompress(stored)
    if len(payload) != size or not frame.eof or frame.unused_data:
        raise Refused("a payload of another length")
    return payload


def blocks(data):
    """Yields (kind, first, last, payload) of the whole blocks, and a text for each fault."""
    if data[:8] != MAGIC or len(data) < 16:
        raise Refused("no record")
    version, check = struct.unpack_from("<II", data, 8)
    if check != zlib.crc32(data[:12]):
        yield "a damaged beginning of the file"
    elif version != 1:
        raise Refused(f"format version {version}, not 1")
    at = behind = 16
    expected, ended = 0, False
    while at < len(data):
        if not block_at(data, at):
            yield f"a damaged block at {at}"
            at = search(data, behind)
            expected, ended = None, True  # what is missing is told already
            continue
        kind, number, first, last, raw, stored, check = block_at(data, at)
        if number != expected and expected is not None:
            yield f"block {number} at {at}, where {expected} was expected"
        expected, ended = number + 1, kind == 4
        behind, end = at + HEADER.size, at + HEADER.size + stored
        try:
            payload = unpack(data[behind:end], raw, check)
            behind = end
            yield KINDS[kind], first, last, payload
        except (Refused, zstandard.ZstdError) as fault:
            yield f"{fault} at {at}"
        at = end
    if not ended:
        yield "no end block: the recording was stopped"


class Columns:
    """Takes numbers from the front of a payload."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def varint(self):
        value = shift = 0
        while self.data[self.at] >= 0x80:
            value |= (self.data[self.at] & 0x7F) << shift
            self.at, shift = self.at + 1, shift + 7
        self.at += 1
        return value | self.data[self.at - 1] << shift

    def signed(self):
        z = self.varint()
        return z // 2 if z % 2 == 0 else -(z + 1) // 2

    def take(self, form):
        value, = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return value


def references(kinds, subjects):
    """Position of the event that each is told by, or -1 for the blank one."""
    of_kind, of_both, found = {}, {}, []
    for i, both in enumerate(zip(kinds, subjects)):
        found.append(of_both.get(both, of_kind.get(both[0], -1)))
        of_both[both] = of_kind[both[0]] = i
    return found


def column(take, blank, known, combine):
    """Numbers told by those of their references."""
    values = []
    for reference in known:
        values.append(combine(values[reference] if reference >= 0 else blank, take()))
    return values


def ticks_of(payload):
    """[({tick}, [{event}, ...]), ...]"""
    read = Columns(payload)
    tick_count, event_count = read.varint(), read.varint()
    if max(tick_count, event_count) > COUNT_MAX:
        raise Refused("too many ticks")
    now, nows = 0, []
    for _ in range(tick_count):
        nows.append(now := now + read.signed())
    counts = [read.varint() for _ in nows]
    if sum(counts) != event_count:
        raise Refused("ticks that do not fit their events")
    digest, digests = 0, []
    for is_new in [read.take("<B") for _ in nows]:
        digests.append(digest := read.take("<Q") if is_new else digest)
    times = [now + read.signed() for now, count in zip(nows, counts) for _ in range(count)]
    kinds = [read.varint() for _ in times]
    subject, subjects = 0, []
    for _ in times:
        subjects.append(subject := (subject + read.signed()) % 2**32)
    known = references(kinds, subjects)
    events = {"at": times, "kind": kinds, "subject": subjects}
    for name in NUMBERS:
        blank = NONE if name in IDS else 0
        events[name] = column(read.signed, blank, known, lambda x, d: (x + d) % 2**32)
    for name in "xy":
        bits = column(read.varint, 0, known, lambda x, d: x ^ d)
        events[name] = [struct.unpack("<d", struct.pack("<Q", x))[0] for x in bits]
    for name in ["subject", *IDS]:
        events[name] = [None if x == NONE else x for x in events[name]]
    for name in "abcd":
        events[name] = [x - 2**32 if x >= 2**31 else x for x in events[name]]
    if read.at != len(payload):
        raise Refused("bytes too many")

    rows = iter([dict(zip(events, row)) for row in zip(*events.values())])
    return [({"now": now, "digest": f"{digest:016x}"}, [next(rows) for _ in range(count)])
            for now, digest, count in zip(nows, digests, counts)]


def snapshot_of(payload):
    """The counts of a run and the columns of its state."""
    read = Columns(payload)
    snapshot = {"state_hash": f"{read.take('<Q'):016x}", "steps": read.varint(),
                "element_steps": read.varint()}
    snapshot["counts"] = [read.take("<Q") for _ in range(read.varint())]
    snapshot["columns"] = {}
    for _ in range(read.varint()):
        size = read.varint()
        name = read.take(f"<{size}s").decode()
        kind, width, rows = read.take("<c").decode(), read.take("<B"), read.varint()
        bytes_of = read.take(f"<{rows * width}s")
        form = {"f4": "f", "f8": "d", "b1": "?"}.get(f"{kind}{width}") or {1: "b", 2: "h", 4: "i", 8: "q"}[width]
        form = form.upper() if kind == "u" else form
        values = [bytes_of[row::rows] for row in range(rows)]  # its bytes, lowest first
        snapshot["columns"][name] = [struct.unpack("<" + form, value)[0] for value in values]
    if read.at != len(payload):
        raise Refused("bytes too many")
    return snapshot


def lines(data):
    """The record as things to print."""
    for block in blocks(data):
        if isinstance(block, str):
            yield {"fault": block}
            continue
        kind, first, _, payload = block
        if kind == "ticks":
            for tick, events in ticks_of(payload):
                yield {"tick": tick}
                yield from ({"event": event} for event in events)
        elif kind == "snapshot":
            yield {"snapshot": {"at": first, **snapshot_of(payload)}}
        else:
            yield {kind: json.loads(payload)}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        with open(sys.argv[1], "rb") as file:
            for line in lines(file.read()):
                print(json.dumps(line))
    except (Refused, OSError, IndexError, ValueError, struct.error) as reason:
        sys.exit(f"{sys.argv[1]}: {reason}")
