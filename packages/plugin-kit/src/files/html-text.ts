/** The part of a DOM node this walker needs; any DOM fits. */
export interface HtmlNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<HtmlNode>;
  getAttribute?(name: string): string | null;
}

const skipped = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE SVG IFRAME OBJECT EMBED HEAD BUTTON SELECT INPUT TEXTAREA CANVAS AUDIO VIDEO MATH'.split(
    ' ',
  ),
);
/** Elements that start a new line. */
export const blockNames = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR HTML LI MAIN NAV OL P PRE SECTION SUMMARY TABLE UL'.split(
    ' ',
  ),
);

/** Text a reader of the page cannot see is left out: it is where instructions to models hide. */
export function isHidden(node: HtmlNode): boolean {
  if (node.getAttribute === undefined) return false;
  if (node.getAttribute('hidden') !== null || node.getAttribute('aria-hidden') === 'true') return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i.test(
    node.getAttribute('style') ?? '',
  );
}

/** Hidden, or never text: scripts, styles, form fields. */
export function isIgnored(node: HtmlNode): boolean {
  return skipped.has(node.nodeName.toUpperCase()) || isHidden(node);
}

/** Visible text of a node with white space as a browser shows it; `<br>` is a line end. */
export function inlineText(node: HtmlNode): string {
  if (node.nodeType === 3) return (node.textContent ?? '').replace(/[ \t\r\n\f]+/g, ' ');
  if (node.nodeType !== 1 || isIgnored(node)) return '';
  if (node.nodeName.toUpperCase() === 'BR') return '\n';
  const inner = Array.from(node.childNodes, inlineText).join('');
  return blockNames.has(node.nodeName.toUpperCase()) ? `\n${inner}\n` : inner;
}

/** One space between words, one line end between lines. */
export function tidy(text: string): string {
  return text
    .replace(/\u00a0/g, ' ')
    .replace(/ *\n[ \n]*/g, '\n')
    .replace(/ {2,}/g, ' ')
    .trim();
}
