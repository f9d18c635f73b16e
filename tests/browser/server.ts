/** A Belfry of its own for a test: real program, real database in a temporary folder, free ports. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = process.env.BELFRY_PROGRAM ?? resolve(__dirname, '../../build/release/belfry');
const longest_start = 20_000;

export class Server {
    url = '';
    /** Where its public pages are. */
    public_url = '';
    /** The one-time link of an empty Belfry. */
    setup_link = '';
    #output = '';
    #process: ChildProcess | null = null;

    private constructor(readonly folder: string) {}

    static async start(): Promise<Server> {
        const server = new Server(await mkdtemp(join(tmpdir(), 'belfry-browser-')));
        await server.run('0');
        // The link is printed after the addresses, perhaps in a later piece of the output.
        for (const deadline = Date.now() + 5_000; server.setup_link === '' && Date.now() < deadline; ) {
            await new Promise((wake) => setTimeout(wake, 25));
            server.#read_addresses();
        }
        return server;
    }

    /** Starts the program on its data; `port` 0 takes a free one. */
    async run(port: string): Promise<void> {
        this.#output = '';
        const child = spawn(program, ['serve', '--data', this.folder, '--port', port, '--public-port', '0'], {
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        this.#process = child;
        const hear = (text: Buffer): void => {
            this.#output += text.toString();
        };
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        const deadline = Date.now() + longest_start;
        while (!this.#read_addresses()) {
            if (child.exitCode !== null || Date.now() > deadline) {
                throw new Error(`belfry does not start:\n${this.#output}`);
            }
            await new Promise((wake) => setTimeout(wake, 25));
        }
    }

    #read_addresses(): boolean {
        const found = /listening on (http:\/\/[^\s/]+)/i.exec(this.#output);
        if (found === null) {
            return false;
        }
        this.url = found[1]!;
        this.public_url = /public pages on (http:\/\/[^\s/]+)/i.exec(this.#output)?.[1] ?? '';
        const token = /\/setup#(\S+)/.exec(this.#output);
        this.setup_link = token ? `${this.url}/setup#${token[1]}` : '';
        return true;
    }

    /** Ends the program as an administrator would; what was saved stays. */
    async stop(): Promise<void> {
        const child = this.#process;
        this.#process = null;
        if (child !== null && child.exitCode === null) {
            const gone = new Promise((resolve_gone) => child.once('exit', resolve_gone));
            child.kill('SIGTERM');
            await gone;
        }
    }

    /** Starts it again at the same address. */
    async run_again(): Promise<void> {
        await this.run(new URL(this.url).port);
    }

    async remove(): Promise<void> {
        await this.stop();
        await rm(this.folder, { recursive: true, force: true });
    }
}
