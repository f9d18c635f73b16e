import { describe, expect, it } from 'vitest';
import { changed_fields } from './changed';

describe('what a form sends', () => {
    it('is only what the person changed', () => {
        expect(changed_fields({ title: 'a', due: null as string | null }, { title: 'a', due: '2026-12-04' })).toEqual({
            due: '2026-12-04',
        });
    });

    it('tells an emptied field from an untouched one', () => {
        expect(changed_fields({ due: '2026-12-04' as string | null }, { due: null })).toEqual({ due: null });
        expect(changed_fields({ due: null }, { due: null })).toEqual({});
    });
});
