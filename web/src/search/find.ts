/** What the search palette offers: pages and verbs of this app, then what the server found. */

export type HitKind = 'page' | 'verb' | 'step' | 'task' | 'decision' | 'note' | 'comment' | 'attachment' | 'calendar_event' | 'account'
    | 'plan' | 'scenario' | 'run';

export interface Entry {
    kind: HitKind;
    title: string;
    detail: string;
    link: string;
    /** Other words that people type for it. */
    words?: string;
    /** What it does instead of going to the address. */
    run?: () => void;
}

export const most_hits = 8;

/** Letters without accents and case: "Órdenes" is found by "ordenes". */
export function fold(text: string): string {
    return text
        .normalize('NFD')
        .replace(/\p{Diacritic}/gu, '')
        .replace(/[’']/g, '')
        .toLocaleLowerCase('en');
}

/** 0: no match; higher is better. Every word typed has to occur, at the start of a word or inside. */
export function score(entry: Entry, typed: string): number {
    const title = fold(entry.title);
    const all = `${title} ${fold(entry.words ?? '')}`;
    const words = fold(typed).split(/\s+/).filter(Boolean);
    if (words.length === 0) {
        return 1;
    }
    let sum = title.startsWith(words.join(' ')) ? 8 : 0;
    for (const word of words) {
        const at = all.search(new RegExp(`(^|[^\\p{L}\\p{N}])${escaped(word)}`, 'u'));
        if (at >= 0) {
            sum += at < title.length ? 4 : 2;
        } else if (word.length > 2 && all.includes(word)) {
            sum += 1;
        } else {
            return 0;
        }
    }
    return sum;
}

function escaped(word: string): string {
    return word.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
}

/** At most eight: own pages and verbs that fit best, then the server's hits; each address once. */
export function merge(own: Entry[], found: Entry[], typed: string): Entry[] {
    const ranked = own
        .map((entry, order) => ({ entry, order, value: score(entry, typed) }))
        .filter((each) => each.value > 0)
        .sort((a, b) => b.value - a.value || a.order - b.order)
        .map((each) => each.entry);
    const room_for_found = Math.min(found.length, most_hits - Math.min(ranked.length, 3));
    const merged: Entry[] = [];
    for (const entry of [...ranked.slice(0, most_hits - room_for_found), ...found]) {
        if (!merged.some((each) => each.link === entry.link && each.title === entry.title)) {
            merged.push(entry);
        }
    }
    return merged.slice(0, most_hits);
}
