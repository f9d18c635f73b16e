/** Light, dark, or like the device. Kept in this browser too, so that a page starts right. */
import type { Theme } from './api/types';

let chosen = $state<Theme>('system');

export function theme(): Theme {
    return chosen;
}

export function kept_theme(): Theme {
    const kept = localStorage.getItem('belfry.theme');
    return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function use_theme(next: Theme): void {
    chosen = next;
    localStorage.setItem('belfry.theme', next);
    if (next === 'system') {
        delete document.documentElement.dataset.theme;
    } else {
        document.documentElement.dataset.theme = next;
    }
}
