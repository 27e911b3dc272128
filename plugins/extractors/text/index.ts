import type {
  ExtractedBlock,
  ExtractedDocument,
  ExtractInput,
  ExtractLimits,
  ExtractorPlugin,
} from '@agentforge/plugin-kit/extractor';
import { createBlockCollector } from '@agentforge/plugin-kit/files/block-collector';
import { decodeText } from '@agentforge/plugin-kit/files/decode-text';
import { markdownBlocks } from './markdown.ts';

const kind = 'text file';

function* paragraphs(text: string): Generator<ExtractedBlock> {
  for (const part of text.split(/\n[ \t]*\n/)) yield { kind: 'paragraph', text: part };
}

function isMarkdown(input: ExtractInput): boolean {
  return input.mediaType === 'text/markdown' || /\.(md|markdown)$/i.test(input.fileName);
}

async function extract(input: ExtractInput, limits: ExtractLimits): Promise<ExtractedDocument> {
  const decoded = decodeText(input.bytes);
  const markdown = isMarkdown(input);
  const collector = createBlockCollector(kind, limits);
  for (const block of markdown ? markdownBlocks(decoded.text) : paragraphs(decoded.text)) collector.add(block);
  const title = collector.blocks.find((block) => block.kind === 'heading' && block.level === 1)?.text;
  const warnings = decoded.warning === undefined ? [] : [decoded.warning];
  if (collector.blocks.length === 0) warnings.push('This file is empty.');
  return { ...(title === undefined ? {} : { title }), blocks: collector.blocks, pages: null, warnings };
}

/** Plain text and Markdown, in any common encoding. */
export const textExtractor: ExtractorPlugin = {
  manifest: {
    type: 'text',
    name: 'Text or Markdown',
    mediaTypes: ['text/plain', 'text/markdown', 'application/json'],
    extensions: ['.txt', '.md', '.markdown', '.text', '.log', '.json'],
  },
  extract,
};
