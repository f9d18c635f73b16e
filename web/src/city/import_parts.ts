/** The four parts of an import, in their order. */
export const parts = ['files', 'columns', 'rows', 'changes'] as const;
export type Part = (typeof parts)[number];

/** What the address says; the first when it says nothing. */
export function part_of(text: string): Part {
    return parts.find((part) => part === text) ?? 'files';
}
