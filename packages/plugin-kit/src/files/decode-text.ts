import { AppError } from '@agentforge/kernel/errors';

export interface DecodedText {
  text: string;
  encoding: string;
  /** Set when some characters could not be read. */
  warning?: string;
}

function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: Latin text has a zero in every second byte. */
function guessWide(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even += 1;
    if (sample[i + 1] === 0) odd += 1;
  }
  const pairs = Math.floor(sample.length / 2);
  if (pairs < 4) return null;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  return even > pairs * 0.4 && odd < pairs * 0.05 ? 'utf-16be' : null;
}

function count(bytes: Uint8Array, matches: (byte: number) => boolean): number {
  let found = 0;
  for (const byte of bytes) if (matches(byte)) found += 1;
  return found;
}

/** Single-byte text: Arabic of Windows is mostly high bytes, western text only here and there. */
function singleByte(bytes: Uint8Array): DecodedText {
  const sample = bytes.subarray(0, 262_144);
  const high = count(sample, (byte) => byte >= 0xc0);
  const low = count(sample, (byte) => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
  const encoding = high > low ? 'windows-1256' : 'windows-1252';
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

function decodeNarrow(bytes: Uint8Array): DecodedText {
  const text = new TextDecoder('utf-8').decode(bytes);
  const lost = text.split('\ufffd').length - 1;
  if (lost === 0) return { text, encoding: 'utf-8' };
  let foreign = 0;
  for (const character of text) if (character > '\u007f') foreign += 1;
  if (foreign < lost * 5) return singleByte(bytes);
  return { text, encoding: 'utf-8', warning: `${lost} characters could not be read and are shown as \ufffd.` };
}

/** Control characters no text file has; a few (form feed, escape of logs) are let through. */
function looksBinary(text: string): boolean {
  const sample = text.slice(0, 65_536);
  let control = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const code = sample.charCodeAt(i);
    if (code === 0) return true;
    if (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13 && code !== 27) control += 1;
  }
  return control > sample.length * 0.01;
}

/**
 * Bytes of a text file as text with `\n` line ends: UTF-8, UTF-16 (with or without mark), else Windows Arabic or
 * western. Throws `unsupported_media_type` when the bytes are no text.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const wide = markedEncoding(bytes) ?? guessWide(bytes);
  const decoded =
    wide === null || wide === 'utf-8'
      ? decodeNarrow(bytes)
      : { text: new TextDecoder(wide).decode(bytes), encoding: wide };
  if (looksBinary(decoded.text)) {
    throw new AppError('unsupported_media_type', {
      detail:
        'This is not a text file. Upload it in its own format (PDF, Word, Excel, CSV, HTML, Markdown or plain text).',
    });
  }
  return {
    ...decoded,
    text: decoded.text
      .replace(/^\ufeff/, '')
      .replace(/\r\n?/g, '\n')
      .toWellFormed(),
  };
}
