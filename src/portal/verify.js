// Verifies a document against its proof file (c2sp.org/tlog-proof@v1) in the reader's browser: bytes,
// signatures, notes and proofs. verify_package.js and verify_page.js follow it in one script. Works
// without a network when it stands in a file of its own.

const utf8 = new TextEncoder();
const at = (id) => document.getElementById(id);
const say = (word, values = {}) => {
    const text = document.querySelector(`[data-word="${word}"]`).textContent;
    return text.replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);
};

/** A reason why a document is not proved: the word for it, and what fills the word's blanks. */
class Refused extends Error {
    constructor(word, values = {}) {
        super(word);
        this.values = values;
    }
}
const unless = (good, word, values) => {
    if (!good) {
        throw new Refused(word, values);
    }
};

// Bytes

const joined = (...parts) => {
    const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let end = 0;
    for (const part of parts) {
        out.set(part, end);
        end += part.length;
    }
    return out;
};
const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const base64 = (text, word = 'bad_proof') => {
    unless(/^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0, word);
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
};
const base64url = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const from_base64url = (text) => {
    unless(/^[A-Za-z0-9_-]*$/.test(text), 'bad_proof');
    const padded = text.replace(/-/g, '+').replace(/_/g, '/') + '='.repeat((4 - (text.length % 4)) % 4);
    return base64(padded);
};

// SHA-2 (FIPS 180-4) for browsers that give a page no WebCrypto: plain HTTP, or old ones. The
// constants are the first bits of the roots of primes.

const primes = (count) => {
    const out = [];
    for (let n = 2; out.length < count; ++n) {
        if (out.every((prime) => n % prime !== 0)) {
            out.push(n);
        }
    }
    return out;
};
/** The first `bits` bits behind the point of the `power`-th root of n. */
const root_bits = (n, power, bits) => {
    const shifted = BigInt(n) << BigInt(power * bits);
    let low = 0n;
    let high = 1n << BigInt(bits + 16);
    while (high - low > 1n) {
        const middle = (low + high) >> 1n;
        if (middle ** BigInt(power) <= shifted) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low & ((1n << BigInt(bits)) - 1n);
};
const kinds = {
    256: { bits: 32, rounds: 64, big: [[2, 13, 22], [6, 11, 25]], small: [[7, 18, 3], [17, 19, 10]] },
    512: { bits: 64, rounds: 80, big: [[28, 34, 39], [14, 18, 41]], small: [[1, 8, 7], [19, 61, 6]] },
};
const sha2 = (name, message) => {
    const { bits, rounds, big, small } = kinds[name];
    const width = BigInt(bits);
    const mask = (1n << width) - 1n;
    const word_bytes = bits / 8;
    const block = word_bytes * 16;
    const constants = primes(rounds).map((prime) => root_bits(prime, 3, bits));
    const turn = (x, by) => ((x >> BigInt(by)) | (x << (width - BigInt(by)))) & mask;
    const mix_big = (x, [a, b, c]) => turn(x, a) ^ turn(x, b) ^ turn(x, c);
    const mix_small = (x, [a, b, c]) => turn(x, a) ^ turn(x, b) ^ (x >> BigInt(c));
    const padding = (2 * block - ((message.length + 1 + word_bytes * 2) % block)) % block;
    const length = new Uint8Array(word_bytes * 2);
    new DataView(length.buffer).setBigUint64(length.length - 8, BigInt(message.length) * 8n);
    const bytes = joined(message, [0x80], new Uint8Array(padding), length);
    const state = primes(8).map((prime) => root_bits(prime, 2, bits));
    for (let start = 0; start < bytes.length; start += block) {
        const w = [];
        for (let i = 0; i < 16; ++i) {
            const from = start + i * word_bytes;
            w.push(BigInt('0x' + hex(bytes.subarray(from, from + word_bytes))));
        }
        for (let i = 16; i < rounds; ++i) {
            w.push((mix_small(w[i - 2], small[1]) + w[i - 7] + mix_small(w[i - 15], small[0]) + w[i - 16]) & mask);
        }
        let [a, b, c, d, e, f, g, h] = state;
        for (let i = 0; i < rounds; ++i) {
            const first = h + mix_big(e, big[1]) + ((e & f) ^ (~e & mask & g)) + constants[i] + w[i];
            const second = mix_big(a, big[0]) + ((a & b) ^ (a & c) ^ (b & c));
            [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & mask, c, b, a, (first + second) & mask];
        }
        [a, b, c, d, e, f, g, h].forEach((value, i) => {
            state[i] = (state[i] + value) & mask;
        });
    }
    const text = state.map((value) => value.toString(16).padStart(bits / 4, '0')).join('');
    return Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
};
const subtle = globalThis.crypto?.subtle;
const sha256 = async (bytes) =>
    subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha2(256, bytes);

// Ed25519 (RFC 8032), with whole numbers of any size: only checks, so it may take its time.

const p = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (a, m = p) => ((a % m) + m) % m;
const power = (base, exponent) => {
    let out = 1n;
    for (let b = mod(base); exponent > 0n; exponent >>= 1n, b = mod(b * b)) {
        if (exponent & 1n) {
            out = mod(out * b);
        }
    }
    return out;
};
const inverse = (a) => power(a, p - 2n);
const d = mod(-121665n * inverse(121666n));
const little_endian = (bytes) => BigInt('0x' + hex(Uint8Array.from(bytes).reverse()));
/** Points as x : y : z : t of the twisted Edwards curve. */
const add = ([x1, y1, z1, t1], [x2, y2, z2, t2]) => {
    const a = mod((y1 - x1) * (y2 - x2));
    const b = mod((y1 + x1) * (y2 + x2));
    const c = mod(2n * t1 * d * t2);
    const e = mod(2n * z1 * z2);
    return [mod((b - a) * (e - c)), mod((e + c) * (b + a)), mod((e - c) * (e + c)), mod((b - a) * (b + a))];
};
const times = (number, point) => {
    let out = [0n, 1n, 1n, 0n];
    for (let n = number, q = point; n > 0n; n >>= 1n, q = add(q, q)) {
        if (n & 1n) {
            out = add(out, q);
        }
    }
    return out;
};
/** Null when the 32 bytes are no point. */
const point_of = (bytes) => {
    const number = little_endian(bytes);
    const y = number & ((1n << 255n) - 1n);
    const sign = number >> 255n;
    if (y >= p) {
        return null;
    }
    const square = mod((y * y - 1n) * inverse(d * y * y + 1n));
    let x = power(square, (p + 3n) / 8n);
    if (mod(x * x - square) !== 0n) {
        x = mod(x * power(2n, (p - 1n) / 4n));
    }
    if (mod(x * x - square) !== 0n || (x === 0n && sign === 1n)) {
        return null;
    }
    x = (x & 1n) === sign ? x : p - x;
    return [x, y, 1n, mod(x * y)];
};
const equal = ([x1, y1, z1], [x2, y2, z2]) => mod(x1 * z2 - x2 * z1) === 0n && mod(y1 * z2 - y2 * z1) === 0n;
const by_hand = (key, signature, message) => {
    const base_y = mod(4n * inverse(5n));
    const base = point_of(Uint8Array.from({ length: 32 }, (_, i) => Number((base_y >> BigInt(8 * i)) & 255n)));
    const a = point_of(key);
    const r = point_of(signature.subarray(0, 32));
    const s = little_endian(signature.subarray(32));
    if (!a || !r || s >= order) {
        return false;
    }
    const h = mod(little_endian(sha2(512, joined(signature.subarray(0, 32), key, message))), order);
    return equal(times(s, base), add(r, times(h, a)));
};
const signature_holds = async (key, signature, message) => {
    if (signature.length !== 64) {
        return false;
    }
    if (subtle) {
        try {
            const imported = await subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
            return await subtle.verify('Ed25519', imported, signature, message);
        } catch {
            // This browser's WebCrypto has no Ed25519.
        }
    }
    return by_hand(key, signature, message);
};

// Notes, logs, proofs

/** `name+hash+base64` */
const key_in = async (text, algorithm) => {
    const parts = text.trim().match(/^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/);
    unless(parts, 'bad_key');
    const bytes = base64(parts[3], 'bad_key');
    const id = (await sha256(joined(utf8.encode(parts[1] + '\n'), bytes))).subarray(0, 4);
    unless(bytes.length === 33 && bytes[0] === algorithm && hex(id) === parts[2], 'bad_key');
    return { name: parts[1], id, key: bytes.subarray(1) };
};
/** The signature of `key` under the note, when it holds. */
const signature_by = async (note, key, message_of) => {
    for (const line of note.signatures) {
        const [dash, name, bytes, ...more] = line.split(' ');
        if (dash !== '\u2014' || more.length > 0 || name !== key.name) {
            continue;
        }
        const signature = base64(bytes);
        if (!same(signature.subarray(0, 4), key.id)) {
            continue;
        }
        const { message, sealed, when } = message_of(note.text, signature.subarray(4));
        if (await signature_holds(key.key, sealed, utf8.encode(message))) {
            return { when };
        }
    }
    return null;
};
const plain = (text, signature) => ({ message: text, sealed: signature });
const cosigned = (text, signature) => {
    if (signature.length !== 72) {
        return { message: '', sealed: new Uint8Array() };
    }
    const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
    return {
        message: `cosignature/v1\ntime ${seconds}\n${text}`,
        sealed: signature.subarray(8),
        when: new Date(Number(seconds) * 1000),
    };
};
const note_in = (text) => {
    const gap = text.lastIndexOf('\n\n');
    unless(gap > 0 && text.endsWith('\n'), 'bad_proof');
    return { text: text.slice(0, gap + 1), signatures: text.slice(gap + 2, -1).split('\n') };
};
const whole = (text) => {
    unless(/^(0|[1-9][0-9]{0,14})$/.test(text), 'bad_proof');
    return Number(text);
};
const node = (left, right) => sha256(joined([1], left, right));
/** RFC 9162 section 2.1.3.2. */
const is_included = async (leaf, index, size, root, hashes) => {
    let fn = index;
    let sn = size - 1;
    let hash = leaf;
    for (const next of hashes) {
        if (sn === 0) {
            return false;
        }
        if (fn % 2 === 1 || fn === sn) {
            hash = await node(next, hash);
            while (fn % 2 === 0 && fn !== 0) {
                fn = Math.floor(fn / 2);
                sn = Math.floor(sn / 2);
            }
        } else {
            hash = await node(hash, next);
        }
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
    }
    return sn === 0 && same(hash, root);
};
const proof_in = (text) => {
    const gap = text.indexOf('\n\n');
    const lines = text.slice(0, gap).split('\n');
    unless(gap > 0 && lines.shift() === 'c2sp.org/tlog-proof@v1', 'bad_proof');
    const extra = lines[0]?.startsWith('extra ') ? lines.shift().slice(6) : '';
    unless(lines[0]?.startsWith('index '), 'bad_proof');
    return {
        extra: extra === '' ? null : JSON.parse(new TextDecoder().decode(base64(extra))),
        index: whole(lines[0].slice(6)),
        hashes: lines.slice(1).map((line) => base64(line)),
        signed: text.slice(gap + 2),
        note: note_in(text.slice(gap + 2)),
    };
};
/** Whether the bytes of an entry are where the proof says they are in its tree. */
const leads_to = async (proof, entry) => {
    const [, size, root] = proof.note.text.split('\n');
    const leaf = await sha256(joined([0], entry));
    return whole(size) > proof.index && is_included(leaf, proof.index, whole(size), base64(root), proof.hashes);
};
/** What the entry's disclosure says of the document, when it is the one whose digest was committed. */
const committed = async (extra, sha256_of_document) => {
    const entry = JSON.parse(extra.entry);
    const digest = base64url(await sha256(utf8.encode(extra.disclosure)));
    const [, name, value] = JSON.parse(new TextDecoder().decode(from_base64url(extra.disclosure)));
    unless(entry._sd.includes(digest) && value === sha256_of_document, 'another');
    return { document: name, when: new Date(entry.at), action: entry.action, object: entry.object };
};
const verify_digest = async (sha256_of_document, proof_text, keys) => {
    const log = await key_in(keys.log, 1);
    const proof = proof_in(proof_text);
    const [origin, size] = proof.note.text.split('\n');
    unless(origin === log.name && (await signature_by(proof.note, log, plain)), 'not_signed');
    unless(proof.extra !== null, 'bad_proof');
    unless(await leads_to(proof, utf8.encode(proof.extra.entry)), 'not_in_log');
    const found = await committed(proof.extra, sha256_of_document);
    const witnesses = [];
    for (const line of keys.witnesses.split('\n').filter((text) => text.trim() !== '')) {
        const witness = await key_in(line, 4);
        const signed = await signature_by(proof.note, witness, cosigned);
        if (signed) {
            witnesses.push({ name: witness.name, when: signed.when });
        }
    }
    return { ...found, origin, index: proof.index, size: whole(size), witnesses, signed: proof.signed };
};
const verify = async (content, proof_text, keys) => verify_digest(hex(await sha256(content)), proof_text, keys);

// Codes

/** What a code says, also one that leads here, however its lines were broken; null: there is none. */
const code_in = (text) => {
    const said = text.replace(/\s+/g, '').replace(/^https?:\/\/[^#]*#/, '');
    if (said === '') {
        return null;
    }
    const parts = said.match(/^BELFRY-1;([^;]+\+[0-9a-f]{8});([^;]+);([0-9a-f]{64})$/);
    unless(parts, 'bad_code');
    return { log: parts[1], document: parts[2], sha256: parts[3], of_package: !parts[2].startsWith('/') };
};
/** Whether the code names the log whose key counts. */
const names_log = async (code, keys) => {
    const { name, id } = await key_in(keys.log, 1);
    return code.log === `${name}+${hex(id)}`;
};
