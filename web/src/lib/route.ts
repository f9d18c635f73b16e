/** A screen and its address. Each module lists its own in routes.ts. */
import type { Component } from 'svelte';

export interface Route {
    /** `/steps/:step`; what `:step` stands for is given to the screen as `params.step`. */
    path: string;
    screen: () => Promise<{ default: Component<ScreenProps> | Component<Record<string, never>> }>;
    /** Without this permission the screen says whom to ask. */
    needs?: string;
    /** Shown on a sheet without the frame. */
    outside?: boolean;
    /** Also for people who are not signed in. */
    open?: boolean;
    /** Outside the frame: a wide sheet. */
    wide?: boolean;
}

export interface ScreenProps {
    params: Record<string, string>;
}

/** What the parts of an address stand for; null when it is another address. */
export function match(pattern: string, path: string): Record<string, string> | null {
    const wanted = pattern.split('/');
    const given = path.replace(/(.)\/+$/, '$1').split('/');
    if (wanted.length !== given.length) {
        return null;
    }
    const params: Record<string, string> = {};
    for (const [at, part] of wanted.entries()) {
        const here = given[at]!;
        if (part.startsWith(':')) {
            const value = decoded(here);
            if (value === null || value === '') {
                return null;
            }
            params[part.slice(1)] = value;
        } else if (part !== here) {
            return null;
        }
    }
    return params;
}

function decoded(text: string): string | null {
    try {
        return decodeURIComponent(text);
    } catch {
        return null;
    }
}
