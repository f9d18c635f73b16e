/** Has the browser keep the app itself, so that it starts without a network. */

interface ScriptPolicy {
    createScriptURL(address: string): string;
}
interface Policies {
    createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

const address = '/service-worker.js';

/** The address as browsers with Trusted Types want it; the policy knows this one address only. */
function trusted_address(): string {
    const policies = (window as unknown as { trustedTypes?: Policies }).trustedTypes;
    if (policies === undefined) {
        return address;
    }
    const policy = policies.createPolicy('belfry-service-worker', { createScriptURL: () => address });
    return policy.createScriptURL(address);
}

export function keep_for_offline(): void {
    if (import.meta.env.PROD && 'serviceWorker' in navigator) {
        navigator.serviceWorker.register(trusted_address()).catch(() => {
            // Without HTTPS, or where the browser forbids it: the app then needs the network.
        });
    }
}
