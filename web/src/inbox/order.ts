import type { InboxItem } from '../lib/api/types';

/** What is new on top, then what was read; each newest first. */
export function unread_first(items: readonly InboxItem[]): InboxItem[] {
    return [...items].sort((a, b) => Number(a.read) - Number(b.read) || b.at.localeCompare(a.at) || b.id - a.id);
}
