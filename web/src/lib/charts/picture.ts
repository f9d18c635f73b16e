/**
 * A drawing of this page as a file: SVG with its colors written into it, or PNG painted shape by
 * shape. (The content security policy forbids pictures made of data, so it is painted, not loaded.)
 */

const drawn = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap', 'opacity', 'font-size', 'font-weight', 'font-family', 'text-anchor', 'paint-order'];
const dots_per_pixel = 2;

function each_shape(root: SVGSVGElement): SVGGraphicsElement[] {
    return [...root.querySelectorAll<SVGGraphicsElement>('path, line, rect, circle, text')].filter(
        (element) => element.closest('.not-in-picture') === null && getComputedStyle(element).display !== 'none',
    );
}

/** The page's ground under the drawing, so that light lines on dark stay readable. */
function ground_of(): string {
    const color = getComputedStyle(document.body).backgroundColor;
    return color === 'rgba(0, 0, 0, 0)' ? '#ffffff' : color;
}

/** The drawing alone, as it looks now. */
export function as_svg(root: SVGSVGElement): string {
    const copy = root.cloneNode(true) as SVGSVGElement;
    const originals = [root, ...root.querySelectorAll('*')];
    const copies = [copy, ...copy.querySelectorAll('*')];
    originals.forEach((original, at) => {
        const style = getComputedStyle(original);
        const element = copies[at]!;
        if (original.matches('.not-in-picture') || style.display === 'none') {
            element.remove();
            return;
        }
        element.removeAttribute('class');
        for (const name of drawn) {
            element.setAttribute(name, style.getPropertyValue(name));
        }
    });
    const { width, height } = root.getBoundingClientRect();
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    copy.setAttribute('width', String(width));
    copy.setAttribute('height', String(height));
    const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    ground.setAttribute('width', '100%');
    ground.setAttribute('height', '100%');
    ground.setAttribute('fill', ground_of());
    copy.prepend(ground);
    return new XMLSerializer().serializeToString(copy);
}

function paint_text(brush: CanvasRenderingContext2D, element: SVGTextElement, style: CSSStyleDeclaration): void {
    brush.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    brush.textAlign = style.textAnchor === 'middle' ? 'center' : style.textAnchor === 'end' ? 'right' : 'left';
    const x = element.x.baseVal.length > 0 ? element.x.baseVal[0]!.value : 0;
    const y = element.y.baseVal.length > 0 ? element.y.baseVal[0]!.value : 0;
    if (style.paintOrder.startsWith('stroke') && style.stroke !== 'none') {
        brush.strokeStyle = style.stroke;
        brush.lineWidth = parseFloat(style.strokeWidth);
        brush.lineJoin = 'round';
        brush.strokeText(element.textContent, x, y);
    }
    brush.fillStyle = style.fill;
    brush.fillText(element.textContent, x, y);
}

function outline_of(element: SVGGraphicsElement): Path2D {
    const number = (name: string): number => Number(element.getAttribute(name) ?? 0);
    const path = new Path2D(element.tagName === 'path' ? (element.getAttribute('d') ?? '') : '');
    if (element.tagName === 'line') {
        path.moveTo(number('x1'), number('y1'));
        path.lineTo(number('x2'), number('y2'));
    } else if (element.tagName === 'rect') {
        path.rect(number('x'), number('y'), number('width'), number('height'));
    } else if (element.tagName === 'circle') {
        path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
    }
    return path;
}

function paint(brush: CanvasRenderingContext2D, element: SVGGraphicsElement, root: SVGSVGElement): void {
    const style = getComputedStyle(element);
    const place = element.getScreenCTM();
    const ground = root.getScreenCTM();
    if (place === null || ground === null) {
        return;
    }
    const own = ground.inverse().multiply(place);
    brush.setTransform(own.a * dots_per_pixel, own.b * dots_per_pixel, own.c * dots_per_pixel, own.d * dots_per_pixel, own.e * dots_per_pixel, own.f * dots_per_pixel);
    if (element instanceof SVGTextElement) {
        paint_text(brush, element, style);
        return;
    }
    const path = outline_of(element);
    if (style.fill !== 'none') {
        brush.globalAlpha = Number(style.fillOpacity) * Number(style.opacity);
        brush.fillStyle = style.fill;
        brush.fill(path, style.fillRule === 'evenodd' ? 'evenodd' : 'nonzero');
    }
    if (style.stroke !== 'none') {
        brush.globalAlpha = Number(style.strokeOpacity) * Number(style.opacity);
        brush.strokeStyle = style.stroke;
        const scale = style.vectorEffect === 'non-scaling-stroke' ? Math.hypot(own.a, own.b) : 1;
        brush.lineWidth = parseFloat(style.strokeWidth) / (scale || 1);
        brush.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[ ,]+/).map((each) => parseFloat(each) / (scale || 1)));
        brush.stroke(path);
    }
    brush.globalAlpha = 1;
}

export async function as_png(root: SVGSVGElement): Promise<Blob> {
    const { width, height } = root.getBoundingClientRect();
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(width * dots_per_pixel);
    canvas.height = Math.ceil(height * dots_per_pixel);
    const brush = canvas.getContext('2d')!;
    brush.fillStyle = ground_of();
    brush.fillRect(0, 0, canvas.width, canvas.height);
    for (const element of each_shape(root)) {
        paint(brush, element, root);
    }
    return new Promise((done, failed) =>
        canvas.toBlob((blob) => (blob === null ? failed(new Error('the picture cannot be made')) : done(blob)), 'image/png'),
    );
}

/** Hands a file to the browser. */
export function save_file(content: Blob, name: string): void {
    const address = URL.createObjectURL(content);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A file's name made of words: "A day at Town Hall" becomes "a-day-at-town-hall". */
export function file_stem(words: string): string {
    return (
        words
            .normalize('NFD')
            .replace(/[\u0300-\u036f]/g, '')
            .toLowerCase()
            .replace(/[^a-z0-9]+/g, '-')
            .replace(/^-+|-+$/g, '')
            .slice(0, 80) || 'chart'
    );
}
