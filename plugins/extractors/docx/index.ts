import type { ExtractedDocument, ExtractInput, ExtractLimits, ExtractorPlugin } from '@agentforge/plugin-kit/extractor';
import { createBlockCollector } from '@agentforge/plugin-kit/files/block-collector';
import { addHtmlBlocks } from '@agentforge/plugin-kit/files/html-blocks';
import { safeOfficeCopy } from '@agentforge/plugin-kit/files/office-parts';
import { guardParser } from '@agentforge/plugin-kit/files/problems';

const kind = 'Word document';
const wanted = /^(\[Content_Types\]\.xml|_rels\/\.rels|docProps\/core\.xml|word\/[^/]+\.xml|word\/_rels\/[^/]+\.rels)$/;

/** HTML of the document by mammoth. Pictures are left out: only text is looked for. */
async function toHtml(copy: Buffer): Promise<string> {
  const { default: mammoth } = await import('mammoth');
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];
  const result = await mammoth.convertToHtml({ buffer: copy }, { convertImage, styleMap, externalFileAccess: false });
  return result.value;
}

async function extract(input: ExtractInput, limits: ExtractLimits): Promise<ExtractedDocument> {
  const copy = safeOfficeCopy(input.bytes, limits, {
    kind,
    mainPart: 'word/document.xml',
    wanted: (name) => wanted.test(name),
  });
  const collector = createBlockCollector(kind, limits);
  await guardParser(kind, async () => {
    const html = await toHtml(copy);
    const { JSDOM } = await import('jsdom');
    const dom = new JSDOM(html);
    addHtmlBlocks(dom.window.document.body, collector);
    dom.window.close();
  });
  const title = collector.blocks.find((block) => block.kind === 'heading' && block.level === 1)?.text;
  const warnings = collector.blocks.length === 0 ? ['This document has no text; it may hold only pictures.'] : [];
  return { ...(title === undefined ? {} : { title }), blocks: collector.blocks, pages: null, warnings };
}

/** Word documents (.docx): headings, paragraphs, lists and tables by mammoth. */
export const docxExtractor: ExtractorPlugin = {
  manifest: {
    type: 'docx',
    name: 'Word document',
    mediaTypes: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    extensions: ['.docx'],
  },
  extract,
};
