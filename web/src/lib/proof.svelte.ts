/** Dangerous acts ask once more who it is: the request waits for the answer and is then sent again. */
let waiting = $state.raw<((proved: boolean) => void)[]>([]);

/** Whether somebody is being asked. */
export function proof_wanted(): boolean {
    return waiting.length > 0;
}

/** Asks; requests that come meanwhile wait for the same answer. */
export function ask_for_proof(): Promise<boolean> {
    return new Promise((answer) => {
        waiting = [...waiting, answer];
    });
}

/** The answer: proved, or given up. */
export function answer_proof(proved: boolean): void {
    const all = waiting;
    waiting = [];
    for (const answer of all) {
        answer(proved);
    }
}
