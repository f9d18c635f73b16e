/** Changes that belong to one act come within this time of each other. */
const soon_ms = 120;
/** Many browsers hear of a change at the same moment; they do not all ask at the same moment. */
const spread_ms = 200;
/** Between two times, however often it is asked for. */
const apart_ms = 500;

/**
 * Does something soon after it is asked for: once for all that asks meanwhile, and again and again while
 * the asking does not end, so that a burst of changes neither holds it back nor makes it run all the time.
 */
export class Pace {
    #timer: ReturnType<typeof setTimeout> | undefined;
    #last = -Infinity;
    #act: () => void;

    constructor(act: () => void) {
        this.#act = act;
    }

    ask(): void {
        if (this.#timer !== undefined) {
            return;
        }
        const wait = Math.max(soon_ms, this.#last + apart_ms - performance.now());
        this.#timer = setTimeout(
            () => {
                this.#timer = undefined;
                this.#last = performance.now();
                this.#act();
            },
            wait + Math.random() * spread_ms,
        );
    }

    stop(): void {
        clearTimeout(this.#timer);
        this.#timer = undefined;
    }
}
