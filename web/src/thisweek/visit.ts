/** What a reader was shown during a visit, kept in the tab: going away and coming back keeps it. */
import type { Change } from '../lib/api/types';
import { with_new } from './brief';

/** A reader who has not looked for so long comes anew, even in the same tab. */
const longest_pause = 4 * 3_600_000;

interface Visit {
    /** Milliseconds since 1970 of the last look. */
    looked: number;
    /** The server knows that everything up to now was seen. */
    marked: boolean;
    changes: readonly Change[];
}

/** Visits of one account in one language, in `storage`. */
export class Visits {
    readonly #key: string;

    constructor(
        account: number,
        language: string,
        private readonly storage: Storage = sessionStorage,
        private readonly now: () => number = Date.now,
    ) {
        this.#key = `belfry.week.${account}.${language}`;
    }

    /** What is shown: everything of this visit, what has come since on top. */
    look(now: readonly Change[]): readonly Change[] {
        const visit = this.#kept();
        const changes = with_new(visit.changes, now);
        this.#keep({ ...visit, changes });
        return changes;
    }

    /** Whether the server has still to be told that this was seen. */
    get unmarked(): boolean {
        return !this.#kept().marked;
    }

    mark(): void {
        this.#keep({ ...this.#kept(), marked: true });
    }

    #kept(): Visit {
        const none: Visit = { looked: 0, marked: false, changes: [] };
        try {
            const kept = JSON.parse(this.storage.getItem(this.#key) ?? 'null') as Visit | null;
            return kept !== null && this.now() - kept.looked < longest_pause ? kept : none;
        } catch {
            return none;
        }
    }

    #keep(visit: Visit): void {
        this.storage.setItem(this.#key, JSON.stringify({ ...visit, looked: this.now() }));
    }
}
