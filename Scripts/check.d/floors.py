"""Reads `swift package dump-package` and complains about every target that depends on one further down."""

import json
import sys

targets = json.load(sys.stdin)["targets"]
place = {target["name"]: index for index, target in enumerate(targets)}
faults = []
for target in targets:
    for dependency in target["dependencies"]:
        name = (dependency.get("byName") or dependency.get("target") or [None])[0]
        if name in place and place[name] >= place[target["name"]]:
            faults.append(f"{target['name']} looks up to {name}")

floors = {
    "pure rooms": ["PlaybookLoading", "Understanding", "Dialog", "Routing", "Insight", "Store"],
}
for floor, rooms in floors.items():
    for target in targets:
        if target["name"] not in rooms:
            continue
        for dependency in target["dependencies"]:
            name = (dependency.get("byName") or dependency.get("target") or [None])[0]
            if name in rooms:
                faults.append(f"{target['name']} imports {name}, its sibling among the {floor}")

print("\n".join(faults), file=sys.stderr)
sys.exit(1 if faults else 0)
