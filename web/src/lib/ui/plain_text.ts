/** Text as people typed it, with the web addresses in it found. */

export interface Piece {
    text: string;
    link: boolean;
}

const address = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g;

export function pieces(text: string): Piece[] {
    const found: Piece[] = [];
    let done = 0;
    for (const match of text.matchAll(address)) {
        if (match.index > done) {
            found.push({ text: text.slice(done, match.index), link: false });
        }
        found.push({ text: match[0], link: true });
        done = match.index + match[0].length;
    }
    if (done < text.length) {
        found.push({ text: text.slice(done), link: false });
    }
    return found;
}
