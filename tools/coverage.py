#!/usr/bin/env python3
"""What tools/coverage.sh measured: coverage.py ROOT BUILD --object PROGRAM... -- FOLDER..."""

import collections
import json
import pathlib
import re
import subprocess
import sys

root, build = map(pathlib.Path, sys.argv[1:3])
divided = sys.argv.index('--')
objects, folders = sys.argv[3:divided], sys.argv[divided + 1:]


# What check() asks can only be answered in one way, unless Belfry has a bug; a comparison that is = default is the compiler's.
CHECK = re.compile(r'(?<![\w.>])check\(')
DEFAULT = re.compile(r'^.*= default;', re.MULTILINE)
PIECE = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])\'|[()]')
# What the issue of trust names beside whole folders: files of src/.
PARTS = {
    'migrations': ('store/migration.cpp', 'store/schema.cpp'),
    'authorisation': ('accounts/gate.cpp', 'accounts/permission.cpp'),
    'ways in': ('accounts/sign_in.cpp', 'accounts/entering.cpp', 'accounts/passkeys.cpp', 'accounts/webauthn.cpp', 'accounts/challenge.cpp',
                'accounts/id_token.cpp', 'accounts/provider_sign_in.cpp', 'accounts/own_account.cpp', 'accounts/account.cpp'),
}
# Headers that only tests include.
OF_TESTS = r'/(test_[a-z_]*|route_walk|identity_provider|w3c_vectors)\.hpp$'


def end_of_call(text, opened):
    """Where the bracket that stands at `opened` is closed."""
    depth = 0
    for piece in PIECE.finditer(text, opened):
        depth += {'(': 1, ')': -1}.get(piece.group(), 0)
        if depth == 0:
            return piece.end()
    return len(text)


def left_out(text):
    """The parts of a source whose branches do not count, from character to character."""
    parts = [(found.start(), end_of_call(text, found.end() - 1)) for found in CHECK.finditer(text)]
    return parts + [found.span() for found in DEFAULT.finditer(text)]


def llvm_cov(command, *options):
    # The first program is named without an option.
    return [
        'llvm-cov-19', command, objects[1], *objects[2:], f'--instr-profile={build}/profile', *options,
        rf'--ignore-filename-regex=_test\.cpp$|{OF_TESTS}|/usr/|/Unity/|_embedded\.cpp$'
    ]


def exported(*options):
    return json.loads(subprocess.run(llvm_cov('export', *options), check=True, capture_output=True).stdout)['data'][0]


def write_table(rows, files):
    """The rows of docs/security.md, in build/coverage/coverage.md."""
    parts = {name: [sum(column) for column in zip(*(files[each] for each in of))] for name, of in PARTS.items()
             if all(each in files for each in of)}
    table = ''.join(
        f'| {name} | {100 * reached / max(lines, 1):.1f} % of {lines:,} | {took:,} of {branches:,} ({100 * took / max(branches, 1):.1f} %) |\n'
        for name, (lines, reached, branches, took) in [*parts.items(), *((f'`{folder}`', row) for folder, row in rows.items())])
    (build / 'coverage.md').write_text('| what | lines | branches |\n|---|---|---|\n' + table)


def main():
    rows = collections.defaultdict(lambda: [0, 0, 0, 0])
    files = collections.defaultdict(lambda: [0, 0, 0, 0])
    missed = []
    for file in exported()['files']:
        path = pathlib.Path(file['filename']).resolve().relative_to(root)
        folder = path.parts[1]
        if path.parts[0] != 'src' or folder not in folders:
            continue
        # One branch may stand in several instances of a template: it is taken where one of them takes it.
        taken = collections.defaultdict(lambda: [0, 0])
        for line, column, _, _, true, false, *_ in file['branches']:
            taken[line, column][0] += true
            taken[line, column][1] += false
        text = (root / path).read_bytes().decode('latin-1')  # columns count bytes
        starts = [0] + [found.end() for found in re.finditer('\n', text)]
        without = left_out(text)
        for (line, column), counts in sorted(taken.items()):
            at = starts[line - 1] + column - 1
            if any(begin <= at < end for begin, end in without):
                continue
            for count, way in zip(counts, ('true', 'false')):
                for row in (rows[folder], files[str(path.relative_to('src'))]):
                    row[2] += 1
                    row[3] += count > 0
                if not count:
                    missed.append(f'{path}:{line}:{column}: never {way}')
        lines = file['summary']['lines']
        for row in (rows[folder], files[str(path.relative_to('src'))]):
            row[0] += lines['count']
            row[1] += lines['covered']
    (build / 'missed.txt').write_text('\n'.join(missed) + '\n')
    rows['all'] = [sum(column) for column in zip(*rows.values())]
    for folder, (lines, reached, branches, took) in rows.items():
        print(f'{folder:16} lines {100 * reached / max(lines, 1):5.1f} % of {lines:6}   '
              f'branches {100 * took / max(branches, 1):5.1f} % of {branches:6}')
    write_table(rows, files)
    with open(build / 'report.log', 'w') as log:
        subprocess.run(llvm_cov('show', '--format=html', f'--output-dir={build}/report', '--show-branches=count'),
                       check=False, stdout=log, stderr=log)


main()
