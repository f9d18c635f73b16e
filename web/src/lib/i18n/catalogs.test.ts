import { describe, expect, it } from 'vitest';

type Texts = Record<string, string>;

const sets: [string, Record<string, Texts>][] = [
    ['the app', import.meta.glob<Texts>('./*.json', { eager: true, import: 'default' })],
    ['the server', import.meta.glob<Texts>('../../../../presets/catalog/*.json', { eager: true, import: 'default' })],
];

/** What is the same in other languages: names, technical words, and sentences made of blanks alone. */
const same_everywhere = [
    'alert.server_trouble', 'calendar.title', 'demo.city', 'map.east', 'map.north', 'map.south', 'plan.one', 'search.kind.plan', 'finding.database.postgres', 'mail.security.starttls', 'program.two_sentences', 'value.no',
];

function blanks(text: string): string[] {
    return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();
}

describe.each(sets)('the catalogs of %s', (_of, files) => {
    const english = Object.entries(files).find(([file]) => file.endsWith('/en.json'))![1];
    const others = Object.entries(files).filter(([file]) => !file.endsWith('/en.json'));

    it('are there in another language than English', () => {
        expect(others.length).toBeGreaterThan(0);
    });

    it.each(others)('have the same keys as English: %s', (_file, texts) => {
        expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
    });

    it.each(others)('have the same blanks as English: %s', (_file, texts) => {
        for (const [key, text] of Object.entries(english)) {
            // "One" may be said in words where another language says it in a figure.
            const expected = key.endsWith('.one') ? blanks(text).filter((each) => each !== 'count') : blanks(text);
            const found = blanks(texts[key] ?? '').filter((each) => !key.endsWith('.one') || each !== 'count');
            expect(found, key).toEqual(expected);
        }
    });

    it.each(others)('are translated: %s', (_file, texts) => {
        const same = Object.keys(english).filter((key) => english[key] === texts[key]);
        expect(same.filter((key) => !same_everywhere.includes(key))).toEqual([]);
    });

    it.each(Object.entries(files))('say something for every key: %s', (_file, texts) => {
        for (const [key, text] of Object.entries(texts)) {
            expect(text.trim(), key).not.toBe('');
        }
    });
});
