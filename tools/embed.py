#!/usr/bin/env python3
"""Writes a C++ file that holds other files' bytes: embed.py OUT NAMESPACE ACCESSOR BASE FILE...

A folder stands for every file in it.
"""
import pathlib
import sys


def literal(data: bytes) -> str:
    # String literals compile far quicker than lists of numbers; pieces of 8 KiB suit every compiler.
    def escape(chunk: bytes) -> str:
        return "".join(
            chr(b) if 32 <= b < 127 and b not in b'"\\?' else f"\\{b:03o}" for b in chunk
        )

    return "\n".join(f'    "{escape(data[i:i + 8192])}"' for i in range(0, len(data), 8192)) or '    ""'


def every_file(names: list[str]) -> list[str]:
    out = []
    for name in names:
        path = pathlib.Path(name)
        out += sorted(map(str, filter(pathlib.Path.is_file, path.rglob("*")))) if path.is_dir() else [name]
    return out


def main() -> None:
    out, namespace, accessor, base, *files = sys.argv[1:]
    lines = [
        "// Written by tools/embed.py.",
        "#include <array>", "#include <span>", '#include "base/embedded.hpp"',
        f"namespace {namespace} {{",
        f"std::span<const belfry::EmbeddedFile> {accessor}();", "namespace {",
    ]
    entries = []
    for number, name in enumerate(every_file(files)):
        data = pathlib.Path(name).read_bytes()
        path = pathlib.Path(name).relative_to(base).as_posix()
        lines.append(f"constexpr std::string_view file_{number}(\n{literal(data)},\n    {len(data)}U);")
        entries.append(f'    belfry::EmbeddedFile{{"{path}", file_{number}}},')
    lines.append(f"constexpr std::array<belfry::EmbeddedFile, {len(entries)}> files{{")
    lines += entries
    lines += ["};", "}  // namespace",
              f"std::span<const belfry::EmbeddedFile> {accessor}() {{ return files; }}",
              f"}}  // namespace {namespace}", ""]
    pathlib.Path(out).write_text("\n".join(lines), encoding="ascii")


if __name__ == "__main__":
    main()
