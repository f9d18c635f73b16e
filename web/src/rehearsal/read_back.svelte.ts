/** Has the server read back what is being written, as it is written. */
import { Problem } from '../lib/api/problem';

export interface Said {
    sentences: string[];
    problems: { field: string; detail: string }[];
}

const pause = 250;

export class ReadBack<Items, Answer extends Said> {
    said = $state.raw<Answer | null>(null);

    /** To be called while a component is set up; `ask` is called again when `items` has changed. */
    constructor(items: () => Items, ask: (items: Items) => Promise<Answer>) {
        let newest = 0;
        $effect(() => {
            const now = $state.snapshot(items()) as Items;
            const mine = ++newest;
            const timer = setTimeout(
                () => {
                    ask(now).then(
                        (said) => {
                            if (mine === newest) {
                                this.said = said;
                            }
                        },
                        (thrown: unknown) => {
                            // What cannot be read back now is read back with the next change.
                            if (!(thrown instanceof Problem)) {
                                throw thrown;
                            }
                        },
                    );
                },
                this.said === null ? 0 : pause,
            );
            return () => clearTimeout(timer);
        });
    }

    get sentences(): string[] {
        return this.said?.sentences ?? [];
    }

    /** What is wrong with an item, such as `disruptions[2]`; empty when nothing is. */
    problem(path: string): string {
        return this.said?.problems.find(({ field }) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`))?.detail ?? '';
    }
}
