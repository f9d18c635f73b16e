import { describe, expect, it } from 'vitest';
import { unread_first } from './order';

const item = (id: number, at: string, read: boolean) => ({ id, at, read, kind: 'comment' as const, title: '', text: '', link: '/' });

describe('the inbox', () => {
    it('shows what is new first, then what was read, each newest first', () => {
        const items = [
            item(1, '2026-11-20T10:00:00.000Z', true),
            item(2, '2026-11-18T10:00:00.000Z', false),
            item(3, '2026-11-24T10:00:00.000Z', true),
            item(4, '2026-11-19T10:00:00.000Z', false),
            item(5, '2026-11-19T10:00:00.000Z', false),
        ];
        expect(unread_first(items).map((each) => each.id)).toEqual([5, 4, 2, 3, 1]);
        expect(items[0]!.id).toBe(1);
    });
});
