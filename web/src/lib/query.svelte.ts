/** Something fetched from the server, kept fresh: loaded again when what it shows has changed. */
import { Problem } from './api/problem';
import { on_change } from './events.svelte';
import { is_gone, reading, was_deleted } from './gone.svelte';
import { Pace } from './pace';

export class Query<T> {
    /** The last good answer; stays while a newer one is fetched. */
    data = $state.raw<T | null>(null);
    problem = $state.raw<Problem | null>(null);
    loading = $state(true);
    #newest = 0;
    #load: () => Promise<T>;
    #of: () => string | null;

    /** `of` names the object without which there is nothing to load, such as `task/12`. */
    constructor(load: () => Promise<T>, of: () => string | null = () => null) {
        this.#load = load;
        this.#of = of;
    }

    /** Somebody deleted what this shows; what was read before stays. */
    get deleted(): boolean {
        const object = this.#of();
        return object !== null && was_deleted(object);
    }

    /** Nothing to show yet, and nothing went wrong. */
    get waiting(): boolean {
        return this.data === null && this.problem === null;
    }

    async reload(): Promise<void> {
        const object = this.#of();
        if (object !== null && is_gone(object)) {
            this.loading = false;
            this.problem = this.data === null ? new Problem(404, 'no_such_thing', 'There is no such thing.') : null;
            return;
        }
        const mine = ++this.#newest;
        this.loading = true;
        try {
            const answer = this.#load();
            if (object !== null) {
                reading(object, answer);
            }
            const data = await answer;
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
 * reads before its first `await` changes, and when an object of one of `kinds` changes; not once the
 * object that `of` names was deleted.
 */
export function fetched<T>(
    kinds: readonly string[] | (() => readonly string[]),
    load: () => Promise<T>,
    of?: () => string | null,
): Query<T> {
    const query = new Query(load, of);
    $effect(() => {
        void query.reload();
    });
    $effect(() => {
        const pace = new Pace(() => query.reload());
        const stop = on_change(typeof kinds === 'function' ? kinds() : kinds, () => pace.ask());
        return () => {
            pace.stop();
            stop();
        };
    });
    return query;
}
