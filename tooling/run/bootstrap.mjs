/**
 * What every `npm run` entry does first, on any Node from 18 on and with an empty checkout: a Node that is new enough,
 * then the packages of the lockfile. Plain JavaScript without dependencies, because nothing is installed yet.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const oldestNode = [22, 18];
const fetchedNode = '24.21.0';
const reexecMark = 'AGENTFORGE_REEXEC';

/**
 * Returns once Node and the packages are right. With an old Node it runs `entry` again under a fetched one and never
 * returns; the exit code is passed on. Failures end the process with one line on stderr.
 */
export async function bootstrap(entry) {
  process.chdir(root);
  if (!nodeIsNewEnough()) await runAgain(fileURLToPath(entry));
  endWithParent();
  if (packagesAreInstalled()) return;
  await withLock(installPackages);
}

export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function nodeIsNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

async function runAgain(entry) {
  if (process.env[reexecMark])
    fail(`Node ${process.versions.node} is too old; ${oldestNode.join('.')} or newer is needed.`);
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const binary = join(root, '.node', 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!works(binary)) await withLock(() => fetchNode(name, binary));
  const child = spawn(binary, [...process.execArgv, entry, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${dirname(binary)}${delimiter}${process.env.PATH ?? ''}`, [reexecMark]: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  await new Promise(() => {
    child.on('error', (error) => fail(`The fetched Node could not be started: ${error.message}`));
    child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

function works(binary) {
  return existsSync(binary) && spawnSync(binary, ['--version']).status === 0;
}

function fetchNode(name, binary) {
  if (works(binary)) return;
  console.log(`Node ${process.versions.node} is too old: fetching Node ${fetchedNode} into .node/ (once).`);
  mkdirSync(join(root, '.node'), { recursive: true });
  writeFileSync(join(root, '.node', 'package.json'), '{"private":true}\n');
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  npm(['install', '--prefix', join(root, '.node'), ...quiet, `${name}@${fetchedNode}`], `Node ${fetchedNode}`);
  if (!works(binary))
    fail(`The fetched Node does not run here (${name}). Install Node ${oldestNode.join('.')} or newer.`);
}

/** A killed parent must not leave the server behind: the channel it opened closes with it. */
function endWithParent() {
  if (!process.env[reexecMark] || !process.channel) return;
  delete process.env[reexecMark];
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

function stampFile() {
  return join(root, 'node_modules', '.agentforge-install');
}

function stamp() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${hash} node-${process.versions.node.split('.')[0]} ${process.platform}-${process.arch}\n`;
}

function packagesAreInstalled() {
  if (!existsSync(join(root, 'node_modules'))) return false;
  if (existsSync(stampFile())) {
    if (readFileSync(stampFile(), 'utf8') === stamp()) return true;
    if (readFileSync(stampFile(), 'utf8').split(' ')[1] !== stamp().split(' ')[1]) return false;
  }
  if (!treeMatchesLock()) return false;
  writeFileSync(stampFile(), stamp());
  return true;
}

/** Somebody ran `npm install` by hand: npm's own record says whether the tree is the lockfile's, so nothing is repeated. */
function treeMatchesLock() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  return wanted.every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.optional || entry.devOptional || entry.peer) return true;
    return installed[path] !== undefined && installed[path].version === entry.version;
  });
}

function installPackages() {
  if (packagesAreInstalled()) return;
  console.log('Installing packages with npm ci (once per lockfile) …');
  npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'The packages');
  writeFileSync(stampFile(), stamp());
}

function npm(args, what) {
  const result = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.status === 0) return;
  if (result.error) fail(`${what} could not be installed: npm could not be started (${result.error.message}).`);
  const reason = /npm (?:error|ERR!) (?!code |errno |syscall |A complete log)(.+)/.exec(result.stderr)?.[1];
  const network = /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET/.test(result.stderr);
  fail(
    `${what} could not be installed: ${network ? 'the package registry cannot be reached' : (reason ?? 'npm failed').replace(/\.+$/, '')}.`,
  );
}

/** Two entries started at once must not install into the same tree; the second waits for the first. */
async function withLock(work) {
  const lock = join(root, '.cache', 'bootstrap.lock');
  mkdirSync(dirname(lock), { recursive: true });
  while (!take(lock)) await new Promise((resolve) => setTimeout(resolve, 200));
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    process.on('exit', () => {
      if (existsSync(lock) && readFileSync(lock, 'utf8') === String(process.pid)) rmSync(lock, { force: true });
    });
    return true;
  } catch {
    if (!holderLives(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function holderLives(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder > 0) process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
