#!/usr/bin/env python3
"""The bill of materials of the program: CycloneDX 1.6, JSON.

    sbom.py PROGRAM VERSION OUT      writes it
    sbom.py --check FILE             holds a written one to what the format demands

Three kinds of part: libraries the program is linked to (their Debian packages, as installed here); what
is compiled in (the -dev packages of packages.txt that hold headers alone, and what web/src imports from
npm with what that needs); tools of the build, with the scope `excluded`. Two runs over the same program
and machine give the same bytes.
"""
import base64
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import uuid
from urllib.parse import quote

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True).stdout


def owners_of(libraries: list[str]) -> set[str]:
    """The Debian packages they are from. Where /lib is a link to /usr/lib a package may know either."""
    paths = set()
    for library in libraries:
        real = os.path.realpath(library)
        paths |= {real, real.removeprefix("/usr"), library, "/usr" + library}
    return {line.split(":")[0] for line in run("dpkg-query", "-S", *sorted(paths)).splitlines() if ": /" in line}


class Debian:
    """What is installed here."""

    def __init__(self) -> None:
        self.known = {}
        for line in run("dpkg-query", "-W", "-f", "${Package} ${Version} ${Architecture} ${source:Package}\n").splitlines():
            name, version, architecture, source = line.split()
            self.known[name] = (version, architecture, source)

    def source(self, name: str) -> str:
        return self.known[name][2]

    def part(self, name: str, scope: str, how: str) -> dict:
        version, architecture, _ = self.known[name]
        purl = f"pkg:deb/debian/{name}@{quote(version, safe='')}?arch={architecture}"
        return {"type": "library", "bom-ref": purl, "name": name, "version": version, "scope": scope, "purl": purl,
                "supplier": {"name": "Debian"}, "properties": [{"name": "belfry:how", "value": how}]}

    def parts(self, program: str) -> list[dict]:
        found = re.findall(r"=> (/\S+)|^\s*(/\S+ld-\S+)", run("ldd", program), re.M)
        linked = sorted(owners_of([first or second for first, second in found]) & set(self.known))
        sources = {self.source(name) for name in linked}
        out = [self.part(name, "required", "linked") for name in linked]
        for line in (ROOT / "packages.txt").read_text().splitlines():
            name = line.split()[1] if line.startswith("build ") else ""
            if name.endswith("-dev") and name in self.known and (
                    self.source(name) not in sources or not self.has_library(name)):
                out.append(self.part(name, "required", "compiled in"))
        return out + [self.part(name, "excluded", "build tool") for name in ("g++", "cmake", "ninja-build", "mold")
                      if name in self.known]

    @staticmethod
    def has_library(name: str) -> bool:
        return re.search(r"\.so(\.[0-9.]+)?$", run("dpkg-query", "-L", name), re.M) is not None


def npm() -> list[dict]:
    lock = json.loads((ROOT / "web/package-lock.json").read_text())["packages"]
    wanted, shipped = set(), set()
    for file in (ROOT / "web/src").rglob("*"):
        if file.suffix in (".ts", ".svelte") and ".test." not in file.name:
            wanted |= set(re.findall(r"""from ['"]((?:@[\w-]+/)?[a-z][\w-]*)""", file.read_text()))
    wanted = {name for name in wanted if f"node_modules/{name}" in lock}
    while wanted:
        name = wanted.pop()
        shipped.add(name)
        wanted |= {each for each in lock.get(f"node_modules/{name}", {}).get("dependencies", {})} - shipped
    out = []
    for path, entry in sorted(lock.items()):
        if not path or "version" not in entry:
            continue
        name = path.rsplit("node_modules/", 1)[-1]
        purl = f"pkg:npm/{quote(name, safe='/')}@{entry['version']}"
        part = {"type": "library", "bom-ref": f"{purl}#{path}", "name": name, "version": entry["version"], "purl": purl,
                "scope": "required" if path == f"node_modules/{name}" and name in shipped else "excluded",
                "properties": [{"name": "belfry:how", "value": "in the web app" if name in shipped else "build tool"}]}
        if entry.get("license"):
            part["licenses"] = [{"expression": entry["license"]}]
        if entry.get("integrity", "").startswith("sha512-"):
            part["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(entry["integrity"][7:]).hex()}]
        out.append(part)
    return out


def bill(program: str, version: str) -> dict:
    parts = list({part["bom-ref"]: part for part in Debian().parts(program) + npm()}.values())
    parts.sort(key=lambda part: part["bom-ref"])
    digest = hashlib.sha256(pathlib.Path(program).read_bytes()).hexdigest()
    purl = f"pkg:generic/belfry@{quote(version, safe='')}"
    whole = {"type": "application", "bom-ref": purl, "name": "belfry", "version": version, "purl": purl,
             "licenses": [{"license": {"id": "Apache-2.0"}}], "hashes": [{"alg": "SHA-256", "content": digest}]}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest + json.dumps(parts))}", "version": 1,
        "metadata": {"component": whole, "tools": {"components": [{"type": "application", "name": "tools/sbom.py", "version": version}]}},
        "components": parts,
        "dependencies": [{"ref": purl, "dependsOn": [part["bom-ref"] for part in parts if part["scope"] == "required"]}],
    }


def problems_of(document: dict) -> list[str]:
    """What CycloneDX 1.6 demands, and what a reader of this bill counts on."""
    out = []
    if document.get("bomFormat") != "CycloneDX" or document.get("specVersion") != "1.6":
        out.append("bomFormat or specVersion is wrong")
    if not re.fullmatch(r"urn:uuid:[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", document.get("serialNumber", "")):
        out.append("serialNumber is no urn:uuid")
    if not isinstance(document.get("version"), int) or document["version"] < 1:
        out.append("version is no number from 1 on")
    whole = document.get("metadata", {}).get("component", {})
    parts = document.get("components", [])
    references = [part.get("bom-ref") for part in [whole] + parts]
    if len(set(references)) != len(references) or None in references:
        out.append("a bom-ref is missing or stands twice")
    for part in [whole] + parts:
        name = part.get("name", "?")
        if part.get("type") not in ("application", "library") or not part.get("name"):
            out.append(f"{name}: type or name is missing")
        if not part.get("version") or not re.fullmatch(r"pkg:(deb|npm|generic)/\S+@\S+", part.get("purl", "")):
            out.append(f"{name}: version or purl is missing")
        if part.get("scope", "required") not in ("required", "optional", "excluded"):
            out.append(f"{name}: unknown scope")
        for each in part.get("hashes", []):
            if len(each["content"]) != {"SHA-256": 64, "SHA-512": 128}.get(each["alg"]):
                out.append(f"{name}: a hash of another length")
        for each in part.get("licenses", []):
            if set(each) not in ({"expression"}, {"license"}):
                out.append(f"{name}: a license in another form")
    for each in document.get("dependencies", []):
        out += [f"{ref}: unknown" for ref in [each["ref"], *each.get("dependsOn", [])] if ref not in references]
    needed = {part["name"] for part in parts if part.get("scope") == "required"}
    for pattern in ("^libsqlite3", "^libssl", "^libsodium", "^libpq", "^libboost1", "^svelte$", "^libc6$"):
        if not any(re.search(pattern, name) for name in needed):
            out.append(f"nothing of the kind {pattern}: the bill is not whole")
    return out


def main(arguments: list[str]) -> int:
    if arguments[0] == "--check":
        found = problems_of(json.loads(pathlib.Path(arguments[1]).read_text()))
        print("\n".join(found) or "the bill of materials is in order")
        return 1 if found else 0
    program, version, out = arguments
    document = bill(program, version)
    pathlib.Path(out).write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
