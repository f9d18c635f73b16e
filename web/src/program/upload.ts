import { send_file } from '../lib/api/send_file';
import type { Attachment } from '../lib/api/types';

export { largest_file } from '../lib/api/send_file';

/** Puts a file up at an object of the programme. */
export function upload(object: string, file: File, progress: (part: number) => void, stop: AbortSignal): Promise<Attachment> {
    const query = new URLSearchParams({ object, name: file.name });
    return send_file(`/api/v1/attachments?${query}`, file, progress, stop);
}
