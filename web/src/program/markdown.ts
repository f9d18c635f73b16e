/**
 * The small Markdown that notes and comments use, parsed into values that Svelte draws as elements:
 * no HTML string is ever made, so none can be injected. Paragraphs, headings, lists, quotes, bold,
 * italics, code and links; anything else stays text.
 */

export type Inline =
    | { kind: 'text'; text: string }
    | { kind: 'code'; text: string }
    | { kind: 'strong' | 'emphasis'; inside: Inline[] }
    | { kind: 'link'; to: string; inside: Inline[] };

export type Block =
    | { kind: 'paragraph' | 'heading' | 'quote'; inside: Inline[] }
    | { kind: 'list'; ordered: boolean; items: Inline[][] }
    | { kind: 'code'; text: string };

/** Where a link may lead: the web, mail, or a page of this app. */
export function safe_link(to: string): string | null {
    if (/^\/(?![/\\])/.test(to) || /^(https?:\/\/|mailto:)[^\s]+$/i.test(to)) {
        return to;
    }
    return null;
}

const patterns: { expression: RegExp; make: (found: RegExpExecArray, depth: number) => Inline | null }[] = [
    { expression: /`([^`]+)`/, make: (found) => ({ kind: 'code', text: found[1]! }) },
    {
        expression: /\[([^\]]+)\]\(([^)\s]+)\)/,
        make: (found, depth) => {
            const to = safe_link(found[2]!);
            return to === null ? null : { kind: 'link', to, inside: inline(found[1]!, depth + 1) };
        },
    },
    { expression: /\*\*(?=\S)(.+?\S|\S)\*\*/, make: (found, depth) => ({ kind: 'strong', inside: inline(found[1]!, depth + 1) }) },
    {
        expression: /(?<![\p{L}\p{N}_*])[*_](?=[^\s*_])([^*_]*[^\s*_]|[^\s*_])[*_](?![\p{L}\p{N}_*])/u,
        make: (found, depth) => ({ kind: 'emphasis', inside: inline(found[1]!, depth + 1) }),
    },
    {
        expression: /https?:\/\/[^\s<>()]*[^\s<>().,;:!?]/,
        make: (found) => ({ kind: 'link', to: found[0], inside: [{ kind: 'text', text: found[0] }] }),
    },
];

const deepest = 6;

export function inline(text: string, depth = 0): Inline[] {
    if (depth > deepest) {
        return text === '' ? [] : [{ kind: 'text', text }];
    }
    const parts: Inline[] = [];
    let rest = text;
    while (rest !== '') {
        let first: { at: number; length: number; part: Inline } | null = null;
        for (const { expression, make } of patterns) {
            const found = expression.exec(rest);
            if (found === null || (first !== null && found.index >= first.at)) {
                continue;
            }
            const part = make(found, depth);
            if (part !== null) {
                first = { at: found.index, length: found[0].length, part };
            }
        }
        if (first === null) {
            parts.push({ kind: 'text', text: rest });
            break;
        }
        if (first.at > 0) {
            parts.push({ kind: 'text', text: rest.slice(0, first.at) });
        }
        parts.push(first.part);
        rest = rest.slice(first.at + first.length);
    }
    return parts;
}

/** The words alone, on one line: for lists that have no room for paragraphs. */
export function plain_words(text: string): string {
    const words = (parts: Inline[]): string =>
        parts.map((part) => ('text' in part ? part.text : words(part.inside))).join('');
    return blocks(text)
        .flatMap((block) => {
            switch (block.kind) {
                case 'list':
                    return block.items.map(words);
                case 'code':
                    return [block.text];
                default:
                    return [words(block.inside)];
            }
        })
        .join(' ')
        .replaceAll(/\s+/g, ' ')
        .trim();
}

const bullet = /^\s{0,3}[-*+]\s+/;
const number = /^\s{0,3}\d{1,9}[.)]\s+/;

export function blocks(text: string): Block[] {
    const lines = text.replace(/\r\n?/g, '\n').split('\n');
    const found: Block[] = [];
    let at = 0;
    const take_while = (wanted: (line: string) => boolean): string[] => {
        const start = at;
        while (at < lines.length && wanted(lines[at]!)) {
            at += 1;
        }
        return lines.slice(start, at);
    };
    while (at < lines.length) {
        const line = lines[at]!;
        if (line.trim() === '') {
            at += 1;
        } else if (line.startsWith('```')) {
            at += 1;
            found.push({ kind: 'code', text: take_while((each) => !each.startsWith('```')).join('\n') });
            at += 1;
        } else if (/^#{1,6}\s/.test(line)) {
            at += 1;
            found.push({ kind: 'heading', inside: inline(line.replace(/^#+\s+/, '').trim()) });
        } else if (line.startsWith('>')) {
            const quoted = take_while((each) => each.startsWith('>'));
            found.push({ kind: 'quote', inside: inline(quoted.map((each) => each.replace(/^>\s?/, '')).join(' ')) });
        } else if (bullet.test(line) || number.test(line)) {
            const mark = bullet.test(line) ? bullet : number;
            const items = take_while((each) => mark.test(each));
            found.push({
                kind: 'list',
                ordered: mark === number,
                items: items.map((each) => inline(each.replace(mark, ''))),
            });
        } else {
            const starts_other = (each: string) =>
                each.trim() === '' || /^(#{1,6}\s|>|```)/.test(each) || bullet.test(each) || number.test(each);
            const paragraph = take_while((each) => !starts_other(each));
            found.push({ kind: 'paragraph', inside: inline(paragraph.join('\n')) });
        }
    }
    return found;
}
