import { accepts } from '@agentforge/ui/file-drop';

export const acceptedFiles = 'image/png,image/jpeg,image/webp,image/gif,.pdf,.docx,.xlsx,.csv,.txt,.md,.json,.html';
export const maxFiles = 8;
/** All attachments of a message together, in bytes. */
export const maxTotalBytes = 15 * 1024 * 1024;

export interface PendingAttachment {
  key: string;
  file: File;
}

export type Refusal = { reason: 'type' | 'size' | 'empty'; name: string } | { reason: 'count'; name: string };

/** Splits newly chosen files into those that fit beside the present ones, and why the others do not. */
export function chooseFiles(
  present: readonly PendingAttachment[],
  files: readonly File[],
  newKey: () => string,
): { taken: PendingAttachment[]; refused: Refusal[] } {
  const taken: PendingAttachment[] = [];
  const refused: Refusal[] = [];
  let bytes = present.reduce((sum, { file }) => sum + file.size, 0);
  for (const file of files) {
    const reason = refusalOf(file, present.length + taken.length, bytes);
    if (reason) refused.push({ reason, name: file.name });
    else {
      bytes += file.size;
      taken.push({ key: newKey(), file });
    }
  }
  return { taken, refused };
}

function refusalOf(file: File, count: number, bytes: number): Refusal['reason'] | undefined {
  if (!accepts(acceptedFiles, file)) return 'type';
  if (file.size === 0) return 'empty';
  if (count >= maxFiles) return 'count';
  return bytes + file.size > maxTotalBytes ? 'size' : undefined;
}

/** The file's bytes in base64, without the `data:` head. */
export function toBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read'));
    reader.readAsDataURL(file);
  });
}

export async function encodeAttachments(attachments: readonly PendingAttachment[]) {
  return Promise.all(
    attachments.map(async ({ file }) => ({
      name: file.name.slice(-255),
      media_type: file.type || 'application/octet-stream',
      data: await toBase64(file),
    })),
  );
}
