import { defaultExtractLimits } from '@agentforge/plugin-kit/extractor';
import { describe, expect, it } from 'vitest';
import { textExtractor } from './index.ts';

const read = (content: string | Uint8Array, fileName: string) =>
  textExtractor.extract({ bytes: Buffer.from(content), fileName, mediaType: 'text/plain' }, defaultExtractLimits);

describe('textExtractor', () => {
  it('reads Markdown blocks with sections', async () => {
    const text = `---\ntags: x\n---\n# Guide\n\nIntro line\nsecond line\n\nInstall\n-------\n- one\n  more\n- two\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n\`\`\`sh\n# not a heading\n\`\`\`\nafter`;
    const { title, blocks } = await read(text, 'a.md');
    expect(title).toBe('Guide');
    expect(blocks.map((block) => [block.kind, block.text, block.section])).toEqual([
      ['heading', 'Guide', 'Guide'],
      ['paragraph', 'Intro line\nsecond line', 'Guide'],
      ['heading', 'Install', 'Guide › Install'],
      ['list', '- one\n  more\n- two', 'Guide › Install'],
      ['table', '| a | b |\n|---|:-:|\n| 1 | 2 |', 'Guide › Install'],
      ['code', '```sh\n# not a heading\n```', 'Guide › Install'],
      ['paragraph', 'after', 'Guide › Install'],
    ]);
  });

  it('reads plain text as paragraphs, signs of Markdown and all', async () => {
    const { blocks } = await read('# one\nline\n\n\n- two', 'a.txt');
    expect(blocks.map((block) => [block.kind, block.text])).toEqual([
      ['paragraph', '# one\nline'],
      ['paragraph', '- two'],
    ]);
  });

  it('refuses binary content, keeps limits, ends on open fences', async () => {
    await expect(read(Buffer.from([0x89, 0x50, 0, 0, 1]), 'a.txt')).rejects.toMatchObject({
      code: 'unsupported_media_type',
    });
    const tiny = { ...defaultExtractLimits, maxCharacters: 5 };
    const input = { bytes: Buffer.from('longer than five'), fileName: 'a.txt', mediaType: 'text/plain' };
    await expect(textExtractor.extract(input, tiny)).rejects.toMatchObject({ code: 'payload_too_large' });
    expect((await read('```\nopen', 'a.md')).blocks).toEqual([{ kind: 'code', text: '```\nopen' }]);
    expect((await read('', 'a.md')).warnings).toEqual(['This file is empty.']);
  });
});
