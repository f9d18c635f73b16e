import { describe, expect, it } from 'vitest';
import { qr_code } from './qr';

describe('the QR code', () => {
    it('takes the dark path and leaves the light ground away', () => {
        const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29"><rect width="29" height="29" fill="#fff"/><path d="M4 4h7v1H4z"/></svg>';
        expect(qr_code(svg)).toEqual({ view: '0 0 29 29', path: 'M4 4h7v1H4z' });
    });

    it('takes squares too', () => {
        const svg = '<svg viewBox="0 0 3 3"><rect x="1" y="2" width="1" height="1" fill="#000"/></svg>';
        expect(qr_code(svg)?.path).toBe('M1 2h1v1h-1z');
    });

    it('takes nothing but coordinates', () => {
        expect(qr_code('<svg viewBox="0 0 3 3"><path d="M0 0 onload=alert(1)"/></svg>')).toBeNull();
        expect(qr_code('<p>no drawing</p>')).toBeNull();
    });
});
