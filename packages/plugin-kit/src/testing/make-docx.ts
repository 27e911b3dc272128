import { makeZip, type ZipFixture } from './make-zip.ts';

const namespace = 'http://schemas.openxmlformats.org';

function style(id: string, name: string): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
}

/** `paragraph('Flights', 'Heading2')` as WordprocessingML. */
export function paragraph(text: string, styleId?: string): string {
  const properties = styleId === undefined ? '' : `<w:pPr><w:pStyle w:val="${styleId}"/></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A table of plain cells. */
export function table(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('');
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
}

/** For tests: a Word document with the given body, and further or replaced parts. */
export function makeDocx(body: string, extra: readonly ZipFixture[] = [], prologue = ''): Buffer {
  const types = `<Types xmlns="${namespace}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${namespace}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const relations = (inner: string) =>
    `<Relationships xmlns="${namespace}/package/2006/relationships">${inner}</Relationships>`;
  const word = `xmlns:w="${namespace}/wordprocessingml/2006/main"`;
  const styles = style('Heading1', 'heading 1') + style('Heading2', 'heading 2');
  const parts: ZipFixture[] = [
    { name: '[Content_Types].xml', content: types },
    { name: '_rels/.rels', content: relations(relation('r1', 'officeDocument', 'word/document.xml')) },
    { name: 'word/_rels/document.xml.rels', content: relations(relation('r1', 'styles', 'styles.xml')) },
    { name: 'word/styles.xml', content: `<w:styles ${word}>${styles}</w:styles>` },
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0"?>${prologue}<w:document ${word}><w:body>${body}</w:body></w:document>`,
    },
  ];
  const replaced = new Set(extra.map((part) => part.name));
  return makeZip([...parts.filter((part) => !replaced.has(part.name)), ...extra]);
}
