import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { writeSkeleton } from '../generate/generate.ts';
import { inRoot, root } from '../lib/root.ts';
import { type Finding, isMain, report } from './finding.ts';

/** A compiler host that sees the checkout with more files laid over it. */
function overlaid(options: ts.CompilerOptions, texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const real = (path: string) =>
    path.replace(inRoot('node_modules/@agentforge/contracts'), inRoot('packages/contracts'));
  const folders = [...texts.keys()].map((path) => path.slice(0, path.lastIndexOf('/')));
  return {
    ...host,
    fileExists: (path) => texts.has(real(path)) || host.fileExists(path),
    readFile: (path) => texts.get(real(path)) ?? host.readFile(path),
    directoryExists: (path) => folders.includes(real(path)) || (host.directoryExists?.(path) ?? true),
    realpath: (path) => (texts.has(real(path)) ? real(path) : (host.realpath?.(path) ?? path)),
    getSourceFile: (path, version) => {
      const text = texts.get(real(path)) ?? host.readFile(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, version);
    },
  };
}

/** Type errors of what the generators write, as if it stood in the checkout: the ports may have moved on. */
export function skeletonFindings(): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'skeletons-'));
  try {
    const kinds = ['room', 'tool', 'provider'] as const;
    const files = kinds
      .flatMap((kind) => writeSkeleton(kind, `new-${kind}`, folder))
      .filter((file) => file.endsWith('.ts'));
    const texts = new Map(files.map((file) => [inRoot(file), readFileSync(join(folder, file), 'utf8')]));
    const config = ts.getParsedCommandLineOfConfigFile(
      inRoot('tsconfig.json'),
      {},
      {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: () => {},
      },
    );
    const options: ts.CompilerOptions = { ...config?.options, incremental: false };
    delete options.tsBuildInfoFile;
    const program = ts.createProgram([...texts.keys()], options, overlaid(options, texts));
    return [...texts.keys()].flatMap((path) => {
      const source = program.getSourceFile(path);
      if (!source) return [{ file: relative(root, path), message: 'was not read' }];
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((found) => ({
        file: relative(root, path),
        message: ts.flattenDiagnosticMessageText(found.messageText, ' '),
      }));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (isMain(import.meta.url)) report('skeletons', skeletonFindings());
