/** Files that could not be read, by the import they were meant for: said where that import goes on. */
import { SvelteMap } from 'svelte/reactivity';

export interface LeftOut {
    name: string;
    /** Why, in the reader's language. */
    why: string;
}

const by_import = new SvelteMap<number, readonly LeftOut[]>();

export function files_left_out(id: number): readonly LeftOut[] {
    return by_import.get(id) ?? [];
}

export function note_left_out(id: number, files: readonly LeftOut[]): void {
    by_import.set(id, files);
}
