import { describe, expect, it } from 'vitest';
import { is_change, shown, shown_value } from './value';

describe('recorded values', () => {
    it('are money where they belong to a cost, bytes where they are a size', () => {
        expect(shown(1840000, 'cost')).toBe('$18,400');
        expect(shown(482113, 'size')).toBe('482.1 kB');
        expect(shown(3, 'size')).toBe('3 bytes');
        expect(shown(12)).toBe('12');
    });

    it('name people and questions, and never show braces for them', () => {
        expect(shown({ id: 3, name: 'L. Brandt', title: 'Election director' })).toBe('L. Brandt');
        expect(shown_value({ text: 'By when?', answer: 'Monday.' }, 'question')).toBe('By when? → Monday.');
    });

    it('name whoever a conflict gives by number, and never show that number', () => {
        const people = new Map([[80, 'Mary Mayor']]);
        expect(shown_value({ id: 80 }, 'owner', people)).toBe('Mary Mayor');
        expect(shown_value(80, 'owner_id', people)).toBe('Mary Mayor');
        expect(shown_value({ id: 81 }, 'owner', people)).not.toContain('81');
        expect(shown_value(80, 'number', people)).toBe('80');
    });

    it('tells an emptied field from one that was never filled', () => {
        expect(is_change({ field: 'due', before: null, after: '' })).toBe(false);
        expect(is_change({ field: 'due', before: '2026-12-04', after: null })).toBe(true);
        expect(is_change({ field: 'text', before: undefined, after: 'x' })).toBe(true);
    });

    it('leaves out a change that reads the same before and after', () => {
        expect(is_change({ field: 'name', before: 'Mary Mayor', after: 'Mary Mayor' })).toBe(false);
        expect(is_change({ field: 'owner', before: { id: 1, name: 'A' }, after: { name: 'A', id: 1 } })).toBe(false);
        expect(is_change({ field: 'all_day', before: true, after: false })).toBe(true);
    });
});
