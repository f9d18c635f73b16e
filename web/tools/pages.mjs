// Writes pages.txt with the address pattern of every screen, so that the server can answer 404 elsewhere.
import { readdirSync, readFileSync, existsSync } from 'node:fs';

const sources = new URL('../src/', import.meta.url);

export function patterns() {
    const found = new Set();
    for (const module of readdirSync(sources)) {
        const routes = new URL(`${module}/routes.ts`, sources);
        if (existsSync(routes)) {
            for (const [, path] of readFileSync(routes, 'utf8').matchAll(/\bpath: '(\/[^']*)'/g)) {
                found.add(path);
            }
        }
    }
    return [...found].sort();
}

export function pages() {
    return {
        name: 'belfry-pages',
        apply: 'build',
        enforce: 'post',
        generateBundle() {
            this.emitFile({ type: 'asset', fileName: 'pages.txt', source: `${patterns().join('\n')}\n` });
        },
    };
}
