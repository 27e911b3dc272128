/** One piece of a document in reading order. `text` of a table is GFM markdown. */
export interface ExtractedBlock {
  kind: 'heading' | 'paragraph' | 'list' | 'table' | 'code';
  text: string;
  /** Heading level 1–6. */
  level?: number;
  /** 1-based page (PDF), or sheet number (spreadsheet). */
  page?: number;
  /** 1-based first row of a table piece (spreadsheet, CSV). */
  row?: number;
  /** Sheet name, or the path of headings where the format has one. */
  section?: string;
}

export interface ExtractedDocument {
  title?: string;
  blocks: ExtractedBlock[];
  pages: number | null;
  /** Things a person should know: "page 3 is a picture without text". */
  warnings: string[];
}

export interface ExtractInput {
  bytes: Uint8Array;
  fileName: string;
  mediaType: string;
}

/** Bounds an extractor must keep; it throws `AppError` (`payload_too_large`, `unsupported_media_type`, `rule_broken`). */
export interface ExtractLimits {
  maxPages: number;
  /** Characters of all blocks. */
  maxCharacters: number;
  /** Uncompressed bytes of an archive-like file (docx, xlsx). */
  maxUncompressedBytes: number;
  maxRows: number;
}

export const defaultExtractLimits: ExtractLimits = {
  maxPages: 5_000,
  maxCharacters: 20_000_000,
  maxUncompressedBytes: 512 * 1024 * 1024,
  maxRows: 200_000,
};

/** Runs inside a worker with memory limits; loads its library lazily. */
export interface ExtractorPlugin {
  manifest: { type: string; name: string; mediaTypes: readonly string[]; extensions: readonly string[] };
  extract(input: ExtractInput, limits: ExtractLimits): Promise<ExtractedDocument>;
}
