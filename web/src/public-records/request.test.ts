import { describe, expect, it } from 'vitest';
import type { ReviewLine } from '../lib/api/types';
import { by_entry, due_status, typed_days } from './request';

function line(entry: number, position: number | null, field = 'title'): ReviewLine {
    return {
        entry, at: '2026-11-03T12:00:00.000Z', actor: 'Ana', action: 'task.update', object: 'task/1', outside: false,
        position, field, value: '', state: 'undecided', exemption: null, suggested: null,
    };
}

describe('a review', () => {
    it('puts the values of an entry together and keeps entries without any', () => {
        const entries = by_entry([line(3, 0), line(3, 1), line(5, null), line(9, 0)]);
        expect(entries.map((each) => [each.entry, each.fields.length])).toEqual([[3, 2], [5, 0], [9, 1]]);
    });
});

describe('the due day', () => {
    it('is late the day after, and not once the request is closed', () => {
        expect(due_status({ state: 'open', days_left: -1 })).toBe('late');
        expect(due_status({ state: 'open', days_left: 0 })).toBe('needs_attention');
        expect(due_status({ state: 'open', days_left: 3 })).toBe('on_track');
        expect(due_status({ state: 'denied', days_left: -9 })).toBe('done');
    });
});

describe('days that are typed', () => {
    it('are read one a line or with commas, and refused when one is no day', () => {
        expect(typed_days('2026-11-27\n2026-12-24, 2026-12-31')).toEqual(['2026-11-27', '2026-12-24', '2026-12-31']);
        expect(typed_days('')).toEqual([]);
        expect(typed_days('27 November')).toBeNull();
    });
});
