/**
 * The server's QR code as shapes that this app draws itself: markup from an answer is never put into
 * the page.
 */

export interface QrCode {
    view: string;
    path: string;
}

function attribute(tag: string, name: string): string {
    return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

/** The dark squares of a QR code drawn as SVG with `path` or `rect`; null when it is no such drawing. */
export function qr_code(svg: string): QrCode | null {
    const root = /<svg\b[^>]*>/.exec(svg)?.[0] ?? '';
    const view = attribute(root, 'viewBox');
    const light = /^(#fff(fff)?|white|none)$/i;
    const dark = [...svg.matchAll(/<(path|rect)\b[^>]*>/g)].map((match) => match[0]).filter((tag) => !light.test(attribute(tag, 'fill')));
    const path = dark.map((tag) => (tag.startsWith('<path') ? attribute(tag, 'd') : square(tag))).join('');
    return /^[\d.\s-]+$/.test(view) && path !== '' && /^[MmHhVvLlZz\d\s.,-]+$/.test(path) ? { view, path } : null;
}

function square(tag: string): string {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(attribute(tag, name) || 0));
    return `M${x} ${y}h${width}v${height}h${-width!}z`;
}
