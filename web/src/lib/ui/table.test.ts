import { describe, expect, it } from 'vitest';
import { order, type Column } from './table';

interface Row {
    name: string;
    due: string | null;
}
const columns: Column<Row>[] = [
    { key: 'name', label: 'Name', by: (row) => row.name },
    { key: 'due', label: 'Due', by: (row) => row.due },
    { key: 'notes', label: 'Notes' },
];
const rows: Row[] = [
    { name: 'Step 10', due: null },
    { name: 'Élan', due: '2026-12-04' },
    { name: 'step 2', due: '2026-11-15' },
];

function names(sorting: string): string[] {
    return order(rows, columns, sorting, 'en').map((row) => row.name);
}

describe('a table', () => {
    it('sorts words as people do: accents and case aside, numbers by value', () => {
        expect(names('name')).toEqual(['Élan', 'step 2', 'Step 10']);
        expect(names('-name')).toEqual(['Step 10', 'step 2', 'Élan']);
    });

    it('puts nothing last both ways', () => {
        expect(names('due')).toEqual(['step 2', 'Élan', 'Step 10']);
        expect(names('-due')).toEqual(['Élan', 'step 2', 'Step 10']);
    });

    it.each(['', 'unknown', 'notes'])('leaves the order alone for "%s"', (sorting) => {
        expect(order(rows, columns, sorting, 'en')).toEqual(rows);
    });
});
