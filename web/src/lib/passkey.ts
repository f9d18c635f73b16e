/** Passkeys: what the browser is asked for and what the server is given, both as base64url. */
import { api, take } from './api/client';
import type { Assertion, NewPasskey, PasskeyOffer } from './api/types';

/** Whether this browser can use passkeys at this address: only by a name, and over a protected way. */
export function can_use_passkeys(): boolean {
    return typeof PublicKeyCredential !== 'undefined' && !/^[\d.]+$|^\[/.test(location.hostname);
}

export function to_base64url(bytes: ArrayBuffer): string {
    const text = String.fromCharCode(...new Uint8Array(bytes));
    return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function from_base64url(text: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/** Null where the person gave up, waited too long, or has none that fits. */
async function asked<T extends Credential>(asking: Promise<Credential | null>): Promise<T | null> {
    try {
        return (await asking) as T | null;
    } catch (thrown) {
        if (thrown instanceof DOMException) {
            return null;
        }
        throw thrown;
    }
}

/** Has the browser make a passkey; null where the person gave up or the device has one already. */
export async function make_credential(offer: PasskeyOffer): Promise<NewPasskey['credential'] | null> {
    const made = await asked<PublicKeyCredential>(
        navigator.credentials.create({
            publicKey: {
                challenge: from_base64url(offer.challenge),
                rp: { id: offer.party, name: 'Belfry' },
                user: { id: from_base64url(offer.user_handle), name: offer.email, displayName: offer.display_name },
                // ES256, Ed25519, RS256
                pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
                authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'preferred' },
                excludeCredentials: offer.known.map((id) => ({ type: 'public-key', id: from_base64url(id) })),
                attestation: 'none',
            },
        }),
    );
    if (made === null) {
        return null;
    }
    const answer = made.response as AuthenticatorAttestationResponse;
    return {
        client_data: to_base64url(answer.clientDataJSON),
        attestation_object: to_base64url(answer.attestationObject),
    };
}

/** Has the browser use a passkey of this Belfry; null where the person gave up. */
export async function use_credential(): Promise<Assertion | null> {
    const { challenge, party } = await take(api.POST('/api/v1/session/passkey/challenge'));
    const used = await asked<PublicKeyCredential>(
        navigator.credentials.get({
            publicKey: { challenge: from_base64url(challenge), rpId: party, userVerification: 'preferred' },
        }),
    );
    if (used === null) {
        return null;
    }
    const answer = used.response as AuthenticatorAssertionResponse;
    return {
        id: to_base64url(used.rawId),
        client_data: to_base64url(answer.clientDataJSON),
        authenticator_data: to_base64url(answer.authenticatorData),
        signature: to_base64url(answer.signature),
        user_handle: answer.userHandle === null ? undefined : to_base64url(answer.userHandle),
    };
}
