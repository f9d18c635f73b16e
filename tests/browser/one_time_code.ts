/** The code an authenticator app shows (RFC 6238: SHA-1, 30 seconds, six digits). */
import { createHmac } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytes_of(base32: string): Buffer {
    let bits = '';
    for (const letter of base32.toUpperCase().replace(/[^A-Z2-7]/g, '')) {
        bits += alphabet.indexOf(letter).toString(2).padStart(5, '0');
    }
    return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/** `later` 1: the code of the next half minute, which servers take as well, for clocks that differ. */
export function one_time_code(secret: string, later = 0): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
    const digest = createHmac('sha1', bytes_of(secret)).update(counter).digest();
    const at = digest[19]! & 15;
    return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
