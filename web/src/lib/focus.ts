/** After a change of screen the focus belongs on the new heading, however late its data arrives. */

let waiting = false;

/** The frame says so when the address has changed; the focus waits on `main` until then. */
export function expect_focus(): void {
    waiting = true;
    document.getElementById('main')?.focus({ preventScroll: true });
}

/** Asked by a heading that has just appeared; only where nobody has moved the focus meanwhile. */
export function wants_focus(): boolean {
    const wanted = waiting && (document.activeElement === document.body || document.activeElement?.id === 'main');
    waiting = false;
    return wanted;
}
