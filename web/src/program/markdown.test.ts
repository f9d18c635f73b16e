import { describe, expect, it } from 'vitest';
import { blocks, inline, plain_words, safe_link, type Inline } from './markdown';

function plain(parts: Inline[]): string {
    return parts.map((part) => ('text' in part ? part.text : plain(part.inside))).join('');
}

describe('notes in small Markdown', () => {
    it('knows paragraphs, headings, lists, quotes and code', () => {
        const kinds = blocks('# Plan\nfirst\nsecond\n\n- a\n- b\n1. c\n> said\n```\nx < y\n```').map((each) => each.kind);
        expect(kinds).toEqual(['heading', 'paragraph', 'list', 'list', 'quote', 'code']);
    });

    it('nests bold, italics and links', () => {
        expect(inline('**see [the _plan_](/steps/2)**')).toEqual([
            {
                kind: 'strong',
                inside: [
                    { kind: 'text', text: 'see ' },
                    {
                        kind: 'link',
                        to: '/steps/2',
                        inside: [
                            { kind: 'text', text: 'the ' },
                            { kind: 'emphasis', inside: [{ kind: 'text', text: 'plan' }] },
                        ],
                    },
                ],
            },
        ]);
    });

    it('leaves names with underscores and sums with stars alone', () => {
        expect(inline('vote_by_mail and 3 * 4 * 5')).toEqual([{ kind: 'text', text: 'vote_by_mail and 3 * 4 * 5' }]);
    });

    it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', '/\\evil.example', ' vbscript:x'])(
        'does not link to %s',
        (to) => {
            expect(safe_link(to)).toBeNull();
            expect(inline(`[click](${to})`).some((part) => part.kind === 'link')).toBe(false);
        },
    );

    it('links a bare address without the full stop after it', () => {
        expect(inline('See https://www.eac.gov/x.')).toEqual([
            { kind: 'text', text: 'See ' },
            { kind: 'link', to: 'https://www.eac.gov/x', inside: [{ kind: 'text', text: 'https://www.eac.gov/x' }] },
            { kind: 'text', text: '.' },
        ]);
    });

    it('loses no letter whatever marks stand around it', () => {
        let seed = 7;
        const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
        const letters = [...'ab *_`[]<>#-\n'];
        const only_letters = (text: string) => text.replace(/[^ab]/g, '');
        for (let run = 0; run < 500; run += 1) {
            const text = Array.from({ length: 24 }, () => letters[Math.floor(random() * letters.length)]).join('');
            expect(only_letters(plain(inline(text)))).toBe(only_letters(text));
        }
    });

    it('ends on any depth', () => {
        expect(inline(`${'**'.repeat(400)}x${'**'.repeat(400)}`).length).toBeGreaterThan(0);
    });

    it('gives the words alone for lists', () => {
        expect(plain_words('The *Courier* holds a **place**.\n\n- one\n- [two](/steps/2)\n\n> said')).toBe(
            'The Courier holds a place. one two said',
        );
    });
});
