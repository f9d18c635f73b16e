#!/usr/bin/env python3
"""Says which sources may be compiled as one: `groups.py FILE...` prints `FILE;GROUP` lines.

Most of the time of a build goes into what every source includes. Sources of one target that know nothing of each
other's internal names are compiled together (cmake/Module.cmake, BELFRY_GROUPED). A name in an unnamed namespace
is internal: no other source of its group may contain that word at all, or include a header that declares it, so
that nothing in a group can clash with, hide or be taken for something else. Sources that fit nowhere are compiled
alone.
"""

import functools
import re
import sys
from pathlib import Path

# Of source text in one group: more would leave one processor waiting for the last group.
MOST_CHARACTERS = 100_000

SOURCES = Path(__file__).resolve().parent.parent / 'src'
INCLUDE = re.compile(r'^#include "([^"]+)"', re.M)
COMMENT = re.compile(r'//[^\n]*|/\*.*?\*/', re.S)
WORD = re.compile(r'[A-Za-z_]\w*')
# Sources are formatted: what stands in a namespace begins its line.
OPENED = re.compile(r'^namespace \{')
CLOSED = re.compile(r'^\} *// namespace$')
TYPE = re.compile(r'^(?:template <.*> )?(?:struct|class|enum class|enum|union|concept) (\w+)')
ALIAS = re.compile(r'^(?:(?:__extension__ )?using (\w+) =|namespace (\w+) =)')
FUNCTION = re.compile(r'([\w~]+)\(')
VALUE = re.compile(r'(\w+)(?:\[[^\]]*\])*(?: =|\{|;)')
NO_NAME = re.compile(r'^(?:using|TEST|TEST_F|TEST_P|RC_GTEST\w*|INSTANTIATE\w*|BOOST_DESCRIBE\w*|static_assert)\b')


def at_margin(line):
    return line[:1].isalpha() or line.startswith('__extension__ ')


def declared(line):
    """The name that a line at the left margin declares, or nothing."""
    for pattern in (TYPE, ALIAS):
        if found := pattern.match(line):
            return next(name for name in found.groups() if name)
    if NO_NAME.match(line):
        return None
    before = line.split(' = ')[0]
    if (found := FUNCTION.search(before)) and not before.startswith(('constexpr std::array', 'const std::')):
        return found[1]
    return found[1] if (found := VALUE.search(line)) else None


@functools.cache
def seen_through(header):
    """What a header of the project and those that it includes declare at the left margin."""
    text = header.read_text()
    names = {declared(line) for line in text.splitlines() if at_margin(line)}
    return names.union(*map(seen_through, included(text)))


def included(text):
    """The project's own headers: they are named from src/."""
    return [path for name in INCLUDE.findall(text) if (path := SOURCES / name).exists()]


class Source:
    def __init__(self, name):
        text = Path(name).read_text()
        self.name = name
        self.size = len(text)
        self.sees = set().union(*map(seen_through, included(text)))
        self.words = set(WORD.findall(COMMENT.sub(' ', text)))
        # A macro reaches into whatever is compiled after it.
        self.alone = '#define' in text or self.size > MOST_CHARACTERS
        self.internal = set()
        inside = False
        for line in text.splitlines():
            if OPENED.match(line):
                inside = True
            elif CLOSED.match(line):
                inside = False
            elif at_margin(line) and (inside or ALIAS.match(line) or line.startswith('static ')):
                if name := declared(line):
                    self.internal.add(name)

    def goes_with(self, other):
        return not (self.internal & (other.words | other.sees) or other.internal & (self.words | self.sees))


def grouped(names):
    """Lists of sources that may be compiled as one, those that stay alone among them."""
    groups = []
    sources = [Source(name) for name in names]
    for source in sources:
        fits = (
            group for group in groups
            if not source.alone and not group[0].alone and sum(member.size for member in group) + source.size <= MOST_CHARACTERS
            and all(source.goes_with(member) for member in group)
        )
        if (group := next(fits, None)) is not None:
            group.append(source)
        else:
            groups.append([source])
    return [[source.name for source in group] for group in groups]


def main():
    for number, group in enumerate(grouped(sys.argv[1:])):
        for name in group if len(group) > 1 else ():
            print(f'{name};{number}')


if __name__ == '__main__':
    main()
