"""Checks a file of the audit's entries (JSON lines, as the page Audit exports them) against its own chain. Knows nothing of our code."""
import hashlib
import json
import sys

COLUMNS = ("id at op_id action surface role actor subject memory outcome reason before_hash after_hash detail").split()


def row_bytes(entry):
    texts = [entry[name] for name in COLUMNS]
    return ("v1" + ",".join("-" if t is None else f"{len(t.encode())}:{t}" for t in texts)).encode()


def main(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        lines = [json.loads(line) for line in file.read().split("\n") if line]
    head, entries, end = lines[0], lines[1:-1], lines[-1]
    if head.get("type") != "audit" or end.get("type") != "end" or end["entries"] != len(entries):
        return f"not whole: {len(entries)} entries"
    # in the file they stand by id, in the chain by commit
    entries.sort(key=lambda entry: int(entry["seq"]))
    before = b""
    for number, entry in enumerate(entries, 1):
        if int(entry["seq"]) != number:
            return f"entry {number} is missing"
        before = hashlib.sha256(before + row_bytes(entry)).digest()
        if before.hex() != entry["hash"]:
            return f"entry {number} is not what was recorded"
    if head["chain"] != {"seq": str(len(entries)), "hash": before.hex()}:
        return "the end is not where the chain stood"
    return None


if __name__ == "__main__":
    wrong = main(sys.argv[1])
    print(wrong or "holds")
    sys.exit(1 if wrong else 0)
