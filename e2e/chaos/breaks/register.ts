import { registerHooks } from 'node:module';
import { breaks, isBreakName } from './breaks.ts';
import { brokenSources } from './edit.ts';

/** Loaded with `node --import`: switches off what AGENTFORGE_BREAK names, in this process and its threads. */
const name = process.env['AGENTFORGE_BREAK'] ?? '';
if (!isBreakName(name)) throw new Error(`There is no break called "${name}".`);
const sources = brokenSources(name, breaks[name]);

registerHooks({
  load(url, context, next) {
    const source = sources.get(url);
    return source === undefined ? next(url, context) : { format: 'module-typescript', source, shortCircuit: true };
  },
});
