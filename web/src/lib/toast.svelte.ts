/** Short news at the foot of the page, also read aloud by screen readers. */

interface Toast {
    id: number;
    text: string;
}

let shown = $state.raw<Toast[]>([]);
let last = 0;

const shown_for = 6_000;

export function toasts(): readonly Toast[] {
    return shown;
}

export function announce(text: string): void {
    const toast = { id: ++last, text };
    shown = [...shown.slice(-2), toast];
    setTimeout(() => {
        shown = shown.filter((each) => each.id !== toast.id);
    }, shown_for);
}
