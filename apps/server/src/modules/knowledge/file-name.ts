/** How forms write a quote and line ends inside a file name. */
const escaped = /%(?:22|0D|0A)/gi;
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/gu;

/** The last piece of a sender's path without signs that mislead a person or a file system; at most 200 characters. */
export function plainFileName(given: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '').toWellFormed().replace(escaped, '').replace(unsafe, '').trim();
  const [, stem = name, ending = ''] = /^(.*?)(\.[^.]{1,10})?$/s.exec(name) ?? [];
  return `${[...stem].slice(0, 180).join('')}${ending}` || 'document';
}

/** `Content-Disposition` of a download (RFC 6266 with RFC 5987 for names beyond ASCII). */
export function attachmentHeader(name: string): string {
  const plain = plainFileName(name);
  const ascii =
    plain
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/["\\%;]/g, '') || 'document';
  const encoded = encodeURIComponent(plain).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
