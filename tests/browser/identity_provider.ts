/**
 * A real OpenID Connect provider, small: one client, people who are whoever they choose, a session of its own.
 * Who signed in there once is let through without being asked, unless Belfry wants them asked anew.
 */
import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const b64 = (data: string | Buffer): string => Buffer.from(data).toString('base64url');
const hour = 3_600;
const now = (): number => Math.floor(Date.now() / 1_000);

interface Visit {
    asked: URLSearchParams;
    email: string;
    at: number;
}

export class IdentityProvider {
    static readonly client = 'belfry';
    static readonly secret = 'a secret: with % and +';

    /** Who has a session there, and since when. */
    signed_in: { email: string; at: number } | null = null;
    #codes = new Map<string, Visit>();
    #key: KeyObject;
    #jwk: object;
    #server: HttpServer;

    private constructor() {
        const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        this.#key = privateKey;
        this.#jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'key', use: 'sig', alg: 'ES256' };
        this.#server = createServer((request, response) => void this.#answer(request, response));
    }

    static async start(): Promise<IdentityProvider> {
        const provider = new IdentityProvider();
        await new Promise<void>((ready) => provider.#server.listen(0, '127.0.0.1', ready));
        return provider;
    }

    get issuer(): string {
        return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
    }

    /** As if they had signed in there a while ago. */
    let_an_hour_pass(): void {
        if (this.signed_in !== null) {
            this.signed_in.at -= hour;
        }
    }

    async stop(): Promise<void> {
        this.#server.closeAllConnections();
        await new Promise((gone) => this.#server.close(gone));
    }

    async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const url = new URL(request.url ?? '/', this.issuer);
        if (url.pathname === '/.well-known/openid-configuration') {
            this.#say(response, {
                issuer: this.issuer, authorization_endpoint: `${this.issuer}/authorize`,
                token_endpoint: `${this.issuer}/token`, jwks_uri: `${this.issuer}/keys`,
            });
        } else if (url.pathname === '/keys') {
            this.#say(response, { keys: [this.#jwk] });
        } else if (url.pathname === '/authorize') {
            this.#authorize(url.searchParams, response);
        } else if (url.pathname === '/token' && request.method === 'POST') {
            await this.#token(request, response);
        } else {
            response.writeHead(404).end();
        }
    }

    #say(response: ServerResponse, body: object, status = 200): void {
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    }

    #authorize(asked: URLSearchParams, response: ServerResponse): void {
        const chosen = asked.get('chosen');
        if (chosen !== null) {
            this.signed_in = { email: chosen, at: now() };
        } else if (this.signed_in === null || asked.get('prompt') === 'login') {
            const fields = [...asked].map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`).join('');
            response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(
                `<!doctype html><html lang="en"><title>City login</title><main><h1>City login</h1><form action="/authorize">${fields}`
                + '<label>E-mail <input name="chosen" type="email" required></label> <button>Continue</button></form></main>',
            );
            return;
        }
        const code = randomUUID();
        this.#codes.set(code, { asked, email: this.signed_in!.email, at: this.signed_in!.at });
        const back = new URL(asked.get('redirect_uri') ?? '');
        back.search = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: this.issuer }).toString();
        response.writeHead(302, { Location: back.href }).end();
    }

    async #token(request: IncomingMessage, response: ServerResponse): Promise<void> {
        let text = '';
        for await (const piece of request) {
            text += String(piece);
        }
        const given = new URLSearchParams(text);
        const visit = this.#codes.get(given.get('code') ?? '');
        this.#codes.delete(given.get('code') ?? '');
        const basic = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
        const [user, secret] = basic.split(':').map(decodeURIComponent);
        const challenge = b64(createHash('sha256').update(given.get('code_verifier') ?? '').digest());
        if (
            visit === undefined || user !== IdentityProvider.client || secret !== IdentityProvider.secret
            || visit.asked.get('code_challenge') !== challenge || visit.asked.get('redirect_uri') !== given.get('redirect_uri')
        ) {
            this.#say(response, { error: 'invalid_grant' }, 400);
            return;
        }
        const claims = {
            iss: this.issuer, sub: `subject of ${visit.email}`, aud: IdentityProvider.client, iat: now(), exp: now() + 300,
            nonce: visit.asked.get('nonce'), email: visit.email, email_verified: true, auth_time: visit.at,
        };
        const signed = `${b64(JSON.stringify({ alg: 'ES256', kid: 'key', typ: 'JWT' }))}.${b64(JSON.stringify(claims))}`;
        const signature = sign('sha256', Buffer.from(signed), { key: this.#key, dsaEncoding: 'ieee-p1363' });
        this.#say(response, { access_token: 'unused', token_type: 'Bearer', id_token: `${signed}.${b64(signature)}` });
    }
}
