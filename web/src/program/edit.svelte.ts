/**
 * One object being edited in a form: sends only what the person changed, based on the revision they
 * saw. When somebody saved in between, the form keeps what was written and shows what changed.
 */
import { api, Problem } from '../lib/api/client';
import { changed_fields } from './changed';

export class Edit<T extends { revision: number }, Draft extends object> {
    base: T;
    draft: Draft = $state()!;
    busy = $state(false);
    problem: Problem | null = $state(null);

    readonly path: string;
    private readonly draft_of: (value: T) => Draft;

    /** `draft_of` gives the form's fields of the object, named as the API takes them. */
    constructor(path: string, base: T, draft_of: (value: T) => Draft) {
        this.path = path;
        this.base = base;
        this.draft_of = draft_of;
        this.draft = draft_of(base);
    }

    get conflict(): boolean {
        return this.problem?.status === 409 && this.problem.differences.length > 0;
    }

    /** The saved object, or null when the form has to tell why not. */
    async save(): Promise<T | null> {
        const changes = changed_fields(this.draft_of(this.base), $state.snapshot(this.draft) as Draft);
        if (Object.keys(changes).length === 0) {
            return this.base;
        }
        return this.attempt(() => api.patch<T>(this.path, changes, this.base.revision));
    }

    /** Saves over what somebody else saved, but only in the fields changed here. */
    async keep_mine(): Promise<T | null> {
        const now = await this.attempt(() => api.get<T>(this.path));
        if (now === null) {
            return null;
        }
        const mine = changed_fields(this.draft_of(this.base), $state.snapshot(this.draft) as Draft);
        this.base = now;
        this.draft = { ...this.draft_of(now), ...mine };
        return this.save();
    }

    /** Gives up what was written here and shows what is saved. */
    async take_theirs(): Promise<T | null> {
        const now = await this.attempt(() => api.get<T>(this.path));
        if (now !== null) {
            this.base = now;
            this.draft = this.draft_of(now);
        }
        return now;
    }

    private async attempt<R>(work: () => Promise<R>): Promise<R | null> {
        this.busy = true;
        try {
            const result = await work();
            this.problem = null;
            return result;
        } catch (error) {
            if (!(error instanceof Problem)) {
                throw error;
            }
            this.problem = error;
            return null;
        } finally {
            this.busy = false;
        }
    }
}

/** One action at a time, its refusal kept for the page to show. */
export class Deed {
    busy = $state(false);
    problem: Problem | null = $state(null);

    async run<R>(work: () => Promise<R>): Promise<{ value: R } | null> {
        if (this.busy) {
            return null;
        }
        this.busy = true;
        this.problem = null;
        try {
            return { value: await work() };
        } catch (error) {
            if (!(error instanceof Problem)) {
                throw error;
            }
            this.problem = error;
            return null;
        } finally {
            this.busy = false;
        }
    }
}
