import { describe, expect, it } from 'vitest';
import { with_new } from './brief';

const change = (text: string, at = '2026-11-24T10:00:00.000Z') => ({ text, at, link: '/', by: 'M. Okafor', tlp: 'green' as const });

describe('what changed since the reader last looked', () => {
    it('stays on the page after the server has counted it as seen', () => {
        expect(with_new([change('a')], [])).toEqual([change('a')]);
    });

    it('gets what is new on top, once', () => {
        const shown = with_new([change('a')], [change('b'), change('a')]);
        expect(shown.map((each) => each.text)).toEqual(['b', 'a']);
        expect(with_new(shown, [change('b'), change('a')])).toBe(shown);
    });
});
