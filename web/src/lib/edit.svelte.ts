/**
 * One object in a form: sends only what the person changed, based on the revision they saw. When
 * somebody saved in between, what was written stays and ConflictNotice shows what changed.
 */
import { Form } from './form.svelte';

/** The fields of a form that differ from what was loaded. */
export function changed_fields<Draft extends object>(before: Draft, after: Draft): Partial<Draft> {
    const changes: Partial<Draft> = {};
    for (const key of Object.keys(after) as (keyof Draft)[]) {
        if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) {
            changes[key] = after[key];
        }
    }
    return changes;
}

interface Ways<T, Draft> {
    /** The form's fields of an object, named as the server takes them. */
    draft_of: (value: T) => Draft;
    /** Sends changes based on a revision: `take(api.PATCH(…, { body, params: { header: if_match(revision) } }))`. */
    save: (changes: Partial<Draft>, revision: number) => Promise<T>;
    load: () => Promise<T>;
}

export class Edit<T extends { revision: number }, Draft extends object> {
    base: T;
    draft: Draft = $state()!;
    readonly form = new Form();
    readonly #ways: Ways<T, Draft>;

    constructor(base: T, ways: Ways<T, Draft>) {
        this.base = base;
        this.#ways = ways;
        this.draft = ways.draft_of(base);
    }

    get changes(): Partial<Draft> {
        return changed_fields(this.#ways.draft_of(this.base), $state.snapshot(this.draft) as Draft);
    }

    get dirty(): boolean {
        return Object.keys(this.changes).length > 0;
    }

    /**
     * The saved object; undefined when it was refused, which the form then shows. With `more` there
     * is something to send besides the draft, such as a new password.
     */
    async save({ more = false } = {}): Promise<T | undefined> {
        const changes = this.changes;
        if (Object.keys(changes).length === 0 && !more) {
            this.form.clear();
            return this.base;
        }
        return this.#take(await this.form.send(() => this.#ways.save(changes, this.base.revision)));
    }

    /** Saves over what somebody else saved, but only in the fields changed here and not `given_up`. */
    async keep_mine(given_up: ReadonlySet<string> = new Set(), { more = false } = {}): Promise<T | undefined> {
        const mine = Object.fromEntries(Object.entries(this.changes).filter(([field]) => !given_up.has(field)));
        const now = await this.form.send(() => this.#ways.load());
        if (now === undefined) {
            return undefined;
        }
        this.base = now;
        this.draft = { ...this.#ways.draft_of(now), ...mine };
        return this.save({ more });
    }

    /** Gives up what was written here and shows what is saved. */
    async take_theirs(): Promise<T | undefined> {
        return this.#take(await this.form.send(() => this.#ways.load()));
    }

    #take(now: T | undefined): T | undefined {
        if (now !== undefined) {
            this.base = now;
            this.draft = this.#ways.draft_of(now);
        }
        return now;
    }
}
