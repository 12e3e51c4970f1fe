// Adds the other platforms' optional packages to package-lock.json, with their integrity hashes. npm leaves out what it did not install here,
// and then `npm ci` refuses the lock file on other platforms. Versions are those their parents ask for; hashes are asked of the registry.
// Ends with 1 and the names where it has no hash: without one, npm installs whatever it is sent.
// Run after each change of dependencies: node infra/deployment/complete-lock-file.mjs
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const path = new URL('../../package-lock.json', import.meta.url);
const lock = JSON.parse(await readFile(path, 'utf8'));

const systems = [
  'darwin',
  'win32',
  'linux',
  'android',
  'freebsd',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
  'openharmony',
  'wasi',
];
const processors = ['arm64', 'x64', 'ia32', 'arm', 'riscv64', 's390x', 'ppc64', 'loong64', 'mips64el', 'wasm32'];

let added = 0;
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (place in lock.packages || !/^\d/u.test(version)) continue;
    const parts = name.split(/[/-]/u);
    const os = systems.filter((system) => parts.includes(system));
    const cpu = processors.filter((processor) => parts.includes(processor));
    const libc = parts.includes('musl')
      ? ['musl']
      : parts.includes('gnu') || parts.includes('gnueabihf')
        ? ['glibc']
        : [];
    lock.packages[place] = {
      version,
      ...(cpu.length > 0 ? { cpu } : {}),
      ...(libc.length > 0 ? { libc } : {}),
      optional: true,
      ...(os.length > 0 ? { os } : {}),
    };
    added += 1;
  }
}
const unhashed = [];
for (const [place, entry] of Object.entries(lock.packages)) {
  if (place === '' || entry.link === true || !place.includes('node_modules/') || entry.integrity !== undefined)
    continue;
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const integrity = await findIntegrity(`${name}@${entry.version}`);
  if (integrity === undefined) unhashed.push(`${name}@${entry.version}`);
  else lock.packages[place] = { version: entry.version, integrity, ...entry };
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} optional packages of other platforms added`);
if (unhashed.length > 0) {
  console.error(`no integrity hash is known of ${unhashed.join(', ')}`);
  process.exitCode = 1;
}

async function findIntegrity(spec) {
  const view = promisify(execFile)('npm', ['view', spec, 'dist.integrity']);
  const hash = await view.then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  return /^sha512-[A-Za-z0-9+/]+=*$/u.test(hash) ? hash : undefined;
}
