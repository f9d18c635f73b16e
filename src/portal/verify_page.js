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
const show_proved = (proved) => {
    show('good', say('good'), [
        say('committed', { when: moment(proved.when) }),
        say('published_at', { document: proved.document }),
        ...log_lines(proved),
    ]);
};
const show_package = (proved) => {
    const { manifest } = proved;
    const lines = [
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
const run = async (address) => {
    show('working', say('working'), []);
    try {
        const content = address ? await fetched(address, 'cannot_fetch') : await chosen('document');
        unless(content, 'need_document');
        const own = address ? null : await chosen('proof');
        const keys = { log: at('log-key').value, witnesses: at('witness-keys').value };
        if (!address && !own && is_zip(content)) {
            show_package(await verify_package(content, keys));
            return;
        }
        unless(own || !document.body.hasAttribute('data-offline'), 'need_proof');
        const proof = own ?? (await fetched(`/proofs/${hex(await sha256(content))}.tlog-proof`, 'no_proof'));
        show_proved(await verify(content, new TextDecoder().decode(proof), keys));
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
// A code on paper leads here with the document's address behind the #.
const asked = decodeURIComponent(location.hash.slice(1));
if (!document.body.hasAttribute('data-offline') && /^\/[\w/-]*$/.test(asked) && !asked.startsWith('//')) {
    void run(asked);
}
