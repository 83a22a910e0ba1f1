"""Reads a binary trace of GroundTruth messages with OSI's own generated classes; prints what it found as one JSON object.

usage: read_osi.py TRACE
"""
import json
import struct
import sys

from google.protobuf.json_format import MessageToDict
from osi3.osi_groundtruth_pb2 import GroundTruth


def messages(path):
    with open(path, "rb") as trace:
        while length := trace.read(4):
            body = trace.read(struct.unpack("<I", length)[0])
            message = GroundTruth()
            message.ParseFromString(body)
            yield body, message


def unknown_bytes(message):
    size = message.ByteSize()
    message.DiscardUnknownFields()
    return size - message.ByteSize()


def unset_enums(message, path="GroundTruth"):
    """Enums that say 0, unknown, which ground truth must not."""
    for field, value in message.ListFields():
        here = f"{path}.{field.name}"
        if field.enum_type is not None and value == 0:
            yield here
        if field.message_type is not None:
            for each in value if field.label == field.LABEL_REPEATED else [value]:
                yield from unset_enums(each, here)


found = {"messages": [], "unknown_bytes": 0, "unset_enums": [], "same_bytes": True}
for raw, truth in messages(sys.argv[1]):
    found["unknown_bytes"] += unknown_bytes(truth)
    found["unset_enums"] += list(unset_enums(truth))
    found["same_bytes"] &= truth.SerializeToString(deterministic=True) == raw
    found["messages"].append(MessageToDict(truth, preserving_proto_field_name=True))
print(json.dumps(found))
