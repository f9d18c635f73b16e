import { describe, expect, it } from 'vitest';
import { says_something, shown, shown_value } from './value';

describe('recorded values', () => {
    it('are money where they belong to a cost, bytes where they are a size', () => {
        expect(shown(1840000, 'cost')).toBe('$18,400');
        expect(shown(482113, 'size')).toBe('482.1 kB');
        expect(shown(12)).toBe('12');
    });

    it('name people and questions, and never show braces for them', () => {
        expect(shown({ id: 3, name: 'L. Brandt', title: 'Election director' })).toBe('L. Brandt');
        expect(shown_value('{"text":"By when?","answer":"Monday."}', 'question')).toBe('By when? → Monday.');
    });

    it('shows what is no JSON as it is', () => {
        expect(shown_value('{oops')).toBe('{oops');
    });

    it('tells an emptied field from one that was never filled', () => {
        expect(says_something(null, '')).toBe(false);
        expect(says_something('2026-12-04', null)).toBe(true);
        expect(says_something(undefined, 'x')).toBe(true);
    });
});
