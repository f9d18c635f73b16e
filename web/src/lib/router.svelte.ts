/** The address: read it, go somewhere, keep filters in it. */

interface Place {
    path: string;
    query: URLSearchParams;
    hash: string;
}

function here(): Place {
    return {
        path: location.pathname,
        query: new URLSearchParams(location.search),
        hash: location.hash.slice(1),
    };
}

let place = $state.raw<Place>(here());
/** Counts changes of screen: a new screen moves the focus to its heading. */
let visits = $state(0);

export function path(): string {
    return place.path;
}

/** A filter from the address: `query('status')`; empty when it is not set. */
export function query(name: string): string {
    return place.query.get(name) ?? '';
}

/** What follows `#`: secrets of one-time links stand there, for it is never sent to a server. */
export function hash(): string {
    return place.hash;
}

export function visit(): number {
    return visits;
}

function arrive(): void {
    const before = place.path;
    place = here();
    if (place.path !== before) {
        visits += 1;
        scrollTo(0, 0);
    }
}

/** Pages with something written that is not saved yet. */
const unsaved = new Set<() => boolean>();
let held = $state.raw<string | null>(null);

/** Asks before the page is left while `dirty` says that something is not saved; returns what ends that. */
export function ask_before_leaving(dirty: () => boolean): () => void {
    unsaved.add(dirty);
    return () => unsaved.delete(dirty);
}

function something_unsaved(): boolean {
    return [...unsaved].some((dirty) => dirty());
}

/** The address somebody wants to go to, held back because something is not saved. */
export function held_back(): string | null {
    return held;
}

/** Goes there and gives up what was written, or stays. */
export function leave(really: boolean): void {
    const to = held;
    held = null;
    if (really && to !== null) {
        unsaved.clear();
        navigate(to);
    }
}

/** Goes to an address of this app: `navigate('/steps/4')`. */
export function navigate(to: string, { replace = false } = {}): void {
    if (new URL(to, location.href).pathname !== place.path && something_unsaved()) {
        held = to;
        return;
    }
    if (replace) {
        history.replaceState(null, '', to);
    } else {
        history.pushState(null, '', to);
    }
    arrive();
}

/** The present address with other filters; null or empty takes one away. */
export function with_query(changes: Record<string, string | null>): string {
    const next = new URLSearchParams(place.query);
    for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') {
            next.delete(name);
        } else {
            next.set(name, value);
        }
    }
    const text = next.toString();
    return place.path + (text === '' ? '' : `?${text}`);
}

export function set_query(changes: Record<string, string | null>): void {
    navigate(with_query(changes), { replace: true });
}

function follow_link(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
        return;
    }
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) {
        return;
    }
    const in_page = link.hash !== '' && link.pathname === location.pathname && link.search === location.search;
    if (in_page || link.pathname.startsWith('/api/') || link.pathname.includes('.')) {
        return;
    }
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
}

function went_back(): void {
    if (location.pathname !== place.path && something_unsaved()) {
        held = location.pathname + location.search + location.hash;
        const query = place.query.toString();
        history.pushState(null, '', place.path + (query === '' ? '' : `?${query}`));
        return;
    }
    arrive();
}

/** Takes over links and the back button, and asks before a tab with unsaved words is closed. */
export function start_router(): void {
    document.addEventListener('click', follow_link);
    window.addEventListener('popstate', went_back);
    window.addEventListener('beforeunload', (event) => {
        if (something_unsaved()) {
            event.preventDefault();
        }
    });
}
