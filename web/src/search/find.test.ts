import { describe, expect, it } from 'vitest';
import { fold, merge, most_hits, score, type Entry } from './find';

const page = (title: string, words = ''): Entry => ({ kind: 'page', title, detail: '', link: `/${title}`, words });
const hit = (title: string): Entry => ({ kind: 'task', title, detail: '', link: `/tasks/${title}` });

describe('the search palette', () => {
    it('does not mind accents and case', () => {
        expect(fold('Sesión de Órdenes Nguyễn')).toBe('sesion de ordenes nguyen');
        expect(score(page('Decisión'), 'decision')).toBeGreaterThan(0);
    });

    it('wants every word, in any order', () => {
        expect(score(page('Emergency protocol and contingency plans'), 'plans emer')).toBeGreaterThan(0);
        expect(score(page('Emergency protocol'), 'emergency budget')).toBe(0);
    });

    it('puts a title that begins with the words first', () => {
        const own = [page('Print the brief', 'calendar'), page('New calendar date'), page('Calendar')];
        expect(merge(own, [], 'calendar').map((each) => each.title)).toEqual(['Calendar', 'New calendar date', 'Print the brief']);
    });

    it('takes signs in the words literally', () => {
        expect(score(page('a+b (c)'), 'a+b (c')).toBeGreaterThan(0);
        expect(score(page('aab'), 'a+b')).toBe(0);
    });

    it('shows at most eight and leaves room for what the server found', () => {
        const own = Array.from({ length: 12 }, (_, n) => page(`Step ${n}`));
        const found = Array.from({ length: 8 }, (_, n) => hit(`Step report ${n}`));
        const merged = merge(own, found, 'step');
        expect(merged).toHaveLength(most_hits);
        expect(merged.filter((each) => each.kind === 'task')).toHaveLength(5);
    });

    it('names each address once', () => {
        expect(merge([page('Calendar')], [{ ...page('Calendar') }], 'cal')).toHaveLength(1);
    });
});
