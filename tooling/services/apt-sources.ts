interface SourceFile {
  path: string;
  text: string;
}

interface Entry {
  uri: string;
  suites: string[];
  components: string[];
  signedBy: string | undefined;
}

function oneLineEntries(text: string): Entry[] {
  const lines = text.matchAll(/^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.+)$/gm);
  return [...lines].map(([, options = '', uri = '', suite = '', components = '']) => ({
    uri,
    suites: [suite],
    components: components.trim().split(/\s+/),
    signedBy: /signed-by=(\S+)/.exec(options)?.[1],
  }));
}

function stanzaEntries(text: string): Entry[] {
  return text.split(/\n\s*\n/).flatMap((stanza) => {
    const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(stanza)?.[1]?.trim() ?? '';
    if (!/\bdeb\b/.test(field('Types')) || /^no$/i.test(field('Enabled'))) return [];
    const [uri = ''] = field('URIs').split(/\s+/);
    const words = (name: string) => field(name).split(/\s+/);
    return [
      { uri, suites: words('Suites'), components: words('Components'), signedBy: field('Signed-By') || undefined },
    ];
  });
}

/**
 * A `deb-src` line for `suite` on the archive this machine already takes Debian's main release from; undefined when
 * none is configured. Security and update archives are other trees and are passed over.
 */
export function sourceLine(files: readonly SourceFile[], suite: string): string | undefined {
  const entries = files.flatMap(({ path, text }) =>
    path.endsWith('.sources') ? stanzaEntries(text) : oneLineEntries(text),
  );
  const debian = entries.find(
    ({ suites, components, uri }) =>
      suites.some((name) => /^[a-z]+$/.test(name)) && components.includes('main') && /debian\/?$/.test(uri),
  );
  if (!debian) return undefined;
  const options = debian.signedBy?.startsWith('/') ? `[signed-by=${debian.signedBy}] ` : '';
  return `deb-src ${options}${debian.uri} ${suite} main`;
}
