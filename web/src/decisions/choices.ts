/**
 * A request may end in a numbered list: then it asks to pick one of these, and there is nothing to
 * approve as a whole. The pick is kept as the answer's words.
 */
import { blocks, plain_words, type Block } from '../program/markdown';

const most_choices = 9;

function list_at_the_end(why: string): string[] {
    const last: Block | undefined = blocks(why).at(-1);
    if (last?.kind !== 'list' || !last.ordered || last.items.length < 2 || last.items.length > most_choices) {
        return [];
    }
    const lines = why.trimEnd().split(/\r\n?|\n/);
    return lines.slice(lines.length - last.items.length);
}

/** What may be picked, in words; empty where the request is a question of yes or no. */
export function choices_of(why: string): string[] {
    return list_at_the_end(why).map((line) => plain_words(line));
}

/** The request without its choices. */
export function reason_of(why: string): string {
    const lines = why.trimEnd().split(/\r\n?|\n/);
    return lines.slice(0, lines.length - list_at_the_end(why).length).join('\n').trimEnd();
}
