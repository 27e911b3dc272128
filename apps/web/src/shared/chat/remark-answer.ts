import type { Link, Nodes, Parents, PhrasingContent } from 'mdast';
import { citationPieces } from './citation-marks.ts';
import { hostOf } from './safe-address.ts';

/** Links to citations; the page draws them as buttons. */
export const citationPrefix = '#citation-';

/**
 * Changes what a model wrote before it is drawn: images become links that say where they lead (loading one would tell
 * its host that the answer was read), and `[1]` becomes a citation. Code stays as it is.
 */
export function remarkAnswer() {
  return (tree: Nodes): void => rewrite(tree, false);
}

function rewrite(node: Nodes, insideLink: boolean): void {
  if (!('children' in node)) return;
  const link = insideLink || node.type === 'link' || node.type === 'linkReference';
  const parent: Parents = node;
  const changed = parent.children.flatMap((child): Nodes[] => replacement(child, link));
  parent.children.splice(0, parent.children.length);
  for (const child of changed) {
    rewrite(child, link);
    Array.prototype.push.call(parent.children, child);
  }
}

function replacement(child: Nodes, insideLink: boolean): Nodes[] {
  if (child.type === 'image') return [imageAsText(child.url, child.alt ?? '', insideLink)];
  if (child.type === 'imageReference') return [{ type: 'text', value: child.alt ?? '' }];
  if (child.type !== 'text' || insideLink) return [child];
  return citationPieces(child.value).map((piece): PhrasingContent => {
    if (piece.kind === 'text') return { type: 'text', value: piece.text };
    return { type: 'link', url: `${citationPrefix}${piece.index}`, children: [text(`[${piece.index}]`)] };
  });
}

function imageAsText(url: string, alt: string, insideLink: boolean): PhrasingContent {
  const host = hostOf(url);
  const words = [alt, host && `(${host})`].filter(Boolean).join(' ');
  if (insideLink || host === '') return text(words);
  const link: Link = { type: 'link', url, children: [text(words)] };
  return link;
}

function text(value: string): PhrasingContent {
  return { type: 'text', value };
}
