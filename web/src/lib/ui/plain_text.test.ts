import { describe, expect, it } from 'vitest';
import { pieces } from './plain_text';

describe('plain text', () => {
    it('finds addresses without the stop after them, and loses no letter', () => {
        const text = 'See https://www.eac.gov/a?b=c. Or (http://x.example), or nothing.';
        expect(pieces(text).filter((each) => each.link).map((each) => each.text)).toEqual([
            'https://www.eac.gov/a?b=c', 'http://x.example',
        ]);
        expect(pieces(text).map((each) => each.text).join('')).toBe(text);
    });

    it('links to the web alone', () => {
        expect(pieces('javascript:alert(1) ftp://x data:text/html,x').some((each) => each.link)).toBe(false);
    });
});
