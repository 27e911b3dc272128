import { isAddressLiteral } from './address-rules.ts';
import { DestinationRefused } from './refusal.ts';

const authorityPattern = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]*)/i;
const schemePattern = /^[a-z][a-z0-9+.-]*:/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const controlCharacters = /[\u0000-\u001f\u007f]/;

function malformed(detail: string): DestinationRefused {
  return new DestinationRefused('malformed_url', detail);
}

/** Refuses what two URL parsers may read differently: the one that checks must see what the one that connects sees. */
function checkText(text: string): void {
  const beforeQuery = text.split(/[?#]/, 1)[0] ?? '';
  if (controlCharacters.test(text) || /[\s\\]/.test(beforeQuery)) {
    throw malformed('The address contains a space, a line break or a backslash. Remove it and try again.');
  }
  const hasScheme = schemePattern.test(text);
  if (hasScheme && !/^https?:/i.test(text)) {
    throw new DestinationRefused('scheme', 'Only http:// and https:// addresses can be used.');
  }
  const authority = authorityPattern.exec(text)?.[1];
  if (authority === undefined ? hasScheme : authority === '') {
    throw malformed('The address is incomplete. It should look like https://example.com/path.');
  }
  if (authority?.includes('@')) {
    throw new DestinationRefused(
      'userinfo',
      'The address contains a user name or password before the @ sign. Put credentials into the fields made for them.',
    );
  }
}

/** An IP address must be written the one usual way, so that an allow entry names exactly one spelling. */
function checkHostSpelling(text: string, url: URL): void {
  const authority = authorityPattern.exec(text)?.[1]?.toLowerCase();
  if (authority === undefined) return;
  const written = authority.replace(/:\d*$/, '');
  const unusualAddress = isAddressLiteral(url.hostname) && written !== url.hostname;
  if (unusualAddress || written.includes('%')) {
    throw new DestinationRefused(
      'unusual_host',
      `The host of this address is written in an unusual form. Write it as ${url.hostname}.`,
      url.hostname,
    );
  }
}

/**
 * Reads an address given by a person, a model or another server (a redirect, with `base`).
 * Throws `destination_refused`; the message never repeats the address, which may hold credentials.
 */
export function parseDestination(text: string, base?: URL): URL {
  checkText(text);
  const url = URL.parse(text, base?.href);
  if (url === null) throw malformed('This is not a valid address. It should look like https://example.com/path.');
  checkHostSpelling(text, url);
  return url;
}
