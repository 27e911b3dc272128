import fs from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type InitArguments = Parameters<NodeFS['init']>;

interface NodeStream {
  nfd?: number;
}
interface StreamOperations {
  fsync?: (stream: NodeStream) => number;
}
interface NodeFileSystems {
  filesystems: { NODEFS: { stream_ops: StreamOperations } };
}

/**
 * PGlite's Node file system never syncs: its build has no fsync. This one hands PostgreSQL's own sync calls to the
 * disk, so an acknowledged commit survives a power cut. A test counts the calls, for it leans on PGlite's insides.
 */
export class DurableNodeFS extends NodeFS {
  syncs = 0;

  override async init(pg: PGlite, options: InitArguments[1]): ReturnType<NodeFS['init']> {
    const prepared = await super.init(pg, options);
    const install = (module: { FS: NodeFileSystems }) => {
      module.FS.filesystems.NODEFS.stream_ops.fsync = (stream) => {
        if (stream.nfd === undefined) return 0;
        fs.fdatasyncSync(stream.nfd);
        this.syncs += 1;
        return 0;
      };
    };
    const preRun = [install, ...(prepared.emscriptenOpts.preRun ?? [])];
    return { emscriptenOpts: { ...prepared.emscriptenOpts, preRun } };
  }
}
