import type { ExtractedDocument, ExtractInput, ExtractLimits, ExtractorPlugin } from '@agentforge/plugin-kit/extractor';
import { createBlockCollector } from '@agentforge/plugin-kit/files/block-collector';
import { decodeText } from '@agentforge/plugin-kit/files/decode-text';
import { addHtmlBlocks } from '@agentforge/plugin-kit/files/html-blocks';
import { inlineText, isHidden } from '@agentforge/plugin-kit/files/html-text';
import { brokenFile, guardParser } from '@agentforge/plugin-kit/files/problems';

const kind = 'web page';
/** Below this share of the page's words the "article" is a teaser, and the whole page is taken. */
const articleShare = 0.5;
const chrome =
  'nav, [role="navigation"], [role="banner"], [role="contentinfo"], body > header, body > footer, script, style, noscript, template, iframe';

/** Charset named in the page itself, for pages that are not UTF-8. */
function declaredText(bytes: Uint8Array): { text: string; warning?: string } {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const charset = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{3,20})/i.exec(head)?.[1]?.toLowerCase();
  const marked = bytes[0] === 0xef || bytes[0] === 0xfe || bytes[0] === 0xff;
  if (charset === undefined || charset.startsWith('utf') || marked) return decodeText(bytes);
  try {
    return { text: new TextDecoder(charset).decode(bytes) };
  } catch {
    return decodeText(bytes);
  }
}

function withoutChrome(document: Document): HTMLElement {
  for (const element of document.querySelectorAll(chrome)) element.remove();
  // Before Readability: it drops the styles that tell what is hidden.
  for (const element of document.body.querySelectorAll('[hidden], [aria-hidden], [style]')) {
    if (isHidden(element)) element.remove();
  }
  return document.body;
}

const deepest = 1000;

/** No page a person wrote is nested this deep, and the parser's time grows with the square of the depth. */
function refuseDeepNesting(html: string): void {
  let depth = 0;
  const nesting =
    /<(\/?)(?:a|abbr|article|aside|b|big|blockquote|button|center|code|dd|details|div|dl|em|fieldset|figure|font|footer|form|header|i|main|nav|nobr|object|ol|s|section|small|span|strike|strong|svg|table|tt|u|ul)\b/gi;
  for (const match of html.matchAll(nesting)) {
    depth = match[1] === '/' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > deepest) throw brokenFile(kind);
  }
}

function visibleLength(element: Element): number {
  return inlineText(element).replace(/\s+/g, '').length;
}

/** The article by Readability when it holds most of the page, else the page without its navigation. */
async function mainContent(document: Document): Promise<Element> {
  const { Readability } = await import('@mozilla/readability');
  const body = withoutChrome(document);
  const copy = document.cloneNode(true);
  if (!isDocument(copy)) return body;
  const article = new Readability(copy, { serializer: (node) => node, maxElemsToParse: 200_000 }).parse()?.content;
  if (!isElement(article)) return body;
  return visibleLength(article) >= visibleLength(body) * articleShare ? article : body;
}

function isDocument(node: Node): node is Document {
  return node.nodeType === 9;
}

function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === 1;
}

async function extract(input: ExtractInput, limits: ExtractLimits): Promise<ExtractedDocument> {
  const { text, warning } = declaredText(input.bytes);
  const collector = createBlockCollector(kind, limits);
  const title = await guardParser(kind, async () => {
    refuseDeepNesting(text);
    const { JSDOM, VirtualConsole } = await import('jsdom');
    // No `runScripts`, no `resources`: nothing is run and nothing is fetched.
    const dom = new JSDOM(text, { virtualConsole: new VirtualConsole() });
    const { document } = dom.window;
    const name = document.title.replace(/\s+/g, ' ').trim() || document.querySelector('h1')?.textContent?.trim();
    addHtmlBlocks(await mainContent(document), collector);
    dom.window.close();
    return name;
  });
  const warnings = warning === undefined ? [] : [warning];
  if (collector.blocks.length === 0) warnings.push('This page has no readable text; it may be built by scripts.');
  return { ...(title ? { title: title.slice(0, 300) } : {}), blocks: collector.blocks, pages: null, warnings };
}

/** Web pages: the visible text with headings, lists and tables. */
export const htmlExtractor: ExtractorPlugin = {
  manifest: {
    type: 'html',
    name: 'Web page',
    mediaTypes: ['text/html', 'application/xhtml+xml'],
    extensions: ['.html', '.htm', '.xhtml'],
  },
  extract,
};
