/**
 * What was deleted while its page is open. Nothing asks the server for it again: the answer could
 * only be that there is no such thing. Numbers are never given twice, so nothing comes back.
 */
import { SvelteSet } from 'svelte/reactivity';

/** Deleted on this page, or just being deleted. */
const here = new Set<string>();
/** Deleted by others, or in another tab. */
const elsewhere = new SvelteSet<string>();
const being_read = new Map<string, Set<Promise<unknown>>>();

/** `task/12`, as the server names it. */
export function object_name(kind: string, id: number): string {
    return `${kind}/${id}`;
}

/** Whether there is nothing to be fetched any more. */
export function is_gone(object: string): boolean {
    return elsewhere.has(object) || here.has(object);
}

/** Whether somebody else deleted what this page shows. */
export function was_deleted(object: string): boolean {
    return elsewhere.has(object);
}

/** The stream of changes says that it was deleted. */
export function note_deleted(object: string): void {
    if (!here.has(object)) {
        elsewhere.add(object);
    }
}

/** Remembers that the object is being read, until that is done. */
export function reading(object: string, answer: Promise<unknown>): void {
    const answers = being_read.get(object) ?? new Set();
    being_read.set(object, answers.add(answer));
    const done = (): void => {
        answers.delete(answer);
        if (answers.size === 0 && being_read.get(object) === answers) {
            being_read.delete(object);
        }
    };
    answer.then(done, done);
}

/** Deletes it by `run`; once begun nothing on this page reads it any more, unless it is refused. */
export async function deleting(object: string, run: () => Promise<unknown>): Promise<void> {
    here.add(object);
    await Promise.allSettled(being_read.get(object) ?? []);
    try {
        await run();
    } catch (thrown) {
        here.delete(object);
        throw thrown;
    }
}
