/** What puts something into inboxes, or takes it out: all of it may change what the reader finds there. */
export const kinds_of_inbox = [
    'inbox', 'step', 'task', 'note', 'decision', 'comment', 'reminder', 'demo', 'redaction', 'exemption', 'legal_hold', 'records_request',
] as const;
