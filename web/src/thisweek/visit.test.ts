import { describe, expect, it } from 'vitest';
import { Visits } from './visit';

const change = (text: string) => ({ text, at: '2026-11-24T10:00:00.000Z', link: '/', by: 'M. Okafor', tlp: 'green' as const });
const texts = (changes: readonly { text: string }[]) => changes.map((each) => each.text);

function tab(): Storage {
    const kept = new Map<string, string>();
    return {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
    } as Storage;
}

describe('a visit to this week', () => {
    it('goes on showing what was new when it began, after the server counts it as seen', () => {
        const storage = tab();
        const first = new Visits(1, 'en', storage, () => 0);
        expect(texts(first.look([change('a')]))).toEqual(['a']);
        expect(first.unmarked).toBe(true);
        first.mark();
        const back = new Visits(1, 'en', storage, () => 60_000);
        expect(back.unmarked).toBe(false);
        expect(texts(back.look([change('b')]))).toEqual(['b', 'a']);
    });

    it('ends when nobody looked for hours', () => {
        const storage = tab();
        const morning = new Visits(1, 'en', storage, () => 0);
        morning.look([change('a')]);
        morning.mark();
        const evening = new Visits(1, 'en', storage, () => 9 * 3_600_000);
        expect(evening.unmarked).toBe(true);
        expect(evening.look([])).toEqual([]);
    });

    it('shows nobody what somebody else was shown', () => {
        const storage = tab();
        new Visits(1, 'en', storage, () => 0).look([change('a')]);
        expect(new Visits(2, 'en', storage, () => 0).look([])).toEqual([]);
    });
});
