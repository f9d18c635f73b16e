/** Whether the server answers. While it does not, pages keep what they have and say from when it is. */

let cut_since = $state.raw<Date | null>(null);
let last_answer = $state.raw<Date | null>(null);

/** When the server stopped answering; null while it does. */
export function cut(): Date | null {
    return cut_since;
}

/** When the server last answered: the time of what pages show. */
export function data_from(): Date | null {
    return last_answer;
}

let back = (): void => {};

/** Called once the server answers again. */
export function on_back(listener: () => void): void {
    back = listener;
}

export function answered(): void {
    last_answer = new Date();
    if (cut_since !== null) {
        cut_since = null;
        back();
    }
}

export function not_answered(): void {
    cut_since ??= new Date();
}
