/** Something fetched from the server, kept fresh: loaded again when what it shows has changed. */
import { Problem } from './api/problem';
import { on_change } from './events.svelte';

export class Query<T> {
    /** The last good answer; stays while a newer one is fetched. */
    data = $state.raw<T | null>(null);
    problem = $state.raw<Problem | null>(null);
    loading = $state(true);
    #newest = 0;
    #load: () => Promise<T>;

    constructor(load: () => Promise<T>) {
        this.#load = load;
    }

    /** Nothing to show yet, and nothing went wrong. */
    get waiting(): boolean {
        return this.data === null && this.problem === null;
    }

    async reload(): Promise<void> {
        const mine = ++this.#newest;
        this.loading = true;
        try {
            const data = await this.#load();
            if (mine === this.#newest) {
                this.data = data;
                this.problem = null;
            }
        } catch (thrown) {
            if (mine === this.#newest) {
                this.problem = thrown instanceof Problem ? thrown : new Problem(0, 'unexpected', String(thrown));
            }
            if (!(thrown instanceof Problem)) {
                throw thrown;
            }
        } finally {
            if (mine === this.#newest) {
                this.loading = false;
            }
        }
    }

    /** Shows a newer value at once, for example the answer of a save. */
    use(data: T): void {
        this.#newest += 1;
        this.data = data;
        this.problem = null;
        this.loading = false;
    }
}

/**
 * To be called while a component is set up. `load` runs now, again when a reactive value that it
 * reads before its first `await` changes, and when an object of one of `kinds` changes.
 */
export function fetched<T>(kinds: readonly string[] | (() => readonly string[]), load: () => Promise<T>): Query<T> {
    const query = new Query(load);
    $effect(() => {
        void query.reload();
    });
    $effect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const stop = on_change(typeof kinds === 'function' ? kinds() : kinds, () => {
            clearTimeout(timer);
            timer = setTimeout(() => void query.reload(), 120);
        });
        return () => {
            clearTimeout(timer);
            stop();
        };
    });
    return query;
}
