/** One tab of a browser does the work and the others hear of it. */

/**
 * Runs `lead` in one tab at a time; what it passes on reaches `hear` in every tab. When the leading
 * tab closes another one takes over. Returns what ends it in this tab.
 */
export function shared_tab<Message>(
    name: string,
    lead: (signal: AbortSignal, pass_on: (message: Message) => void) => void,
    hear: (message: Message) => void,
): () => void {
    const ended = new AbortController();
    const channel = new BroadcastChannel(name);
    channel.onmessage = (event: MessageEvent<Message>) => hear(event.data);
    const pass_on = (message: Message): void => {
        hear(message);
        channel.postMessage(message);
    };
    const until_ended = new Promise<void>((resolve) => {
        ended.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    if (navigator.locks === undefined) {
        lead(ended.signal, pass_on);
    } else {
        void navigator.locks
            .request(name, { signal: ended.signal }, () => {
                lead(ended.signal, pass_on);
                return until_ended;
            })
            .catch(() => {
                // Ended while it waited for its turn.
            });
    }
    return () => {
        ended.abort();
        channel.close();
    };
}
