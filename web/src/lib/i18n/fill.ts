/** "{count} tasks" with its blanks filled; numbers as the language writes them. */
export function fill(text: string, values: Record<string, string | number>, language: string): string {
    return text.replace(/\{(\w+)\}/g, (blank, name: string) => {
        const value = values[name];
        if (value === undefined) {
            return blank;
        }
        return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
    });
}

/** `key.one` or `key.other`, by the language's own rule. */
export function plural_key(key: string, count: number, language: string): string {
    return `${key}.${new Intl.PluralRules(language).select(count)}`;
}
