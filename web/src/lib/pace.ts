/** Changes that belong to one act come within this time of each other. */
const soon_ms = 120;
/** Many browsers hear of a change at the same moment; they do not all ask at the same moment. */
const spread_ms = 200;
/** Between the end of one time and the begin of the next, however often it is asked for. */
const apart_ms = 300;
/** After this an answer is not waited for any more: the network changed under it. */
const patience_ms = 15_000;

/**
 * Does something soon after it is asked for: once for all that asks meanwhile, and again and again while
 * the asking does not end, so that a burst of changes neither holds it back nor makes it run all the time.
 * One time ends, or is given up, before the next begins: a slow server is not asked more often than it answers.
 */
export class Pace {
    #timer: ReturnType<typeof setTimeout> | undefined;
    #last = -Infinity;
    #busy = false;
    #wanted = false;
    #stopped = false;
    #act: () => Promise<void>;

    constructor(act: () => Promise<void>) {
        this.#act = act;
    }

    ask(): void {
        this.#wanted = true;
        if (this.#timer !== undefined || this.#busy || this.#stopped) {
            return;
        }
        const wait = Math.max(soon_ms, this.#last + apart_ms - performance.now());
        this.#timer = setTimeout(() => void this.#run(), wait + Math.random() * spread_ms);
    }

    stop(): void {
        this.#stopped = true;
        clearTimeout(this.#timer);
        this.#timer = undefined;
    }

    async #run(): Promise<void> {
        this.#timer = undefined;
        this.#wanted = false;
        this.#busy = true;
        let patience: ReturnType<typeof setTimeout> | undefined;
        try {
            // An answer that never comes must not stop the list; one that comes late does no harm.
            await Promise.race([this.#act(), new Promise<void>((go) => (patience = setTimeout(go, patience_ms)))]);
        } finally {
            clearTimeout(patience);
            this.#busy = false;
            this.#last = performance.now();
            if (this.#wanted) {
                this.ask();
            }
        }
    }
}
