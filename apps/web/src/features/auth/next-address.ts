const loops = /^\/(login|setup)(?=$|[/?#])/;

/** Where to go after signing in: a path of this site, else the start page. Foreign addresses and loops are dropped. */
export function nextAddress(wanted: string | null, origin: string = window.location.origin): string {
  // Browsers read "//host", "/\host" and "/<tab>/host" as another site.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  if (!wanted?.startsWith('/') || /^\/[/\\]|[\u0000-\u001f\\]/.test(wanted)) return '/';
  const address = URL.parse(wanted, origin);
  if (address?.origin !== origin || loops.test(address.pathname) || address.pathname.startsWith('//')) return '/';
  return address.pathname + address.search + address.hash;
}
