import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';

// node --import tsx bench/house.ts [COMMIT ...]: the structure of the code at each commit (HEAD where none is given), side by side: files and
// lines a room, imports between rooms, circles, modules with one importer, longest files and functions. Tests are left out.

const root = fileURLToPath(new URL('../', import.meta.url));
const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });

interface SourceFile {
  path: string;
  lines: readonly string[];
  /** Files of the tree that it imports, types too. */
  imports: readonly string[];
}

const roomOf = (path: string): string => {
  const [first = '', second = ''] = path.split('/');
  if (!path.includes('/')) return path;
  return first === 'packages' ? `${first}/${second}` : first;
};

function readFiles(commit: string): SourceFile[] {
  const paths = git('ls-tree', '-r', '--name-only', commit)
    .split('\n')
    .filter((path) => path.endsWith('.ts') && !/(?:^|\/)test\/|\.d\.ts$/u.test(path));
  const known = new Set(paths);
  return paths.map((path) => {
    const content = git('show', `${commit}:${path}`);
    const imports = [...content.matchAll(/(?:from|import\()\s*'(\.[^']+)'/gu)].map(([, name = '']) =>
      join(dirname(path), name),
    );
    return { path, lines: content.split('\n'), imports: [...new Set(imports)].filter((name) => known.has(name)) };
  });
}

/** Groups of files that import each other, by Tarjan's algorithm; a group of one is none. */
function findCircles(files: readonly SourceFile[]): string[][] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const places = new Map<string, { at: number; low: number; isOpen: boolean }>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (path: string): { at: number; low: number; isOpen: boolean } => {
    const own = { at: places.size, low: places.size, isOpen: true };
    places.set(path, own);
    open.push(path);
    for (const next of byPath.get(path)?.imports ?? []) {
      const other = places.get(next);
      if (other === undefined) own.low = Math.min(own.low, visit(next).low);
      else if (other.isOpen) own.low = Math.min(own.low, other.at);
    }
    if (own.low === own.at) {
      const group = open.splice(open.indexOf(path));
      for (const each of group) (places.get(each) ?? own).isOpen = false;
      if (group.length > 1) circles.push(group);
    }
    return own;
  };
  for (const { path } of files) if (!places.has(path)) visit(path);
  return circles;
}

interface NamedLength {
  name: string;
  lines: number;
}

/** Top-level functions, from their first line to the brace in the first column. */
function listFunctions({ path, lines }: SourceFile): NamedLength[] {
  return lines.flatMap((line, at) => {
    const name = /^(?:export )?(?:async )?function\*? (\w+)/u.exec(line)?.[1];
    if (name === undefined) return [];
    const length = lines.slice(at).findIndex((each) => each === '}') + 1;
    return length === 0 ? [] : [{ name: `${name} (${path})`, lines: length }];
  });
}

const longest = (lengths: readonly NamedLength[], count: number): string =>
  lengths
    .toSorted((a, b) => b.lines - a.lines)
    .slice(0, count)
    .map(({ name, lines }) => `${lines} ${name}`)
    .join('; ');

function describe(commit: string): Map<string, string> {
  const files = readFiles(commit);
  const facts = new Map<string, string>();
  for (const room of [...new Set(files.map(({ path }) => roomOf(path)))].toSorted()) {
    const own = files.filter(({ path }) => roomOf(path) === room);
    facts.set(`${room}: files, lines`, `${own.length}, ${own.reduce((sum, { lines }) => sum + lines.length, 0)}`);
  }
  const arrows = new Map<string, number>();
  const importers = new Map<string, number>();
  for (const { path, imports } of files) {
    for (const name of imports) {
      importers.set(name, (importers.get(name) ?? 0) + 1);
      if (roomOf(name) === roomOf(path)) continue;
      const arrow = `${roomOf(path)} -> ${roomOf(name)}`;
      arrows.set(arrow, (arrows.get(arrow) ?? 0) + 1);
    }
  }
  facts.set('arrows between rooms', String(arrows.size));
  facts.set('imports between rooms', String([...arrows.values()].reduce((sum, count) => sum + count, 0)));
  facts.set('circles', String(findCircles(files).length));
  facts.set('modules with one importer', String([...importers.values()].filter((count) => count === 1).length));
  const tooLong = files.filter(({ lines }) => lines.length > 251);
  facts.set('files past 250 lines', tooLong.map(({ path, lines }) => `${lines.length - 1} ${path}`).join('; ') || '0');
  facts.set(
    'longest functions',
    longest(
      files.flatMap((file) => listFunctions(file)),
      5,
    ),
  );
  return facts;
}

const commits = process.argv.slice(2);
const described = (commits.length === 0 ? ['HEAD'] : commits).map((commit) => ({ commit, facts: describe(commit) }));
const names = [...new Set(described.flatMap(({ facts }) => [...facts.keys()]))];
console.log(`| figure | ${described.map(({ commit }) => commit).join(' | ')} |`);
console.log(`|---|${'---|'.repeat(described.length)}`);
for (const name of names) {
  console.log(`| ${name} | ${described.map(({ facts }) => facts.get(name) ?? '-').join(' | ')} |`);
}
