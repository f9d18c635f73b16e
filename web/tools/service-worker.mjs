// Writes service-worker.js with the names of all built files, so that the app starts without a network.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const template = new URL('../src/app/service-worker.js', import.meta.url);

export function service_worker() {
    return {
        name: 'belfry-service-worker',
        apply: 'build',
        enforce: 'post',
        generateBundle(_options, bundle) {
            const built = Object.keys(bundle).filter((name) => !name.endsWith('.map') && name !== 'index.html');
            const shipped = readdirSync(new URL('../public', import.meta.url));
            const files = ['/', ...[...built, ...shipped].sort().map((name) => `/${name}`)];
            const text = readFileSync(template, 'utf8');
            const version = createHash('sha256').update(text).update(files.join('\n')).digest('hex').slice(0, 12);
            this.emitFile({
                type: 'asset',
                fileName: 'service-worker.js',
                source: text
                    .replace("'belfry-development'", `'belfry-${version}'`)
                    .replace('const files = [];', `const files = ${JSON.stringify(files)};`),
            });
        },
    };
}
