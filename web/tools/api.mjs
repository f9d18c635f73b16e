// Writes src/lib/api/schema.d.ts from the server's API document: npm run api -- FILE [--check]
import { readFile, writeFile } from 'node:fs/promises';
import openapi, { astToString } from 'openapi-typescript';

const target = new URL('../src/lib/api/schema.d.ts', import.meta.url);
const [file, mode] = process.argv.slice(2);
if (!file) {
    console.error('Usage: npm run api -- FILE [--check]\nFILE is what `belfry openapi` prints.');
    process.exit(2);
}
const text =
    '// Written by `npm run api` from the output of `belfry openapi`. Do not edit.\n' +
    astToString(await openapi(JSON.parse(await readFile(file, 'utf8'))));
if (mode === '--check') {
    if ((await readFile(target, 'utf8')) !== text) {
        console.error('src/lib/api/schema.d.ts is not what this server offers. Run: npm run api -- FILE');
        process.exit(1);
    }
} else {
    await writeFile(target, text);
}
