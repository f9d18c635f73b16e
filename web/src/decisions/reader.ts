import { me, may } from '../lib/session.svelte';
import { permissions } from '../program/permissions';

/** Who is signed in, as far as decisions need to know. */
export function reader(): { id: number; for_office: boolean } | null {
    const account = me();
    return account === null ? null : { id: account.id, for_office: may(permissions.decide) };
}
