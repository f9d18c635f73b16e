/** What somebody has to show besides the password. */
import type { Person } from '../lib/api/types';
import type { TextKey } from '../lib/i18n/index.svelte';

/** Who has to have a passkey is not protected without one. */
export function is_protected(person: Person): boolean {
    return person.passkeys > 0 || (person.totp_on && !person.wants_passkey);
}

export function protection(person: Person): TextKey {
    if (person.passkeys > 0) {
        return 'people.passkey';
    }
    return person.wants_passkey ? 'people.passkey_missing' : person.totp_on ? 'second.on' : 'second.off';
}
