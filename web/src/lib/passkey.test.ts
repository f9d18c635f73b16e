import { expect, it } from 'vitest';
import { from_base64url, to_base64url } from './passkey';

it('writes bytes as base64url without padding, and reads them again', () => {
    // RFC 4648, 10, and the two letters that differ from base64.
    for (const [bytes, text] of [
        [[], ''],
        [[0x66], 'Zg'],
        [[0x66, 0x6f], 'Zm8'],
        [[0xfb, 0xff], '-_8'],
    ] as const) {
        expect(to_base64url(Uint8Array.from(bytes).buffer)).toBe(text);
        expect([...from_base64url(text)]).toEqual([...bytes]);
    }
});
