import { t } from '../lib/i18n/index.svelte';

/** What separates the columns of a file, in words; a sign nobody expects stands for itself. */
export function delimiter_name(delimiter: string): string {
    switch (delimiter) {
        case ',':
            return t('import.delimiter.comma');
        case ';':
            return t('import.delimiter.semicolon');
        case '\t':
            return t('import.delimiter.tab');
        case '|':
            return t('import.delimiter.bar');
        default:
            return `“${delimiter}”`;
    }
}
