import { unsafe_headers } from './client';
import { Problem, problem_of } from './problem';

/** The most that the server takes. */
export const largest_file = 25 * 1024 * 1024;

/**
 * Sends one file to an address and says how far it is (0 to 1). XMLHttpRequest, because fetch tells
 * nothing about a body on its way. Rejects with the server's Problem, or with an AbortError when
 * `stop` says so.
 */
export function send_file<T>(
    to: string, file: File, progress: (part: number) => void, stop: AbortSignal,
    { method = 'POST', headers = {} }: { method?: 'POST' | 'PUT'; headers?: Record<string, string> } = {},
): Promise<T> {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open(method, to);
        request.setRequestHeader('Content-Type', 'application/octet-stream');
        request.setRequestHeader('Accept', 'application/json');
        for (const [name, value] of Object.entries({ ...unsafe_headers(), ...headers })) {
            request.setRequestHeader(name, value);
        }
        request.responseType = 'json';
        request.upload.onprogress = (event) => {
            if (event.lengthComputable) {
                progress(event.loaded / event.total);
            }
        };
        request.onload = () => {
            if (request.status >= 200 && request.status < 300) {
                resolve(request.response as T);
            } else {
                reject(problem_of(request.status, request.response));
            }
        };
        request.onerror = () => reject(new Problem(0, 'unreachable', 'The server cannot be reached.'));
        request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
        stop.addEventListener('abort', () => request.abort());
        request.send(file);
    });
}
