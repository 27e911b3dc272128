import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { capture, captureOrThrow } from '../lib/processes.ts';

/** Why packages cannot be installed here; undefined when they can. */
export function whyNoPackages(): string | undefined {
  if (process.getuid?.() !== 0) return 'installing Debian packages needs root';
  if (!existsSync('/usr/bin/apt-get')) return 'this system has no apt-get';
  return undefined;
}

const policy = '/usr/sbin/policy-rc.d';
let updated = false;

/** Installs Debian packages without starting their system services. Throws with the reason of apt-get. */
export async function installPackages(names: readonly string[]): Promise<void> {
  const reason = whyNoPackages();
  if (reason) throw new Error(`${names.join(', ')}: ${reason}`);
  const ownPolicy = !existsSync(policy);
  if (ownPolicy) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    if (!updated) await captureOrThrow('apt-get', ['update', '-qq'], { env });
    updated = true;
    console.log(`installing ${names.join(', ')} …`);
    await captureOrThrow('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
  } finally {
    if (ownPolicy) rmSync(policy, { force: true });
  }
}

/** First of the paths that exists, where a shell would look included. */
export async function findProgram(name: string, ...paths: readonly string[]): Promise<string | undefined> {
  const found = paths.find((path) => existsSync(path));
  if (found) return found;
  const { code, stdout } = await capture('sh', ['-c', `command -v ${name}`]);
  return code === 0 ? stdout.trim() : undefined;
}

/** A program, installed from `packageNames` when it is missing. Throws when it cannot be had. */
export async function requireProgram(name: string, packageNames: readonly string[], ...paths: readonly string[]) {
  const present = await findProgram(name, ...paths);
  if (present) return present;
  await installPackages(packageNames);
  const installed = await findProgram(name, ...paths);
  if (!installed) throw new Error(`${name} is still missing after its installation`);
  return installed;
}
