import { Problem } from '../lib/api/client';
import { me } from '../lib/session.svelte';
import type { Attachment } from './types';

export const largest_file = 25 * 1024 * 1024;

/**
 * Sends one file with its progress (0 to 1). XMLHttpRequest, because fetch tells nothing about a
 * body on its way. Rejects with the server's Problem, or when `stop` is called.
 */
export function upload(object: string, file: File, progress: (part: number) => void, stop: AbortSignal): Promise<Attachment> {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        const query = new URLSearchParams({ object, name: file.name });
        request.open('POST', `/api/v1/attachments?${query}`);
        request.setRequestHeader('Content-Type', 'application/octet-stream');
        request.setRequestHeader('Accept', 'application/json');
        request.setRequestHeader('X-Belfry-Token', session.csrf ?? '');
        request.responseType = 'json';
        request.upload.onprogress = (event) => {
            if (event.lengthComputable) {
                progress(event.loaded / event.total);
            }
        };
        request.onload = () => {
            if (request.status >= 200 && request.status < 300) {
                resolve(request.response as Attachment);
            } else {
                reject(Problem.of(request.status, request.response));
            }
        };
        request.onerror = () => reject(Problem.of(0, null));
        request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
        stop.addEventListener('abort', () => request.abort());
        request.send(file);
    });
}
