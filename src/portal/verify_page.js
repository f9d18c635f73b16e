// The page that verify.js and verify_package.js work for. It brings words and keys; nothing leaves the
// reader's machine.

const moment = (when) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' }).format(when);
const show = (state, title, lines) => {
    const out = at('verdict');
    out.className = `verdict ${state}`;
    const heading = document.createElement('h2');
    heading.textContent = title;
    const list = document.createElement('ul');
    for (const line of lines) {
        const item = document.createElement('li');
        item.textContent = line;
        list.append(item);
    }
    out.replaceChildren(heading, ...(lines.length > 0 ? [list] : []));
};
/** Where the log holds what was proved, and who confirmed that. */
const log_lines = (proved) => {
    const lines = [say('in_log', { origin: proved.origin, index: proved.index + 1, size: proved.size })];
    for (const witness of proved.witnesses) {
        lines.push(say('witness', { name: witness.name, when: moment(witness.when) }));
    }
    if (proved.witnesses.length === 0) {
        lines.push(say('no_witness'));
    }
    return lines;
};
/** `more` stands first: what follows from a code. */
const show_proved = (title, proved, more) => {
    show('good', title, [
        ...more,
        say('committed', { when: moment(proved.when) }),
        say('published_at', { document: proved.document }),
        ...log_lines(proved),
    ]);
};
const show_package = (proved, more) => {
    const { manifest } = proved;
    const lines = [
        ...more,
        say('package_committed', { release: manifest.release, request: manifest.request, when: moment(proved.when) }),
        say('package_fields', { entries: manifest.entries.length, ...manifest.counts }),
        ...manifest.exemptions.map((each) => say('package_exemption', each)),
        ...(manifest.counts.outside > 0 ? [say('package_outside', manifest.counts)] : []),
        ...proved.gaps.map((gap) => say('package_gap', gap)),
        ...log_lines(proved),
        say('package_key'),
    ];
    show('good', say('package_good'), lines);
};
const fetched = async (address, word) => {
    const answer = await fetch(address).catch(() => null);
    unless(answer && answer.ok, word);
    return new Uint8Array(await answer.arrayBuffer());
};
const chosen = async (id) => {
    const file = at(id)?.files[0];
    return file ? new Uint8Array(await file.arrayBuffer()) : null;
};
const is_offline = document.body.hasAttribute('data-offline');
const is_address = (text) => /^\/[\w/-]*$/.test(text) && !text.startsWith('//');
const keys_that_count = () => ({ log: at('log-key').value, witnesses: at('witness-keys').value });
const proof_for = async (digest, own) => {
    unless(own || !is_offline, 'need_proof');
    const proof = own ?? (await fetched(`/proofs/${digest}.tlog-proof`, 'no_proof'));
    return new TextDecoder().decode(proof);
};
/** What the city shows now where the document was published; nobody knows that without a network. */
const line_of_today = async ({ document: address }, digest) => {
    const now = is_offline || !is_address(address) ? null : await fetched(address, 'cannot_fetch').catch(() => null);
    if (now === null) {
        return [];
    }
    return [say(hex(await sha256(now)) === digest ? 'code_current' : 'code_past', { document: address })];
};
const run_with_code = async (code, content, own) => {
    const keys = keys_that_count();
    const of_log = (await names_log(code, keys)) ? [] : [say('code_other_log', { log: code.log })];
    if (content && !own && is_zip(content)) {
        const proved = await verify_package(content, keys);
        unless(is_code_of_package(code, proved.manifest), 'code_differs');
        show_package(proved, [say('code_same'), ...of_log]);
        return;
    }
    unless(!code.of_package, 'need_package');
    unless(!content || hex(await sha256(content)) === code.sha256, 'code_differs');
    const proved = await verify_digest(code.sha256, await proof_for(code.sha256, own), keys);
    if (content) {
        show_proved(say('good'), proved, [say('code_same'), ...of_log]);
    } else {
        const today = await line_of_today(proved, code.sha256);
        show_proved(say('code_good'), proved, [say('code_compare'), ...today, ...of_log]);
    }
};
const run_without_code = async (content, own) => {
    unless(content, 'need_document');
    const keys = keys_that_count();
    if (!own && is_zip(content)) {
        show_package(await verify_package(content, keys), []);
        return;
    }
    const proof = await proof_for(hex(await sha256(content)), own);
    show_proved(say('good'), await verify(content, proof, keys), []);
};
/** Checks the page at an address, or what is chosen in the form. */
const run = async (address) => {
    show('working', say('working'), []);
    try {
        if (address) {
            const page = await fetched(address, 'cannot_fetch');
            const proof = await proof_for(hex(await sha256(page)), null);
            show_proved(say('good'), await verify(page, proof, keys_that_count()), []);
            return;
        }
        const [content, own, code] = [await chosen('document'), await chosen('proof'), code_in(at('code').value)];
        await (code ? run_with_code(code, content, own) : run_without_code(content, own));
    } catch (error) {
        show('bad', say('bad'), [error instanceof Refused ? say(error.message, error.values) : say('bad_proof')]);
    }
};
at('verify').addEventListener('submit', (event) => {
    event.preventDefault();
    void run('');
});
// A file may be dropped anywhere; a package is checked at once.
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
    event.preventDefault();
    const dropped = event.dataTransfer?.files;
    if (dropped?.length === 1) {
        at(dropped[0].name.endsWith('.tlog-proof') ? 'proof' : 'document').files = dropped;
        if (dropped[0].name.endsWith('.zip')) {
            at('proof').value = '';
            void run('');
        }
    }
});
// A code on paper leads here with the document's address behind the #, or with a text that says its digest.
const asked = decodeURIComponent(location.hash.slice(1));
if (!is_offline && is_address(asked)) {
    void run(asked);
} else if (asked.startsWith('BELFRY-')) {
    at('code').value = asked;
    show('working', say('code_read'), [say('code_read_next')]);
}
