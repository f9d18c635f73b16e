/** Columns of a table, and its rows in the order the reader asked for. */

export interface Column<Row> {
    key: string;
    label: string;
    /** What it is sorted by; without it the column cannot be. Nothing sorts last, both ways. */
    by?: (row: Row) => string | number | null | undefined;
    /** Figures: to the right, all digits of one width. */
    number?: boolean;
}

/** `sorting` is a column's key, with a minus for the other way round; '' leaves the rows as they are. */
export function order<Row>(
    rows: readonly Row[],
    columns: readonly Column<Row>[],
    sorting: string,
    language: string,
): readonly Row[] {
    const down = sorting.startsWith('-');
    const by = columns.find((column) => column.key === (down ? sorting.slice(1) : sorting))?.by;
    if (by === undefined) {
        return rows;
    }
    const words = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
    return [...rows].sort((left, right) => {
        const a = by(left);
        const b = by(right);
        if (nothing(a) || nothing(b)) {
            return Number(nothing(a)) - Number(nothing(b));
        }
        const ahead = typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));
        return down ? -ahead : ahead;
    });
}

function nothing(value: unknown): boolean {
    return value === null || value === undefined || value === '';
}
