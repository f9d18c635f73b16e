/**
 * What the app says. Keys are typed from en.json; a language is one file beside it and, for the
 * server's own sentences, one in presets/catalog. Only the chosen language is loaded.
 */
import type own from './en.json';
import type shared from '../../../../presets/catalog/en.json';
import { fill, plural_key } from './fill';

type Key = (keyof typeof own & string) | (keyof typeof shared & string);
type Stem<Each> = Each extends `${infer Start}.other` ? Start : never;

/** A whole sentence. */
export type TextKey = Key;
/** A sentence that depends on a number: `key.one` and `key.other`. */
export type CountKey = Stem<Key>;
export type Values = Record<string, string | number>;

type Texts = Record<string, string>;

const own_files = import.meta.glob<Texts>('./*.json', { import: 'default' });
const shared_files = import.meta.glob<Texts>('../../../../presets/catalog/*.json', { import: 'default' });

function code_of(file: string): string {
    return file.replace(/^.*\//, '').replace(/\.json$/, '');
}

/** Codes of all languages there are: `en`, `es`. */
export const languages: readonly string[] = Object.keys(own_files).map(code_of).sort();

let current = $state('en');
let texts = $state.raw<Texts>({});

export function language(): string {
    return current;
}

/** A language's name in itself: "Español". */
export function language_name(code: string): string {
    const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
    return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

/** The wanted language, else that of the browser, else English. */
export function best_language(wanted: string | null | undefined): string {
    const wishes = [wanted, ...navigator.languages].filter((each): each is string => typeof each === 'string');
    for (const wish of wishes) {
        const code = wish.toLowerCase().split('-')[0]!;
        if (languages.includes(code)) {
            return code;
        }
    }
    return 'en';
}

export async function use_language(code: string): Promise<void> {
    const files = [shared_files, own_files].flatMap((each) =>
        Object.entries(each).filter(([file]) => code_of(file) === code),
    );
    const loaded = await Promise.all(files.map(([, load]) => load()));
    texts = Object.assign({}, ...loaded);
    current = code;
    document.documentElement.lang = code;
}

/** The sentence, its blanks filled. */
export function t(key: TextKey, values: Values = {}): string {
    return fill(texts[key] ?? key, values, current);
}

/** The sentence for so many things; `{count}` is filled. */
export function t_count(key: CountKey, count: number, values: Values = {}): string {
    const found = texts[plural_key(key, count, current)] ?? texts[`${key}.other`] ?? key;
    return fill(found, { ...values, count }, current);
}

/** Whether there is such a sentence; makes a key of a text put together at run time. */
export function is_text(key: string): key is TextKey {
    return Object.hasOwn(texts, key);
}

/** The sentence when there is one, else the given text. */
export function t_or(key: string, otherwise: string, values: Values = {}): string {
    return is_text(key) ? t(key, values) : otherwise;
}
