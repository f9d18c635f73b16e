// Checks a release package (docs/release-packages.md): a zip file whose manifest the record commits.
// What `belfry records verify` checks, this checks too, but for the words around a page's entries.

const most_bytes_of_a_file = 64 * 1024 * 1024;
const most_files = 50_000;
const bar = '█'.repeat(10);

const strict_text = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const is_zip = (bytes) => bytes.length > 3 && same(bytes.subarray(0, 4), [0x50, 0x4b, 3, 4]);

/** Raw DEFLATE by the browser, to at most the size that is said. */
const inflated = async (bytes, size) => {
    unless('DecompressionStream' in globalThis, 'package_no_inflate');
    const unpacking = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const reader = unpacking.getReader();
    const out = new Uint8Array(size);
    let end = 0;
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
        unless(end + value.length <= size, 'package_bad_zip');
        out.set(value, end);
        end += value.length;
    }
    unless(end === size, 'package_bad_zip');
    return out;
};
/** The bytes of one file, by its line in the zip's list of files. */
const member_in = async (bytes, view, line) => {
    const method = view.getUint16(line + 10, true);
    const packed = view.getUint32(line + 20, true);
    const size = view.getUint32(line + 24, true);
    const head = view.getUint32(line + 42, true);
    unless(size <= most_bytes_of_a_file && view.getUint32(head, true) === 0x04034b50, 'package_bad_zip');
    const name_at = (place, start) => bytes.subarray(start, start + view.getUint16(place, true));
    const name = name_at(line + 28, line + 46);
    unless(same(name, name_at(head + 26, head + 30)), 'package_bad_zip');
    const start = head + 30 + name.length + view.getUint16(head + 28, true);
    const content = bytes.subarray(start, start + packed);
    unless(content.length === packed && (method === 8 || (method === 0 && packed === size)), 'package_bad_zip');
    return { name: strict_text(name), content: method === 8 ? await inflated(content, size) : content };
};
/** The files of a zip by their names. */
const unzipped = async (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) {
        --end;
    }
    unless(end >= 0, 'package_bad_zip');
    const count = view.getUint16(end + 10, true);
    unless(count <= most_files, 'package_bad_zip');
    const files = new Map();
    let line = view.getUint32(end + 16, true);
    for (let i = 0; i < count; ++i) {
        unless(view.getUint32(line, true) === 0x02014b50, 'package_bad_zip');
        const { name, content } = await member_in(bytes, view, line);
        unless(!files.has(name), 'package_bad_zip');
        files.set(name, content);
        line += 46 + [28, 30, 32].reduce((sum, at_byte) => sum + view.getUint16(line + at_byte, true), 0);
    }
    return files;
};

/** RFC 8785: members in the order of their names' UTF-16 units, numbers as ECMAScript writes them. */
const canonical = (value) => {
    if (Array.isArray(value)) {
        return `[${value.map(canonical).join(',')}]`;
    }
    if (value !== null && typeof value === 'object') {
        const members = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
        return `{${members.join(',')}}`;
    }
    return JSON.stringify(value);
};
/** A value as people read it: text as it is, all else, and text with control characters, as JSON. */
const as_read = (value) =>
    typeof value === 'string' && !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(value) ? value : canonical(value);

/** What is said of a field, with the digest that its entry has to have. */
const field_in = async (said) => {
    if (said.disclosure !== undefined) {
        const [, name, value] = JSON.parse(strict_text(from_base64url(said.disclosure)));
        const digest = base64url(await sha256(utf8.encode(said.disclosure)));
        return { name, digest, state: 'released', text: as_read(value), mark: '' };
    }
    const state = said.mark !== undefined ? 'withheld' : 'removed';
    return { name: said.name, digest: said.digest, state, text: bar, mark: said.mark ?? said.removed };
};
/** An entry that is in the log, with its fields: each is one of its values, and none is left away. */
const entry_in = async (file, tree, sequence, said, marks) => {
    const bytes = file(`entries/${sequence}.json`);
    const proof = proof_in(strict_text(file(`entries/${sequence}.tlog-proof`)));
    const entry = JSON.parse(strict_text(bytes));
    const in_log = proof.signed === tree.signed && proof.index + 1 === sequence && (await leads_to(proof, bytes));
    unless(in_log && entry.seq === sequence && said?.seq === sequence, 'package_entry_foreign', { entry: sequence });
    const left = new Set(entry._sd);
    const fields = [];
    for (const each of said.fields) {
        const field = await field_in(each);
        const word = field.state === 'released' ? 'package_value_altered' : 'package_bar_foreign';
        const known = left.delete(field.digest) && (field.state !== 'withheld' || marks.has(field.mark));
        unless(known, word, { entry: sequence, field: field.name });
        fields.push(field);
    }
    unless(left.size === 0, 'package_field_missing', { entry: sequence });
    return { ...entry, fields };
};

/** A page that runs nothing: parsed without its style sheet, never shown. */
const parsed_page = (whole_text) => {
    const text = whole_text.replace(/<style>[^<]*<\/style>/, '');
    const trusted = globalThis.trustedTypes?.createPolicy('package', { createHTML: (html) => html });
    return new DOMParser().parseFromString(trusted ? trusted.createHTML(text) : text, 'text/html');
};
const same_lists = (a, b) => JSON.stringify(a) === JSON.stringify(b);
/** The page shows the code beside it where there is one, and no other picture: packages made before there were codes have none. */
const holds_code = (page, files) => {
    const pictures = Array.from(page.querySelectorAll('img'));
    const good = ({ parentNode, attributes }) => parentNode.nodeName === 'P' &&
        Array.from(attributes).every(({ name, value }) =>
            name === 'src' ? value === 'code.svg' : ['alt', 'width', 'height'].includes(name));
    return pictures.length === (files.has('code.svg') ? 1 : 0) && pictures.every(good);
};
/** A code is a white square and black ones. */
const hold_picture = (svg) => {
    const path = '<path fill="#(fff|000)" d="[MHhVvz0-9 -]*"/>';
    const form = new RegExp(`^<svg xmlns="[^"<]*" viewBox="[0-9 ]*" shape-rendering="crispEdges">${path}${path}</svg>$`);
    unless(form.test(svg), 'package_page_differs', { file: 'code.svg' });
};
const hold_page = (text, entries, files) => {
    const page = parsed_page(text);
    const foreign = page.querySelector('script, style, iframe, object, embed, link, base, svg, form, template');
    unless(holds_code(page, files), 'package_page_differs', { file: 'index.html' });
    unless(!foreign && page.querySelectorAll('section').length === entries.length, 'package_page_differs', { file: 'index.html' });
    for (const entry of entries) {
        const section = page.getElementById(`entry-${entry.seq}`);
        const shown = Array.from(section?.querySelectorAll('tr') ?? [], (row) =>
            [row.className, ...Array.from(row.children, (cell) => cell.textContent)]);
        const wanted = entry.fields.map(({ state, name, text: value, mark }) =>
            [state, name, state === 'released' ? value : `${value} ${mark}`]);
        const titled = section?.querySelector('h2')?.textContent === `${entry.object} · ${entry.action}`;
        unless(titled && same_lists(shown, wanted), 'package_page_differs', { file: 'index.html' });
    }
};
/** RFC 4180. */
const rows_of = (text) => {
    const rows = [[]];
    for (const [, quoted, bare, after] of text.matchAll(/(?:"((?:[^"]+|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
        rows.at(-1).push(quoted?.replaceAll('""', '"') ?? bare);
        if (after !== ',') {
            rows.push([]);
        }
    }
    return rows.filter((row) => row.length > 1);
};
const hold_table = (text, entries, marks) => {
    const wanted = [['entry', 'at', 'object', 'action', 'field', 'state', 'value', 'exemption', 'citation']];
    for (const { seq, at: when, object, action, fields } of entries) {
        for (const { name, state, text: value, mark } of fields) {
            const law = state === 'withheld' ? [mark, marks.get(mark).citation] : ['', mark];
            wanted.push([String(seq), when, object, action, name, state, value, ...law]);
        }
    }
    const rows = rows_of(text.replace(/^\ufeff/, ''));
    // Spreadsheets run what begins like a formula, so an apostrophe stands before it there.
    const equal_rows = rows.length === wanted.length && rows.every((row, i) =>
        row.length === 9 && row.every((cell, j) => cell === wanted[i][j] || cell === `'${wanted[i][j]}`));
    unless(equal_rows, 'package_page_differs', { file: 'released.csv' });
};
const hold_counts = (manifest, entries) => {
    const fields = entries.flatMap((entry) => entry.fields);
    const count = (test) => fields.filter(test).length;
    const good = ['released', 'withheld', 'removed'].every((state) =>
        manifest.counts[state] === count((field) => field.state === state)) &&
        manifest.exemptions.every(({ mark, fields: said }) =>
            said === count((field) => field.state === 'withheld' && field.mark === mark));
    unless(good, 'package_counts_differ');
};
/** Changes of an object that stand between those in the package, or before them. */
const gaps_in = (entries) => {
    const last = new Map();
    const gaps = [];
    for (const { object, prev_rev } of entries) {
        const seen = last.get(object) ?? 0;
        if (prev_rev > seen) {
            gaps.push({ object, first: seen + 1, last: prev_rev });
        }
        last.set(object, prev_rev + 1);
    }
    return gaps;
};

/** Before anything else is read: the record commits this manifest, and the zip holds what it lists. */
const committed_manifest = async (files, file, keys) => {
    const bytes = file('manifest.json');
    const manifest = JSON.parse(strict_text(bytes));
    unless(manifest.format === 'belfry-release-1', 'package_bad_zip');
    const tree = await verify(bytes, strict_text(file('manifest.json.tlog-proof')), keys).catch((error) => {
        throw error.message === 'another' ? new Refused('package_not_committed') : error;
    });
    const by_release = tree.document === 'manifest.json' && tree.action === 'records_request.release' &&
        tree.object === `records_request/${manifest.request}`;
    unless(by_release, 'package_not_committed');
    const proofs = manifest.entries.map((sequence) => `entries/${sequence}.tlog-proof`);
    const known = new Set(['manifest.json', 'manifest.json.tlog-proof', ...proofs]);
    for (const { name, sha256: digest } of manifest.files) {
        unless(hex(await sha256(file(name))) === digest, 'package_file_altered', { file: name });
        known.add(name);
    }
    for (const name of files.keys()) {
        unless(known.has(name), 'package_file_unknown', { file: name });
    }
    return { manifest, tree };
};
const checked_package = async (bytes, keys) => {
    const files = await unzipped(bytes);
    const file = (name) => {
        unless(files.has(name), 'package_file_missing', { file: name });
        return files.get(name);
    };
    const { manifest, tree } = await committed_manifest(files, file, keys);
    const marks = new Map(manifest.exemptions.map((each) => [each.mark, each]));
    const said = JSON.parse(strict_text(file('fields.json'))).entries;
    const entries = [];
    for (const [place, sequence] of manifest.entries.entries()) {
        unless(sequence > (entries.at(-1)?.seq ?? 0), 'package_entry_foreign', { entry: sequence });
        entries.push(await entry_in(file, tree, sequence, said[place], marks));
    }
    unless(said.length === entries.length, 'package_counts_differ');
    hold_page(strict_text(file('index.html')), entries, files);
    if (files.has('code.svg')) {
        hold_picture(strict_text(file('code.svg')));
    }
    hold_table(strict_text(file('released.csv')), entries, marks);
    hold_counts(manifest, entries);
    return { ...tree, manifest, gaps: gaps_in(entries) };
};
/** Whether a code is that of the package's page. */
const is_code_of_package = (code, { request, release, files }) =>
    code.document === `records-request-${request}-package-${release}/index.html` &&
    files.some((each) => each.name === 'index.html' && each.sha256 === code.sha256);
const verify_package = async (bytes, keys) => {
    try {
        return await checked_package(bytes, keys);
    } catch (error) {
        throw error instanceof Refused ? error : new Refused('package_bad_zip');
    }
};
